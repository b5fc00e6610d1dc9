import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from crawler.demonstration import expected_elements, expected_pages, expected_sites, register_csv
from crawler.demonstration.answers import answer
from crawler.demonstration.content import Behaviour, DemonstrationSite, Page, sites
from crawler.demonstration.faults import catalogue
from crawler.demonstration.rendering import render_body, render_page
from results.model import Reason, Verdict

_PAGES = [(site, page) for site in sites() for page in site.pages if page.content]
_TESTED = [site for site in sites() if site.expected.reason is None]


def _addresses(site: DemonstrationSite, page: Page) -> set[str]:
    """Where the links, forms, frames, pictures and style sheets of a page lead, without mail addresses."""
    document = html.fromstring(render_page(site, page))
    base = f"http://{site.host}{page.path}"
    return {urljoin(base, address) for *_, address, _ in document.iterlinks() if not address.startswith("mailto:")}


def test_the_web_is_as_large_and_varied_as_the_demonstration_needs() -> None:
    assert len(sites()) >= 14
    assert len({site.organisation for site in sites()}) >= 6
    assert len({site.policy_domain for site in sites()}) >= 4
    assert len(expected_pages()) >= 110
    assert {site.language_of(page) for site, page in _PAGES} == {"nl", "fr", "de", "en"}


def test_the_register_lists_every_site_once() -> None:
    lines = register_csv().splitlines()

    columns = "url,name,organisation,policy_domain,level,country,language"
    assert lines[0] == f"{columns},policy_domain_nl,policy_domain_fr,policy_domain_de"
    assert [line for line in lines if line.endswith(",") or ",," in line] == []
    assert [line.split(",")[0] for line in lines[1:]] == [site.url for site in sites()]
    assert len(set(lines)) == len(lines)


def test_the_file_of_a_site_bears_its_host_name_under_a_name_nobody_can_own() -> None:
    assert all(site.host.endswith(".example") for site in sites())
    assert len({site.host for site in sites()}) == len(sites())


def test_each_kind_of_site_that_cannot_be_tested_occurs_once() -> None:
    reasons = Counter(site.reason for site in expected_sites() if site.reason)

    assert reasons == Counter(
        [Reason.LOGIN, Reason.ACCESS_DENIED, Reason.OTHER_SITE, Reason.UNREACHABLE, Reason.ROBOTS]
    )
    assert all((site.basic is Verdict.NOT_TESTED) == (site.reason is not None) for site in expected_sites())
    assert all((site.strict is Verdict.NOT_TESTED) == (site.reason is not None) for site in expected_sites())


@pytest.mark.parametrize("site", _TESTED, ids=lambda site: site.host)
def test_a_site_is_strictly_accessible_when_nothing_is_wrong_on_any_page_open_to_robots(
    site: DemonstrationSite,
) -> None:
    visited = [page for page in site.pages if page.content and not page.path.startswith(site.disallow)]
    faulty = [page for page in visited if expected_elements()[f"http://{site.host}{page.path}"]]

    assert (site.expected.strict is Verdict.ACCESSIBLE) == (not faulty)


@pytest.mark.parametrize("site", _TESTED, ids=lambda site: site.host)
def test_a_site_is_either_nearly_in_order_or_wrong_in_most_things_on_all_pages(site: DemonstrationSite) -> None:
    failing = [elements for url, elements in expected_elements().items() if url.startswith(site.url)]
    everywhere = set.intersection(*(set(elements) for elements in failing))
    pages_with_failure = sum(bool(elements) for elements in failing)

    if site.expected.basic is Verdict.ACCESSIBLE:
        assert pages_with_failure <= len(failing) / 10
    elif any(page.kind == "home" and "menu-without-text" in page.faults for page in site.pages):
        assert pages_with_failure == 1
    else:
        assert len(everywhere) >= 8


def test_every_fault_of_the_catalogue_is_on_some_page() -> None:
    used = {fault for site, page in _PAGES for fault in site.faults_of(page)}

    assert used == set(catalogue())


def test_every_fragment_has_words_in_each_language() -> None:
    languages = {name: set(fault.text) for name, fault in catalogue().items() if fault.html}

    assert set(map(frozenset, languages.values())) == {frozenset({"nl", "fr", "de", "en"})}


@pytest.mark.parametrize("site", [site for site in sites() if site.pages], ids=lambda site: site.host)
def test_every_link_leads_to_something_except_to_the_error_pages_written_down(site: DemonstrationSite) -> None:
    addresses = set().union(*(_addresses(site, page) for page in site.pages))
    answers = {urlsplit(address).path: answer(site.host, urlsplit(address).path).status for address in addresses}

    broken = {path: status for path, status in answers.items() if status != 200}
    assert {urlsplit(address).hostname for address in addresses} == {site.host}
    assert broken == {page.path: page.status for page in site.pages if page.status != 200}


@pytest.mark.parametrize("site", _TESTED, ids=lambda site: site.host)
def test_every_page_is_found_through_links_or_the_sitemap(site: DemonstrationSite) -> None:
    linked = set().union(*(_addresses(site, page) for page in site.pages))
    unlinked = {page.path for page in site.pages if f"http://{site.host}{page.path}" not in linked}

    assert unlinked == ({"/nieuws/winterdienst"} if site.host == "www.gemeente-lindebeke.example" else set())


def test_titles_are_unique_within_a_site_and_a_language() -> None:
    titles = Counter((site.host, site.language_of(page), page.title) for site, page in _PAGES)

    assert {title: count for title, count in titles.items() if count > 1} == {}


def test_statements_are_there_on_some_sites_and_not_on_others() -> None:
    found = {site.host: [page.title for page in site.pages if page.kind == "statement"] for site in _TESTED}

    assert {host for host, titles in found.items() if not titles} == {
        "www.stad-oosterdam.example",
        "sante.region-valmont.example",
        "www.klinikum-waldau.example",
    }
    assert {title for titles in found.values() for title in titles} == {
        "Toegankelijkheidsverklaring",
        "Déclaration d’accessibilité",
        "Erklärung zur Barrierefreiheit",
        "Accessibility statement",
    }


def test_no_template_mark_is_left_in_a_page() -> None:
    left = [page.path for site, page in _PAGES if re.search(r"{{|{%|}}|%}", render_body(site, page))]

    assert left == []


def test_the_site_drawn_by_a_script_answers_the_same_shell_on_every_path_with_its_own_status() -> None:
    site = next(site for site in sites() if site.behaviour is Behaviour.SCRIPT)

    assert answer(site.host, "/stadtbus").status == 200
    assert answer(site.host, "/missing").status == 404
    assert b"<a " not in answer(site.host, "/stadtbus").body
