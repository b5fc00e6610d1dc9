"""A placeholder stands out from its field (WCAG 1.4.3, which speaks of all text; axe-core does not look at it)."""

from checks.check import DomCheck

CHECK = DomCheck("placeholder-contrast", ("1.4.3",), drawn=True)
