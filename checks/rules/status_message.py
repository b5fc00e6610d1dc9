"""Places where a page tells what happened that say nothing to a screen reader (WCAG 4.1.3, failure F103).

Whether a message comes, and moves the focus when it comes, shows in use only: this never fails.
"""

from checks.check import DomCheck

CHECK = DomCheck("status-message", ("4.1.3",), only_asks=True)
