"""What people decide about the register: candidates reviewed, sites assigned and retired; and what became of them."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from crawler.commands.errors import BadInput
from crawler.commands.options import example
from crawler.commands.session import Invocation
from crawler.json_output import as_json
from crawler.review_file import read_review, shortened, write_review
from crawler.web.urls import canonical_url
from report_templates.terminal import printable
from results.model import Candidate, CandidateState, Funnel
from results.register.stored_candidates import (
    Decision,
    DecisionError,
    assign_organisation,
    candidates,
    decide,
    matching,
    reject_for_ever,
)
from results.register.stored_funnel import current_funnel
from results.register.stored_searches import get_search, hosts_in
from results.register.stored_site_changes import site_changes
from results.register.stored_sites import retire_sites
from results.storage.one_writer import writing
from results.storage.store import Store, open_store

DECISIONS = (CandidateState.ACCEPTED, CandidateState.REJECTED, CandidateState.MERGED)
format_option = click.option(
    "--format", "output", type=click.Choice(("text", "json", "csv")), default="text", show_default=True
)


@click.command(epilog=example("wadmon register review --out review.csv", "wadmon register review --in review.csv"))
@click.option(
    "--state",
    type=click.Choice([*(str(state) for state in CandidateState), "all"]),
    default="waiting",
    show_default=True,
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the candidates to a CSV file.")
@click.option("--in", "decisions", type=click.Path(path_type=Path), help="Carry out the decisions in a CSV file.")
@format_option
@click.pass_obj
def review(invocation: Invocation, /, state: str, out: Path | None, decisions: Path | None, output: str) -> None:
    """The candidates that searches have found, with the evidence for each.

    With --out they go to a CSV file: write accept, reject or merge in the column decision (a rejection needs a
    reason, a merge the site's URL in into), correct the organisation where it is wrong, and give it back with --in.
    Either all decisions of a file are carried out or, when one cannot be, none.
    """
    settings = invocation.settings()
    if decisions is not None:
        if out is not None:
            raise click.UsageError("--out writes and --in reads: leave one of them out")
        with writing(settings.database) as store:
            _tell_decided(_decided(store, read_review(decisions), str(decisions)))
        return
    with open_store(settings.database, create=False) as store:
        found = candidates(store, None if state == "all" else CandidateState(state))
    if out is not None:
        with out.open("w", encoding="utf-8", newline="") as stream:
            write_review(found, stream)
        click.echo(f"{len(found)} candidates written to {out}")
    elif output == "csv":
        write_review(found, sys.stdout)
    elif output == "json":
        click.echo(as_json([asdict(candidate) for candidate in found], indent=2))
    else:
        for candidate in found:
            for line in _candidate_lines(candidate):
                click.echo(line)
        invocation.say(f"{len(found)} candidates")


def _candidate_lines(candidate: Candidate) -> Iterator[str]:
    yield printable(f"{candidate.url}  {candidate.title}")
    facts = [
        f"linked from {candidate.linked_from} government sites, {candidate.registered_from} of them registered",
        f"link texts: {', '.join(candidate.link_texts)}" if candidate.link_texts else "",
        f"rule: {candidate.rule}",
        f"organisation: {candidate.organisation} ({candidate.organisation_from})" if candidate.organisation else "",
        f"language: {candidate.language}" if candidate.language else "",
        f"statement: {candidate.statement}" if candidate.statement else "",
        f"its own site: {candidate.own_site}",
        *(f"also at {url}: {why}" for url, why in candidate.also_at),
    ]
    if candidate.state is not CandidateState.WAITING:
        facts.append(
            f"{candidate.state} by {candidate.decided_by}{f': {candidate.reason}' if candidate.reason else ''}"
        )
    yield from (f"    {printable(fact)}" for fact in facts if fact)


@click.command(epilog=example("wadmon register accept 'https://water.example.gov/' --organisation 'Water Board'"))
@click.argument("patterns", nargs=-1, required=True, metavar="URL|PATTERN...")
@click.option("--organisation", default="", help="The owner.  [default: the one suggested]")
@click.pass_obj
def accept(invocation: Invocation, /, patterns: tuple[str, ...], organisation: str) -> None:
    """Put candidates in the register: one by its URL, or all that a pattern such as '*.example.gov' means."""
    _decide_matching(
        invocation,
        patterns,
        lambda candidate: Decision(candidate.url, CandidateState.ACCEPTED, organisation=organisation),
    )


@click.command(epilog=example("wadmon register reject '*.shop.example' --reason 'no public sector body'"))
@click.argument("patterns", nargs=-1, required=True, metavar="URL|PATTERN...")
@click.option("--reason", required=True, help="Why; it is kept.")
@click.pass_obj
def reject(invocation: Invocation, /, patterns: tuple[str, ...], reason: str) -> None:
    """Reject candidates for ever: no search proposes them again.

    A pattern of hosts is remembered too, and need not mean a candidate of today.
    """
    with writing(invocation.settings().database) as store:
        with store.transaction():
            for pattern in patterns:
                if "*" in pattern and "/" not in pattern:
                    reject_for_ever(store, pattern.lower(), reason)
        chosen = _chosen(store, patterns, optional=lambda pattern: "*" in pattern)
        decisions = [Decision(each.url, CandidateState.REJECTED, reason) for each in chosen]
        _tell_decided(_decided(store, decisions, ""))


@click.command(epilog=example("wadmon register merge https://old.example.gov/ https://www.example.gov/"))
@click.argument("candidate_url", metavar="CANDIDATE")
@click.argument("into", metavar="SITE")
@click.pass_obj
def merge(invocation: Invocation, /, candidate_url: str, into: str) -> None:
    """Make a CANDIDATE another address of a registered SITE (its URL)."""
    site = canonical_url(into) or into
    _decide_matching(
        invocation, (candidate_url,), lambda candidate: Decision(candidate.url, CandidateState.MERGED, into=site)
    )


@click.command(epilog=example("wadmon register assign https://water.example.gov/ 'Water Board'"))
@click.argument("url")
@click.argument("organisation")
@click.pass_obj
def assign(invocation: Invocation, /, url: str, organisation: str) -> None:
    """Say which ORGANISATION a registered site belongs to."""
    with writing(invocation.settings().database) as store:
        if not assign_organisation(store, canonical_url(url) or url, organisation):
            raise BadInput(f"not in the register: {url}; `wadmon register list` shows what is")
    click.echo(f"{url}: {organisation}")


@click.command(epilog=example("wadmon register retire https://gone.example.gov/ --reason 'closed in 2026'"))
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--reason", required=True, help="Why; it is kept.")
@click.pass_obj
def retire(invocation: Invocation, /, urls: tuple[str, ...], reason: str) -> None:
    """Take sites out of the next crawls. What was measured stays, and `register list --on DATE` still shows them."""
    with writing(invocation.settings().database) as store:
        retired = retire_sites(store, [canonical_url(url) or url for url in urls], reason)
    click.echo(f"{retired} retired")
    if not retired:
        raise BadInput(f"not in the register: {', '.join(urls)}; `wadmon register list` shows what is")


def _decide_matching(
    invocation: Invocation, patterns: Sequence[str], decision: Callable[[Candidate], Decision]
) -> None:
    with writing(invocation.settings().database) as store:
        chosen = _chosen(store, patterns)
        _tell_decided(_decided(store, [decision(candidate) for candidate in chosen], ""))


def _chosen(
    store: Store, patterns: Sequence[str], optional: Callable[[str], bool] = lambda _: False
) -> tuple[Candidate, ...]:
    """The waiting candidates that are meant; a single one also when it was rejected before."""
    waiting, every = candidates(store), candidates(store, None)
    chosen: dict[str, Candidate] = {}
    for pattern in patterns:
        found = matching(waiting, pattern) or ("*" not in pattern and matching(every, pattern)) or ()
        if not found and not optional(pattern):
            raise BadInput(f"no candidate is {pattern}; `wadmon register review` lists them")
        chosen |= {candidate.url: candidate for candidate in found}
    return tuple(chosen.values())


def _decided(store: Store, decisions: Sequence[Decision], file: str) -> dict[CandidateState, int]:
    try:
        return decide(store, decisions)
    except DecisionError as error:
        problems = [f"{file}: {line}" if file else line for line in str(error).split("\n")]
        raise BadInput(shortened(problems)) from error


def _tell_decided(counts: dict[CandidateState, int]) -> None:
    click.echo(", ".join(f"{counts[state]} {state}" for state in DECISIONS))


@click.command(epilog=example("wadmon register funnel --hosts-in out-of-scope | head"))
@click.option("--search", "search_id", type=int, metavar="N", help="Which search.  [default: the last]")
@click.option(
    "--hosts-in", "state",
    type=click.Choice(("left-out", "unresolved", "not-live", "out-of-scope", "registered", "folded", "candidate")),
    help="List the hosts in one place of the funnel, each with its reason.",
)  # fmt: skip
@format_option
@click.pass_obj
def funnel(invocation: Invocation, /, search_id: int | None, state: str | None, output: str) -> None:
    """From URLs seen to sites accepted: where every host of a search went. It adds up."""
    with open_store(invocation.settings().database, create=False) as store:
        search = get_search(store, search_id)
        if search is None:
            raise BadInput(
                "no search for sites yet; begin one with: wadmon discover sites --scope NAME --from FILE|URL"
            )
        if state is not None:
            _print_rows(("host", "reason", "final_url"), hosts_in(store, search.id, state), output)
            return
        counted = current_funnel(store, search.id)
    if output == "json":
        click.echo(as_json(asdict(counted), indent=2))
    elif output == "csv":
        _print_rows(("place", "number"), ((name.strip(), str(n)) for name, n in _funnel_rows(counted)), output)
    else:
        for line in funnel_lines(counted):
            click.echo(line)


def funnel_lines(counted: Funnel) -> Iterator[str]:
    for name, number in _funnel_rows(counted):
        yield f"{number:>9}  {printable(name) if not name.startswith(' ') else '    ' + printable(name)}"


def _funnel_rows(counted: Funnel) -> Iterator[tuple[str, int]]:
    """Each stage, and below it what fell out before the next."""
    left_out, not_live = sum(counted.left_out.values()), sum(counted.not_live.values())
    yield "URLs seen", counted.urls
    yield "hosts", (hosts := counted.hosts)
    yield from _fallen("left out", counted.left_out)
    yield "visited", (visited := hosts - left_out)
    yield "  name does not resolve, or nothing answers", counted.unresolved
    yield "resolvable", (resolvable := visited - counted.unresolved)
    yield from _fallen("not live", counted.not_live)
    yield "live", (live := resolvable - not_live)
    yield from _fallen("out of scope", counted.out_of_scope)
    yield "in scope", live - sum(counted.out_of_scope.values())
    yield "  registered already", counted.registered
    yield "  another address of a site", counted.folded
    yield "hosts that are candidates", counted.proposed
    yield "parts of hosts that are candidates", counted.own_parts
    yield "  waiting for review", counted.waiting
    yield "  rejected", counted.rejected
    yield "  merged", counted.merged
    yield "accepted", counted.accepted


def _fallen(where: str, reasons: object) -> Iterator[tuple[str, int]]:
    assert isinstance(reasons, dict)
    yield from ((f"  {where}: {reason}", number) for reason, number in reasons.items())


@click.command(epilog=example("wadmon register changes --format csv > changes.csv"))
@format_option
@click.pass_obj
def changes(invocation: Invocation, /, output: str) -> None:
    """Registered sites that vanished, moved, are parked or ask to sign in since the crawl before, or are back."""
    with open_store(invocation.settings().database, create=False) as store:
        found = tuple(site_changes(store))
    rows = ((each.kind, each.site.url, each.site.organisation, each.before, each.now) for each in found)
    _print_rows(("change", "url", "organisation", "before", "now"), rows, output)
    invocation.say(f"{len(found)} changes")


def _print_rows(header: Sequence[str], rows: Iterator[tuple[str, ...]], output: str) -> None:
    if output == "json":
        click.echo(as_json([dict(zip(header, row, strict=True)) for row in rows], indent=2))
    elif output == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(header)
        writer.writerows(rows)
    else:
        for row in rows:
            click.echo("\t".join(printable(cell) for cell in row))
