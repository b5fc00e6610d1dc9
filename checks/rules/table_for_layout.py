"""Tables that lay out the page (WCAG 1.3.1, failure F46; technique H51 turned round).

Fails only where such a table says of itself that it holds data (header cells, caption, summary) and yet holds the main
part or the navigation of the page. Without that contradiction a layout table is no failure by itself: cantTell.
"""

from checks.check import DomCheck

CHECK = DomCheck("table-for-layout", ("1.3.1",))
