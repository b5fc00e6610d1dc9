"""Records -> lines for a terminal, in the reader's language; the figures are rounded as in the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from report_templates.check_lines import fault_of, title_of
from report_templates.figures import bounds_sentence, certainty_sentence, share_sentence, span
from report_templates.languages import Language, load_language, msgid
from report_templates.profile_words import criterion_title, profile_name, verdict_text
from report_templates.wording import REASONS
from results.model import (
    CarriedPages,
    CheckDescription,
    CheckOutcome,
    GroupShare,
    Outcome,
    PageAudit,
    Profile,
    Retest,
    Sensitivity,
    SensitivityAt,
    Share,
    Verdict,
)

ELEMENTS_SHOWN = 3
DIFFERING_SHOWN = 5
THRESHOLDS: Mapping[str, str] = {
    "threshold": msgid("%(share)s if a score of %(value)s were asked (%(gained)s more, %(lost)s fewer)"),
    "page_share": msgid(
        "%(share)s if criteria had to be met on %(value)s of the pages (%(gained)s more, %(lost)s fewer)"
    ),
    "most": msgid(
        "%(share)s if an essential criterion decided alone that stops someone on more than %(value)s of the pages "
        "(%(gained)s more, %(lost)s fewer)"
    ),
    "most_of_any": msgid(
        "%(share)s if an essential criterion decided alone that fails in any way on more than %(value)s of the pages "
        "(%(gained)s more, %(lost)s fewer)"
    ),
}
LONGEST_LINE = 200


def printable(text: str) -> str:
    """On one line: pages and lists may hold control characters, which a terminal would obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def share_lines(shares: Sequence[tuple[Profile, Share]], language: str) -> Iterator[str]:
    """The first share with how sure it is and how the sites add up, the others in a line each."""
    texts = load_language(language)
    (profile, first), *others = shares
    yield _headline(first, profile, texts)
    yield share_sentence(first, profile, language)
    for sentence in (certainty_sentence, bounds_sentence):
        if text := sentence(first, language):
            yield text
    yield from _funnel(first, profile, texts)
    for other, share in others:
        yield _headline(share, other, texts)


def _headline(share: Share, profile: Profile, texts: Language) -> str:
    name = printable(profile_name(profile, texts.code))
    return f"{name}: {'-' if share.share is None else texts.percent(share.share)}"


def carried_lines(carried: CarriedPages, wrong: Sequence[Retest], language: str) -> Iterator[str]:
    """What was not tested again, and how often that would have been wrong; nothing where every page was tested."""
    texts = load_language(language)
    if carried.carried or carried.retested:
        names = ("visited", "carried", "retested", "differing")
        yield texts.gettext(
            "Carried over, because nothing had changed: %(carried)s of %(visited)s pages. Tested all the same: "
            "%(retested)s, with another result: %(differing)s.",
            **{name: texts.number(getattr(carried, name)) for name in names},
        )
    for retest in wrong[:DIFFERING_SHOWN]:
        yield f"  {printable(retest.url)[:LONGEST_LINE]}: {', '.join(retest.differing)[:LONGEST_LINE]}"


def accepted_line(share: Share, language: str) -> str:
    """The share beside the measured one."""
    texts = load_language(language)
    figure = "-" if share.share is None else texts.percent(share.share)
    return f"{texts.gettext('If the reviewed exceptions are accepted')}: {figure}"


def _funnel(share: Share, profile: Profile, texts: Language) -> Iterator[str]:
    """All sites = accessible + not accessible + not tested, by reason; the numbers under each other."""
    rows = [
        (texts.gettext("All websites in this measurement"), share.registered),
        (verdict_text(profile, Verdict.ACCESSIBLE, texts), share.accessible),
        (verdict_text(profile, Verdict.NOT_ACCESSIBLE, texts), share.not_accessible),
        (verdict_text(profile, Verdict.NOT_TESTED, texts), sum(share.not_tested.values())),
        *((f"  {texts.gettext(REASONS[reason].label)}", number) for reason, number in share.not_tested.items()),
    ]
    label_width = max(len(label) for label, _ in rows)
    number_width = max(len(texts.number(number)) for _, number in rows)
    for label, number in rows:
        yield f"  {label:<{label_width}}  {texts.number(number):>{number_width}}"


