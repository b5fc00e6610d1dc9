"""Entering or choosing a value does not by itself load another page, open a window or send the form (WCAG 3.2.2,
failures F36 and F37).

Reads the code that answers to the field, or to the form around it; nothing is ever changed to find out. Fails where
that code goes elsewhere whenever there is a value, and no words nearby tell of it.
"""

from checks.check import DomCheck

# Words that tell beforehand what choosing does.
WARNINGS = (
    "go to", "jump to", "reload", "reloads", "refresh", "automatically", "immediately", "new window", "new page",
    "opens", "submits", "will take you", "ga naar", "ga direct naar", "naar pagina", "herladen", "vernieuwt",
    "vernieuwd",
    "automatisch", "meteen", "onmiddellijk", "nieuw venster", "opent",
    "aller a", "acceder", "recharge", "rechargee", "automatiquement", "immediatement", "nouvelle fenetre", "ouvre",
    "gehe zu", "gehen sie", "neu geladen", "sofort", "neues fenster", "offnet", "wechseln zu",
)  # fmt: skip

CHECK = DomCheck("change-on-input", ("3.2.2",), {"warnings": WARNINGS})
