"""A table inside a header cell: the whole inner table becomes the header of the outer cells (WCAG 1.3.1).

Screen readers read a header cell with each cell it heads, as one string without rows or columns.
"""

from checks.check import DomCheck

CHECK = DomCheck("table-in-header", ("1.3.1",))
