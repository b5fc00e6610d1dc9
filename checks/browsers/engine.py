"""What a browser engine must offer. The rest of `checks` speaks to these protocols, and to no browser's own library.

Scripts run apart from the page's own: what a page redefines (`Promise`, `JSON`, prototypes) does not reach them, and
what they define does not reach the page. Both see the same document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from checks.browsers.options import BrowserOptions
from results.model import CannotRun, Reason, SeenFiles, WrongInput


class BrowserUnavailable(CannotRun):
    """No browser could be started; the message says what to do."""


class UnknownEngine(WrongInput, ValueError):
    """No module here offers a browser engine of the name that was asked for; the message says which there are."""


class PageError(Exception):
    """The browser could not do what it was asked; the message is the browser's, one line.

    reason: what that means for the page.
    """

    def __init__(self, message: str, reason: Reason = Reason.CHECKS_FAILED) -> None:
        super().__init__(message.strip().splitlines()[0] if message.strip() else "")
        self.reason = reason


class DocumentReplaced(PageError):
    """Another document was loaded in the place of the one that was asked."""


@dataclass(frozen=True, slots=True)
class Window:
    """What the page is shown in; CSS pixels."""

    width: int
    height: int


WINDOW = Window(1280, 900)


@dataclass(frozen=True, slots=True)
class Area:
    """CSS pixels from the left and the top of the document, or of the window."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Answer:
    """How a document was answered. headers: by their name in lower case."""

    status: int
    headers: Mapping[str, str]


class LoadedFile(Protocol):
    """An image, video or sound the page loaded. url: as the page asked for it. size: bytes, as announced, or None."""

    @property
    def url(self) -> str: ...
    @property
    def content_type(self) -> str: ...
    @property
    def size(self) -> int | None: ...
    @property
    def ok(self) -> bool: ...

    async def body(self, seconds: float) -> bytes | None:
        """None when the browser has it no more, or does not give it in time."""


@dataclass(frozen=True, slots=True)
class LostFile:
    """What a page asked for and did not get. kind: "style sheet", "font", "script" or "frame". why: one line."""

    kind: str
    url: str
    why: str


class Traffic(Protocol):
    """What a page still waits for: requests under way that can change what it shows."""

    @property
    def files(self) -> Sequence[LoadedFile]:
        """Images, video and sound that came in."""

    @property
    def lost(self) -> Sequence[LostFile]:
        """In the order of their failure; what came at a later try is not among them."""

    async def seen(self, seconds: float) -> SeenFiles:
        """All that was loaded, when nothing more is done to the page; seconds: for reading it."""

    async def wait(self, seconds: float, document_seconds: float) -> bool:
        """Until nothing is under way; whether anything was.

        document_seconds: how long to wait for another document in place of this one.
        """


class Kept(Protocol):
    """What a script gave that stays in the page."""

    async def run(self, script: str, *given: Any) -> Any:
        """`script`: a function of it, then of `given`."""

    async def release(self) -> None: ...


class Page(Protocol):
    """A page that refuses dialogs, downloads and permissions. All but `close` raise PageError."""

    @property
    def url(self) -> str: ...
    @property
    def window(self) -> Window: ...
    @property
    def is_closed(self) -> bool: ...

    async def open(self, url: str, seconds: float) -> Answer | None:
        """Until the document is there, its images and frames not. None when the browser does not say how."""

    async def wait_for_load(self, seconds: float) -> bool:
        """Whether the load event came in time."""

    async def run(self, script: str, *given: Any) -> Any:
        """The value of an expression, or, if that is a function, of calling it with `given`; awaited; plain JSON.

        Raises DocumentReplaced when the page went elsewhere meanwhile.
        """

    async def keep(self, script: str, *given: Any) -> Kept:
        """As `run`, but the value stays in the page."""

    async def load(self, source: str, frame_seconds: float) -> int:
        """Runs a whole script in the document and in every frame; how many frames there are.

        A frame that does not take it within these seconds is left out, and counted.
        """

    async def press(self, key: str) -> None: ...

    async def tab(self, times: int) -> None:
        """Presses Tab so often, without waiting for what the page does in between."""

    async def point(self, left: float, top: float) -> None:
        """Puts the mouse there; CSS pixels from the corner of the window."""

    async def picture(self, area: Area | None = None, *, whole_page: bool = False, lossy: bool = False) -> bytes:
        """PNG, or JPEG when lossy, of the window or an area of it; or of an area of the page."""

    async def resize(self, window: Window) -> None: ...

    def follow(self) -> AbstractContextManager[Traffic]: ...

    def listen(self, *, popup: Callable[[], None], message: Callable[[str], None]) -> AbstractAsyncContextManager[None]:
        """popup: the page opened a window. message: a script of ours called
        `tell(text)`, in the document that is there at the start."""

    async def close(self) -> None: ...


class Context(Protocol):
    """What is shared by the pages of one site: language, cookies, cache."""

    async def new_page(self) -> Page: ...

    def without_popups(self) -> AbstractContextManager[None]:
        """Pages that open by themselves are closed; new_page is not to be called inside."""

    async def close(self) -> None: ...


class Engine(Protocol):
    """One program, started and closed by whoever uses it."""

    @property
    def version(self) -> str:
        """Name and version; raises RuntimeError before the first start."""

    @property
    def is_alive(self) -> bool: ...

    async def start(self) -> None:
        """Raises BrowserUnavailable."""

    async def close(self) -> None: ...

    async def new_context(self, locale: str) -> Context:
        """locale: a language tag. Raises PageError when the program is gone."""


@dataclass(frozen=True, slots=True)
class EngineKind:
    """What a module of this folder offers as its ENGINE.

    find: the program to start, for the path that was asked for or an empty text; raises BrowserUnavailable or the
    error of its set-up. engine: gives the engine, not started.
    """

    find: Callable[[str], Path | None]
    engine: Callable[[BrowserOptions], AbstractAsyncContextManager[Engine]]
