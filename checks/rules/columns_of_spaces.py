"""Columns and tables laid out with spaces, tabs or preformatted text (WCAG 1.3.1 and 1.3.2; failures F33, F34 and F48).

Fails where at least three lines after each other have their parts at the same places, with nothing but white space
between them. What looks like program text, a label with its value, or poetry is no such table, or for a person to
judge.
"""

from checks.check import DomCheck

CHECK = DomCheck("columns-of-spaces", ("1.3.1", "1.3.2"))
