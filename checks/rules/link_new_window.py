"""Links that open a new window say so (advisory technique G201; no A or AA criterion demands it).

An icon may say it to who sees it, and its meaning cannot be read from a font or a background: this never fails.
"""

from checks.check import DomCheck

# Folded; beginnings of words.
_WORDS = (
    "new window", "new tab", "another window", "separate window", "opens in", "external", "nieuw venster",
    "nieuw tabblad", "nieuwe tab", "ander venster", "apart venster", "opent in", "extern", "nouvelle fenetre",
    "nouvel onglet", "autre fenetre", "autre onglet", "s ouvre dans", "lien externe", "site externe",
    "neues fenster", "neuem fenster", "neuen fenster", "neuer tab", "neuem tab", "neuen tab", "offnet in",
    "nueva ventana", "nueva pestana", "ventana nueva", "pestana nueva", "externo", "nuova finestra", "nuova scheda",
    "altra finestra", "esterno", "nytt fonster", "ny flik", "nowym oknie", "nowe okno", "nowej karcie",
    "nyt vindue", "ny fane", "ekstern",
)  # fmt: skip

CHECK = DomCheck("link-new-window", (), {"words": _WORDS}, only_asks=True)
