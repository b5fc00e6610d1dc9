"""Links in a sentence look like a link: in no way different from the words around them, nobody sees them.

WCAG 1.4.1, failure F73. axe-core's link-in-text-block speaks of links distinguished by colour only; it passes links in
the very colour of the text. Only a link that equals its surroundings in everything drawn fails.
"""

from checks.check import DomCheck

CHECK = DomCheck("link-distinguishable", ("1.4.1",), drawn=True)
