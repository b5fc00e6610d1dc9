"""The keyboard can leave every element (WCAG 2.1.2, failure F10; ACT rule 80af7b).

Fails an element that neither Tab nor Shift+Tab nor Escape leaves, when the page tells no other way. In a dialog or a
layer, which may well keep the focus until it is answered, a person must look.
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
        *("touches?", "appuye[zr]", "clavier"),
        *("drück\\w*", "tasten?", "tastatur"),
    )
)


def _judge(walk: KeyboardWalk) -> Iterator[Found]:
    if walk.trap is not None:
        trap = walk.trap
        advised = trap.keys and _ADVICE.are_words_of(folded(trap.text))
        sure = not trap.dialog and not advised
        yield trap.element.says(
            Outcome.FAILED if sure else Outcome.CANNOT_TELL,
            "neither Tab nor Shift+Tab nor Escape leaves this element"
            if sure
            else "Tab, Shift+Tab and Escape do not leave this element; is there another way, and does the page say so?",
        )
    elif walk.end is End.ALL and walk.stops:
        yield Found(Outcome.PASSED)


CHECK = ObservationCheck("keyboard-trap", ("2.1.2",), KEYBOARD, _judge)
