"""Verdicts in the database, and what they are made from."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from results.model import (
    CriterionResult,
    CriterionState,
    Outcome,
    Profile,
    Reason,
    Site,
    SiteVerdict,
    Verdict,
)
from results.store import Store
from results.stored_crawls import crawl_checks, crawl_sites
from results.verdict import JudgedPage, judge_site


@dataclass(frozen=True, slots=True)
class ProfileVersion:
    """A profile file that has been used. version: as it calls itself. digest: SHA-256 of the file."""

    version: str
    digest: str


def judge_crawl(store: Store, crawl_id: int, profiles: Sequence[Profile]) -> None:
    """Every site of the crawl under every profile, from the stored outcomes alone. One transaction.

    A verdict under the same profile file is replaced; verdicts under other versions stay.
    """
    counting = frozenset(check for check, criteria in crawl_checks(store, crawl_id).items() if criteria)
    with store.transaction():
        for profile in profiles:
            store.execute(
                "INSERT OR IGNORE INTO profile (digest, name, version, rule) VALUES (?, ?, ?, ?)",
                (profile.digest, profile.name, profile.version, json.dumps(asdict(profile))),
            )
        for site in crawl_sites(store, crawl_id):
            reason, pages = _judged_pages(store, crawl_id, site, counting)
            for profile in profiles:
                _save(store, crawl_id, judge_site(site.id, profile, pages, reason))


def is_judged(store: Store, crawl_id: int, profile: Profile) -> bool:
    """Whether the crawl has verdicts under exactly this profile file."""
    row = store.row("SELECT 1 FROM verdict WHERE crawl_id = ? AND profile_digest = ?", (crawl_id, profile.digest))
    return row is not None


def site_verdicts(store: Store, crawl_id: int, digest: str) -> dict[int, tuple[Verdict, Reason | None]]:
    """Site id -> its bare verdict, and why not tested, under the profile file with this digest."""
    rows = store.rows(
        "SELECT site_id, verdict, reason FROM verdict WHERE crawl_id = ? AND profile_digest = ?", (crawl_id, digest)
    )
    return {row["site_id"]: (Verdict(row["verdict"]), Reason(row["reason"]) if row["reason"] else None) for row in rows}


def count_verdicts(
    store: Store, digest: str, crawl_id: int | None = None
) -> dict[int, Counter[tuple[Verdict, Reason | None]]]:
    """Crawl id -> number of sites with each verdict and reason under this profile file; one crawl, or all finished."""
    counts: dict[int, Counter[tuple[Verdict, Reason | None]]] = {}
    for row in store.rows(
        "SELECT crawl_id, verdict, reason, count(*) AS sites FROM verdict JOIN crawl ON crawl.id = crawl_id"
        " WHERE profile_digest = ?1 AND CASE WHEN ?2 IS NULL THEN finished_at <> '' ELSE crawl_id = ?2 END"
        " GROUP BY crawl_id, verdict, reason",
        (digest, crawl_id),
    ):
        answer = Verdict(row["verdict"]), Reason(row["reason"]) if row["reason"] else None
        counts.setdefault(row["crawl_id"], Counter())[answer] = row["sites"]
    return counts


def profile_versions(store: Store, name: str) -> tuple[ProfileVersion, ...]:
    """The profile files of this name that anything was judged under, in the order of their first use."""
    rows = store.rows("SELECT digest, version FROM profile WHERE name = ? ORDER BY rowid", (name,))
    return tuple(ProfileVersion(row["version"], row["digest"]) for row in rows)


def get_verdicts(store: Store, crawl_id: int, profile: Profile) -> dict[int, SiteVerdict]:
    """Site id -> verdict under exactly this profile file."""
    criteria: dict[int, list[CriterionResult]] = {}
    for row in store.rows(
        "SELECT criterion_result.* FROM criterion_result JOIN verdict ON verdict.id = verdict_id"
        " WHERE crawl_id = ? AND profile_digest = ? ORDER BY verdict_id, position",
        (crawl_id, profile.digest),
    ):
        criteria.setdefault(row["verdict_id"], []).append(
            CriterionResult(
                criterion=row["criterion"],
                state=CriterionState(row["state"]),
                weight=row["weight"],
                pages=row["pages"],
                pages_failed=row["pages_failed"],
                checks=tuple(json.loads(row["checks"])),
            )
        )
    verdicts = store.rows(
        "SELECT * FROM verdict WHERE crawl_id = ? AND profile_digest = ? ORDER BY site_id",
        (crawl_id, profile.digest),
    )
    return {
        row["site_id"]: SiteVerdict(
            site_id=row["site_id"],
            profile=profile.name,
            profile_version=profile.version,
            profile_digest=profile.digest,
            verdict=Verdict(row["verdict"]),
            reason=Reason(row["reason"]) if row["reason"] else None,
            score=row["score"],
            criteria=tuple(criteria.get(row["id"], ())),
            blockers=tuple(json.loads(row["blockers"])),
            pages_planned=row["pages_planned"],
            pages_tested=row["pages_tested"],
            pages_failed=row["pages_failed"],
        )
        for row in verdicts
    }


def _judged_pages(
    store: Store, crawl_id: int, site: Site, counting: frozenset[str]
) -> tuple[Reason | None, tuple[JudgedPage, ...]]:
    """Why the site as a whole was not tested (if so), and its pages."""
    discovery = store.row("SELECT reason FROM discovery WHERE crawl_id = ? AND site_id = ?", (crawl_id, site.id))
    if discovery is None:
        return Reason.INTERRUPTED, ()
    if discovery["reason"]:
        return Reason(discovery["reason"]), ()
    return None, tuple(_site_pages(store, crawl_id, site.id, counting))


def _site_pages(store: Store, crawl_id: int, site_id: int, counting: frozenset[str]) -> Iterator[JudgedPage]:
    outcomes: dict[int, dict[str, set[Outcome]]] = {}
    for row in store.rows(
        "SELECT page_id, check_id, outcome FROM check_outcomes WHERE crawl_id = ? AND site_id = ?",
        (crawl_id, site_id),
    ):
        outcomes.setdefault(row["page_id"], {}).setdefault(row["check_id"], set()).add(Outcome(row["outcome"]))
    regions: dict[int, dict[str, set[str]]] = {}
    for row in store.rows(
        "SELECT page_id, check_id, region FROM finding JOIN page ON page.id = page_id"
        " WHERE crawl_id = ? AND site_id = ? AND outcome = 'failed'",
        (crawl_id, site_id),
    ):
        regions.setdefault(row["page_id"], {}).setdefault(row["check_id"], set()).add(row["region"])
    for row in store.rows(
        "SELECT id, role, reason, audited_at FROM page WHERE crawl_id = ? AND site_id = ? ORDER BY position",
        (crawl_id, site_id),
    ):
        found = outcomes.get(row["id"], {})
        reason = Reason(row["reason"]) if row["reason"] else None
        yield JudgedPage(
            role=row["role"],
            reason=reason if row["audited_at"] else Reason.INTERRUPTED,
            outcomes={check: frozenset(values) for check, values in found.items()},
            counting=frozenset(
                check for check, values in found.items() if Outcome.FAILED in values and check in counting
            ),
            failed_regions={check: frozenset(names) for check, names in regions.get(row["id"], {}).items()},
        )


def _save(store: Store, crawl_id: int, verdict: SiteVerdict) -> None:
    store.execute(
        "DELETE FROM verdict WHERE crawl_id = ? AND site_id = ? AND profile_digest = ?",
        (crawl_id, verdict.site_id, verdict.profile_digest),
    )
    cursor = store.execute(
        "INSERT INTO verdict (crawl_id, site_id, profile_digest, verdict, reason, score, blockers, pages_planned,"
        " pages_tested, pages_failed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            crawl_id,
            verdict.site_id,
            verdict.profile_digest,
            verdict.verdict,
            verdict.reason,
            verdict.score,
            json.dumps(verdict.blockers),
            verdict.pages_planned,
            verdict.pages_tested,
            verdict.pages_failed,
        ),
    )
    store.execute_many(
        "INSERT INTO criterion_result (verdict_id, position, criterion, state, weight, pages, pages_failed, checks)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                cursor.lastrowid,
                position,
                result.criterion,
                result.state,
                result.weight,
                result.pages,
                result.pages_failed,
                json.dumps(result.checks),
            )
            for position, result in enumerate(verdict.criteria)
        ],
    )
