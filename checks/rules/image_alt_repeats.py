"""A text alternative adds to the text around it and does not repeat it (good practice; technique H2 for links).

axe-core asks this of links and buttons (image-redundant-alt); this asks it of captions and text beside the image.
"""

from checks.check import DomCheck

CHECK = DomCheck("image-alt-repeats", (), only_asks=True)
