"""Which checks of a page passed and which are inapplicable, as a text of four checks a character. Pure.

Of 170 checks that is 43 characters; every change of a page needs a text of its own. The view `check_outcomes` reads it.
The order of the checks is that of their numbers in `check_name`.
"""

from __future__ import annotations

from itertools import product

NEITHER, PASSED, INAPPLICABLE = ".pi"

_CHECKS = 4
# The letter of the first check is worth 0, 1 or 2, that of the next 0, 3 or 6, and so on.
_LETTERS = ["".join(reversed(letters)) for letters in product(NEITHER + PASSED + INAPPLICABLE, repeat=_CHECKS)]
_FIRST = ord("(")  # and the last is x: all can be printed
_PACKED = {letters: chr(_FIRST + value) for value, letters in enumerate(_LETTERS)}
_UNPACKED = {character: letters for letters, character in _PACKED.items()}


def pack(letters: str) -> str:
    """letters: one a check, `.`, `p` or `i`; those behind the last may be left out."""
    filled = letters + NEITHER * (-len(letters) % _CHECKS)
    return "".join([_PACKED[filled[place : place + _CHECKS]] for place in range(0, len(filled), _CHECKS)])


def unpack(packed: str) -> str:
    """The letters up to the last that is not `.`. Raises KeyError for a text that is not packed."""
    return "".join([_UNPACKED[character] for character in packed]).rstrip(NEITHER)
