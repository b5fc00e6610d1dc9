"""What a background image shows is said in words too (WCAG 1.1.1; failure F3).

Fails where the image is all there is: in the cells of a table of data, in a heading, after a label and its colon, words
written in the image itself, a page of painted boxes. A sign beside text (a warning triangle, a tick) may be decoration,
and the sentence may say enough without it: that is asked.
"""

from checks.check import DomCheck

_SIGNS = ("warning", "error", "danger", "important", "caution", "success")
_SAID = (
    "warning", "important", "caution", "attention", "danger", "dangerous", "error", "alert", "mistake",
    "notice", "note", "success", "successful", "successfully", "done", "failed", "beware", "careful", "problem",
    "sorry", "waarschuwing", "opgelet", "let op", "belangrijk", "fout", "fouten", "gevaar", "gelukt", "klaar",
    "mislukt", "probleem", "avertissement", "erreur", "erreurs", "important", "importante", "reussi", "succes",
    "echec", "probleme", "warnung", "achtung", "wichtig", "fehler", "gefahr", "erfolg", "erfolgreich",
    "hinweis", "fehlgeschlagen",
)  # fmt: skip

CHECK = DomCheck("background-image-meaning", ("1.1.1",), {"signs": _SIGNS, "said": _SAID}, drawn=True)
