"""What a control opens comes next in the order of the keyboard, or gets the focus (WCAG 2.4.3, failure F85).

Fails where the page's own code shows a dialog or menu that is hidden now, three stops of Tab or more after its button,
and moves no focus. Nothing is pressed: what the code does is read.
"""

from checks.check import DomCheck

CHECK = DomCheck("opens-far", ("2.4.3",))
