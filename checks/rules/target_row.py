"""Links in a row are large enough or far enough apart (WCAG 2.5.8; WCAG 2.2 only).

axe-core takes links with any text beside them for links in a sentence, which may be small. Here: rows in which that
text is letters or signs of the row itself, as in an index from A to Z.
"""

from checks.check import DomCheck

CHECK = DomCheck("target-row", ("2.5.8",), drawn=True)
