"""Candidates as a CSV file to be reviewed in a spreadsheet, and the decisions read back: all of them or none."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from crawler.register_rows import RegisterError, RowProblem, Wanted, read_rows
from crawler.web.urls import canonical_url
from results.model import Candidate, CandidateState
from results.register.stored_candidates import Decision
from results.reporting.spreadsheet_cells import defused

DECIDED = ("decision", "reason", "organisation", "into")  # what the reviewer writes
SHOWN = (
    "title", "suggested_organisation", "organisation_from", "level", "rule", "own_site", "linked_from",
    "registered_from", "link_texts", "language", "final_url", "statement", "also_at", "found_at",
)  # fmt: skip
DECISIONS = {
    "accept": CandidateState.ACCEPTED,
    "reject": CandidateState.REJECTED,
    "merge": CandidateState.MERGED,
}
MANY_PROBLEMS = 20


def write_review(candidates: Iterable[Candidate], stream: TextIO) -> None:
    """To a stream opened with newline="". The first four columns are for the reviewer."""
    writer = csv.writer(stream)
    writer.writerow(("url", *DECIDED, *SHOWN))
    for candidate in candidates:
        cells = (
            candidate.url,
            "",
            candidate.reason,
            candidate.organisation,
            "",
            candidate.title,
            candidate.organisation,
            candidate.organisation_from,
            candidate.level,
            candidate.rule,
            candidate.own_site,
            str(candidate.linked_from),
            str(candidate.registered_from),
            " | ".join(candidate.link_texts),
            candidate.language,
            candidate.final_url,
            candidate.statement,
            " | ".join(f"{url} ({why})" for url, why in candidate.also_at),
            candidate.found_at,
        )
        writer.writerow([defused(cell) for cell in cells])


def read_review(path: Path) -> tuple[Decision, ...]:
    """The rows with a decision. Raises RegisterError that names every row that cannot be used, with its line."""
    decisions: list[Decision] = []
    problems: list[str] = []
    lines: dict[str, int] = {}
    for row in read_rows(path, Wanted()):
        if isinstance(row, RowProblem):
            problems.append(f"{path}: line {row.line}: {row.reason}")
            continue
        word = row.cells.get("decision", "").casefold()
        if not word:
            continue
        state, url = DECISIONS.get(word), canonical_url(row.cells["url"])
        if state is None:
            problems.append(
                f"{path}: line {row.line}: decision {word!r} is none of accept, reject, merge; leave it empty to wait"
            )
        elif url is None:
            problems.append(f"{path}: line {row.line}: {row.cells['url']!r} is no web address")
        elif url in lines:
            problems.append(f"{path}: line {row.line}: {url} is decided in line {lines[url]} too")
        else:
            lines[url] = row.line
            decisions.append(
                Decision(
                    url,
                    state,
                    row.cells.get("reason", ""),
                    row.cells.get("organisation", ""),
                    canonical_url(row.cells.get("into", "")) or row.cells.get("into", ""),
                    row.line,
                )
            )
    if problems:
        raise RegisterError(shortened(problems))
    return tuple(decisions)


def shortened(problems: list[str]) -> str:
    more = len(problems) - MANY_PROBLEMS
    return "\n".join(problems[:MANY_PROBLEMS] + ([f"and {more} more"] if more > 0 else []))
