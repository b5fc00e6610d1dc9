"""Fields that ask for data of the user herself say so in the code, so that browsers can fill them in (WCAG 1.3.5,
technique H98).

Sure only where the label addresses the user ("your email address") and asks for exactly one thing; a bare "Email"
may be somebody else's.
"""

from checks.check import DomCheck
from results.page_words.phrases import plain_words

# label -> the purpose of WCAG 2.1, section 7. Labels that leave open whose data it is.
PURPOSES = {
    "name": ("full name", "nom complet", "nom et prenom", "volledige naam", "naam en voornaam", "vollstandiger name"),
    "given-name": ("first name", "given name", "forename", "voornaam", "prenom", "vorname"),
    "family-name": ("last name", "surname", "family name", "achternaam", "familienaam", "nom de famille", "nachname",
                    "familienname"),
    "email": ("email", "e mail", "email address", "e mail address", "mail", "emailadres", "e mailadres", "e mail adres",
              "adresse email", "adresse e mail", "adresse mail", "adresse electronique", "courriel", "adresse courriel",
              "e mail adresse", "email adresse", "mailadresse"),
    "tel": ("phone", "phone number", "telephone", "telephone number", "mobile number", "mobile phone number",
            "telefoon", "telefoonnummer", "gsm nummer", "numero de telephone", "telefon", "telefonnummer",
            "handynummer"),
    "postal-code": ("postcode", "zip code", "postal code", "code postal", "postleitzahl", "plz"),
    "street-address": ("street address", "straat en huisnummer", "rue et numero", "strasse und hausnummer"),
    "bday": ("date of birth", "birth date", "geboortedatum", "date de naissance", "geburtsdatum"),
}  # fmt: skip
# Words before it that say it is the user's own.
OWN = ("your", "my", "uw", "je", "jouw", "mijn", "votre", "vos", "mon", "ma", "mes", "ihr", "ihre", "dein", "deine",
       "mein", "meine")  # fmt: skip

# The values of WCAG 2.1, section 7, that name plainly different data: value -> kind. A street may be given in parts,
# a name
# as a nickname: those are of one kind.
_KINDS = {
    "name": ("name", "given-name", "family-name", "additional-name", "honorific-prefix", "honorific-suffix", "nickname",
             "cc-name"),
    "email": ("email",),
    "tel": ("tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local", "tel-extension"),
    "address": ("street-address", "address-line1", "address-line2", "address-line3"),
    "place": ("address-level1", "address-level2", "address-level3", "address-level4", "country", "country-name"),
    "post": ("postal-code",),
    "bday": ("bday", "bday-day", "bday-month", "bday-year"),
    "organisation": ("organization", "organization-title"),
    "url": ("url", "impp"),
    "card": ("cc-number", "cc-exp", "cc-csc", "cc-type"),
    "password": ("new-password", "current-password", "one-time-code"),
    "sex": ("sex",),
    "photo": ("photo",),
    "language": ("language",),
}  # fmt: skip

CHECK = DomCheck(
    "autocomplete-personal",
    ("1.3.5",),
    {"purposes": {label: purpose for purpose, labels in PURPOSES.items() for label in labels}, "own": OWN,
     "kinds": {value: kind for kind, values in _KINDS.items() for value in values},
     "required": (*plain_words("forms", "required"), *plain_words("forms", "optional"))},
)  # fmt: skip
