"""What a monitor must find on the demonstration web."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from crawler.demonstration.content import Behaviour, sites
from crawler.demonstration.faults import catalogue, failing_elements
from results.model import Reason, Verdict

_COLUMNS = ("url", "name", "organisation", "policy_domain", "level", "country", "language")


@dataclass(frozen=True, slots=True)
class ExpectedSite:
    """A site of the register. basic, strict: the verdict under that profile. reason: why not tested, or None."""

    url: str
    basic: Verdict
    strict: Verdict
    reason: Reason | None


def expected_sites() -> tuple[ExpectedSite, ...]:
    return tuple(
        ExpectedSite(site.url, site.expected.basic, site.expected.strict, site.expected.reason) for site in sites()
    )


def expected_pages() -> Mapping[str, frozenset[str]]:
    """URL -> checks (A and AA) that must fail, for each page with content; empty for a page in order."""
    return {url: frozenset(elements) for url, elements in expected_elements().items()}


def expected_elements() -> Mapping[str, Mapping[str, int]]:
    """URL -> check (A and AA) -> elements it must fail on."""
    return {
        f"http://{site.host}{page.path}": failing_elements(site, page)
        for site in sites()
        for page in site.pages
        if page.content and site.behaviour in {Behaviour.PAGES, Behaviour.SCRIPT}
    }


def expected_doubts() -> Mapping[str, frozenset[str]]:
    """URL -> checks of axe-core that must answer cantTell, for each page where that is so."""
    found = {
        f"http://{site.host}{page.path}": frozenset(
            check for fault in site.faults_of(page) for check in catalogue()[fault].doubts
        )
        for site in sites()
        for page in site.pages
    }
    return {url: checks for url, checks in found.items() if checks}


def register_csv() -> str:
    """The register of the demonstration web, as `wadmon register import` reads it."""
    text = io.StringIO()
    domains = tomllib.loads((files(__package__) / "policy_domains.toml").read_text(encoding="utf-8"))
    names = [f"policy_domain_{language}" for language in next(iter(domains.values()))]
    writer = csv.DictWriter(text, (*_COLUMNS, *names), lineterminator="\n")
    writer.writeheader()
    for site in sites():
        row = {column: getattr(site, column) for column in _COLUMNS}
        called = domains[site.policy_domain].items()
        writer.writerow(row | {f"policy_domain_{language}": name for language, name in called})
    return text.getvalue()
