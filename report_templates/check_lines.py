"""The catalogue of checks -> lines for a terminal, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from report_templates.languages import Language, load_language
from report_templates.wording import NEEDS
from results.model import ActRule, CheckDescription, CheckText, Coverage, PublishedFailure


def check_list_lines(checks: Mapping[str, CheckDescription], language: str) -> Iterator[str]:
    """One check a line, in columns: id, engine, whether it can fail or only asks, criteria, title."""
    texts = load_language(language)
    rows = [
        (
            check.id,
            check.engine,
            texts.gettext("asks a person") if check.only_asks else texts.gettext("can fail"),
            " ".join(check.criteria) or texts.gettext("best practice"),
            title_of(check, language),
        )
        for check in sorted(checks.values(), key=lambda check: check.id)
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for *cells, title in rows:
        yield "  ".join([*(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True)), title])


def check_lines(check: CheckDescription, language: str) -> Iterator[str]:
    """Everything about one check: what it is about, who is hindered, how to fix it and how to test by hand."""
    texts = load_language(language)
    yield f"{title_of(check, language)} ({check.id}, {check.engine})"
    text = text_of(check, language)
    if text is not None:
        yield texts.gettext("Name of the fault: %(fault)s", fault=text.fault)
    if check.only_asks:
        yield texts.gettext("It never fails: it points out where a person must look.")
    if check.best_practice:
        yield texts.gettext("Best practice: no success criterion demands it, and it never counts.")
    else:
        yield texts.gettext(
            "WCAG %(criteria)s; EN 301 549 %(clauses)s",
            criteria=", ".join(check.criteria),
            clauses=", ".join(check.clauses),
        )
        for need in check.needs:
            yield f"  ({need}) {texts.gettext(NEEDS[need])}"
    if text is not None:
        yield from _text_lines(text, texts)


def coverage_lines(coverage: Coverage, language: str) -> Iterator[str]:
    """What automatic checks reach of the standard, and what is left for a person."""
    texts = load_language(language)
    yield texts.gettext(
        "Automatic checks can find failures of %(touched)s of the %(total)s success criteria of WCAG %(version)s, "
        "levels A and AA. They find a part of the failures, not all.",
        touched=texts.number(len(coverage.touched)),
        total=texts.number(coverage.total),
        version=coverage.standard.wcag,
    )
    for label, criteria in (
        (texts.gettext("With a check that can fail"), coverage.touched),
        (texts.gettext("With checks that only ask a person"), coverage.asked),
        (texts.gettext("Only a person can test"), coverage.untouched),
    ):
        yield f"  {label}: {', '.join(criteria) or '-'}"
    if coverage.not_available:
        yield texts.gettext(
            "Not available without the extra “pictures”, by which the words in pictures are read: %(checks)s",
            checks=", ".join(coverage.not_available),
        )
    yield texts.gettext("User needs: success criteria with a check that can fail, of all")
    for need, reach in coverage.needs.items():
        yield f"  {reach.touched:>2}/{reach.total:<2}  ({need}) {texts.gettext(NEEDS[need])}"


def failure_lines(failures: Sequence[PublishedFailure], language: str) -> Iterator[str]:
    """How many failures a check can fail, then one failure after another: what it is, and which checks or why none."""
    texts = load_language(language)
    failing = sum(bool(failure.fails) for failure in failures)
    asking = sum(bool(failure.asks) and not failure.fails for failure in failures)
    yield texts.gettext(
        "W3C published %(total)s failures of levels A and AA that still hold. Checks can fail %(failing)s of them in "
        "some of their forms, only point out %(asking)s, and leave %(person)s to a person.",
        total=texts.number(len(failures)),
        failing=texts.number(failing),
        asking=texts.number(asking),
        person=texts.number(len(failures) - failing - asking),
    )
    for failure in failures:
        yield f"{failure.id}  {' '.join(failure.criteria)}  {failure.about}"
        for label, named in (
            (texts.gettext("can fail"), " ".join(failure.fails)),
            (texts.gettext("asks a person"), " ".join(failure.asks)),
            (texts.gettext("why no check fails it"), failure.reason),
        ):
            if named:
                yield f"  {label}: {named}"


def act_rule_lines(rules: Sequence[ActRule]) -> Iterator[str]:
    """One rule a line: its id, its criteria, its name and the checks that answer it."""
    for rule in rules:
        yield f"{rule.id}  {' '.join(rule.criteria) or '-'}  {rule.name}: {' '.join(rule.checks) or '-'}"


def title_of(check: CheckDescription, language: str) -> str:
    """In English where the language has none; the id where there is no text at all."""
    text = text_of(check, language)
    return text.title if text else check.id


def fault_of(check: CheckDescription, language: str) -> str:
    """What is wrong where the check failed; in English where the language has none, the id without any text."""
    text = text_of(check, language)
    return text.fault if text else check.id


def text_of(check: CheckDescription, language: str) -> CheckText | None:
    return check.texts.get(language) or check.texts.get("en")


def _text_lines(text: CheckText, texts: Language) -> Iterator[str]:
    yield ""
    yield text.hindered
    yield ""
    yield texts.gettext("How to fix it")
    for number, step in enumerate(text.fix, 1):
        yield f"  {number}. {step}"
    for label, example in ((texts.gettext("Wrong"), text.wrong), (texts.gettext("Right"), text.right)):
        if example:
            yield label
            yield from (f"  {line}" for line in example.splitlines())
    yield texts.gettext("How to test it yourself")
    yield f"  {text.verify}"
