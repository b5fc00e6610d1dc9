"""Text in a right-to-left script runs from right to left (WCAG 1.3.2; technique H56).

Fails where the order on the screen is broken: a sentence in a block that runs from left to right, with words in Latin
letters in it, shows what comes before them after them. Where only alignment and full stops are off, it cannot tell.
"""

from checks.check import DomCheck

CHECK = DomCheck("text-direction", ("1.3.2",), {"most": 400}, drawn=True)
