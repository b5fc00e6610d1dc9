"""What can be focused can also be used with the keyboard (WCAG 2.1.1, failure F54).

Fails a button or a link without an address that answers to pressing the mouse down, a double click or a touch only, of
which the browser makes nothing with Enter; and an element made focusable that answers to the mouse only. Where
something on the page listens to all keys or clicks, a person must try. Elements with role=button are the matter of
role-button-keys.
"""

from checks.check import DomCheck

CHECK = DomCheck("pointer-only-control", ("2.1.1",))
