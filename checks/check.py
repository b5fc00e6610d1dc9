"""What a check of our own is: one module in `checks/rules/` with its CHECK, a text and a test page beside it.

There are five kinds, by what they look at: a page as it stands, something done to the page and measured (an
observation), all pages of a site together, its accessibility statement, or a document (PDF). A check fails only where
no person could disagree; where one could, it says cantTell.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from checks.browsers.engine import LoadedFile, Page
from checks.documents.pdf_facts import PdfFacts
from checks.facts import PageFacts
from checks.image_words.site_images import SiteImages
from results.model import AccessibilityStatement, Outcome

Plain = str | int | float | bool | None
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """What a check says of one element: failed, cantTell or passed.

    selector, snippet, region: as in `Finding`; what `describe(element)` of describe.js gives. measured: plain values.
    message: one sentence, English.
    """

    outcome: Outcome
    selector: str = "html"
    snippet: str = ""
    region: str = ""
    measured: Mapping[str, Plain] = field(default_factory=dict)
    message: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """One element an observation speaks of: what `describe(element)` of describe.js gives."""

    selector: str = ""
    snippet: str = ""
    region: str = ""

    def says(self, outcome: Outcome, message: str = "", **measured: Plain) -> Found:
        return Found(outcome, self.selector, self.snippet, self.region, measured, message)


@dataclass(frozen=True, slots=True)
class DomCheck:
    """Reads the document. Its script stands beside the module, under the same name: rules/x.js for rules/x.py.

    The script is one function `(page, data) => {...}` that calls `page.failed`, `page.cannotTell` or `page.passed`
    for each element it speaks of (engines/run_checks.js says what `page` offers). criteria: WCAG success criteria;
    empty for what no criterion demands. only_asks: it never fails, only asks a person to look (cantTell).
    """

    id: str
    criteria: tuple[str, ...]
    data: Mapping[str, Any] = field(default_factory=dict)
    only_asks: bool = False
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class LoadedPage:
    """A page that settled. files: the images, the video and the sound it loaded.

    images: reads the words in them; None when nothing here can.
    """

    page: Page
    files: Sequence[LoadedFile] = ()
    images: SiteImages | None = None


def _nothing(_: object) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Observation(Generic[T]):
    """Something done to the page and measured, once for all checks that judge it; leaves the page as it was.

    order: observations run from low to high, those of one order beside each other; those that disturb the page most
    come last.
    seconds: how long it may take. It should end itself, with what it has, before. lacking: of what was measured, why
    some of it could not be, one line; its checks then passed nothing. Empty when all of it was.
    """

    name: str
    order: int
    seconds: float
    observe: Callable[[LoadedPage], Awaitable[T]]
    lacking: Callable[[T], str] = _nothing


@dataclass(frozen=True, slots=True)
class ObservationCheck(Generic[T]):
    """Judges what an observation measured; `judge` is pure. only_asks, drawn: as of `DomCheck`.

    image_words: "all" or "some" of what it says needs the words in images read, for which there is an extra.
    """

    id: str
    criteria: tuple[str, ...]
    observation: Observation[T]
    judge: Callable[[T], Iterable[Found]]
    only_asks: bool = False
    drawn: bool = False
    image_words: Literal["", "some", "all"] = ""


@dataclass(frozen=True, slots=True)
class SiteCheck:
    """Judges the tested pages of one site together: (URL of a page, what is said of it). `judge` is pure."""

    id: str
    criteria: tuple[str, ...]
    judge: Callable[[Sequence[PageFacts]], Iterable[tuple[str, Found]]]
    only_asks: bool = False


@dataclass(frozen=True, slots=True)
class StatementCheck:
    """Judges the accessibility statement of a site on the date (ISO) of the visit; `judge` is pure.

    What it says is said of the page with the statement, or of the home page where there is none.
    """

    id: str
    criteria: tuple[str, ...]
    judge: Callable[[AccessibilityStatement, str], Iterable[Found]]
    only_asks: bool = False


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """Judges a PDF document of the sample; `judge` is pure. criteria: of WCAG, as EN 301 549, clause 10, asks them."""

    id: str
    criteria: tuple[str, ...]
    judge: Callable[[PdfFacts], Iterable[Found]]
    only_asks: bool = False


Check = DomCheck | ObservationCheck[Any] | SiteCheck | StatementCheck | DocumentCheck
