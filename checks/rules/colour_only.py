"""What text tells by naming colours can also be told without seeing them (WCAG 1.4.1, failures F13 and F81, technique
G14).

Two cases where all the evidence is on the page: text that names two colours before a list or table whose items
differ in nothing but those colours; and text that says which colour required fields have, with no other sign.
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
_DATA = {"colours": COLOURS, "required": plain_words("forms", "required")}
CHECK = DomCheck("colour-only", ("1.4.1",), _DATA, drawn=True)
