"""What changed between two crawls, in sentences; the reports and the terminal say the same."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from report_templates.languages import Language
from report_templates.wording import TOOLS
from results.model import CrawlComparison, PairedChange, ShareChange

RARE = 0.05
SMALLEST_SHOWN = 0.0005


def change_sentence(change: ShareChange, texts: Language) -> str:
    """From what to what, or why there is nothing to say."""
    then, now = change.before.share, change.after.share
    if then is None or now is None or change.change is None:
        return texts.gettext("In one of the two measurements no website could be tested: there is no change to tell.")
    values = {"before": texts.percent(then), "after": texts.percent(now)}
    if change.change == 0:
        return texts.gettext("The share was %(before)s and is %(after)s: it did not change.", **values)
    return texts.gettext(
        "The share was %(before)s and is %(after)s: a change of %(points)s percentage points.",
        points=texts.points(change.change),
        **values,
    )


def condition_sentences(comparison: CrawlComparison, texts: Language) -> Iterator[str]:
    """What besides the websites was different between the two measurements."""
    if comparison.version_before != comparison.version_after:
        yield texts.gettext(
            "The earlier measurement was judged by version %(old)s of the profile, the later one by version %(new)s.",
            old=comparison.version_before,
            new=comparison.version_after,
        )
    if not comparison.pages_kept:
        yield texts.gettext(
            "The pages of one of the two measurements are no longer kept: whether other pages made the difference "
            "cannot be told."
        )
    if comparison.tools_changed:
        tools = texts.enumeration(texts.gettext(TOOLS[tool]) for tool in comparison.tools_changed)
        yield texts.gettext("Between the two measurements these tools were replaced: %(tools)s.", tools=tools)


def paired_sentences(paired: PairedChange | None, texts: Language) -> Iterator[str]:
    """The websites tested both times, and whether chance can explain what happened to them."""
    if paired is None:
        yield texts.gettext("No website was tested in both measurements.")
        return
    yield texts.gettext(
        "Websites tested both times: %(sites)s. Became accessible: %(improved)s. No longer accessible: %(worsened)s.",
        sites=texts.number(paired.sites),
        improved=texts.number(paired.improved),
        worsened=texts.number(paired.worsened),
    )
    if not paired.improved + paired.worsened:
        return
    p_value = texts.percent(paired.p_value)
    if paired.p_value < SMALLEST_SHOWN:
        p_value = texts.gettext("less than %(percent)s", percent=texts.percent(0.001))
    if paired.p_value < RARE:
        yield texts.gettext(
            "If websites improved as easily as they worsened, chance would give a difference like this in %(p_value)s "
            "of all comparisons: too rarely to put it down to chance (McNemar’s exact test).",
            p_value=p_value,
        )
    else:
        yield texts.gettext(
            "If websites improved as easily as they worsened, chance would give a difference like this in %(p_value)s "
            "of all comparisons: chance cannot be ruled out (McNemar’s exact test).",
            p_value=p_value,
        )
    yield texts.gettext(
        "For these websites the change is %(points)s percentage points, with 95%% confidence between %(low)s and "
        "%(high)s.",
        points=texts.points(paired.change),
        low=texts.points(paired.interval[0]),
        high=texts.points(paired.interval[1]),
    )


def sampling_sentence(change: ShareChange, texts: Language) -> str:
    """How sure the change is when both crawls were random samples; empty otherwise."""
    if change.interval is None:
        return ""
    return texts.gettext(
        "Both measurements are random samples: with 95%% confidence the change in the whole register lies between "
        "%(low)s and %(high)s percentage points.",
        low=texts.points(change.interval[0]),
        high=texts.points(change.interval[1]),
    )


def rounding_sentence(change: ShareChange, texts: Language) -> str:
    """Only when the figures shown do not add up to the change shown."""
    if change.change is None or sum(map(_tenths, (part.points for part in change.parts))) == _tenths(change.change):
        return ""
    return texts.gettext("Each figure was rounded on its own; unrounded, the parts add up exactly.")


def _tenths(points: float) -> Decimal:
    """As Language.points shows it."""
    shown = (Decimal(repr(abs(points))) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return shown if points > 0 else -shown
