"""Text that looks like a heading and is not marked as one (WCAG 1.3.1, failure F2; technique H42).

Sure where a short line is both bold and clearly larger than the paragraph right after it. A line that is only bold, or
only larger, may be a heading or may not: cantTell.
"""

from checks.check import DomCheck

CHECK = DomCheck("heading-fake", ("1.3.1",), drawn=True)
