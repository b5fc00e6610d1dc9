"""Content whose meaning depends on its order, moved by CSS to another place than it has in the code.

WCAG 1.3.2, failure F1; technique C27. Fails where the order is known to matter: texts that stand under another heading
than the one they follow in the code, numbers and times that count up on the screen only, a sentence in pieces. Other
blocks that are moved may make sense in both orders: `reading-order` asks about some of them.
"""

from checks.check import DomCheck

CHECK = DomCheck("shown-out-of-order", ("1.3.2",), drawn=True)
