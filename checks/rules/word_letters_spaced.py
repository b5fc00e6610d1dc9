"""Words whose letters are set apart with white space (WCAG 1.3.2, failure F32; technique C8).

Fails where single letters follow each other on one line, or one below the other, and spell something. Initials of days,
months and quarters, and letters in the order of the alphabet, are no words.
"""

from checks.check import DomCheck

CHECK = DomCheck("word-letters-spaced", ("1.3.2",))
