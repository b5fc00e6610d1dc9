"""Pages with much text and no heading (WCAG 1.3.1; technique G141). Text without parts needs none: only cantTell."""

from checks.check import DomCheck

CHECK = DomCheck("headings-none", ("1.3.1",), only_asks=True)
