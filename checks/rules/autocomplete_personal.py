"""Fields that ask for data of the user herself say so in the code, so that browsers can fill them in (WCAG 1.3.5,
technique H98).

Sure only where the label addresses the user ("your email address") and asks for exactly one thing; a bare "Email"
may be somebody else's. The type of a field (`email`) tells a kind of data, not whose (WCAG, Understanding 1.3.5).
"""

from checks.check import DomCheck
from results.page_words.phrases import plain_words, subject_words

# As the file of these words has them: labels that leave open whose data it is, that need a word for "your" before them,
# and that have it in them.
_WAYS = ("labels", "with_own", "told")

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


def _purposes(way: str) -> dict[str, str]:
    """Label, folded -> the purpose of WCAG 2.1, section 7."""
    return {
        label: purpose
        for purpose in subject_words("personal").get(way, {})
        for label in plain_words("personal", way, purpose)
    }


CHECK = DomCheck(
    "autocomplete-personal",
    ("1.3.5",),
    {
        **{way: _purposes(way) for way in _WAYS},
        "own": plain_words("personal", "own"),
        "kinds": {value: kind for kind, values in _KINDS.items() for value in values},
        "marks": (*plain_words("forms", "required"), *plain_words("forms", "optional")),
    },
)
