"""Jinja for one language; whatever a template prints passes `printable` and is escaped, without asking."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from report_templates.addresses import check_page, criterion_page, organisation_page, policy_domain_page
from report_templates.change_sentences import (
    change_sentence,
    condition_sentences,
    paired_sentences,
    rounding_sentence,
    sampling_sentence,
)
from report_templates.details import detail
from report_templates.evidence import evidence_sentence
from report_templates.figures import bounds_sentence, certainty_of, certainty_sentence, out_of, share_sentence, span
from report_templates.findings import text_in
from report_templates.hostile import one_line, printable, shortened, snippet, web_address
from report_templates.languages import Language, load_language
from report_templates.profile_words import criterion_text, heading_beside, profile_name, verdict_text
from report_templates.shortlist_sentences import because_sentence
from report_templates.verdict_sentences import reason_sentence, rule_sentences, verdict_sentence
from report_templates.wording import GROUP_HEADINGS, GROUPS, NEW_IN_WCAG22, REGISTER_WORDS, VOCABULARIES, word_for
from results.model import CheckDescription, CheckText, Finding, Profile, Share, SiteSummary, SiteVerdict, Verdict
from results.reporting.labels import Labels

FOLDER = Path(__file__).parent


@cache
def environment_for(code: str) -> Environment:
    language = load_language(code)
    environment = Environment(
        loader=FileSystemLoader([FOLDER / "pages", FOLDER / "partials", FOLDER / "mails"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        finalize=_printable_text,
        extensions=["jinja2.ext.i18n"],
    )
    _install_texts(environment, language)
    _install_words(environment, language)
    _install_filters(environment, language)
    _install_profile_filters(environment, language)
    _install_addresses(environment)
    _install_comparison_filters(environment, language)
    environment.tests["new_in_wcag22"] = NEW_IN_WCAG22.__contains__
    environment.globals["language"] = language
    environment.globals["stylesheet"] = stylesheet
    environment.globals["stylesheet_digest"] = stylesheet_digest
    return environment


def site_name(summary: SiteSummary) -> str:
    """What a website is called in lists: its name in the register, or its address."""
    return shortened(summary.site.name or summary.site.url, 120)


def stylesheet() -> str:
    return (FOLDER / "static" / "report.css").read_text(encoding="utf-8")


def stylesheet_digest() -> str:
    """As a Content-Security-Policy names a style sheet that is written into its page."""
    digest = hashlib.sha256(stylesheet().encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _printable_text(value: object) -> object:
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _install_texts(environment: Environment, language: Language) -> None:
    """Like Jinja's newstyle gettext, but the values set into a sentence pass `printable` as well."""

    @cache
    def plain(message: str) -> Markup:
        return Markup(language.translations.gettext(message)) % {}  # noqa: S704 - texts are ours

    def translated(message: str, /, **values: object) -> Markup:
        if not values:
            return plain(message)
        return Markup(language.translations.gettext(message)) % _values(values)  # noqa: S704 - texts are ours

    def translated_plural(singular: str, plural: str, number: int, /, **values: object) -> Markup:
        # `{% trans count=... %}` gives the count as it is.
        values = {"num": number, **values, "count": language.number(number)}
        message = language.translations.ngettext(singular, plural, number)
        return Markup(message) % _values(values)  # noqa: S704 - texts are ours

    environment.install_gettext_callables(translated, translated_plural, newstyle=True)  # type: ignore[attr-defined]
    # Installing wraps both once more, and the wrapper would set the values in before ours can look at them.
    environment.globals.update(gettext=translated, ngettext=translated_plural)


def _values(values: Mapping[str, object]) -> dict[str, object]:
    return {name: _printable_text(value) for name, value in values.items()}


