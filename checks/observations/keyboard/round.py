"""How far a walk is, and when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from checks.observations.keyboard.records import End

MOST_PARTS = 12  # stops inside one frame, player or date field
MOST_OLD = 15  # presses in a row that bring nothing new


@dataclass(frozen=True, slots=True)
class Step:
    """Where a press of Tab led. at: the stop; None outside the document. parts: it has stops of its own inside; inside:
    which of them, where that can be seen. returned: the stop that took the focus back. swallowed: the
    page took the key.
    """

    at: int | None
    parts: bool = False
    inside: int | None = None
    returned: int | None = None
    swallowed: bool = False


@dataclass(slots=True)
class Round:
    """How far the walk is: stops by their number, which is given at the first visit.

    start: the first stop of the document; those before it came after a focus that the page had set itself.
    """

    start: int = 0
    last: int | None = None
    most: int = -1
    again: int = 0  # presses in a row that stayed
    old: int = 0  # presses in a row that brought nothing new
    out: bool = False
    since: list[int] = field(default_factory=list)  # the stops since the focus was last outside the document
    within: set[int] = field(default_factory=set)  # what had it before in that frame

    def suspects(self, step: Step) -> Iterator[tuple[int, ...]]:
        """The stops that may form a trap, with the one a press of Tab came to."""
        if step.returned is not None:
            yield (step.returned,)
        inner = step.at == self.last and step.parts and (step.inside is None or step.inside not in self.within)
        if step.at is not None and step.at in self.since and not inner:
            yield tuple(dict.fromkeys(self.since[self.since.index(step.at) :]))

    def note(self, step: Step) -> End | None:
        """After a press of Tab: whether that was the last."""
        if step.at is None:
            self.since.clear()
        else:
            self.since.append(step.at)
        if step.at != self.last:
            self.within.clear()
        if step.inside is not None:
            self.within.add(step.inside)
        return self.end(step.at)

    def end(self, at: int | None) -> End | None:
        """After a press of Tab that came to stop `at`, or out of the document: whether that was the last."""
        end: End | None = None
        self.again = self.again + 1 if at is not None and at == self.last else 0
        self.old = self.old + 1 if at is not None and at <= self.most else 0
        if self.again > MOST_PARTS or self.old > MOST_OLD:
            end = End.CAP
        elif at is None:
            end = End.ALL if self.out and self.last is None else None  # nothing to stop at
            self.start, self.out = (self.start if self.out else self.most + 1), True
        elif self.out and at < self.start:
            end = End.ALL
        elif not self.out and at == 0 and self.last not in (None, 0):
            end = End.CYCLE
        self.most = max(self.most, -1 if at is None else at)
        self.last = at
        return end
