"""How far a walk is, and when it is over."""

from __future__ import annotations

from dataclasses import dataclass

from checks.observations.keyboard.records import End

MOST_PARTS = 12  # stops inside one frame, player or date field
MOST_OLD = 15  # presses in a row that bring nothing new


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
