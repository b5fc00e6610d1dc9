"""Links that open a new window say so (advisory technique G201; no A or AA criterion demands it).

An icon may say it to who sees it, and its meaning cannot be read from a font or a background: this never fails.
"""

from checks.check import DomCheck
from results.page_words.phrases import plain_words

CHECK = DomCheck("link-new-window", (), {"words": plain_words("links", "new_window")}, only_asks=True)
