"""What the scripts of the walk give back."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.check import Element
from checks.observations.keyboard.records import HoverMenu

_WALK = "observations/keyboard/walk.js"


@dataclass(frozen=True, slots=True)
class Press:
    """Where a press of Tab led: see `Step`. out: outside the document. wait: milliseconds in which the page may still
    move the focus. plain: a new stop, and nothing more is to be said of it.
    """

    at: int | None
    parts: bool
    inside: int | None
    returned: int | None
    swallowed: bool
    out: bool
    wait: float
    plain: bool


@dataclass(frozen=True, slots=True)
class SeenStop:
    """As of `Stop`. caret: a field shows where one types. shown: style shows the focus beyond doubt."""

    element: Element
    cover: Element | None
    seen: bool
    faint: bool
    caret: bool
    shown: bool
    dropped: bool
    passed: bool
    frame: bool
    turns: bool
    own: bool
    named: bool
    listens: bool
    field: bool
    tabindex: int
    place: int
    form: int
    left: int
    top: int
    width: int
    height: int
    modal: bool


@dataclass(frozen=True, slots=True)
class Finish:
    """All stops; and the part of the page that is open and says it is modal."""

    modal: Element | None
    stops: tuple[SeenStop, ...]


@dataclass(frozen=True, slots=True)
class Shine:
    """scrolled: how far the page is, CSS pixels. covered: something else lies over the stop."""

    scrolled: tuple[float, float]
    covered: bool


@dataclass(frozen=True, slots=True)
class SeenTrap:
    """As of `Trap`."""

    element: Element
    dialog: bool
    keys: bool
    text: str


@dataclass(frozen=True, slots=True)
class SeenSkip:
    """As of `Skip`. at: the stop it is."""

    at: int
    element: Element
    target: str
    bypass: bool


BEGIN = PageScript(_WALK, TypeAdapter(int), "begin")
STEPS = PageScript(_WALK, TypeAdapter(tuple[Press, ...]), "steps")
LATE = PageScript(_WALK, TypeAdapter(Press), "late")
SHINE = PageScript(_WALK, TypeAdapter(Shine | None), "shine")
FOCUS = PageScript(_WALK, TypeAdapter(bool), "focus")
HAS = PageScript(_WALK, TypeAdapter(bool), "has")
TRAP = PageScript(_WALK, TypeAdapter(SeenTrap), "trap")
UNREACHED = PageScript(_WALK, TypeAdapter(int), "unreached")
SUSPECTS = PageScript(_WALK, TypeAdapter(tuple[int, ...]), "suspects")
JUMP = PageScript(_WALK, TypeAdapter(bool), "jump")
SOON = PageScript(_WALK, TypeAdapter(float), "soon")
UNSURE = PageScript(_WALK, TypeAdapter(tuple[tuple[int, ...], ...]), "unsure")
SKIP = PageScript(_WALK, TypeAdapter(SeenSkip | None), "skip")
LANDED = PageScript(_WALK, TypeAdapter(bool | None), "landed")
FINISH = PageScript(_WALK, TypeAdapter(Finish), "finish")
HEARD = PageScript(_WALK, TypeAdapter(Element), "heard")
MENUS = PageScript("observations/keyboard/menus.js", TypeAdapter(tuple[HoverMenu, ...]))
