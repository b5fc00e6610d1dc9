"""What is done by dragging can be done by pressing too (WCAG 2.5.7, failure F108; WCAG 2.2 only).

Fails items that are dragged to another place, and the handles of sliders made of plain elements, where nothing in or
around them can be pressed instead. Keys do not count: this is about who uses a pointer and cannot hold it down.
Nothing is dragged: what the code does is read.
"""

from checks.check import DomCheck

CHECK = DomCheck("drag-only", ("2.5.7",))
