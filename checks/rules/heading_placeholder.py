"""Headings that still say what a template or a page builder put there, or no word at all (WCAG 2.4.6; ACT rule b49b2e).

Whether other headings describe what is under them is for a person to judge: nothing is said of them.
"""

from checks.check import DomCheck

CHECK = DomCheck(
    "heading-placeholder",
    ("2.4.6",),
    {
        # Nobody means these.
        "sure": [
            "lorem ipsum", "add your heading text here", "add your heading here", "add your title here",
            "your heading here", "your title here", "insert title here", "insert heading here", "enter title here",
            "your heading text goes here", "heading goes here", "title goes here",
            "voeg je koptekst hier toe", "voeg hier je koptekst toe", "voeg hier je titel toe",
            "voeg hier uw titel toe",
            "typ hier je titel", "typ hier de titel", "hier komt de titel", "hier komt de kop", "hier komt een titel",
            "ajoutez votre titre ici", "ajouter votre titre ici", "votre titre ici", "inserez votre titre ici",
            "saisissez votre titre", "inserer le titre ici",
            "hier uberschrift einfugen", "fuge hier deine uberschrift ein", "fugen sie hier ihre uberschrift ein",
            "hier steht die uberschrift", "ihre uberschrift hier", "deine uberschrift hier", "titel hier einfugen",
        ],
        # A page about headings may mean these.
        "perhaps": [
            "heading", "title", "untitled", "subtitle", "subheading", "section title", "page title", "new page",
            "kop", "titel", "koptekst", "tussenkop", "ondertitel", "tussentitel", "naamloos", "zonder titel",
            "nieuwe pagina",
            "titre", "sous titre", "intertitre", "sans titre", "titre de la section", "nouvelle page",
            "uberschrift", "untertitel", "zwischenuberschrift", "unbenannt", "ohne titel", "neue seite",
        ],
    },
)  # fmt: skip
