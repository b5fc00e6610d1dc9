"""What text says by naming colours can also be known without seeing them (WCAG 1.4.1, failures F13 and F81, technique
G14).

Cases where all the evidence is on the page: fields that must be filled in, or are wrong, of which only the colour of
label or edge differs from the others; text that names two colours before a list or table whose items differ in
nothing but those colours; and text that says which colour required fields have, with no other sign.
"""

from checks.check import DomCheck
from results.page_words.phrases import plain_words

COLOURS = {
    "red": ("red", "rood", "rode", "rouge", "rouges", "rot", "rote", "roten", "roter", "rotem"),
    "orange": ("orange", "oranje", "oranges", "orangen", "orangefarben"),
    "yellow": ("yellow", "geel", "gele", "jaune", "jaunes", "gelb", "gelbe", "gelben", "gelber"),
    "green": ("green", "groen", "groene", "vert", "verte", "verts", "vertes", "grun", "grune", "grunen", "gruner"),
    "blue": ("blue", "blauw", "blauwe", "bleu", "bleue", "bleus", "bleues", "blau", "blaue", "blauen", "blauer"),
    "purple": ("purple", "violet", "paars", "paarse", "violette", "violets", "lila", "violetten"),
    "pink": ("pink", "roze", "rose", "roses", "rosa"),
}
CHECK = DomCheck(
    "colour-only",
    ("1.4.1",),
    {
        "colours": COLOURS,
        "required": plain_words("forms", "required"),
        "errors": (*plain_words("forms", "error"), *plain_words("forms", "invalid")),
    },
    drawn=True,
)
