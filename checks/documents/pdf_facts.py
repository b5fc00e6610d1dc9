"""What a PDF says of itself that decides whether assistive technology can read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from results.model import Outcome

MOST_PAGES = 200  # that are looked at: a hostile file may have any number
LAW_BEGINS = date(2018, 9, 23)


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """pages: all; pages_looked_at: at most MOST_PAGES. textless_pages: of those, without a font, so with no text that
    can be read out; scanned_pages: of those, with an image.

    tagged: marked as tagged, with a structure tree that has elements. language: of the document, BCP 47, may be empty.
    title: of the document, may be empty; title_shown: readers show it in place of the file's name.
    figures, figures_without_text: structure elements of type Figure, and those with neither alternative nor actual
    text. locked_for_assistive_technology: its permissions refuse reading out. dated: the later of created and modified.
    """

    url: str
    pages: int
    pages_looked_at: int
    textless_pages: int
    scanned_pages: int
    tagged: bool
    language: str
    title: str
    title_shown: bool
    figures: int
    figures_without_text: int
    locked_for_assistive_technology: bool
    dated: date | None

    @property
    def fault(self) -> Outcome:
        """How sure a fault of this document is one: an old one may be outside the law, and only a person can say.

        Directive (EU) 2016/2102, Article 1(4)(a): published before 23 September 2018, unless needed for active
        administrative processes.
        """
        return Outcome.CANNOT_TELL if self.dated is None or self.dated < LAW_BEGINS else Outcome.FAILED
