"""Why a website has its verdict, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from report_templates.languages import Language
from report_templates.wording import REASONS
from results.model import Profile, SiteVerdict, Verdict


def verdict_sentence(verdict: SiteVerdict, profile: Profile, blockers: Sequence[str], texts: Language) -> str:
    """blockers: the titles of the checks whose failure alone decided, in the reader's language."""
    if verdict.verdict is Verdict.NOT_TESTED:
        reason = verdict.reason
        return texts.gettext(REASONS[reason].explanation) if reason else texts.gettext("Nothing could be tested.")
    if profile.rule == "no-failure" or verdict.score is None:
        return _failures_sentence(verdict, texts)
    figures = {
        "pages": texts.number(verdict.pages_tested),
        "score": texts.percent(verdict.score),
        "threshold": texts.percent(profile.threshold),
    }
    if blockers and round(verdict.score, 6) >= profile.threshold:
        quoted = [texts.gettext("“%(title)s”", title=title) for title in blockers]
        return texts.ngettext(
            "The website scores %(score)s, but this failure alone decides: %(blockers)s.",
            "The website scores %(score)s, but each of these failures alone decides: %(blockers)s.",
            len(blockers),
            blockers=texts.enumeration(quoted),
            **figures,
        )
    if verdict.verdict is Verdict.ACCESSIBLE:
        return texts.ngettext(
            "The website scores %(score)s on the %(pages)s page tested; at least %(threshold)s is needed.",
            "The website scores %(score)s on the %(pages)s pages tested; at least %(threshold)s is needed.",
            verdict.pages_tested,
            **figures,
        )
    return texts.ngettext(
        "The website scores only %(score)s on the %(pages)s page tested; at least %(threshold)s is needed.",
        "The website scores only %(score)s on the %(pages)s pages tested; at least %(threshold)s is needed.",
        verdict.pages_tested,
        **figures,
    )


def _failures_sentence(verdict: SiteVerdict, texts: Language) -> str:
    if verdict.pages_failed == 0:
        return texts.ngettext(
            "No failure was found on the %(count)s page tested.",
            "No failure was found on the %(count)s pages tested.",
            verdict.pages_tested,
        )
    return texts.ngettext(
        "Failures were found on %(failed)s of the %(count)s page tested.",
        "Failures were found on %(failed)s of the %(count)s pages tested.",
        verdict.pages_tested,
        failed=texts.number(verdict.pages_failed),
    )
