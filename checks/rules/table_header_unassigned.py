"""Header cells whose own scope, or the headers attribute of the cells around them, leaves them without a data cell
(WCAG 1.3.1, failure F90; techniques H43 and H63; ACT rule d0f69e).

It fails as well where cells name the header of another column, or other data, and where scope points the wrong way on
all headers of a row or column. A header without cells fails only where it stands above or beside cells that are told
to have other headers: a header that has no cells anyway takes nothing from anyone.
"""

from checks.check import DomCheck

CHECK = DomCheck("table-header-unassigned", ("1.3.1",))
