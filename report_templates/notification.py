"""What changed on one website, as an e-mail to its owner: plain text, and the same as HTML. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report_templates.environment import environment_for
from report_templates.hostile import one_line
from report_templates.languages import Language, load_language, msgid
from report_templates.render import Location
from results.model import Barrier, BarrierState, ChangePart, CrawlReport, Outcome, SiteChange, SiteReport, Verdict

_SHOWN = 5
_OF_THE_SITE = (
    ChangePart.IMPROVED,
    ChangePart.WORSENED,
    ChangePart.BECAME_TESTABLE,
    ChangePart.BECAME_UNTESTABLE,
)
_LONGEST_NAME = 80
_SUBJECTS = {
    "improved": msgid("Accessibility of %(site)s: improved"),
    "worsened": msgid("Accessibility of %(site)s: worsened"),
    "changed": msgid("Accessibility of %(site)s: what changed"),
}


@dataclass(frozen=True, slots=True)
class SiteNews:
    """What changed since the crawl before. verdicts: before and now, None when it is the same.

    new: failures first found now, or found back. fixed: gone from every page tested again.
    """

    site: SiteReport
    verdicts: tuple[Verdict, Verdict] | None
    new: tuple[Barrier, ...]
    fixed: tuple[Barrier, ...]

    @property
    def direction(self) -> str:
        """improved, worsened or changed."""
        if self.verdicts is not None and Verdict.NOT_TESTED not in self.verdicts:
            return "improved" if self.verdicts[1] is Verdict.ACCESSIBLE else "worsened"
        if bool(self.new) == bool(self.fixed):
            return "changed"
        return "worsened" if self.new else "improved"

    @property
    def shown_at_once(self) -> int:
        return _SHOWN


@dataclass(frozen=True, slots=True)
class Notification:
    """An e-mail without its addresses."""

    subject: str
    text: str
    html: str


def news_of(report: CrawlReport, site: SiteReport) -> SiteNews | None:
    """None when there is no crawl before of this website, or nothing changed that its owner should know."""
    if report.comparison is None or not site.followed:
        return None
    changes = {each.site_id: each for each in report.comparison.change.sites}
    verdicts = _other_verdicts(changes.get(site.summary.site.id))
    failures = [each for each in site.barriers if each.outcome is Outcome.FAILED and not each.best_practice]
    new = tuple(each for each in failures if each.state in (BarrierState.NEW, BarrierState.RETURNED))
    fixed = tuple(each for each in failures if each.state is BarrierState.FIXED)
    if not (verdicts or new or fixed):
        return None
    return SiteNews(site, verdicts, new, fixed)


def _other_verdicts(change: SiteChange | None) -> tuple[Verdict, Verdict] | None:
    """Only where the website itself changed: a new rule, other tools or other pages are no news from its owner."""
    if change is None or change.part not in _OF_THE_SITE or change.before is None or change.after is None:
        return None
    return change.before, change.after


def notification(
    report: CrawlReport, news: SiteNews, language: str, report_url: str, languages: Sequence[str]
) -> Notification:
    """report_url: where the report in these languages is published; empty when it is nowhere."""
    texts, summary = load_language(language), news.site.summary
    page = Location(tuple(languages), language, f"sites/{summary.slug}.html").path
    link = f"{report_url.rstrip('/')}/{page}" if report_url else ""
    context = {
        "news": news,
        "report": report,
        "profile": report.profiles[0],
        "verdict_now": summary.verdicts[report.profiles[0].name],
        "link": link,
        "name": _name(summary.site.name or summary.site.url),
    }
    environment = environment_for(language)
    return Notification(
        subject=_subject(news, texts),
        text=environment.get_template("notification.txt.jinja").render(context),
        html=environment.get_template("notification.html.jinja").render(context),
    )


def _subject(news: SiteNews, texts: Language) -> str:
    site = news.site.summary.site
    return texts.gettext(_SUBJECTS[news.direction], site=_name(site.name or site.url))


def _name(text: str) -> str:
    return one_line(text, _LONGEST_NAME)
