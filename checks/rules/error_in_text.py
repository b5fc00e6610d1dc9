"""Which field is wrong is said in text, not by a colour alone (WCAG 3.3.1, techniques G83 and G85; with 1.4.1 where
it is nothing but a colour, failure F81).
"""

from checks.check import DomCheck
from results.page_words.phrases import plain_words

ERROR_WORDS = (*plain_words("forms", "error"), *plain_words("forms", "invalid"))

CHECK = DomCheck("error-in-text", ("3.3.1",), {"words": ERROR_WORDS})
