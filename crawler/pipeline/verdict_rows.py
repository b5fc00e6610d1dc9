"""The sites of a judged crawl with their verdicts, as a table."""

from __future__ import annotations

from typing import NamedTuple

from checks.catalogue import describe_checks
from crawler.pipeline.judge import JudgedCrawl
from report_templates.check_lines import fault_of
from report_templates.languages import load_language
from report_templates.verdict_sentences import reason_sentence
from report_templates.wording import ONE_VIEW
from results.crawls.stored_crawls import crawl_checks, crawl_sites
from results.crawls.stored_ends import ends_of_search
from results.judging.stored_verdicts import get_verdicts
from results.model import Reason, Verdict


class VerdictRow(NamedTuple):
    """One site under one profile. sentence: the reason, for a reader, and what could not be seen."""

    crawl: int
    url: str
    name: str
    profile: str
    version: str
    verdict: Verdict
    score: float | None
    reason: Reason | None
    sentence: str


def verdict_rows(judged: JudgedCrawl, language: str, only: str | None) -> list[VerdictRow]:
    """Every site, or those with one verdict, under the first profile."""
    crawl, profile = judged.crawl, judged.profile
    checks = describe_checks(crawl_checks(judged.store, crawl.id))
    found = get_verdicts(judged.store, crawl.id, profile)
    texts, ended = load_language(language), ends_of_search(judged.store, crawl.id)
    rows = []
    for site in crawl_sites(judged.store, crawl.id):
        each = found[site.id]
        if only and each.verdict != only:
            continue
        blockers = [fault_of(checks[check], language) if check in checks else check for check in each.blockers]
        sentence = reason_sentence(each, profile, blockers, texts)
        if ended.get(site.id) == "one-view" and each.verdict is not Verdict.NOT_TESTED:
            sentence = f"{sentence} {texts.gettext(ONE_VIEW)}"
        known = (crawl.id, site.url, site.name, profile.name, profile.version)
        rows.append(VerdictRow(*known, each.verdict, each.score, each.reason, sentence))
    return rows
