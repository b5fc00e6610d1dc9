"""The words a control shows stand together in its name (WCAG 2.5.3, failure F96).

axe-core compares them where ARIA gives the name; here it is hidden words amid those shown, other words in place of
those shown, and fields whose ARIA name is not that of their label. Hidden words before or after the label do no harm.
"""

from checks.check import DomCheck
from results.page_words.phrases import plain_words

CHECK = DomCheck(
    "label-in-name",
    ("2.5.3",),
    {"marks": (*plain_words("forms", "required"), *plain_words("forms", "optional"))},
)
