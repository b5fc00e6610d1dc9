"""An image hidden from screen readers is decoration (WCAG 1.1.1; ACT rule e88epe).

Hidden and yet with a text alternative that stands nowhere else nearby: one of both is a mistake, a person sees which.
It fails for a logo whose words are nowhere else on the page.
"""

from checks.check import DomCheck

CHECK = DomCheck("image-hidden-alt", ("1.1.1",))
