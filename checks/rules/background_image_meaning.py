"""A sign drawn as a background (a warning triangle, a tick) is said in words too (WCAG 1.1.1; failure F3).

A background may be decoration, and the sentence may say enough without it: this never fails, it points to what a person
has to look at.
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

CHECK = DomCheck("background-image-meaning", ("1.1.1",), {"signs": _SIGNS, "said": _SAID}, only_asks=True, drawn=True)
