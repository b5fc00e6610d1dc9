"""What another state of the page does to its texts, and what of that is a failure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from checks.check import Element, Found
from results.model import Outcome
from results.page_words.fold import folded
from results.page_words.phrases import Phrases

_SHORT = 3  # words; fewer may be a cut ornament
_SENTENCES = 12  # words that are missed
_MOST, _MUCH = 0.5, 0.1  # of the text of a page
_LEFT = 0.2  # of the text of a page: it is as good as gone
_ROUNDING = 1.0  # degrees
Share = int | float  # 0 to 1, whole numbers as they come
_PAST = 16  # CSS pixels past the edge that are a letter, not a rounding
# "Turn your device", in the languages of the reports and some neighbours'.
_TURN = Phrases.of(
    (
        r"(rotate|turn|tilt|flip|hold) (your|the|this|back)", r"landscape", r"portrait",
        r"(draai|kantel|houd) (je|uw|het)",
        r"(liggend|staand|horizonta|vertica)", r"(tournez|pivotez|basculez|tenez)", r"faites pivoter", r"paysage",
        r"(drehen|kippen|halten) sie", r"(quer|hoch)format", r"gire (su|el)", r"(ruota|gira) (il|lo)", r"vrid",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextPlace(Element):
    """An element, and the beginning of the text spoken of."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """Text a box cuts off; the place is the box. axis: "x" its lines, "y" their number.

    always: it was cut off as well before; of what was shortened on purpose, then, nothing is said.
    before, after: share of the text that could be read. through: a line is cut through its letters. toggle, link:
    something beside the box may show or lead to the whole text. moved: the text was placed in the box by hand or is
    scrolled there by a script. both: a line is cut off at its beginning and its end. direct: the box holds the text
    itself, or the window is as it was. titled: the text is in a title attribute.
    """

    place: TextPlace
    axis: str
    always: bool
    before: Share
    after: Share
    through: bool
    both: bool
    words: int
    fills_window: bool
    toggle: bool
    link: bool
    ellipsis: bool
    clamped: bool
    moved: bool
    direct: bool
    titled: bool
    kind: Literal["cut"] = "cut"

    @property
    def outcome(self) -> Outcome | None:
        """None where text was shortened on purpose, or may have been."""
        shortened = (self.ellipsis or self.clamped) and (self.link or self.toggle)
        gone = self.after == 0 and not self.through  # a whole text, with others in view
        slid = self.axis == "x" and (self.moved or gone) and not self.both
        if shortened or slid or self.titled:
            return None
        shown_elsewhere = self.link or self.toggle or self.ellipsis or self.clamped
        apart = (gone or self.axis == "x") and not self.direct
        on_purpose = not self.both and (self.moved or self.fills_window or apart)
        certain = not (shown_elsewhere or on_purpose)
        if self.always:
            a_sentence = self.direct and self.words >= _SHORT and (self.axis == "x" or self.through)
            return Outcome.FAILED if certain and a_sentence else None
        return Outcome.FAILED if certain else Outcome.CANNOT_TELL

    @property
    def measured(self) -> Mapping[str, float]:
        return {"read_before": round(self.before, 2), "read_after": round(self.after, 2)}

    @property
    def message(self) -> str:
        return "text is cut off"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Text drawn over other text, that was not before. moved: one of both may be a layer over the page."""

    place: TextPlace
    other: str
    moved: bool
    kind: Literal["overlap"] = "overlap"

    @property
    def outcome(self) -> Outcome | None:
        return None if self.moved else Outcome.FAILED

    @property
    def measured(self) -> Mapping[str, str]:
        return {"other": self.other}

    @property
    def message(self) -> str:
        return "text is drawn over other text"


