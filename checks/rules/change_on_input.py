"""Choosing an option does not by itself load another page or send the form (WCAG 3.2.2, failures F36 and F37).

Only what a handler in the HTML says can be read; a script elsewhere cannot, and nothing is ever changed to find out.
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
