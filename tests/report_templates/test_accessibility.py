"""The report's own pages pass the checks they report on."""

import pytest

from report_templates.render import render_pages

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
PAGES = (
    "index.html",
    "method.html",
    "changes.html",
    "trend.html",
    "sites.html",
    "statement_register.html",
    "shortlists.html",
    "data.html",
    "organisations.html",
    "organisations/agentschap-water-93261c.html",
    "domains/omgeving-40b83b.html",
    "checks.html",
    "checks/image-alt.html",
    "success_criteria.html",
    "criteria/4.1.2.html",
    "criteria/images.html",
    "sites/site-1.vlaanderen.test.html",
    "sites/site-3.vlaanderen.test.html",
    "sites/site-3.vlaanderen.test/failed-image-alt.html",
    "sites/site-3.vlaanderen.test/failed-label.html",
    "sites/site-3.vlaanderen.test/barriers.html",
    "sites/site-3.vlaanderen.test/person.html",
    "sites/site-3.vlaanderen.test/practices.html",
    "sites/site-13.vlaanderen.test.html",
    "sites/site-14.vlaanderen.test.html",
)
LANGUAGES = ("nl", "en", "fr", "de")
LOOKS = {"wide": (1280, "light"), "narrow": (320, "light"), "dark": (1280, "dark")}


@pytest.fixture(scope="module", params=LOOKS)
def page(request, browser, axe_source):
    """Each document in it has axe-core."""
    width, colours = LOOKS[request.param]
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=colours)
    page.add_init_script(axe_source)
    yield page
    page.close()


def opened(page, file):
    """The page with all that is folded open."""
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")


def wider(page):
    """How far the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def failures(page):
    """Failed rules with their elements, and how far the page is wider than the window."""
    result = page.evaluate(
        "rules => axe.run({runOnly: rules, resultTypes: ['violations']}).then(({violations}) =>"
        " violations.map(one => [one.id, one.nodes.slice(0, 3).map(node => node.html)]))",
        RULES,
    )
    return result, wider(page)


# Each look once and each language once; in Dutch and wide all checks look at them in tests/crawler/test_own_report.py.
@pytest.mark.parametrize(
    ("page", "language"), [("wide", "fr"), ("wide", "en"), ("narrow", "de"), ("dark", "nl")], indirect=["page"]
)
def test_every_kind_of_page_passes_every_check_and_fits_the_window(report_folder, page, language):
    folder = report_folder if language == "nl" else report_folder / language
    found = {}
    for name in PAGES:
        opened(page, folder / name)
        found[name] = failures(page)
    assert found == dict.fromkeys(PAGES, ([], 0))


@pytest.mark.parametrize("page", ["narrow"], indirect=True)
def test_every_kind_of_page_fits_a_small_window_in_every_language(report_folder, page):
    found = {}
    for language in LANGUAGES:
        for name in PAGES:
            opened(page, (report_folder if language == "nl" else report_folder / language) / name)
            found[language, name] = wider(page)
    assert found == dict.fromkeys(found, 0)


def test_further_pages_of_the_list_pass_too(many_sites_folder, page):
    opened(page, many_sites_folder / "sites-2.html")
    assert failures(page) == ([], 0)


@pytest.mark.parametrize(
    ("page", "language"),
    [*(("wide", language) for language in LANGUAGES), ("narrow", "de"), ("dark", "nl")],
    indirect=["page"],
)
def test_the_page_over_checked_pages_passes_too(measurement, audits, page, language, tmp_path):
    path = tmp_path / "check.html"
    tools = measurement.report.crawl.tools
    path.write_text(render_pages(audits, measurement.report.checks, tools, language), encoding="utf-8")
    opened(page, path)
    assert failures(page) == ([], 0)


def test_without_script_everything_is_there_and_nothing_goes_wrong(report_folder, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    problems = []
    page.on("console", lambda message: problems.append(message.text))
    page.on("requestfailed", lambda request: problems.append(request.url))
    page.goto((report_folder / "sites.html").as_uri())
    page.locator(".sites").get_by_role("link", name="Website 1 van Dienst Mobiliteit").click()
    assert page.get_by_role("heading", name="Wat u eerst herstelt").is_visible()
    page.get_by_role("link", name="Alle plaatsen, en hoe u het herstelt: Afbeeldingen").first.click()
    page.locator("summary", has_text="elementen").first.click()
    assert page.locator("#failed-image-alt-4").is_visible()
    page.get_by_role("link", name="English").click()
    assert page.get_by_role("heading", name="How to fix it").is_visible()
    context.close()
    assert problems == []


def test_the_first_tab_stop_skips_to_the_content(report_folder, browser):
    page = browser.new_page()
    page.goto((report_folder / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] == 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    page.close()


def test_closed_details_are_open_in_print(report_folder, browser):
    page = browser.new_page()
    page.goto((report_folder / "sites" / "site-1.vlaanderen.test" / "failed-image-alt.html").as_uri())
    element = page.locator("#failed-image-alt-4")
    assert not element.is_visible()
    page.emulate_media(media="print")
    assert element.bounding_box()["height"] > 0
    page.close()
