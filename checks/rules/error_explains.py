"""An error message says what is wrong and how to put it right (WCAG 3.3.1 and 3.3.3, ACT rule 36b590).

A message that fails says no more than "invalid", with nothing at the field that tells what is valid. Where a password
is asked it may say no more.
"""

from checks.check import DomCheck
from results.page_words.phrases import plain_words

# Words that add nothing to that.
EMPTY_WORDS = (
    "error", "wrong", "fout", "erreur", "fehler", "is", "are", "a", "an", "the", "this", "that", "your", "for",
    "in", "of", "value", "input", "entry", "data",
    "field", "format", "please", "try", "again", "check", "you", "entered", "provided", "given", "has",
    "contains", "with",
    "de", "het", "een", "dit", "deze", "uw", "je", "voor", "van", "waarde", "invoer", "veld", "gegevens", "formaat",
    "ingevoerde", "ingevulde", "opgegeven", "probeer", "opnieuw", "controleer", "bevat", "werd", "niet",
    "le", "la", "les", "l", "un", "une", "ce", "cet", "cette", "votre", "est", "n", "pas", "pour", "du", "valeur",
    "champ", "saisie", "donnee", "donnees", "saisi", "veuillez", "reessayer", "verifier", "verifiez", "non",
    "der", "die", "das", "ein", "eine", "dieser", "diese", "dieses", "ihr", "ihre", "ist", "sind", "fur", "im", "wert",
    "eingabe", "feld", "angabe", "angaben", "bitte", "prufen", "uberprufen", "erneut", "versuchen", "nicht",
)  # fmt: skip

_DATA = {"invalid": plain_words("forms", "invalid"), "empty": EMPTY_WORDS}
CHECK = DomCheck("error-explains", ("3.3.1", "3.3.3"), _DATA)
