"""What a walk with the keyboard gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from checks.check import Element


class End(Enum):
    """Why the walk ended."""

    ALL = "all stops were visited"
    CYCLE = "the focus came round without leaving the document"
    CAP = "the most stops or seconds of a walk"
    TRAP = "an element does not let the focus go"
    LEFT = "the document was replaced"


class Sign(Enum):
    """What shows that an element has the focus."""

    STYLE = "its style, or that of what is next to it, changes"
    CARET = "the caret"
    PIXELS = "something on the screen changes"
    NOTHING = "nothing on the screen changes that a person can see"
    UNKNOWN = "not looked at, or the page moves by itself"


@dataclass(frozen=True, slots=True)
class Stop:
    """One element the focus came to. left, top, width, height: CSS px in the document, as drawn; 0 when not drawn.

    seen: drawn inside the window while it has the focus. faint: not drawn because it is transparent, as what comes up
    on scrolling is at first. cover: the opaque element that hides all of it.
    own: the page's author made it focusable. named: it holds something to use or to read. dropped: it gives the focus
    away at once, or a moment later. passed: it gives it to something else. listens: it, or something around it, listens
    to focus. alike: other stops of the same look, which were not looked at. place: in the order of the document.
    form: place of the form it is in, or -1. modal: inside an element that says it is modal.
    turns: it comes before the one the focus came from, on a line of links. element is empty for what has no fault.
    """

    element: Element
    seen: bool
    sign: Sign
    left: int
    top: int
    width: int
    height: int
    cover: Element | None = None
    faint: bool = False
    own: bool = True
    named: bool = True
    frame: bool = False
    dropped: bool = False
    passed: bool = False
    listens: bool = False
    field: bool = False
    tabindex: int = 0
    place: int = 0
    form: int = -1
    turns: bool = False
    modal: bool = False
    alike: int = 0


@dataclass(frozen=True, slots=True)
class Trap:
    """An element that neither Tab nor Shift+Tab nor Escape leaves. size: how many elements it is one of, that pass the
    focus to each other; 0: nothing on the page gets the focus, and this is the first that should. dialog: it is in a
    dialog or a layer that stays in place. keys: it, or something around it, listens to keys. text: the words of the
    page (at most 20,000 characters), which may say a way out.
    """

    element: Element
    dialog: bool
    keys: bool
    text: str
    size: int = 1


@dataclass(frozen=True, slots=True)
class Skip:
    """A link that promises to skip. target: "there", "missing" or "hidden". arrives: the next press of Tab goes on from
    the target; None when not tried. bypass: the page has a heading or a main part.
    """

    element: Element
    target: str
    arrives: bool | None
    bypass: bool


@dataclass(frozen=True, slots=True)
class HoverMenu:
    """Links that only the mouse brings up. first: one of them. sure: no script and no other style rule can do it."""

    first: Element
    menu: str
    links: int
    sure: bool


@dataclass(frozen=True, slots=True)
class KeyboardWalk:
    """leaving: the element that had just got the focus when the page went elsewhere or opened a window, if it listens
    to focus. modal: a part of the page that is open and says it is modal.
    """

    stops: tuple[Stop, ...]
    end: End
    trap: Trap | None = None
    skip: Skip | None = None
    leaving: Element | None = None
    modal: Element | None = None
    hover_menus: tuple[HoverMenu, ...] = ()
