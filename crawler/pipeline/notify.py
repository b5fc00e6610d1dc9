"""Stage notify: for each website of which there is news, an e-mail to its owner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.mail import Draft, is_address
from crawler.pipeline.judge import JudgedCrawl
from crawler.pipeline.report import records_of
from report_templates.languages import available_languages
from report_templates.notification import news_of, notification
from results.model import Site
from results.register.stored_organisations import organisations
from results.reporting.stored_report import site_reports


@dataclass(frozen=True, slots=True)
class SiteDraft:
    """draft: None when the register has no address for the website."""

    site: Site
    direction: str
    draft: Draft | None


def drafts_of(judged: JudgedCrawl) -> Iterator[SiteDraft]:
    """In the language of the website if the report has it, else in the first of the settings."""
    settings = judged.settings
    contacts = {each.name: each.contact for each in organisations(judged.store)}
    records = records_of(judged)
    for site in site_reports(judged.store, records):
        news = news_of(records, site)
        if news is None:
            continue
        summary = site.summary
        recipient = contact_of(summary.site, contacts.get(summary.site.organisation, ""))
        if not recipient:
            yield SiteDraft(summary.site, news.direction, None)
            continue
        language = language_of(summary.site, settings.languages)
        mail = notification(records, news, language, settings.report_url, settings.languages)
        draft = Draft(summary.slug, recipient, mail.subject, mail.text, mail.html)
        yield SiteDraft(summary.site, news.direction, draft)


def contact_of(site: Site, organisation_contact: str) -> str:
    """The column `contact` of the website, else the contact of its organisation; empty when neither is an address."""
    return next((each for each in (site.tags.get("contact", ""), organisation_contact) if is_address(each)), "")


def language_of(site: Site, languages: tuple[str, ...]) -> str:
    code = site.language.partition("-")[0].lower()
    return code if code in languages and code in available_languages() else languages[0]
