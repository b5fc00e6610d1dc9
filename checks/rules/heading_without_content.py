"""Headings with nothing under them before the next heading of the same or a higher level (WCAG 1.3.1, failure F43).

Often the text of a layout, or a line that was made a heading to look large; but a heading may also wait for content
that comes later: only cantTell.
"""

from checks.check import DomCheck

CHECK = DomCheck("heading-without-content", ("1.3.1",), only_asks=True)
