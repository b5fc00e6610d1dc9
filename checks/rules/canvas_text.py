"""Words drawn on a canvas exist as text (WCAG 1.1.1; ACT rule e88epe).

Fails for a canvas without name or content of its own, on which words were drawn that stand nowhere else on the page.
"""

from checks.check import DomCheck

CHECK = DomCheck("canvas-text", ("1.1.1",))
