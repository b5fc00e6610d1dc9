"""The record of one visit to one page."""

from __future__ import annotations

from dataclasses import dataclass

from checks.facts import PageFacts
from checks.pictures import Picture
from results.model import NOTHING_SEEN, PageAudit, PlannedPage, SeenFiles
from results.page_words.page_look import PageLook


@dataclass(frozen=True, slots=True)
class PageVisit:
    """A planned page and what its visit gave.

    facts: for the checks that compare pages; None when the page was not tested or could not be read.
    links: (URL, text) of the rendered page's links, when they were asked for. look: of a tested page. pictures: those
    that were wanted and could be taken. files: what the page loaded.
    """

    planned: PlannedPage
    audit: PageAudit
    facts: PageFacts | None = None
    links: tuple[tuple[str, str], ...] = ()
    look: PageLook | None = None
    pictures: tuple[Picture, ...] = ()
    files: SeenFiles = NOTHING_SEEN
