"""A <fieldset> says what its fields have in common (WCAG 1.3.1, technique H71); it is no frame around text (F43)."""

from checks.check import DomCheck

CHECK = DomCheck("fieldset-legend", ("1.3.1",))
