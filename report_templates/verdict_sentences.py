"""Why a website has its verdict, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from report_templates.languages import Language
from report_templates.wording import CRITERIA, FAULTS, REASONS
from results.judging.verdict import reaches
from results.model import CriterionResult, CriterionState, Profile, SiteVerdict, Verdict


def verdict_sentence(verdict: SiteVerdict, profile: Profile, blockers: Sequence[str], texts: Language) -> str:
    """blockers: the faults whose presence alone decided, in the reader's language."""
    if verdict.verdict is Verdict.NOT_TESTED:
        reason = verdict.reason
        return texts.gettext(REASONS[reason].explanation) if reason else texts.gettext("Nothing could be tested.")
    if profile.rule == "no-failure" or verdict.score is None:
        return _failures_sentence(verdict, texts)
    figures = {
        "pages": texts.number(verdict.pages_tested),
        "score": texts.percent(verdict.score),
        "threshold": texts.setting_percent(profile.threshold),
    }
    if blockers and round(verdict.score, 6) >= profile.threshold:
        quoted = [texts.gettext("“%(title)s”", title=fault) for fault in blockers]
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


def reason_sentence(verdict: SiteVerdict, profile: Profile, blockers: Sequence[str], texts: Language) -> str:
    """The reason in one sentence: of a website that fails, the fault that weighs most; else what is left to repair."""
    worst = heaviest_fault(verdict)
    decided_by_blocker = blockers and verdict.score is not None and reaches(verdict.score, profile)
    if worst is None or profile.rule == "no-failure" or decided_by_blocker:
        return verdict_sentence(verdict, profile, blockers, texts)
    figures = {
        "fault": texts.gettext(FAULTS[worst.criterion]) if worst.criterion in FAULTS else "",
        "criterion": texts.gettext(CRITERIA[worst.criterion]) if worst.criterion in CRITERIA else worst.criterion,
        "failed": texts.number(worst.pages_failed),
        "pages": texts.number(worst.pages),
    }
    if worst.criterion == "statement":
        if verdict.verdict is Verdict.ACCESSIBLE:
            return texts.gettext("Accessible; still to repair: the accessibility statement is missing or incomplete.")
        return texts.gettext("The accessibility statement is missing or incomplete.")
    if not figures["fault"]:
        return texts.gettext("“%(criterion)s” is not met on %(failed)s of %(pages)s pages.", **figures)
    if verdict.verdict is Verdict.ACCESSIBLE:
        return texts.ngettext(
            "Accessible; still to repair: %(failed)s of %(pages)s pages has %(fault)s.",
            "Accessible; still to repair: %(failed)s of %(pages)s pages have %(fault)s.",
            worst.pages_failed,
            **figures,
        )
    return texts.ngettext(
        "%(failed)s of %(pages)s pages has %(fault)s.",
        "%(failed)s of %(pages)s pages have %(fault)s.",
        worst.pages_failed,
        **figures,
    )


def heaviest_fault(verdict: SiteVerdict) -> CriterionResult | None:
    """The criterion not met with the largest weight; of several, that which fails on the largest part of the pages."""
    not_met = [result for result in verdict.criteria if result.state is CriterionState.NOT_MET]
    return max(not_met, key=lambda result: (result.weight, result.pages_failed / result.pages), default=None)


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
