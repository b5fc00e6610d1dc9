"""Tables of which every cell is a header cell, so that none heads anything (WCAG 1.3.1; ACT rule d0f69e)."""

from checks.check import DomCheck

CHECK = DomCheck("table-only-headers", ("1.3.1",))
