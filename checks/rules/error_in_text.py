"""Which field is wrong is said in text, not by a colour alone (WCAG 3.3.1, techniques G83 and G85; with 1.4.1 where
it is nothing but a colour, failure F81).
"""

from checks.check import DomCheck

ERROR_WORDS = (
    "error", "errors", "invalid", "incorrect", "mistake", "mistakes",
    "fout", "fouten", "ongeldig", "ongeldige", "onjuist", "onjuiste",
    "erreur", "erreurs", "invalide", "invalides", "incorrecte",
    "fehler", "ungultig", "ungultige", "fehlerhaft", "fehlerhafte",
)  # fmt: skip

CHECK = DomCheck("error-in-text", ("3.3.1",), {"words": ERROR_WORDS})
