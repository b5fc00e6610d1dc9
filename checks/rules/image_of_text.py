"""Text is text, not an image of it (WCAG 1.4.5; ACT rule 0va7u6).

Seen in SVG images, whose text can be read from the address or the code. A logo may be text in an image, so may a
badge or a chart; only an image that is nothing but words, outside what could be a logo, fails.
"""

from checks.check import DomCheck

CHECK = DomCheck("image-of-text", ("1.4.5",), drawn=True)
