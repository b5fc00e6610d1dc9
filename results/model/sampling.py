"""The pages of a site that are visited, why, and how a sample follows from the one before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EvidenceKind(StrEnum):
    """By what a page was recognised, or how it was drawn; what follows is the value. Stored; never rename one."""

    START = "start"
    LINK_TEXT = "link-text"  # the text
    ADDRESS = "address"  # a part of the URL
    FORMS = "forms"  # how many
    TABLES = "tables"
    MEDIA = "media"
    LOGIN_FIELDS = "password-fields"
    LANGUAGE = "language"  # primary subtag
    LAYOUT = "layout"  # pages found with the same structure
    EVERY = "every"
    DRAWN = "drawn"  # pages it was drawn from
    DRAWN_DOCUMENT = "drawn-document"  # documents it was drawn from

    def of(self, value: object = "") -> str:
        """As it is stored in `PlannedPage.evidence`."""
        return f"{self}: {value}" if value != "" else str(self)

    @classmethod
    def read(cls, evidence: str) -> tuple[EvidenceKind, str] | None:
        """(kind, value); None for what is no evidence of ours."""
        kind, _, value = evidence.partition(": ")
        return (cls(kind), value) if kind in {member.value for member in cls} else None


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page of the sample.

    role: why it was chosen: home, contact, help, legal, login, sitemap, search, statement, feedback,
        form, table, media, service, service-health and the like, language (another one), appearance, document
        (a PDF), random, or all (every page of a small site).
    clause: letter of Decision (EU) 2018/1524, Annex I, 3.2 that it satisfies (a to g); empty if none.
    evidence: the link text, URL part or markup that decided: an EvidenceKind with its value.
    tenure: new, panel (it was in the sample before), or rotating (drawn in place of a random page that made way).
    since: crawl in which it joined the sample; 0 for the crawl the sample belongs to.
    """

    url: str
    role: str
    clause: str = ""
    evidence: str = ""
    tenure: str = "new"
    since: int = 0


@dataclass(frozen=True, slots=True)
class Sample:
    """The pages chosen on a site; the first is the home page.

    frame_size: pages the choice was made from. missing_clauses: letters no page was found for.
    size: pages by the size of the site, documents apart; 0 when the number was set. layouts: distinct skeletons found.
    layout_pages: pages more because of these. growth: pages more because random pages of crawls before failed in ways
        that the chosen ones did not.
    left: pages of the sample before that are not in this one.
    """

    site_id: int
    seed: int
    pages: tuple[PlannedPage, ...]
    frame_size: int
    missing_clauses: tuple[str, ...] = ()
    size: int = 0
    layouts: int = 0
    layout_pages: int = 0
    growth: int = 0
    left: tuple[LeftPage, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftPage:
    """A page that was in the sample before.

    reason: gone (an error), redirect, same-page (it proved to be another address of a page that stays), not-html,
        not-found (no link or sitemap leads to it any more, or robots.txt forbids it now), rotated (a random page that
        made way for another), no-census (the site is too large now to test every page), or smaller (the sample is).
    target: where a redirect leads, or the page that it is.
    """

    url: str
    role: str
    reason: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class SampleComparison:
    """WCAG-EM step 4: do random pages show kinds of failures that the chosen pages do not?

    structured, random: tested pages of the two parts. only_random: checks that failed on random pages only.
    """

    site_id: int
    structured: int
    random: int
    only_random: tuple[str, ...] = ()
