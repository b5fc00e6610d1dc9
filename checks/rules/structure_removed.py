"""Markup that says what belongs together, made silent with role="presentation" or "none" (WCAG 1.3.1, failure F92).

Fails for headings with words, data tables, and lists of three or more items, when nothing takes the place of what was
taken away. Lists that carry tabs, menus or other widgets are rightly silenced; lists of links in a navigation are for a
person to judge.
"""

from checks.check import DomCheck

CHECK = DomCheck("structure-removed", ("1.3.1",))
