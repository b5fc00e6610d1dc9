"""When a script changes a picture, its text alternative changes with it (WCAG 1.1.1 and 4.1.2, failure F20).

Fails where the page's own code puts another picture in place, or another icon in a button that has nothing else, and
touches no text, name or state. Nothing is pressed: what the code does is read. A picture whose address is put together
by the code (a gallery, a webcam) is not spoken of.
"""

from checks.check import DomCheck

CHECK = DomCheck("picture-changes", ("1.1.1", "4.1.2"))
