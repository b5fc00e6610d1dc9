"""Verdicts in the database, and what they are made from.

The criteria of a verdict are one text, in the order of the profile's: sites with the same answers share it. The view
`criterion_results` unfolds it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

from results.crawls.stored_audits import outcomes_of
from results.crawls.stored_crawls import crawl_checks, crawl_sites, refuse_without_details
from results.judging.verdict import FailedElement, Failure, JudgedPage, judge_site, watched_checks
from results.model import (
    WITHOUT_STYLES,
    CriterionResult,
    CriterionState,
    Outcome,
    Profile,
    Reason,
    SiteVerdict,
    Verdict,
)
from results.storage.digests import compact_json
from results.storage.store import Store

_TEMPLATES_KEPT = 2_000
# Looked up ten thousands of times: calling the classes takes three times as long.
_VERDICTS = {verdict.value: verdict for verdict in Verdict}
_REASONS = {reason.value: reason for reason in Reason}
# The first letter of each: most sites have a text of their own, every week.
_STATES = {state[0]: state for state in CriterionState}
_LETTERS = {state: letter for letter, state in _STATES.items()}
_CHECKS, _MATERIAL = 3, 4  # places in an answer, after state, pages, pages failed

_VISITS = """
SELECT position, role, reason, audited_at, text.value AS no_failure, parts.value AS parts_not_tested
FROM visit
JOIN choice ON choice.id = choice_id
LEFT JOIN page_result ON page_result.id = page_result_id
LEFT JOIN text ON text.id = no_failure_id
LEFT JOIN text AS parts ON parts.id = parts_not_tested_id
WHERE crawl_id = ? AND site_id = ? ORDER BY position
"""

_URLS = """
SELECT text.value FROM visit JOIN page ON page.id = page_id JOIN text ON text.id = url_id
WHERE visit.crawl_id = ? AND visit.site_id = ? ORDER BY position
"""

_LISTED = """
SELECT position, check_id, outcome FROM visit JOIN outcome USING (page_result_id) WHERE crawl_id = ? AND site_id = ?
"""

_FAILURES = """
SELECT visit.position, outcome.check_id, outcome.count, region, value
FROM visit
JOIN outcome USING (page_result_id)
LEFT JOIN finding USING (finding_set_id)
LEFT JOIN text ON text.id = measured_id
WHERE crawl_id = ? AND site_id = ? AND outcome = 'failed' AND check_id IN (SELECT value FROM json_each(?))
ORDER BY finding.position
"""


@dataclass(frozen=True, slots=True)
class ProfileVersion:
    """A profile that has been used. version: as it calls itself. digest: SHA-256 of its file.

    id: of its row; one file has several when crawls were measured against several standards.
    """

    id: int
    version: str
    digest: str


def judge_crawl(store: Store, crawl_id: int, profiles: Sequence[Profile]) -> None:
    """Every site of the crawl under every profile, from the stored outcomes alone. One transaction.

    A verdict under the same profile file is replaced; verdicts under other versions stay. Raises DetailsRemoved.
    """
    with store.transaction():
        ids = [_profile_id(store, profile) for profile in profiles]
        for profile in profiles:
            store.execute(
                "DELETE FROM verdict WHERE crawl_id = ? AND profile_id IN (SELECT id FROM profile WHERE digest = ?)",
                (crawl_id, profile.digest),
            )
        for verdicts in judged_sites(store, crawl_id, profiles):
            for profile_id, verdict in zip(ids, verdicts, strict=True):
                _save(store, crawl_id, profile_id, verdict)


def judged_sites(store: Store, crawl_id: int, profiles: Sequence[Profile]) -> Iterator[tuple[SiteVerdict, ...]]:
    """The verdicts of each site of the crawl under each profile, from the stored outcomes; nothing is stored.

    Raises DetailsRemoved.
    """
    refuse_without_details(store, crawl_id)
    outcomes = _StoredOutcomes(store, crawl_id, profiles)
    reasons = {
        row["site_id"]: Reason(row["reason"]) if row["reason"] else None
        for row in store.rows("SELECT site_id, reason FROM discovery WHERE crawl_id = ?", (crawl_id,))
    }
    found = pages_found(store, crawl_id)
    for site in crawl_sites(store, crawl_id):
        reason = reasons.get(site.id, Reason.INTERRUPTED)
        pages = () if reason else tuple(outcomes.pages(site.id))
        yield tuple(judge_site(site.id, profile, pages, reason, found.get(site.id)) for profile in profiles)


def pages_found(store: Store, crawl_id: int) -> dict[int, int]:
    """Site id -> pages its sample was drawn from."""
    return dict(store.execute("SELECT site_id, frame_size FROM sample WHERE crawl_id = ?", (crawl_id,)))


def is_judged(store: Store, crawl_id: int, profile: Profile) -> bool:
    """Whether the crawl has verdicts under exactly this profile file."""
    row = store.row(
        "SELECT 1 FROM verdict WHERE crawl_id = ? AND profile_id ="
        " (SELECT id FROM profile WHERE digest = ? AND criteria = ?)",
        (crawl_id, profile.digest, _criteria_of(profile)),
    )
    return row is not None


def site_verdicts(store: Store, crawl_id: int, version: ProfileVersion) -> dict[int, tuple[Verdict, Reason | None]]:
    """Site id -> its bare verdict, and why not tested."""
    rows = store.execute(
        "SELECT site_id, verdict, reason FROM verdict WHERE crawl_id = ? AND profile_id = ?", (crawl_id, version.id)
    )
    return {site_id: (_VERDICTS[verdict], _REASONS.get(reason)) for site_id, verdict, reason in rows}


def count_verdicts(store: Store, crawl_id: int, version: ProfileVersion) -> Counter[tuple[Verdict, Reason | None]]:
    """Number of sites of the crawl with each verdict and reason; empty when it was not judged under this version."""
    rows = store.execute(
        "SELECT verdict, reason, count(*) FROM verdict WHERE crawl_id = ? AND profile_id = ? GROUP BY verdict, reason",
        (crawl_id, version.id),
    )
    return Counter({(_VERDICTS[verdict], _REASONS.get(reason)): sites for verdict, reason, sites in rows})


def profile_versions(store: Store, name: str) -> tuple[ProfileVersion, ...]:
    """The profiles of this name that anything was judged under, in the order of their first use."""
    rows = store.execute("SELECT id, version, digest FROM profile WHERE name = ? ORDER BY id", (name,))
    return tuple(ProfileVersion(*row) for row in rows)


def version_of(store: Store, profile: Profile) -> ProfileVersion:
    """Exactly this profile. Raises ValueError when nothing was judged under it."""
    row = store.row("SELECT id FROM profile WHERE digest = ? AND criteria = ?", (profile.digest, _criteria_of(profile)))
    if row is None:
        raise ValueError(f"nothing was judged under {profile.name} {profile.version}")
    return ProfileVersion(row["id"], profile.version, profile.digest)


def tested_pages(
    store: Store, crawl_id: int, profile: Profile, site_ids: Iterable[int]
) -> dict[int, dict[str, JudgedPage]]:
    """Site id -> URL -> what a verdict needs of each tested page. Raises DetailsRemoved."""
    refuse_without_details(store, crawl_id)
    outcomes = _StoredOutcomes(store, crawl_id, [profile])
    found = {}
    for site_id in site_ids:
        urls = store.execute(_URLS, (crawl_id, site_id))
        pages = zip(urls, outcomes.pages(site_id), strict=True)
        found[site_id] = {url: page for (url,), page in pages if page.reason is None}
    return found


def get_verdicts(store: Store, crawl_id: int, profile: Profile) -> dict[int, SiteVerdict]:
    """Site id -> verdict under exactly this profile file."""
    verdicts = store.rows(
        "SELECT verdict.*, value FROM verdict JOIN text ON text.id = criteria_id WHERE crawl_id = ? AND profile_id ="
        " (SELECT id FROM profile WHERE digest = ? AND criteria = ?) ORDER BY site_id",
        (crawl_id, profile.digest, _criteria_of(profile)),
    )
    known: dict[tuple[object, ...], CriterionResult] = {}
    return {
        row["site_id"]: SiteVerdict(
            site_id=row["site_id"],
            profile=profile.name,
            profile_version=profile.version,
            profile_digest=profile.digest,
            verdict=Verdict(row["verdict"]),
            reason=Reason(row["reason"]) if row["reason"] else None,
            score=row["score"],
            criteria=_results(profile, row["value"], known),
            blockers=tuple(json.loads(row["blockers"])),
            pages_planned=row["pages_planned"],
            pages_tested=row["pages_tested"],
            pages_failed=row["pages_failed"],
            documents_tested=row["documents_tested"],
        )
        for row in verdicts
    }


class _StoredOutcomes:
    """The pages of one crawl as a verdict needs them."""

    def __init__(self, store: Store, crawl_id: int, profiles: Sequence[Profile]) -> None:
        self._store = store
        self._crawl_id = crawl_id
        self._counting = frozenset(check for check, criteria in crawl_checks(store, crawl_id).items() if criteria)
        self._names = {row["id"]: row["name"] for row in store.rows("SELECT id, name FROM check_name")}
        watched = {check for profile in profiles for check in watched_checks(profile)}
        self._watched = json.dumps([number for number, name in self._names.items() if name in watched])
        # Pages of one template share the text, also those of different sites.
        self._without_failure = lru_cache(_TEMPLATES_KEPT)(self._parsed)

    def pages(self, site_id: int) -> Iterator[JudgedPage]:
        key = (self._crawl_id, site_id)
        outcomes: dict[int, dict[str, frozenset[Outcome]]] = {}
        for position, check_id, outcome in self._store.execute(_LISTED, key):
            of_page = outcomes.setdefault(position, {})
            name = self._names[check_id]
            of_page[name] = of_page.get(name, frozenset()) | _ALONE[outcome]
        failures: dict[int, dict[str, Failure]] = {}
        for position, check_id, count, region, measured in self._store.execute(_FAILURES, (*key, self._watched)):
            on_page, name = failures.setdefault(position, {}), self._names[check_id]
            before = on_page[name].elements if name in on_page else ()
            element = () if region is None else (FailedElement(region, measured),)
            on_page[name] = Failure(count, before + element)
        for position, role, reason, audited_at, packed, parts in self._store.execute(_VISITS, key):
            found = outcomes.get(position, {})
            without = self._without_failure(packed or "")
            yield JudgedPage(
                role=role,
                reason=Reason.INTERRUPTED if audited_at is None else Reason(reason) if reason else None,
                outcomes=without | {check: some | without.get(check, frozenset()) for check, some in found.items()},
                counting=frozenset(
                    check for check, some in found.items() if Outcome.FAILED in some and check in self._counting
                ),
                failures=failures.get(position, {}),
                unstyled=WITHOUT_STYLES in json.loads(parts or "[]"),
            )

    def _parsed(self, packed: str) -> dict[str, frozenset[Outcome]]:
        return {check: _ALONE[outcome] for check, outcome in outcomes_of(packed, self._names).items()}


_ALONE = {outcome: frozenset({outcome}) for outcome in Outcome}


def _profile_id(store: Store, profile: Profile) -> int:
    criteria = _criteria_of(profile)
    store.execute(
        "INSERT OR IGNORE INTO profile (digest, name, version, rule, criteria) VALUES (?, ?, ?, ?, ?)",
        (profile.digest, profile.name, profile.version, json.dumps(asdict(profile)), criteria),
    )
    row = store.execute("SELECT id FROM profile WHERE digest = ? AND criteria = ?", (profile.digest, criteria))
    return int(row.fetchone()[0])


def _criteria_of(profile: Profile) -> str:
    """What its verdicts answer, in order. One file has several: criteria of another standard are left out."""
    return compact_json([[criterion.id, float(criterion.weight)] for criterion in profile.criteria])


def _save(store: Store, crawl_id: int, profile_id: int, verdict: SiteVerdict) -> None:
    store.execute(
        "INSERT INTO verdict (crawl_id, profile_id, site_id, verdict, reason, score, blockers, criteria_id,"
        " pages_planned, pages_tested, pages_failed, documents_tested) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            crawl_id,
            profile_id,
            verdict.site_id,
            verdict.verdict,
            verdict.reason,
            verdict.score,
            json.dumps(verdict.blockers),
            store.text_id(compact_json([_answer(result) for result in verdict.criteria])),
            verdict.pages_planned,
            verdict.pages_tested,
            verdict.pages_failed,
            verdict.documents_tested,
        ),
    )


def _answer(result: CriterionResult) -> list[object]:
    """Letter of the state, pages, pages failed, checks, pages that fail materially; without the zeros at its end."""
    answer: list[object] = [
        _LETTERS[result.state], result.pages, result.pages_failed, list(result.checks), result.pages_material,
    ]  # fmt: skip
    while not answer[-1]:
        answer.pop()
    return answer


def _results(
    profile: Profile, answers: str, known: dict[tuple[object, ...], CriterionResult]
) -> tuple[CriterionResult, ...]:
    """known: those made before, by place and answer; of ten thousand sites, few have an answer of their own."""
    results = []
    for place, answer in enumerate(json.loads(answers)):
        checks = tuple(answer[_CHECKS]) if len(answer) > _CHECKS else ()
        key = (place, *answer[:_CHECKS], checks, *answer[_MATERIAL:])
        result = known.get(key)
        if result is None:
            criterion = profile.criteria[place]
            result = CriterionResult(
                criterion=criterion.id,
                state=_STATES[answer[0]],
                weight=criterion.weight,
                pages=answer[1] if len(answer) > 1 else 0,
                pages_failed=answer[2] if len(answer) > 2 else 0,  # noqa: PLR2004 - its place
                checks=checks,
                pages_material=answer[_MATERIAL] if len(answer) > _MATERIAL else 0,
            )
            known[key] = result
        results.append(result)
    return tuple(results)