def sensitivity_lines(share: Share, profile: Profile, rows: Sequence[Sensitivity], language: str) -> Iterator[str]:
    """The share, and what it would be without each criterion, those first that decide most."""
    texts = load_language(language)
    titles = {criterion.id: criterion_title(criterion, language) for criterion in profile.criteria}
    yield _headline(share, profile, texts)
    if not rows:
        yield texts.gettext("No criterion decides by its weight under this profile.")
    for row in rows:
        yield "  " + texts.gettext(
            "%(share)s without “%(criterion)s” (%(gained)s more accessible, %(lost)s fewer)",
            share="-" if row.share is None else texts.percent(row.share),
            criterion=printable(titles[row.criterion]),
            gained=texts.number(row.gained),
            lost=texts.number(row.lost),
        )


def threshold_lines(rows: Sequence[SensitivityAt], language: str) -> Iterator[str]:
    """The share if another score, another part of the pages, or another measure were asked."""
    texts = load_language(language)
    for row in rows:
        values = {
            "share": "-" if row.share is None else texts.percent(row.share),
            "value": texts.setting_percent(row.value),
            "gained": texts.number(row.gained),
            "lost": texts.number(row.lost),
        }
        yield f"{'*' if row.current else ' '} {texts.gettext(THRESHOLDS[row.rule], **values)}"


def group_lines(groups: Sequence[GroupShare], language: str) -> Iterator[str]:
    """A line a group: its share, how sure it is, and what could be tested."""
    texts = load_language(language)
    rows = [
        (
            printable(group.name) or texts.gettext("Not given"),
            "-" if group.share.share is None else texts.percent(group.share.share),
            span(group.share.interval, texts),
            texts.gettext(
                "%(tested)s of %(total)s",
                tested=texts.number(group.share.accessible + group.share.not_accessible),
                total=texts.number(group.share.registered),
            ),
        )
        for group in groups
    ]
    if rows:
        head = ("", texts.gettext("Share"), texts.gettext("Sampling margin (95%%)"), texts.gettext("Tested"))
        yield from columns([head, *rows])


def columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Under each other; figures to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (
            cell.rjust(width) if cell[:1].isdigit() or cell[:1] in "+\N{MINUS SIGN}-" else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        )
        yield ("  " + "  ".join(cells)).rstrip()


def page_lines(audit: PageAudit, checks: Mapping[str, CheckDescription], language: str) -> Iterator[str]:
    """A page for a person: what failed, where, and what a person must look at."""
    texts = load_language(language)
    yield printable(audit.url)
    if audit.reason is not None:
        reason = texts.gettext(REASONS[audit.reason].label)
        yield "  " + texts.gettext("Not tested: %(reason)s (%(detail)s)", reason=reason, detail=printable(audit.detail))
        return
    failed = [o for o in audit.outcomes if o.outcome is Outcome.FAILED and o.criteria]
    doubtful = [o for o in audit.outcomes if o.outcome is Outcome.CANNOT_TELL and o.criteria]
    if not failed:
        yield "  " + texts.gettext("The automatic checks found no failure. That is no proof of conformance.")
    for outcome in failed:
        fault = fault_of(checks[outcome.check], language) if outcome.check in checks else outcome.check
        yield from _failure(outcome, fault, texts)
    for outcome in doubtful:
        yield "  " + texts.gettext(
            "For a person to look at: %(title)s (%(check)s, %(count)s)",
            title=title_of(checks[outcome.check], language) if outcome.check in checks else outcome.check,
            check=outcome.check,
            count=texts.number(outcome.count),
        )
    for part in audit.parts_not_tested:
        yield "  " + texts.gettext("Part not tested: %(part)s", part=printable(part))


def _failure(outcome: CheckOutcome, fault: str, texts: Language) -> Iterator[str]:
    wcag = ", ".join(outcome.criteria)
    yield "  " + texts.gettext(
        "Failed: %(fault)s (%(check)s, WCAG %(criteria)s)", fault=fault, check=outcome.check, criteria=wcag
    )
    for finding in outcome.findings[:ELEMENTS_SHOWN]:
        yield f"    {printable(f'{finding.selector}  {finding.snippet}')[:LONGEST_LINE]}"
    if outcome.count > ELEMENTS_SHOWN:
        yield "    " + texts.gettext("%(count)s places in all", count=texts.number(outcome.count))
