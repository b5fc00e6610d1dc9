"""Why a website has its verdict: in one sentence, and by every part of the rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from report_templates.languages import Language
from report_templates.profile_words import criterion_text, criterion_title, shut_out_text
from report_templates.wording import REASONS
from results.judging.verdict import heaviest_fault, reaches, shutting_out, weight_met
from results.model import BasicCriterion, CriterionResult, Profile, SiteVerdict, Verdict


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
    enough = reaches(verdict.score, profile)
    if blockers and enough:
        quoted = [texts.gettext("“%(title)s”", title=fault) for fault in blockers]
        return texts.ngettext(
            "The website scores %(score)s, but this failure alone decides: %(blockers)s.",
            "The website scores %(score)s, but each of these failures alone decides: %(blockers)s.",
            len(blockers),
            blockers=texts.enumeration(quoted),
            **figures,
        )
    if enough:
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
    """Of a website that fails, what shuts people out, or the fault that weighs most; else what is left to repair."""
    if verdict.verdict is not Verdict.NOT_TESTED and profile.rule != "no-failure":
        if shut_out := shutting_out(verdict, profile):
            return shut_out_text(profile, _stops(shut_out[0], verdict, profile, texts), texts)
        worst = heaviest_fault(verdict)
        decided_by_blocker = blockers and verdict.score is not None and reaches(verdict.score, profile)
        if worst is not None and not decided_by_blocker:
            return _fault_sentence(verdict, worst, profile, texts)
    return verdict_sentence(verdict, profile, blockers, texts)


def rule_sentences(verdict: SiteVerdict, profile: Profile, texts: Language) -> Iterator[str]:
    """The parts of the rule with the figures of a website that was tested."""
    if profile.rule == "no-failure" or verdict.score is None:
        return
    met, of = weight_met(verdict.criteria)
    yield texts.gettext(
        "The criteria that apply here weigh %(of)s in all, and those that are met weigh %(met)s: a score of %(score)s. "
        "At least %(threshold)s is needed.",
        of=texts.number(of),
        met=texts.number(met),
        score=texts.percent(verdict.score),
        threshold=texts.setting_percent(profile.threshold),
    )
    essential = {criterion.id for criterion in profile.criteria if criterion.material}
    stopping = [r for r in verdict.criteria if r.criterion in essential and r.pages_material]
    if essential and not stopping:
        yield texts.gettext("On no page does an essential criterion fail in a way that stops someone.")
    for result in sorted(stopping, key=lambda result: -result.pages_material):
        yield f"{_stops(result, verdict, profile, texts)}."
    if stopping:
        yield texts.gettext(
            "What stops someone on more than %(most)s of the pages tested decides alone.",
            most=texts.setting_percent(profile.most),
        )


def _stops(result: CriterionResult, verdict: SiteVerdict, profile: Profile, texts: Language) -> str:
    criterion = _criterion(profile, result.criterion)
    where = _on_tested(result.pages_material, verdict.web_pages_tested, texts)
    own = criterion.texts.get(texts.code)
    if own and own.stops:
        return _capitalized(own.stops.format(where=where))
    title = criterion_title(criterion, texts.code)
    return texts.gettext("“%(criterion)s” fails %(where)s in a way that stops someone", criterion=title, where=where)


def _fault_sentence(verdict: SiteVerdict, worst: CriterionResult, profile: Profile, texts: Language) -> str:
    criterion = _criterion(profile, worst.criterion)
    where = _on_pages(worst.pages_failed, worst.pages, texts)
    code, text = criterion_text(criterion, texts.code)
    if code != texts.code or not text.fault:
        return texts.gettext("“%(criterion)s” is not met %(where)s.", criterion=text.title, where=where)
    fault = text.fault.format(where=where)
    if verdict.verdict is Verdict.ACCESSIBLE:
        return texts.gettext("Accessible; still to repair: %(fault)s.", fault=fault)
    return f"{_capitalized(fault)}."


def _on_pages(failed: int, pages: int, texts: Language) -> str:
    if failed == pages:
        return texts.ngettext("on %(count)s page", "on all %(count)s pages", pages)
    return texts.gettext("on %(failed)s of %(pages)s pages", failed=texts.number(failed), pages=texts.number(pages))


def _on_tested(failed: int, pages: int, texts: Language) -> str:
    if failed == pages:
        return texts.ngettext("on the only page tested", "on all %(count)s pages tested", pages)
    return texts.gettext(
        "on %(failed)s of the %(pages)s pages tested", failed=texts.number(failed), pages=texts.number(pages)
    )


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def _criterion(profile: Profile, name: str) -> BasicCriterion:
    """One that another version of the profile had is known by its id."""
    known = {criterion.id: criterion for criterion in profile.criteria}
    return known.get(name) or BasicCriterion(name, 0, (), (), "partly")


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
