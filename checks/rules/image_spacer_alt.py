"""Invisible images that only make room or count visits say nothing (WCAG 1.1.1; failure F39).

One pixel with a text alternative may also carry text on purpose for those who listen: a person sees which.
"""

from checks.check import DomCheck

_NAMES = (
    "spacer", "shim", "blank", "transparent", "pixel", "clear", "dot clear", "trans", "1x1", "empty",
    "leeg", "vide", "leer",
)  # fmt: skip

CHECK = DomCheck("image-spacer-alt", ("1.1.1",), {"spacers": _NAMES})
