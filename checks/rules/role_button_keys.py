"""What says it is a button works with Enter and Space (WCAG 2.1.1, technique SCR29; the button pattern of ARIA).

Fails an element with role=button that is no button of HTML, can be focused, hears a click, and for which nothing hears
a key: the browser makes a click of Enter and Space for real buttons only. A link works with Enter but not with Space,
and who listens for all the page may serve this element too: these a person must look at.
"""

from checks.check import DomCheck

CHECK = DomCheck("role-button-keys", ("2.1.1",))
