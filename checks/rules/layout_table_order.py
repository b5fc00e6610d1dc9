"""A table that lays out the page reads, cell by cell, in an order that makes sense (WCAG 1.3.2, failure F49).

Fails where the rows tear apart what belongs together: a row of headings over a row of their texts, and texts that go on
in the cell below. Tables with header cells are data, and read otherwise.
"""

from checks.check import DomCheck

CHECK = DomCheck("layout-table-order", ("1.3.2",))
