"""The fault catalogue: what can be wrong on a page, and the axe checks that must fail for it."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from pydantic import ConfigDict, TypeAdapter

from crawler.demonstration.content import DemonstrationSite, Page

MENU_WITHOUT_TEXT = "menu-without-text"


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault.

    fails: axe check -> number of elements it fails on.
    doubts: axe checks that must answer cantTell.
    html: the fragment put on the page, rendered by Jinja with `text`; empty when the layout does it.
    text: language -> name -> words of the fragment.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    fails: dict[str, int] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()
    html: str = ""
    text: dict[str, dict[str, str]] = field(default_factory=dict)


@cache
def catalogue() -> Mapping[str, Fault]:
    source = (files(__package__) / "faults.toml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, Fault]).validate_python(tomllib.loads(source))


def failing_elements(site: DemonstrationSite, page: Page) -> Mapping[str, int]:
    """Check -> elements it must fail on, on this page; empty for a page without faults."""
    total: Counter[str] = Counter()
    for name in site.faults_of(page):
        total.update(catalogue()[name].fails)
        if name == MENU_WITHOUT_TEXT:
            total["link-name"] += len(navigation(site, page))
    return dict(total)


def navigation(site: DemonstrationSite, page: Page) -> tuple[Page, ...]:
    """The pages in the main navigation of this page: those of its language."""
    language = site.language_of(page)
    return tuple(other for other in site.pages if other.menu and site.language_of(other) == language)
