"""Frames with the same name hold the same (ACT rule 4b1c6c; WCAG 4.1.2).

Fails only where both documents could be read and have different titles and hardly a word in common; all else axe-core's
frame-title-unique leaves to a person.
"""

from checks.check import DomCheck

# Names that are true of each of several frames: whatever the advertisement is, it is one.
_KINDS = (
    "ad", "ads", "advert", "advertisement", "advertising", "anzeige", "banner", "pub", "publicite", "publicidad",
    "pubblicita", "reclame", "advertentie", "werbung", "reklam", "reklama", "reklame", "annons", "annonce", "demo",
    "example", "exemple", "voorbeeld", "beispiel", "ejemplo", "esempio", "preview", "voorvertoning", "apercu",
    "vorschau",
)  # fmt: skip

CHECK = DomCheck("iframe-same-name", ("4.1.2",), {"kinds": _KINDS})
