"""Markup that says what the content is not (WCAG 1.3.1, failure F43).

Fails where the content itself contradicts it: a heading that is a whole text, sentences that are all headings, a
quotation that holds a form or the navigation, a list whose items are all but one empty. What merely looks odd is for
a person to judge.
"""

from checks.check import DomCheck

CHECK = DomCheck("structure-claimed", ("1.3.1",))
