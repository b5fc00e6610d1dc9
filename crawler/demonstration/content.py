"""The sites of the demonstration web as they are written down in `sites/*.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import ConfigDict, TypeAdapter

from results.model import Reason, Verdict

_STRICT = ConfigDict(extra="forbid")
_FOLDER = files(__package__)


class Behaviour(StrEnum):
    """How a host answers."""

    PAGES = "pages"  # HTML from the server
    SCRIPT = "script"  # an almost empty page, drawn by a script
    LOGIN = "login"  # every path redirects to a sign-in form
    DENIED = "denied"  # every path answers "access denied" with status 200
    REDIRECT = "redirect"  # every path redirects to another registered site
    UNREACHABLE = "unreachable"  # the proxy answers 502


class SitemapForm(StrEnum):
    """What the Sitemap entry in robots.txt points to."""

    NONE = "none"
    XML = "xml"
    INDEX = "index"  # a sitemap index with one compressed sitemap
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Card:
    """A teaser: a link with a line of text under it."""

    __pydantic_config__ = _STRICT

    path: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A data table; the first cell of a row is its header."""

    __pydantic_config__ = _STRICT

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    body: HTML, rendered by Jinja with `site` and `link(kind)`.
    kind: what the page is for ("home", "contact", "statement"...), empty for an ordinary page.
    menu: its text in the main navigation, empty when it is not in it.
    language: empty for the main language of the site.
    faults: names of the fault catalogue, what is wrong on this page besides the faults of its site.
    status: of the answer. content: False for error pages, which are never judged.
    listed: False when neither the menu nor the site's overview page links to it.
    """

    __pydantic_config__ = _STRICT

    path: str
    title: str
    kind: str = ""
    menu: str = ""
    intro: str = ""
    body: str = ""
    date: str = ""
    picture: str = ""
    language: str = ""
    cards: tuple[Card, ...] = ()
    table: Table | None = None
    faults: tuple[str, ...] = ()
    status: int = 200
    content: bool = True
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Colours:
    """CSS colours; white text on main and dark, and main on white and tint, have a ratio of at least 4.5."""

    __pydantic_config__ = _STRICT

    main: str
    dark: str
    tint: str


@dataclass(frozen=True, slots=True)
class Expected:
    """The verdicts the monitor must give; a reason instead when the site cannot be tested."""

    __pydantic_config__ = _STRICT

    basic: Verdict
    strict: Verdict
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class PortableDocument:
    """A PDF of one page: a title and lines of text."""

    __pydantic_config__ = _STRICT

    path: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemonstrationSite:
    """One site.

    languages: all languages of its pages; with more than one, each has its own folder ("/nl", "/fr").
    standard: kinds of the pages every site of a language has (`standard/*.toml`) that this one has too.
    faults: names of the fault catalogue, wrong on every page of this site.
    disallow: path prefixes robots.txt asks not to visit.
    redirect: where every path leads, for the behaviour "redirect".
    """

    __pydantic_config__ = _STRICT

    host: str
    name: str
    organisation: str
    policy_domain: str
    level: str
    country: str
    language: str
    expected: Expected
    behaviour: Behaviour = Behaviour.PAGES
    languages: tuple[str, ...] = ()
    theme: str = "town"
    colours: Colours = field(default_factory=lambda: Colours("#0b5d3b", "#06361f", "#eaf4ee"))
    picture: str = "town"
    slogan: str = ""
    address: str = ""
    telephone: str = ""
    email: str = ""
    standard: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    disallow: tuple[str, ...] = ()
    sitemap: SitemapForm = SitemapForm.NONE
    redirect: str = ""
    pages: tuple[Page, ...] = ()
    documents: tuple[PortableDocument, ...] = ()

    @property
    def url(self) -> str:
        return f"http://{self.host}/"

    def find(self, path: str) -> Page | None:
        return next((page for page in self.pages if page.path == path), None)

    def language_of(self, page: Page) -> str:
        return page.language or self.language

    def faults_of(self, page: Page) -> tuple[str, ...]:
        return (*self.faults, *page.faults) if page.content else ()


@dataclass(frozen=True, slots=True)
class Standard:
    """Words of the layout and the pages every site has, in one language."""

    __pydantic_config__ = _STRICT

    words: dict[str, str]
    pages: tuple[Page, ...]


@cache
def standard(language: str) -> Standard:
    return TypeAdapter(Standard).validate_python(_read("standard", f"{language}.toml"))


@cache
def sites() -> tuple[DemonstrationSite, ...]:
    """All sites of the register, by host name."""
    names = sorted(entry.name for entry in (_FOLDER / "sites").iterdir() if entry.name.endswith(".toml"))
    adapter = TypeAdapter(DemonstrationSite)
    return tuple(_with_standard_pages(adapter.validate_python(_read("sites", name))) for name in names)


def _read(folder: str, name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / folder / name).read_text(encoding="utf-8"))


def _with_standard_pages(site: DemonstrationSite) -> DemonstrationSite:
    languages = site.languages or (site.language,)
    added = tuple(
        replace(page, language=language, path=f"/{language}{page.path}" if len(languages) > 1 else page.path)
        for language in languages
        for page in standard(language).pages
        if page.kind in site.standard
    )
    return replace(site, languages=languages, pages=(*site.pages, *added))