def _install_filters(environment: Environment, language: Language) -> None:
    def check_text(description: CheckDescription) -> tuple[str, CheckText]:
        return text_in(description, language.code)

    def fault_of(check: str, checks: Mapping[str, CheckDescription]) -> str:
        return text_in(checks[check], language.code)[1].fault if check in checks else check

    def detail_of(finding: Finding, description: CheckDescription | None) -> str:
        return detail(finding, description, language)

    def why(value: SiteVerdict, profile: Profile, checks: Mapping[str, CheckDescription]) -> str:
        faults = [fault_of(check, checks) for check in value.blockers]
        return verdict_sentence(value, profile, faults, language)

    def reason_of(value: SiteVerdict, profile: Profile, checks: Mapping[str, CheckDescription]) -> str:
        faults = [fault_of(check, checks) for check in value.blockers]
        return reason_sentence(value, profile, faults, language)

    environment.filters.update(
        capitalized=lambda text: text[:1].upper() + text[1:],
        language_name=lambda other: load_language(other).name,
        check_text=check_text,
        fault_of=fault_of,
        detail_of=detail_of,
        evidence_sentence=lambda evidence: evidence_sentence(evidence, language),
        why=why,
        reason_of=reason_of,
        certainty=lambda share: certainty_sentence(share, language.code),
        bounds=lambda share: bounds_sentence(share, language.code),
        number=language.number,
        percent=language.percent,
        setting_percent=language.setting_percent,
        out_of=lambda part, whole: out_of(part, whole, language),
        date=language.date,
        short_date=language.short_date,
        moment=language.moment,
        enumeration=language.enumeration,
        web_address=web_address,
        shortened=shortened,
        one_line=one_line,
        snippet=snippet,
    )


def _install_words(environment: Environment, language: Language) -> None:
    def word(code: str, vocabulary: str) -> str:
        message = word_for(vocabulary, code)
        return language.gettext(message) if message else str(code)

    def words(vocabulary: str) -> dict[str, str]:
        """All of a vocabulary: code -> word."""
        return {str(code): language.gettext(message) for code, message in VOCABULARIES[vocabulary].items()}

    def word_list(codes: Iterable[str], vocabulary: str) -> list[str]:
        return [word(code, vocabulary) for code in codes]

    environment.filters.update(word=word, words=words, word_list=word_list)


def _install_addresses(environment: Environment) -> None:
    environment.filters.update(
        check_page=check_page,
        criterion_page=criterion_page,
        organisation_page=organisation_page,
        policy_domain_page=policy_domain_page,
        site_name=site_name,
    )


def _install_profile_filters(environment: Environment, language: Language) -> None:
    def in_words(share: Share, profile: Profile) -> str:
        return share_sentence(share, profile, language.code)

    def verdict(value: str, profile: Profile) -> str:
        return verdict_text(profile, Verdict(value), language)

    def rule_of(value: SiteVerdict, profile: Profile) -> list[str]:
        return list(rule_sentences(value, profile, language))

    environment.filters.update(
        in_words=in_words,
        verdict=verdict,
        rule_of=rule_of,
        profile_name=lambda profile: profile_name(profile, language.code),
        heading_beside=lambda profile: heading_beside(profile, language.code),
        criterion_text=lambda criterion: criterion_text(criterion, language.code),
    )


def _install_comparison_filters(environment: Environment, language: Language) -> None:
    def group_name(group: str) -> str:
        return language.gettext(GROUPS[group]) if group in GROUPS else group.removeprefix("tag:")

    def group_heading(group: str) -> str:
        if group in GROUP_HEADINGS:
            return language.gettext(GROUP_HEADINGS[group])
        return language.gettext("By “%(column)s”", column=group_name(group))

    def label(value: str, column: str, labels: Labels) -> str:
        """A value of the register: as the register calls it in this language, in our words, or as it is."""
        own = labels.get(column, {}).get(value, {})
        if language.code in own:
            return own[language.code]
        known = REGISTER_WORDS.get(column, {})
        return language.gettext(known[value]) if value in known else value

    def group_member(name: str, group: str, labels: Labels) -> str:
        """Countries and languages in words, and what the register or we have words for; other names as they are."""
        if group == "country":
            return str(language.locale.territories.get(name, name))
        if group == "language":
            return str(language.locale.languages.get(name, name))
        return label(name, group.removeprefix("tag:"), labels)

    environment.filters.update(
        because=lambda because, profile: because_sentence(because, profile, language),
        label=label,
        group_member=group_member,
        group_name=group_name,
        group_heading=group_heading,
        points=language.points,
        span=lambda ends: span(ends, language),
        certainty_of=lambda selection: certainty_of(selection, language),
        change_sentence=lambda change: change_sentence(change, language),
        conditions=lambda comparison: tuple(condition_sentences(comparison, language)),
        paired=lambda paired: tuple(paired_sentences(paired, language)),
        sampling=lambda change: sampling_sentence(change, language),
        rounding=lambda change: rounding_sentence(change, language),
    )
