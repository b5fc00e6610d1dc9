"""Blocks that CSS shows in the reverse of their order in the code (WCAG 1.3.2, failure F1; technique C27).

Fails only where the order is known to matter: the blocks are numbered, or the heading above them speaks of steps.
Elsewhere the order may make no difference: cantTell.
"""

from checks.check import DomCheck

CHECK = DomCheck(
    "reading-order",
    ("1.3.2",),
    {
        "steps": {
            "en": ["step", "steps", "stage", "stages", "phase", "phases"],
            "nl": ["stap", "stappen", "stappenplan", "fase", "fasen", "fases"],
            "fr": ["etape", "etapes", "phase", "phases"],
            "de": ["schritt", "schritte", "schritten", "etappe", "etappen", "phase", "phasen"],
        },
    },
    drawn=True,
)
