"""Text or a sign says which fields must be filled in (WCAG 3.3.2, technique H90). Left to a person: a form whose
fields are all required, and plainly so, may need no sign.
"""

from checks.check import DomCheck

WORDS = (
    "required", "mandatory", "optional", "must", "verplicht", "verplichte", "optioneel", "optionele", "niet verplicht",
    "obligatoire", "obligatoires", "facultatif", "facultative", "facultatifs", "requis", "optionnel",
    "erforderlich", "pflichtfeld", "pflichtfelder", "pflichtangabe", "freiwillig", "obligatorisch",
)  # fmt: skip

CHECK = DomCheck("required-shown", ("3.3.2",), {"words": WORDS}, only_asks=True)
