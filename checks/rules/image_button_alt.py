"""The alternative of an image button says what the button does (WCAG 1.1.1, failure F30, technique H36)."""

from checks.check import DomCheck

EMPTY_WORDS = (
    "click", "click here", "click me", "image", "img", "picture", "photo", "icon", "graphic", "button", "image button",
    "alt", "alt text", "placeholder", "spacer", "untitled", "press", "press here", "here",
    "klik", "klik hier", "afbeelding", "foto", "icoon", "pictogram", "knop", "hier", "druk hier",
    "cliquez", "cliquer", "cliquez ici", "cliquer ici", "ici", "bouton", "icone", "image bouton",
    "klicken", "hier klicken", "klicken sie hier", "bild", "symbol", "grafik", "schaltflache", "knopf",
)  # fmt: skip

CHECK = DomCheck("image-button-alt", ("1.1.1",), {"empty": EMPTY_WORDS})
