"""What works with a click works with the keyboard (WCAG 2.1.1, failures F42 and F54).

Fails text with a listener for clicks of its own, shown as clickable (the pointer, its role, or a link without address),
that cannot be focused, is in nothing that can, holds nothing that can, and has no control beside it, in the same row or
item, or with the same name elsewhere. What has no text, or a control close by, a person must look at; listeners further
out may be for anything.
"""

from checks.check import DomCheck

CHECK = DomCheck("click-not-keyboard", ("2.1.1", "4.1.2"))
