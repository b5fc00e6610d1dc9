"""Database -> what sites were in earlier crawls."""

from __future__ import annotations

from results.judging.stored_verdicts import ProfileVersion
from results.model import PastVerdict, Verdict
from results.storage.store import Store

# A score that differs by less is the same score, written with one decimal.
SCORE_DIGITS = 3

_HISTORY = """
SELECT crawl.id, crawl.started_at, profile.version, verdict.verdict, verdict.score
FROM crawl
CROSS JOIN profile ON profile.name = ?2
CROSS JOIN verdict ON verdict.crawl_id = crawl.id AND verdict.profile_id = profile.id AND verdict.site_id = ?1
WHERE crawl.id <= ?3 AND (crawl.finished_at <> '' OR crawl.id = ?3)
ORDER BY crawl.id, profile.id
"""


def last_tested(store: Store, crawl_id: int) -> dict[int, str]:
    """Site id -> when the last crawl began in which it was tested, up to this one."""
    rows = store.execute(
        "SELECT site_id, max(started_at) FROM verdict JOIN crawl ON crawl.id = crawl_id"
        " WHERE verdict <> 'not_tested' AND crawl_id <= ? GROUP BY site_id",
        (crawl_id,),
    )
    return dict(iter(rows))


def verdicts_of(store: Store, crawl_id: int, version: ProfileVersion) -> dict[int, PastVerdict]:
    """Site id -> what it was in this crawl, under exactly this version."""
    rows = store.execute(
        "SELECT site_id, started_at, verdict, score FROM verdict JOIN crawl ON crawl.id = crawl_id"
        " WHERE crawl_id = ? AND profile_id = ?",
        (crawl_id, version.id),
    )
    return {
        site_id: PastVerdict(crawl_id, date, version.version, Verdict(verdict), score)
        for site_id, date, verdict, score in rows
    }


def site_history(store: Store, crawl_id: int, site_id: int, profile: str) -> tuple[PastVerdict, ...]:
    """The crawls up to this one in which the verdict or score became another, oldest first.

    A crawl that was judged under several versions of the profile counts under the newest of them.
    """
    by_crawl: dict[int, PastVerdict] = {}
    for crawl, date, version, verdict, score in store.execute(_HISTORY, (site_id, profile, crawl_id)):
        by_crawl[crawl] = PastVerdict(crawl, date, version, Verdict(verdict), score)
    turns: list[PastVerdict] = []
    for each in by_crawl.values():
        if not turns or _answer(turns[-1]) != _answer(each):
            turns.append(each)
    return tuple(turns)


def _answer(past: PastVerdict) -> tuple[Verdict, float | None]:
    return past.verdict, None if past.score is None else round(past.score, SCORE_DIGITS)
