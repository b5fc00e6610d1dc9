"""What is wrong in a form is said in words, not by a colour that a script gives to the field (WCAG 1.4.1 and 3.3.1,
failure F81).

Fails where the page's own code refuses a value and does nothing but colour the field. The form is not sent: what the
code does is read.
"""

from checks.check import DomCheck

CHECK = DomCheck("error-only-marked", ("1.4.1", "3.3.1"), drawn=True)
