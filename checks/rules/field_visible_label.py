"""A placeholder that is all a field shows of what it asks is gone once someone types (WCAG 3.3.2).

A search field beside its button may do with that (technique G167), so a button, an image or text nearby leaves the
matter to a person; so does a label that is hidden now and may appear on typing.
"""

from checks.check import DomCheck

CHECK = DomCheck("field-visible-label", ("3.3.2",), drawn=True)
