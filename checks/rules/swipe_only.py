"""What works by swiping works by tapping or clicking too (WCAG 2.5.1, failure F105).

Fails where the page's own code compares how far a finger went, changes the page by it, and nothing close by can be
pressed or scrolled instead. Nothing is touched: what the code does is read.
"""

from checks.check import DomCheck

CHECK = DomCheck("swipe-only", ("2.5.1",))
