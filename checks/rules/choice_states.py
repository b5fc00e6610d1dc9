"""Of tabs, options and radio buttons made by a script, one says that it is chosen (WCAG 4.1.2, failure F15).

Fails a group of which only one can be chosen, by its role, and several of which say that they are.
"""

from checks.check import DomCheck

CHECK = DomCheck("choice-states", ("4.1.2",))
