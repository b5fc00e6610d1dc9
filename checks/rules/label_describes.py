"""The visible label of a field says what to fill in, and no two say the same where nothing tells them apart
(WCAG 2.4.6, ACT rule cc0f0a).

A word for a part of a page ("menu") may once be a fair label: it only fails where the code of the field says that it
asks for something else. A bare word of action ("go") only where nothing else is near.
"""

from checks.check import DomCheck

KINDS_OF_FIELD = (
    "label", "field", "input", "input field", "text field", "textfield", "text box", "textbox", "text input",
    "untitled", "form field", "form label", "label text", "your label", "placeholder", "checkbox", "radio button",
    "dropdown",
    "veld", "invoerveld", "tekstveld", "invulveld", "tekstvak", "selectievakje", "keuzerondje", "keuzelijst",
    "champ", "champ de texte", "champ de saisie", "zone de texte", "case a cocher", "bouton radio", "liste deroulante",
    "feld", "eingabefeld", "textfeld", "formularfeld", "kontrollkastchen", "optionsfeld", "auswahlfeld",
)  # fmt: skip
PARTS_OF_A_PAGE = (
    "menu", "main menu", "navigation", "nav", "header", "footer", "sidebar", "button",
    "hoofdmenu", "navigatie", "voettekst", "zijbalk", "knop",
    "menu principal", "en tete", "pied de page", "bouton",
    "hauptmenu", "fusszeile", "kopfzeile", "seitenleiste", "schaltflache",
)  # fmt: skip
ACTIONS = (
    "go", "ok", "okay", "submit", "send", "click", "click here", "enter", "next",
    "ga", "verzenden", "verstuur", "versturen", "klik", "klik hier", "volgende",
    "envoyer", "valider", "cliquez", "cliquez ici", "suivant",
    "los", "senden", "absenden", "weiter", "hier klicken",
)  # fmt: skip
# What the code of a field is called when it asks for somebody's data, and for nothing else.
PERSONAL = (
    "fname", "lname", "firstname", "lastname", "first name", "last name", "fullname", "full name", "surname",
    "given name", "family name", "email", "tel", "phone", "telephone", "street address", "postal code", "zipcode",
    "birthdate", "dob", "voornaam", "achternaam", "telefoon", "telefoonnummer", "geboortedatum",
    "prenom", "nom de famille", "courriel", "vorname", "nachname", "telefon", "geburtsdatum",
)  # fmt: skip

CHECK = DomCheck(
    "label-describes",
    ("2.4.6",),
    {"kinds": KINDS_OF_FIELD, "parts": PARTS_OF_A_PAGE, "actions": ACTIONS, "personal": PERSONAL},
)