@dataclass(frozen=True, slots=True)
class Wide:
    """Text, or a control without, of which lines go on past the right edge of the window; the place is the block.

    over: CSS pixels past the edge. beyond: it starts past the edge. word: only first words of lines are too long.
    wider: the block is wider than the window. cut: the window does not scroll sideways. both: and cuts off a line at
    its beginning as well. table: it is in a table used for layout (those with data are left out). hyphens: only
    hyphenation, for which not every browser has the dictionary, can mend it.
    """

    place: TextPlace
    over: int
    beyond: bool
    word: bool
    wider: bool
    table: bool
    cut: bool
    both: bool
    hyphens: bool
    moved: bool
    kind: Literal["wide"] = "wide"

    @property
    def outcome(self) -> Outcome | None:
        if self.both and not self.hyphens:
            return Outcome.FAILED
        if self.over < _PAST or (self.beyond and self.moved):
            return None
        # What starts past the edge may wait there to be brought in; not where the window itself must be scrolled to it.
        doubts = (self.beyond and self.cut, self.moved, self.word and not self.beyond, self.hyphens, self.table)
        uncertain = any(doubts) or (self.cut and not self.wider)
        return Outcome.CANNOT_TELL if uncertain else Outcome.FAILED

    @property
    def measured(self) -> Mapping[str, float]:
        return {"pixels_past_the_edge": self.over}

    @property
    def message(self) -> str:
        what = "text" if self.place.text else "a link, button or field"
        return f"{what} goes on past the edge" + ("" if self.cut else ", so that one must scroll sideways to read it")


@dataclass(frozen=True, slots=True)
class Turned:
    """An element turned differently in a lying (landscape) and a standing window; degrees. share: of the text."""

    place: TextPlace
    landscape: int
    portrait: int
    share: Share
    kind: Literal["turned"] = "turned"

    @property
    def outcome(self) -> Outcome | None:
        quarter = abs(abs(self.portrait - self.landscape) % 180 - 90) <= _ROUNDING
        if not quarter or self.share < _MUCH:
            return None
        return Outcome.FAILED if self.share >= _MOST else Outcome.CANNOT_TELL

    @property
    def measured(self) -> Mapping[str, float]:
        return {"landscape": self.landscape, "portrait": self.portrait}

    @property
    def message(self) -> str:
        return "a style rule turns the content by 90 degrees"


@dataclass(frozen=True, slots=True)
class Missing:
    """A block of text that is not drawn any more. words: how many. main: it is in the main content.

    opens: something on the page may show it. replaced: other texts are drawn in this window only.
    """

    place: TextPlace
    words: int
    main: bool
    opens: bool
    replaced: bool
    kind: Literal["missing"] = "missing"

    @property
    def outcome(self) -> Outcome | None:
        if self.opens or self.replaced:
            return Outcome.CANNOT_TELL if self.main and self.words >= _SENTENCES else None
        return Outcome.FAILED

    @property
    def measured(self) -> Mapping[str, int]:
        return {"words": self.words}

    @property
    def message(self) -> str:
        return "text is not there any more"


@dataclass(frozen=True, slots=True)
class Unscaled:
    """Text, or a field, with letters in units of the window only: enlarging leaves them as they are."""

    place: TextPlace
    kind: Literal["unscaled"] = "unscaled"

    @property
    def outcome(self) -> Outcome:
        return Outcome.FAILED

    @property
    def measured(self) -> Mapping[str, str]:
        return {}

    @property
    def message(self) -> str:
        return "text is sized in units of the window only, and does not grow"


@dataclass(frozen=True, slots=True)
class PutAway:
    """Most of the page is not drawn when the screen is held one way.

    share: of its text that is left. lying: when it is held so. left: what is left of the text.
    """

    place: TextPlace
    share: Share
    lying: bool
    left: str
    kind: Literal["put_away"] = "put_away"

    @property
    def outcome(self) -> Outcome | None:
        if self.share > _LEFT:
            return None
        return Outcome.FAILED if not self.left or _TURN.are_in(folded(self.left)) else Outcome.CANNOT_TELL

    @property
    def measured(self) -> Mapping[str, float]:
        return {"share_of_text_left": round(self.share, 2)}

    @property
    def message(self) -> str:
        held = "in landscape" if self.lying else "in portrait"
        return f"the page is put away when the screen is held {held},"


Change = Annotated[Cut | Overlap | Wide | Missing | Unscaled | Turned | PutAway, Field(discriminator="kind")]


def judged(changes: Iterable[Change], when: str, *, applies: bool) -> Iterator[Found]:
    """What is wrong with a state. when: ends the sentence. applies: there was something to look at."""
    for change in changes:
        if outcome := change.outcome:
            yield change.place.says(outcome, f"{change.message} {when}", text=change.place.text, **change.measured)
    if applies:
        yield Found(Outcome.PASSED)
