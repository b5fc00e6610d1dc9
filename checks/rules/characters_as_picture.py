"""Characters used for how they look: pictures drawn with them, letters replaced by others that look alike.

WCAG 1.1.1, failures F71 and F72; technique H86. Fails where nothing beside them says what they stand for: a drawing of
three lines or more that hold hardly a word, a word written with letters of another alphabet or with mathematical signs,
words in which figures stand for letters. Program text, frames around words and signs that a sentence explains are not
spoken of, or asked about.
"""

from checks.check import DomCheck

CHECK = DomCheck("characters-as-picture", ("1.1.1",))
