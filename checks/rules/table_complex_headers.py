"""Tables whose headers take more than one row or column to understand, with no scope or headers attribute to say what
belongs to what (WCAG 1.3.1; techniques H43 and H63): two header cells in front of each row, or rows that stand as a
title above the rows after them. By the letter of HTML the first can be right, so a person must judge: only cantTell.
"""

from checks.check import DomCheck

CHECK = DomCheck("table-complex-headers", ("1.3.1",), only_asks=True)
