"""In a control of many parts the code says which part has the focus (WCAG 4.1.2, failure F79).

Fails where the page's own code answers to the arrow keys by changing how the parts of a list box, menu, tree or grid
look, and neither moves the focus nor sets aria-activedescendant. No key is pressed: what the code does is read.
"""

from checks.check import DomCheck

CHECK = DomCheck("active-item", ("4.1.2",))
