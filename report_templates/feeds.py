"""News as Atom feeds (RFC 4287): of a website its new results and barriers, of the report what is new in all."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from report_templates.check_lines import fault_of
from report_templates.figures import share_sentence
from report_templates.hostile import printable, shortened
from report_templates.languages import Language
from report_templates.profile_words import verdict_text
from report_templates.views import CrawlView
from results.model import Barrier, CrawlReport, Outcome, PastVerdict, Profile, SiteReport, SiteSummary, Verdict

FILE = "feed.atom"
NAMESPACE = "http://www.w3.org/2005/Atom"
ENTRIES_OF_A_SITE, ENTRIES_OF_ALL = 20, 200
FAULTS_NAMED = 10


@dataclass(frozen=True, slots=True)
class Entry:
    """identity: never changes, made into the entry's id. updated: RFC 3339. page: seen from the feed."""

    identity: str
    title: str
    updated: str
    text: str
    page: str


@dataclass(frozen=True, slots=True)
class Feed:
    identity: str
    title: str
    page: str
    updated: str
    entries: Sequence[Entry]


def site_feed(report: CrawlReport, one: SiteReport, language: Language) -> str:
    """Newest first: each measurement in which the result became another, or in which barriers were new."""
    slug, profile = one.summary.slug, report.profiles[0]
    page = f"../{slug}.html"
    entries = [
        *(_verdict_entry(one.summary, past, profile, language, page) for past in one.history),
        *_barrier_entries(report, one, language, page),
    ]
    entries.sort(key=lambda entry: (entry.updated, entry.identity), reverse=True)
    name = _name(one.summary)
    title = language.gettext("%(website)s: news of its accessibility", website=name)
    updated = entries[0].updated if entries else report.crawl.started_at
    return written(Feed(one.summary.site.url, title, page, updated, entries[:ENTRIES_OF_A_SITE]), language)


def report_feed(crawl: CrawlView, language: Language) -> str:
    """The share of this measurement, and the websites whose result changed or that have new barriers."""
    report = crawl.report
    updated = report.crawl.started_at
    share = share_sentence(crawl.share, crawl.profile, language.code)
    title = language.gettext("Measurement of %(date)s", date=language.date(updated))
    first = Entry(f"crawl {updated} {report.crawl.seed}", title, updated, share, "index.html")
    entries = [first, *_site_entries(crawl, language)][:ENTRIES_OF_ALL]
    return written(
        Feed(
            "wad-monitor report",
            language.gettext("Accessibility of government websites"),
            "index.html",
            updated,
            entries,
        ),
        language,
    )


def written(feed: Feed, language: Language) -> str:
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": language.code})
    _text(root, "id", _identifier(feed.identity))
    _text(root, "title", feed.title)
    _text(root, "updated", feed.updated)
    _text(ET.SubElement(root, "author"), "name", language.gettext("Accessibility monitor"))
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": FILE})
    for entry in feed.entries:
        element = ET.SubElement(root, "entry")
        _text(element, "id", _identifier(entry.identity))
        _text(element, "title", entry.title)
        _text(element, "updated", entry.updated)
        _text(element, "summary", entry.text)
        ET.SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": entry.page})
    ET.indent(root, "")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _verdict_entry(site: SiteSummary, past: PastVerdict, profile: Profile, language: Language, page: str) -> Entry:
    result = verdict_text(profile, past.verdict, language)
    text = result
    if past.score is not None:
        text = language.gettext("%(result)s. Score: %(score)s.", result=result, score=language.percent(past.score))
    title = language.gettext("%(website)s: %(result)s", website=_name(site), result=result)
    return Entry(f"{site.site.url} verdict {past.date}", title, past.date, text, page)


def _barrier_entries(report: CrawlReport, one: SiteReport, language: Language, page: str) -> Iterator[Entry]:
    """Only where an earlier measurement saw the website: before, nothing could be new."""
    found: dict[str, list[Barrier]] = {}
    for barrier in one.barriers if one.followed else ():
        if barrier.state.there and barrier.outcome is Outcome.FAILED and not barrier.best_practice:
            found.setdefault(barrier.first_seen, []).append(barrier)
    oldest = min((past.date for past in one.history), default="")
    for date, barriers in found.items():
        if date == oldest:
            continue
        named = dict.fromkeys(
            fault_of(report.checks[each.check], language.code) for each in barriers if each.check in report.checks
        )
        text = "; ".join([*named][:FAULTS_NAMED])
        yield _new_barriers_entry(one.summary, date, len(barriers), language, page, text)


def _site_entries(crawl: CrawlView, language: Language) -> Iterator[Entry]:
    report = crawl.report
    summaries = {summary.site.id: summary for summary in report.sites}
    changed = report.comparison.change.sites if report.comparison else ()
    for change in changed:
        if change.site_id in summaries and change.after is not None:
            yield _change_entry(crawl, summaries[change.site_id], change.after, language)
    for site_id, count in report.barriers.new_by_site.items() if report.barriers.followed else ():
        if site_id in summaries:
            summary = summaries[site_id]
            page = f"sites/{summary.slug}.html"
            yield _new_barriers_entry(summary, report.crawl.started_at, count, language, page)


def _change_entry(crawl: CrawlView, summary: SiteSummary, verdict: Verdict, language: Language) -> Entry:
    past = PastVerdict(
        crawl.report.crawl.id,
        crawl.report.crawl.started_at,
        crawl.profile.version,
        verdict,
        summary.verdicts[crawl.profile.name].score,
    )
    return _verdict_entry(summary, past, crawl.profile, language, f"sites/{summary.slug}.html")


def _new_barriers_entry(
    summary: SiteSummary, date: str, count: int, language: Language, page: str, text: str = ""
) -> Entry:
    """text: the title again when empty."""
    title = language.ngettext(
        "%(website)s: %(count)s new barrier", "%(website)s: %(count)s new barriers", count, website=_name(summary)
    )
    return Entry(f"{summary.site.url} barriers {date}", title, date, text or title, page)


def _name(summary: SiteSummary) -> str:
    return shortened(printable(summary.site.name or summary.site.url), 120)


def _identifier(identity: str) -> str:
    """The same in every report, whatever address it is published under."""
    name = f"wad-monitor {identity}".encode("utf-8", "replace").decode("utf-8")
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = printable(text)
