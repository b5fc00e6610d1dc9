"""No single character does something when it is pressed anywhere on the page (WCAG 2.1.4, failure F99).

Reads the code that listens to all keys. Fails where it asks for one letter, digit or sign without Ctrl, Alt or the
like, does something to the page then, and no control of the page tells of shortcuts, which might turn it off.
"""

from checks.check import DomCheck
from results.page_words.phrases import plain_words

CHECK = DomCheck("character-shortcut", ("2.1.4",), {"words": plain_words("forms", "shortcuts")})
