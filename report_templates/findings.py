"""Findings as a webmaster reads them: one block a check, equal elements of many pages shown once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from report_templates.details import measured_values
from report_templates.hostile import colour
from results.model import (
    CheckDescription,
    CheckFindings,
    CheckText,
    Finding,
    Outcome,
    PageAudit,
    PageFindings,
)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A tested page. label: its path on the site. anchor: id of its row in the list of pages.

    list_page: where that list is, seen from the page with the link; empty on that page itself.
    """

    url: str
    label: str
    anchor: str
    list_page: str = ""


@dataclass(frozen=True, slots=True)
class Contrast:
    """ratio, needed: "3.1" stands for 3.1:1; ratio is None when it could not be measured.

    foreground, background: hexadecimal colours or empty.
    """

    ratio: float | None
    needed: float
    foreground: str
    background: str


@dataclass(frozen=True, slots=True)
class Element:
    """Findings that are equal but for the page. places: how many findings."""

    anchor: str
    finding: Finding
    pages: tuple[PageLink, ...]
    places: int
    contrast: Contrast | None


@dataclass(frozen=True, slots=True)
class CheckBlock:
    """A check with all that was found. count: elements, exact. elements: those stored, most pages first."""

    anchor: str
    check: str
    outcome: Outcome
    description: CheckDescription | None
    count: int
    pages: tuple[tuple[PageLink, int], ...]
    elements: tuple[Element, ...]

    @property
    def stored(self) -> int:
        return sum(element.places for element in self.elements)


def page_links(urls: Sequence[str], site_url: str = "", list_page: str = "") -> dict[str, PageLink]:
    """A page on the site's own host is named by its path (the root by the host), any other by its address."""
    host = _host(site_url)
    return {
        url: PageLink(url, _label(url, host), f"page-{number}", list_page) for number, url in enumerate(urls, start=1)
    }


def check_blocks(
    found: Iterable[CheckFindings],
    checks: Mapping[str, CheckDescription],
    links: Mapping[str, PageLink],
    prefix: str,
) -> tuple[CheckBlock, ...]:
    """prefix: begins the anchors, so that a check that both failed and could not tell has two."""
    return tuple(_block(one, checks, links, prefix) for one in found)


def collected(audits: Iterable[PageAudit], outcome: Outcome) -> tuple[CheckFindings, ...]:
    """The outcomes of single pages by check: most pages first, in each the page with most elements first."""
    by_check: dict[str, list[PageFindings]] = defaultdict(list)
    for audit in audits:
        for result in audit.outcomes:
            if result.outcome is outcome:
                by_check[result.check].append(PageFindings(audit.url, result.count, result.findings))
    grouped = (
        CheckFindings(
            check,
            outcome,
            sum(page.count for page in pages),
            tuple(sorted(pages, key=lambda page: -page.count)),
        )
        for check, pages in by_check.items()
    )
    return tuple(sorted(grouped, key=lambda one: (-len(one.pages), -one.count, one.check)))


def is_best_practice(check: str, checks: Mapping[str, CheckDescription]) -> bool:
    description = checks.get(check)
    return description is not None and description.best_practice


def is_of_statement(check: str, checks: Mapping[str, CheckDescription]) -> bool:
    return check in checks and checks[check].of_statement


def text_in(description: CheckDescription, language: str) -> tuple[str, CheckText]:
    """The text with the language it is really in: English where the reader's is missing."""
    code = language if language in description.texts else "en"
    return code, description.texts[code]


def anchor_for(prefix: str, check: str) -> str:
    return f"{prefix}-{re.sub(r'[^A-Za-z0-9-]', '-', check)}"


def _block(
    found: CheckFindings,
    checks: Mapping[str, CheckDescription],
    links: Mapping[str, PageLink],
    prefix: str,
) -> CheckBlock:
    anchor = anchor_for(prefix, found.check)
    return CheckBlock(
        anchor,
        found.check,
        found.outcome,
        checks.get(found.check),
        found.count,
        tuple((_link(page.url, links), page.count) for page in found.pages),
        elements_of(found.pages, links, anchor),
    )


def elements_of(pages: Iterable[PageFindings], links: Mapping[str, PageLink], anchor: str) -> tuple[Element, ...]:
    """Each different element once, those on most pages first. anchor: begins the anchors of the elements."""
    pages_of: dict[Finding, Counter[str]] = defaultdict(Counter)
    for page in pages:
        for finding in page.findings:
            pages_of[finding][page.url] += 1
    by_pages = sorted(pages_of.items(), key=lambda item: -len(item[1]))
    return tuple(
        _element(f"{anchor}-{number}", finding, [_link(url, links) for url in urls], urls.total())
        for number, (finding, urls) in enumerate(by_pages, start=1)
    )


def _element(anchor: str, finding: Finding, pages: Sequence[PageLink], places: int) -> Element:
    contrast = _contrast(measured_values(finding.measured))
    return Element(anchor, finding, tuple(pages), places, contrast)


def _contrast(measured: Mapping[str, object]) -> Contrast | None:
    """Of axe-core's colour contrast check."""
    ratio = _ratio(measured.get("contrastRatio"))
    needed = _ratio(measured.get("expectedContrastRatio"))
    if ratio is None or needed is None:
        return None
    return Contrast(ratio or None, needed, colour(measured.get("fgColor")), colour(measured.get("bgColor")))


def _ratio(value: object) -> float | None:
    """3.1 or "4.5:1"."""
    match = re.fullmatch(r"(\d{1,2}(?:\.\d{1,4})?)(?::1)?", str(value))
    return float(match.group(1)) if match and not isinstance(value, bool) else None


def _link(url: str, links: Mapping[str, PageLink]) -> PageLink:
    return links.get(url) or PageLink(url, url, "")


def _label(url: str, host: str) -> str:
    if not host or _host(url) != host:
        return url
    parts = urlsplit(url)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path if path not in {"", "/"} else f"{host}/"


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""
