"""What differs between the last crawls of two databases: `python tests/bench/compare_results.py A.db B.db`.

For changes that must change no result. Pages, their outcomes with counts and elements, verdicts and their scores are
compared; times and versions are not. Prints one line a difference, nothing when there is none (then the status is 0).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from checks.profile import built_in_profiles, load_profile
from results.crawls.stored_audits import get_pages
from results.crawls.stored_crawls import crawl_sites, latest_crawl
from results.judging.stored_verdicts import get_verdicts
from results.model import CheckOutcome, PageAudit
from results.storage.store import Store, open_store

Facts = Mapping[tuple[str, ...], str]
"""What is said of (site, page, what it is about)."""


def facts_of(database: Path) -> Facts:
    with open_store(database, create=False) as store:
        crawl = latest_crawl(store)
        return {} if crawl is None else dict(_facts(store, crawl.id))


def differences(one: Facts, other: Facts) -> Iterator[str]:
    for about in sorted(one.keys() | other.keys()):
        before, after = one.get(about, "not there"), other.get(about, "not there")
        if before != after:
            yield f"{' | '.join(about)}: {before} -> {after}"


def _facts(store: Store, crawl_id: int) -> Iterator[tuple[tuple[str, ...], str]]:
    profiles = [load_profile(name) for name in built_in_profiles()]
    verdicts = [(profile, get_verdicts(store, crawl_id, profile)) for profile in profiles]
    for site in crawl_sites(store, crawl_id):
        for profile, of_site in verdicts:
            if verdict := of_site.get(site.id):
                yield (site.url, profile.name), f"{verdict.verdict} {verdict.reason} {verdict.score}"
        for planned, audit in get_pages(store, crawl_id, site.id):
            if audit is None:
                yield (site.url, planned.url), "not visited"
            else:
                yield from _facts_of_page((site.url, planned.url), audit)


def _facts_of_page(page: tuple[str, str], audit: PageAudit) -> Iterator[tuple[tuple[str, ...], str]]:
    yield page, f"{audit.reason} {audit.final_url} {audit.http_status} {audit.title!r} {audit.parts_not_tested}"
    for outcome in audit.outcomes:
        yield (*page, outcome.check, outcome.outcome.value), _said(outcome)


def _said(outcome: CheckOutcome) -> str:
    found = sorted(f"{it.selector} {it.region} {it.message} {it.measured} {it.snippet}" for it in outcome.findings)
    return f"{outcome.count}: " + "; ".join(found)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("databases", nargs=2, type=Path, metavar="DATABASE")
    found = list(differences(*map(facts_of, parser.parse_args().databases)))
    print(*found, sep="\n", end="\n" if found else "")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
