"""A page that reloads or leads elsewhere after a time, however its <meta> is written (WCAG 2.2.1,
failures F40 and F41).

axe-core's meta-refresh finds the usual spelling; this one says what it leaves out: upper case, white space, a fraction
of a second, a comma, several of them. At once, or after twenty hours (the exception of 2.2.1), is no failure.
"""

from checks.check import DomCheck

CHECK = DomCheck("page-refresh", ("2.2.1",))
