"""Data tables in which no cell is marked as a header (WCAG 1.3.1, failure F91; techniques H51 and H63).

Sure where the author says which row is the head (<thead>), where the first row alone is bold, or where it names
columns of figures. Other tables that look like data are for a person to judge.
"""

from checks.check import DomCheck

CHECK = DomCheck("table-headers-missing", ("1.3.1",))
