"""Titles that say nothing of the page: the name of a file, what a template fills in (WCAG 2.4.2, failure F25)."""

from checks.check import DomCheck
from results.page_words.phrases import plain_words

_DEFAULTS = (*plain_words("titles", "untitled"), *plain_words("titles", "product"))

CHECK = DomCheck("title-uninformative", ("2.4.2",), {"defaults": _DEFAULTS, "poor": plain_words("titles", "poor")})
