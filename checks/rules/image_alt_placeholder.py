"""The text alternative of an image is no file name and no placeholder (WCAG 1.1.1; failure F30).

Words that may be the whole truth about a picture ("logo", "placeholder" on a grey square) leave it undecided, as does
a file name on a link to that file.
"""

from checks.check import DomCheck

_EMPTY = (
    "image", "images", "img", "picture", "pic", "photo", "photograph", "graphic", "graphics", "spacer",
    "untitled", "alt", "alt text", "alternative text", "alternate text", "image alt", "image alt text",
    "image description", "no alt", "null", "undefined", "insert alt text here", "text alternative",
    "click to enlarge", "afbeelding", "foto", "plaatje", "beeld", "alt tekst", "alternatieve tekst",
    "tekstalternatief", "zonder titel", "beschrijving afbeelding", "beschrijving van de afbeelding",
    "omschrijving afbeelding", "texte alternatif", "sans titre", "description de l image",
    "texte de remplacement", "bild", "grafik", "alternativtext", "alt attribut", "ohne titel",
    "bildbeschreibung", "platzhalter",
)  # fmt: skip
_POOR = (
    "logo", "icon", "banner", "header", "thumbnail", "thumb", "avatar", "illustration", "placeholder",
    "placeholder image", "image placeholder", "chart", "graph", "diagram", "map", "screenshot", "arrow",
    "blank", "icoon", "pictogram", "illustratie", "grafiek", "kaart",
    "schermafbeelding", "schermafdruk", "pijl", "icone", "pictogramme", "graphique", "schema",
    "carte", "capture d ecran", "fleche", "visuel", "symbol", "piktogramm", "abbildung",
    "diagramm", "karte", "bildschirmfoto", "pfeil", "dekoration",
)  # fmt: skip

# An alternative that is so, or begins with two of these words, says that the image is for show: it should be empty.
_DECORATIVE = (
    "decorative", "decoration", "ornamental", "decorative image", "decorative picture", "decorative photo",
    "decorative illustration", "decorative graphic", "decorative element", "decorative icon", "decorative line",
    "decoratief", "versiering", "decoratieve afbeelding", "decoratieve foto", "decoratief beeld", "decoratief element",
    "decoratif", "image decorative", "illustration decorative", "photo decorative", "element decoratif",
    "dekorativ", "schmuckbild", "dekoratives bild", "dekoratives element", "dekorative grafik",
    "imagen decorativa", "immagine decorativa", "imagem decorativa",
)  # fmt: skip
_ORNAMENTS = (
    "bullet", "bullet point", "line", "horizontal line", "divider", "separator", "corner", "border", "shadow",
    "background", "background image", "ornament", "dot", "star", "asterisk", "opsommingsteken", "lijn",
    "scheidingslijn", "hoek", "rand", "achtergrond", "punt", "puce", "ligne", "separateur", "coin", "bordure", "fond",
    "arriere plan", "aufzahlungszeichen", "linie", "trennlinie", "ecke", "rahmen", "hintergrund", "punkt",
)  # fmt: skip

CHECK = DomCheck(
    "image-alt-placeholder",
    ("1.1.1",),
    {"empty": _EMPTY, "poor": _POOR, "decorative": _DECORATIVE, "ornaments": _ORNAMENTS},
)
