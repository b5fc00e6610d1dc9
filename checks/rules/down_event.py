"""Nothing happens before the mouse button or the finger is lifted (WCAG 2.5.2, failure F101).

Fails what goes to another page, or changes words, as soon as it is pressed: who pressed by mistake cannot move away and
let go. What begins a movement or opens something may be taken back, and is not spoken of.
"""

from checks.check import DomCheck

CHECK = DomCheck("down-event", ("2.5.2",))
