"""All faults of a website in one file for a spreadsheet: to sort, to hand out, to tick off."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from report_templates.details import detail
from report_templates.findings import CheckBlock, Element, text_in
from report_templates.hostile import one_line, printable, snippet
from report_templates.languages import Language, msgid
from report_templates.views import SiteView
from report_templates.wording import REGIONS
from results.model import CheckText, Outcome
from results.reporting.spreadsheet_cells import defused

FILE = "faults.csv"
HEADINGS = (
    msgid("Result"), msgid("Fault"), "WCAG", msgid("Page"), msgid("Number of pages"), msgid("Where"), msgid("Selector"),
    "HTML", msgid("Technical detail"), msgid("How to fix it"), msgid("Check"),
)  # fmt: skip


def site_sheet(view: SiteView, language: Language) -> str:
    """CSV (RFC 4180): a row for each different element, failures in the order to repair them, then what a person must
    look at.

    As in the export, a cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(language.gettext(heading) for heading in HEADINGS)
    for block in (*_in_order_of_repair(view), *view.for_a_person):
        writer.writerows([defused(cell) for cell in row] for row in _rows(block, language))
    # Spreadsheets read the letters right by the mark at the beginning.
    return "\ufeff" + text.getvalue()


def _in_order_of_repair(view: SiteView) -> list[CheckBlock]:
    """As the page of the website has them; what has no barrier comes last."""
    places: dict[str, int] = {}
    for line in view.barriers.there:
        places.setdefault(line.barrier.check, len(places))
    return sorted(view.failures, key=lambda block: places.get(block.check, len(places)))


def _rows(block: CheckBlock, language: Language) -> Iterator[tuple[str | int, ...]]:
    description = block.description
    unknown = CheckText(block.check, block.check, "", ())
    text = text_in(description, language.code)[1] if description and description.texts else unknown
    failed = block.outcome is Outcome.FAILED
    result = language.gettext("Failure") if failed else language.gettext("For a person to look at")
    for element in block.elements:
        yield (
            result,
            text.fault if failed else text.title,
            ", ".join(description.criteria if description else ()),
            printable(element.pages[0].url),
            len(element.pages),
            _region(element, language),
            one_line(element.finding.selector),
            printable(snippet(element.finding.snippet)),
            one_line(detail(element.finding, description, language)),
            " ".join(text.fix),
            block.check,
        )


def _region(element: Element, language: Language) -> str:
    return language.gettext(REGIONS[element.finding.region]) if element.finding.region in REGIONS else ""
