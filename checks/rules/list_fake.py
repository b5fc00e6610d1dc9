"""Lists made of paragraphs or lines that begin with a typed bullet, hyphen or number (WCAG 1.3.1, failure F2;
technique H48).

Dashes may be dialogue, and long numbered paragraphs the text of a law: those are cantTell.
"""

from checks.check import DomCheck

CHECK = DomCheck("list-fake", ("1.3.1",), drawn=True)
