"""Links with the same text and the same context go to the same place (WCAG 2.4.4, ACT rule fd3a94).

Two addresses may hold the same, and links may be as alike to the eye as to the ear: then a person looks. It fails
where the eye is told which is which by what is in the context of neither (F63): a picture above each, or a paragraph
before each that ends in a colon. Links under different headings are not spoken of.
"""

from checks.check import DomCheck

CHECK = DomCheck("link-same-text", ("2.4.4",))
