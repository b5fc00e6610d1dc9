"""Instructions that lean on place, shape or colour alone (WCAG 1.3.3, failures F14 and F26, ACT rule 9bd38c).

Whether the words name the thing as well is for a person: cannot tell. It fails in two cases. A text on the page sends
people to "the menu on the right", a list of links stands to the right of it, and nothing a screen reader could find
is called a menu or navigation, or is one. Or it tells people to use "the green button", a control drawn so is on the
page, and the name of no control stands in the text. "Above" and "below" follow the order of reading and are not
spoken of.
"""

from checks.check import DomCheck

# Regular expressions of JavaScript, in which \b and \w know the letters of any language.
_EN_LOOK = (
    r"(?:round|circular|square|triangular|triangle|rectangular|oval|diamond|star|red|green|blue|yellow|orange|gr[ae]y|"
    r"black|white|purple|pink|big|large|small)"
)
_EN_THING = (
    r"(?:button|icon|link|arrow|box|menu|circle|dot|square|bar|field|shape|symbol|tab|triangle|image|map|form|list)s?"
)
_EN_VERB = r"(?:click|press|tap|select|choose|use|using|hit|push|find|see|look (?:for|in|at)|follow|open|check)"
_EN_TRAFFIC = (
    r"(?<!\b(?:driv(?:e|es|ing)|rid(?:e|es|ing)|keep(?:ing)?|walk(?:ing)?|stay|pass(?:ing)?|overtak(?:e|ing)) )"
)
_EN_RIGHT_SO = (
    r"(?! (?:of (?:history|the (?:law|road|street))|side of (?:history|the (?:law|road|street))|track|path|foot|lines?|"
    r"road|day|date|thing|people|person|platform|course|time|place|approach|wing|bank|lane))"
)
_NL_LOOK = (
    r"(?:ronde?|vierkante?|driehoekige?|rechthoekige?|ovale?|rode?|groene?|blauwe?|gele?|oranje|grijze?|zwarte?|witte?|"
    r"paarse?|roze|grote?|kleine?)"
)
_NL_THING = (
    r"(?:knop(?:pen)?|icoon(?:tje)?|pictogram|link|pijl(?:tje)?|vak(?:je)?|kader|menu|cirkel|bol(?:letje)?|balk|veld|"
    r"symbool|tab|driehoek|kolom|foto|afbeelding|kaart|tabel|formulier|lijst)"
)
_NL_VERB = r"(?:klik|druk|tik|kies|gebruik|selecteer|zoek|zie|volg|open)"
_FR_LOOK = (
    r"(?:ronde?|carrée?|triangulaire|rectangulaire|ovale|rouge|verte?|bleue?|jaune|orange|grise?|noire?|blanche?|"
    r"violette?|rose)s?"
)
_FR_THING = (
    r"(?:bouton|icône|lien|flèche|case|menu|cercle|point|barre|champ|onglet|colonne|encadré|liste|carte|formulaire|image|"
    r"photo|tableau|bandeau)s?"
)
_DE_LOOK = (
    r"(?:rund|quadratisch|dreieckig|rechteckig|oval|rot|grün|blau|gelb|orange|grau|schwarz|weiß|lila|rosa|groß|klein)"
    r"(?:e[nmrs]?)?"
)
_DE_THING = (
    r"(?:Button|Knopf|Schaltfläche|Symbol|Icon|Link|Pfeil|Feld|Kästchen|Kasten|Menü|Kreis|Punkt|Balken|Dreieck|Navigation|"
    r"Spalte|Liste|Karte|Formular|Bild|Foto|Tabelle)s?"
)
# `menu`: "the menu on the right", the side as group 1. `doubt`: what else is pointed at by place, shape or colour.
_PATTERNS = {
    "en": {
        "menu": [
            r"\bthe (?:menu|navigation)(?: bar)? (?:on|at|to) the (left|right)\b(?! of )",
            r"\bthe (left|right)[- ]hand (?:menu|navigation)\b",
        ],
        "doubt": [
            _EN_TRAFFIC + r"\bon the (?:left|right)(?:[- ]hand)?(?: side| column| corner)?\b" + _EN_RIGHT_SO,
            r"\b(?:left|right)[- ]hand (?:menu|column|side|panel|sidebar|corner|navigation)\b",
            rf"\b{_EN_THING} to the (?:left|right)\b",
            r"\b(?:top|bottom|upper|lower)[- ](?:left|right)(?:[- ]hand)? (?:corner|side|of (?:the|this|your))\b",
            rf"\b{_EN_VERB}\b[^.?!]{{0,60}}\b{_EN_LOOK} {_EN_THING}\b",
        ],
    },
    "nl": {
        "menu": [
            r"\bhet (?:navigatie)?menu (?:aan de |op de )?(links|rechts|(?:linker|rechter)(?:kant|zijde))\b",
            r"\bhet (linker|rechter)[- ]?menu\b",
        ],
        "doubt": [
            r"\b(?:linker|rechter)[- ]?(?:kant|zijde|kolom|menu|hoek|bovenhoek|onderhoek|balk)\b",
            rf"\b{_NL_THING} (?:hier)?(?:links|rechts|hiernaast)\b",
            r"\b(?:hier(?:links|rechts|naast)|(?:links|rechts)(?:boven|onder)(?:aan|in)?)\b",
            r"\b(?:links|rechts) (?:boven|onder|op|van) (?:de|deze|het|uw|je) (?:pagina|scherm|site|website|tekst)\b",
            rf"\b{_NL_VERB}\w*\b[^.?!]{{0,60}}\b{_NL_LOOK} {_NL_THING}\b",
        ],
    },
    "fr": {
        "menu": [
            r"\ble menu (?:situé |placé |affiché )?(?:à |de |sur la )(gauche|droite)\b(?! de )",
            r"\bla navigation (?:située )?(?:à |de |sur la )(gauche|droite)\b(?! de )",
        ],
        "doubt": [
            rf"\b{_FR_THING}\b[^.?!]{{0,25}} (?:à|de|sur la|en haut à|en bas à) (?:gauche|droite)\b",
            r"\ben (?:haut|bas) à (?:gauche|droite)\b",
            r"\bà (?:gauche|droite) de (?:la page|l[’']écran|votre écran|cette page)\b",
            r"\bci-contre\b",
            rf"\b(?:cliqu|appuy|utilis|sélectionn|choisi|suiv|ouvr)\w*[^.?!]{{0,60}}\b{_FR_THING} {_FR_LOOK}\b",
        ],
    },
    "de": {
        "menu": [
            r"\b(?:das|im|dem) (?:Navigationsm|M)enü (?:auf der )?(links|rechts|linken|rechten)\b(?! von )",
            r"\b(?:das|im|dem) (linke|rechte)n? (?:Navigationsm|M)enü\b",
        ],
        "doubt": [
            r"\b(?:linke|rechte)[nr]? (?:Seite|Spalte|Menü|Navigation|Rand|\w+rand|Ecke|Seitenleiste)\b",
            rf"\b{_DE_THING} (?:oben |unten )?(?:links|rechts)\b",
            r"\b(?:oben|unten) (?:links|rechts)\b",
            r"\bnebenstehend\w*",
            rf"\b(?:klick|drück|wähl|tipp|nutz|verwend|such|öffn)\w*\b[^.?!]{{0,60}}\b{_DE_LOOK} {_DE_THING}\b",
        ],
    },
}
# Instructions that name a control by its look or place: `verb`, then one of `shapes`, in which LOOK, SIDE and THING
# stand for the words of those lists.
_REFERENCES = {
    "en": {
        "signs": "diamonds?|stars?|dots?|circles?|triangles?|squares?|"
        "ticks?|crosses|cross|arrows?|symbols?|icons?|signs?",
        "means": "means?|marks?|shows?|indicates?|stands? for",
        "verb": "click|press|tap|choose|select|use|hit|push|activate|follow",
        "thing": "button|icon|link|arrow|circle|square|triangle|symbol|dot",
        "looks": {
            "round": ["round", "circular"], "square": ["square"], "triangle": ["triangular"], "red": ["red"],
            "green": ["green"], "blue": ["blue"], "yellow": ["yellow"], "orange": ["orange"],
        },
        "sides": {"left": ["left"], "right": ["right"]},
        "shapes": [r"\bLOOK(?: \w+)? THINGs?\b", r"\bTHINGs? (?:on|at|to) the(?: \w+)? SIDE\b(?! of )",
                   r"\bSIDE[- ]hand THINGs?\b"],
    },
    "nl": {
        "signs": "ruit|ruitje|ster|sterretje|stip|bolletje|cirkel|driehoek|driehoekje|"
        "vierkant|vierkantje|vinkje|kruis|kruisje|pijl|pijltje|symbool|pictogram|icoon",
        "means": "betekent|wil zeggen|duidt|geeft aan|staat voor",
        "verb": "klik|druk|tik|kies|gebruik|selecteer|volg|klikt|drukt|tikt|kiest|gebruikt",
        "thing": "knop|knoppen|icoon|icoontje|pictogram|link|links|pijl|cirkel|vierkant|driehoek|symbool|bolletje",
        "looks": {
            "round": ["ronde", "rond"], "square": ["vierkante", "vierkant"], "triangle": ["driehoekige"],
            "red": ["rode", "rood"], "green": ["groene", "groen"], "blue": ["blauwe", "blauw"],
            "yellow": ["gele", "geel"], "orange": ["oranje"],
        },
        "sides": {"left": ["links", "linkerkant", "linkerzijde"], "right": ["rechts", "rechterkant", "rechterzijde"]},
        "shapes": [r"\bLOOK(?: \w+)? THING\b", r"\bTHING (?:(?:hier|helemaal) )?(?:aan de |op de )?SIDE\b(?! van )"],
    },
    "fr": {
        "signs": "losange|étoile|point|cercle|triangle|carré|coche|croix|flèche|symbole|icône",
        "means": "signifie|indique|désigne|veut dire",
        "verb": "cliquez|cliquer|appuyez|appuyer|utilisez|utiliser|choisissez|sélectionnez|suivez|touchez",
        "thing": "bouton|icône|lien|flèche|cercle|carré|triangle|symbole|point",
        "looks": {
            "round": ["rond", "ronde"], "square": ["carré", "carrée", "carre", "carree"],
            "triangle": ["triangulaire"], "red": ["rouge"], "green": ["vert", "verte"], "blue": ["bleu", "bleue"],
            "yellow": ["jaune"], "orange": ["orange"],
        },
        "sides": {"left": ["gauche"], "right": ["droite"]},
        "shapes": [r"\bTHINGs? LOOKs?\b", r"\bTHINGs? (?:situés? |placés? )?(?:à|de|sur la) SIDE\b(?! de )"],
    },
    "de": {
        "signs": "Raute|Stern|Sternchen|Punkt|Kreis|Dreieck|Quadrat|Haken|Häkchen|Kreuz|Pfeil|Symbol|Zeichen",
        "means": "bedeutet|heißt|zeigt|kennzeichnet|steht für",
        "verb": "klicken|drücken|tippen|wählen|nutzen|verwenden|benutzen|klicke|drücke|wähle|betätigen",
        "thing": "Button|Knopf|Schaltfläche|Symbol|Icon|Link|Pfeil|Kreis|Quadrat|Dreieck|Punkt",
        "looks": {
            "round": ["runde", "runden", "rundes"], "square": ["quadratische", "quadratischen"],
            "triangle": ["dreieckige", "dreieckigen"], "red": ["rote", "roten", "rotes"],
            "green": ["grüne", "grünen", "grünes", "grune", "grunen", "grunes"], "blue": ["blaue", "blauen", "blaues"],
            "yellow": ["gelbe", "gelben", "gelbes"], "orange": ["orange", "orangen"],
        },
        "sides": {"left": ["links", "linken"], "right": ["rechts", "rechten"]},
        "shapes": [r"\bLOOK(?: \w+)? THINGs?\b", r"\bTHINGs? (?:auf der )?SIDE\b(?! von )"],
    },
}  # fmt: skip
_LEFT = ("left", "links", "linkerkant", "linkerzijde", "linker", "gauche", "linken", "linke")

CHECK = DomCheck("visual-reference", ("1.3.3",), {"patterns": _PATTERNS, "left": _LEFT, "references": _REFERENCES})
