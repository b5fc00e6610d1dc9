"""What is used like a control says that it is one (WCAG 4.1.2, failures F15, F42 and F59).

Fails an element that is none of HTML's controls, can be focused, answers itself to a click or to Enter or the space
bar, and has no role that tells what it is. What cannot be focused at all is the matter of click-not-keyboard.
"""

from checks.check import DomCheck

CHECK = DomCheck("control-without-role", ("4.1.2",))
