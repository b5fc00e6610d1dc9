"""The keyboard can leave every element (WCAG 2.1.2, failure F10; ACT rule 80af7b).

Fails an element, or several that pass the focus to each other, that neither Tab nor Shift+Tab nor Escape leaves, and a
page that takes Tab for itself, when the page tells no other way. In a dialog or a layer, which may well keep the focus
until it is answered, a person must look.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.keyboard.records import End, KeyboardWalk
from checks.observations.keyboard.walk import KEYBOARD
from results.model import Outcome
from results.page_words.fold import folded
from results.page_words.phrases import Phrases

# Words by which a page may name another key to leave with; en, nl, fr, de.
_ADVICE = Phrases.of(
    (
        *("press", "keys?", "keyboard", "esc", "escape", "ctrl", "alt", "f\\d"),
        *("druk", "toets(en)?", "toetsenbord"),
        *("(la|les|une|des) touches?", "appuye[zr]", "clavier"),
        *("drück\\w*", "tasten?", "tastatur"),
    )
)

# How many elements are in the trap -> what is said when no way out is known, and when there may be one.
_ONE = (
    "neither Tab nor Shift+Tab nor Escape leaves this element",
    "Tab, Shift+Tab and Escape do not leave this element; is there another way, and does the page say so?",
)
_SEVERAL = (
    "neither Tab nor Shift+Tab nor Escape leaves these elements",
    "Tab, Shift+Tab and Escape do not leave these elements; is there another way, and does the page say so?",
)
_PAGE = (
    "the page takes the Tab key: nothing on it gets the focus",
    "the page takes the Tab key; is there another way, and does the page say so?",
)
_SAID = {0: _PAGE, 1: _ONE}


def _judge(walk: KeyboardWalk) -> Iterator[Found]:
    if walk.trap is not None:
        trap = walk.trap
        advised = trap.keys and _ADVICE.are_words_of(folded(trap.text))
        sure = not trap.dialog and not advised
        beyond_doubt, doubtful = _SAID.get(trap.size, _SEVERAL)
        if sure:
            yield trap.element.says(Outcome.FAILED, beyond_doubt, elements=trap.size)
        else:
            yield trap.element.says(Outcome.CANNOT_TELL, doubtful, elements=trap.size)
    elif walk.end is End.ALL and walk.stops:
        yield Found(Outcome.PASSED)


CHECK = ObservationCheck("keyboard-trap", ("2.1.2",), KEYBOARD, _judge)
