"""Text or a sign says which fields must be filled in (WCAG 3.3.2, technique H90). Left to a person: a form whose
fields are all required, and plainly so, may need no sign.
"""

from checks.check import DomCheck
from results.page_words.phrases import plain_words

# "must" is not among the words that say it elsewhere: it may speak of anything.
WORDS = (*plain_words("forms", "required"), *plain_words("forms", "optional"), "must")

CHECK = DomCheck("required-shown", ("3.3.2",), {"words": WORDS}, only_asks=True, drawn=True)
