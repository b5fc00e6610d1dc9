"""A field whose label is shown can be reached with the keyboard (WCAG 2.1.1, failure F54).

A check box, radio button or file field hidden with `display: none` or `visibility: hidden` takes no focus; its label
still works with a click. Fails such a label with nothing else close by that could do the same.
"""

from checks.check import DomCheck

CHECK = DomCheck("hidden-native-control", ("2.1.1",))
