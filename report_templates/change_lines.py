"""What changed between two crawls, and the trend, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_templates.change_sentences import (
    change_sentence,
    condition_sentences,
    paired_sentences,
    rounding_sentence,
    sampling_sentence,
)
from report_templates.figures import certainty_of, span
from report_templates.languages import Language, load_language
from report_templates.terminal import columns, printable
from report_templates.wording import CHANGE_PARTS
from results.model import CrawlComparison, PublishedFigure, Trend, TrendPoint
from results.reporting.share_tables import computed_interval


def comparison_lines(comparison: CrawlComparison, profile: str, language: str) -> Iterator[str]:
    """The change, its parts, how sure it is, and the sites. profile: its name for the reader."""
    texts = load_language(language)
    change = comparison.change
    yield texts.gettext(
        "%(profile)s, measurement %(before)s of %(before_date)s and measurement %(after)s of %(after_date)s",
        profile=printable(profile),
        before=comparison.before.id,
        before_date=texts.date(comparison.before.started_at),
        after=comparison.after.id,
        after_date=texts.date(comparison.after.started_at),
    )
    yield change_sentence(change, texts)
    yield from condition_sentences(comparison, texts)
    yield from _parts(comparison, texts)
    if note := rounding_sentence(change, texts):
        yield note
    yield from paired_sentences(change.paired, texts)
    if sampling := sampling_sentence(change, texts):
        yield sampling
    for change_of_site in change.sites:
        site = comparison.sites[change_of_site.site_id]
        yield f"  {texts.gettext(CHANGE_PARTS[change_of_site.part])}: {printable(site.url)}"


def _parts(comparison: CrawlComparison, texts: Language) -> Iterator[str]:
    change = comparison.change
    if change.change is None or not change.parts:
        return
    rows = [
        (
            texts.gettext(CHANGE_PARTS[part.part]),
            texts.number(part.up),
            texts.number(part.down),
            texts.points(part.points),
        )
        for part in change.parts
    ]
    head = ("", texts.gettext("Accessible"), texts.gettext("Not accessible"), texts.gettext("Points"))
    yield from columns([head, *rows, (texts.gettext("Change of the share"), "", "", texts.points(change.change))])


def trend_lines(trend: Trend, profile: str, language: str) -> Iterator[str]:
    """The crawls under each other; below them, apart, what others published. profile: its name for the reader."""
    texts = load_language(language)
    yield printable(profile)
    head = (
        texts.gettext("Measurement"),
        texts.gettext("Date"),
        texts.gettext("Version"),
        texts.gettext("Share"),
        texts.gettext("Sampling margin (95%%)"),
        texts.gettext("Bounds"),
        texts.gettext("Tested"),
    )
    if trend.points:
        yield from columns([head, *(_point(point, texts) for point in trend.points)])
    else:
        yield texts.gettext("No measurement has been judged by this profile yet.")
    if trend.published:
        yield texts.gettext("Other method: published by others, not comparable with the figures above")
        yield from columns([_figure(figure, texts) for figure in trend.published])


def figure_lines(figures: Sequence[PublishedFigure], language: str) -> Iterator[str]:
    """Each with the number that `wadmon history remove` takes."""
    texts = load_language(language)
    yield from columns([(texts.number(figure.id), *_figure(figure, texts)) for figure in figures])


def _point(point: TrendPoint, texts: Language) -> tuple[str, ...]:
    share = point.share
    return (
        str(point.crawl_id),
        point.date[:10],
        printable(point.profile_version),
        "-" if share.share is None else texts.percent(share.share),
        span(share.interval, texts) or certainty_of(point.selection, texts),
        span(share.bounds, texts),
        texts.gettext(
            "%(tested)s of %(total)s",
            tested=texts.number(share.accessible + share.not_accessible),
            total=texts.number(share.registered),
        ),
    )


def _figure(figure: PublishedFigure, texts: Language) -> tuple[str, ...]:
    return (
        figure.date,
        texts.percent(figure.share),
        span(figure.interval or computed_interval(figure), texts),
        "" if figure.sites is None else texts.ngettext("%(count)s website", "%(count)s websites", figure.sites),
        printable(figure.population),
        printable(figure.source),
    )
