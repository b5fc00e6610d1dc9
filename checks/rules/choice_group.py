"""Radio buttons and tick boxes of one question belong to a named group (WCAG 1.3.1, techniques H71 and ARIA17).

Where each label speaks for itself, H71 does not insist: that is for a person. "Yes" and "no", or bare numbers, never
do: without the question they say nothing.
"""

from checks.check import DomCheck

BARE_ANSWERS = (
    "yes", "no", "maybe", "not sure", "don t know", "i don t know", "not applicable",
    "ja", "nee", "neen", "misschien", "weet niet", "weet ik niet", "ik weet het niet", "geen mening",
    "niet van toepassing",
    "oui", "non", "peut etre", "ne sais pas", "je ne sais pas", "sans avis", "sans objet",
    "nein", "vielleicht", "weiss nicht", "weiss ich nicht", "ich weiss es nicht", "keine angabe",
    "si", "sim", "nao",
)  # fmt: skip

CHECK = DomCheck("choice-group", ("1.3.1",), {"bare": BARE_ANSWERS})
