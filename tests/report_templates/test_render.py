import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest

from checks.catalogue import describe_criteria
from report_templates.addresses import organisation_page, policy_domain_page
from report_templates.languages import UnknownLanguageError
from report_templates.output_folder import NotAReportError
from report_templates.render import IncompleteReportError, Location, render_pages, render_report
from results.model import GroupShare, Reason, Selection, Share, Standard

LANGUAGES = ("nl", "en", "fr", "de")
CHECKS = ("image-alt", "color-contrast", "label", "region", "accessibility-statement")
CRITERIA = ("images", "titles", "labels", "contrast", "language", "keyboard", "own-criterion", "statement")
ORGANISATIONS = (
    ("Agentschap Water", "Omgeving"),
    ("Dienst Mobiliteit", "Mobiliteit en Openbare Werken"),
    ("Kind en Zorg", "Welzijn, Volksgezondheid en Gezin"),
    ("Stad Beekdorp", ""),
)
VOID = {"meta", "link", "br", "img", "input", "hr", "rect"}


class Page(HTMLParser):
    """Ids, links and the text of table cells of one page; fails on tags that do not nest."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.tags, self.open, self.cells = [], [], set(), [], {}
        self.text = ""
        self.feed(path.read_text(encoding="utf-8"))
        self.close()
        assert not self.open, f"{path}: never closed: {self.open}"

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.add(tag)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag in {"a", "link"} and "href" in attributes:  # the script of the list fills those in that have none
            self.links.append((tag, attributes.get("href"), attributes.get("rel", "")))
        if tag not in VOID:
            self.open.append((tag, attributes.get("id")))
        assert not any(name.startswith("on") for name, _ in attrs), attrs
        assert "style" not in attributes

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        opened = self.open.pop()[0]
        assert opened == tag, (opened, tag, self.getpos())

    def handle_data(self, data):
        self.text += data
        if self.open and self.open[-1][1]:
            identifier = self.open[-1][1]
            self.cells[identifier] = self.cells.get(identifier, "") + data


def pages_of(folder):
    return {path: Page(path) for path in sorted(folder.rglob("*.html"))}


@pytest.fixture(scope="module")
def pages(report_folder):
    return pages_of(report_folder)


def test_the_first_language_is_at_the_top_and_the_others_in_a_folder_with_the_same_structure(report_folder):
    def names(folder):
        found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
        return {name for name in found if name.split("/")[0] not in LANGUAGES}

    tested = [f"sites/site-{n}.vlaanderen.test" for n in range(1, 13)]
    expected = {
        "index.html",
        "method.html",
        "accessibility.html",
        "changes.html",
        "trend.html",
        "sites/site-3.vlaanderen.test/barriers.html",
    }
    expected |= {f"sites/site-{n}.vlaanderen.test.html" for n in range(1, 15)}
    expected |= {f"{site}/{name}.html" for site in tested for name in ("failed-color-contrast", "person", "practices")}
    expected |= {
        "statement_register.html",
        "shortlists.html",
        "sites.html",
        "organisations.html",
        "domains.html",
        "checks.html",
        "success_criteria.html",
        "data.html",
    }
    expected |= {f"checks/{check}.html" for check in CHECKS}
    expected |= {f"criteria/{name}.html" for name in (*describe_criteria(Standard.V3_2_1), *CRITERIA)}
    expected |= {organisation_page(name) for name, _ in ORGANISATIONS}
    expected |= {policy_domain_page(domain) for _, domain in ORGANISATIONS if domain}
    expected |= {f"{site}/failed-{name}.html" for site in tested[::2] for name in ("image-alt", "own-check-", "label")}
    assert [names(report_folder), *(names(report_folder / code) for code in LANGUAGES[1:])] == [expected] * 4
    assert (report_folder / "static" / "report.css").is_file()


def test_every_link_leads_to_a_page_and_an_anchor_that_exist(pages, many_sites_folder):
    every_page = pages | pages_of(many_sites_folder)
    for path, page in every_page.items():
        for _, href, _ in page.links:
            if urlsplit(href).scheme in {"http", "https"}:
                continue
            target, fragment = urldefrag(href)
            resolved = (path.parent / unquote(target)).resolve() if target else path
            assert resolved.is_file(), (path, href)
            if fragment:
                assert fragment in every_page[resolved].ids, (path, href)


def test_an_id_occurs_once_on_a_page(pages):
    for path, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), path


def test_links_outside_are_http_only_and_send_no_referrer(pages):
    for page in pages.values():
        for _, href, rel in page.links:
            assert urlsplit(href).scheme in {"", "http", "https"}
            if urlsplit(href).scheme:
                assert "noreferrer" in rel


def test_nothing_is_loaded_from_outside_and_only_the_list_of_websites_has_a_script(pages):
    for path, page in pages.items():
        assert page.tags.isdisjoint({"img", "iframe", "object", "embed", "base", "style"})
        # The one script is an enhancement of the list of websites.
        assert path.stem.startswith("sites") or page.tags.isdisjoint({"script", "form"}), path
        assert [href for tag, href, _ in page.links if tag == "link"] in (
            [[prefix + "static/report.css"] for prefix in ("", "../", "../../", "../../../")]
        )
    stylesheet = (Path(__file__).parents[2] / "report_templates" / "static" / "report.css").read_text()
    assert re.findall(r"@import|url\((?!\"#)", stylesheet) == []


def test_what_comes_from_a_page_is_text_and_cannot_reorder_what_is_around_it(pages):
    for path in pages:
        source = path.read_text(encoding="utf-8")
        scripts = set(re.findall("<script.*", source))
        assert scripts <= {f'<script src="{up}static/site_filter.js" defer></script>' for up in ("", "../")}, path
        assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", source) is None
    site_3 = pages[next(path for path in pages if path.name == "site-3.vlaanderen.test.html")]
    assert "<script>alert('x')</script>" in site_3.text
    assert "[U+202E]gnp.exe" in site_3.text
    assert "{{ 7*7 }} %s %(x)s" in site_3.text


def test_a_long_snippet_is_cut(report_folder):
    path = report_folder / "sites" / "site-1.vlaanderen.test" / "failed-image-alt.html"
    source = path.read_text(encoding="utf-8")
    assert "x" * 700 not in source
    assert "x…" in source


def test_the_counts_on_the_first_page_add_up_and_are_those_of_the_record(pages, report_folder, measurement):
    share = measurement.report.shares["basic"]
    for code in LANGUAGES:
        cells = pages[report_folder / ("" if code == "nl" else code) / "index.html"].cells
        counts = {name: int(cells[f"count-{name}"]) for name in ("accessible", "not-accessible", "not-tested")}
        assert counts == {"accessible": 6, "not-accessible": 6, "not-tested": 2}
        assert sum(counts.values()) == int(cells["count-registered"]) == share.registered == 14


def test_the_first_page_says_the_share_in_words_figures_and_bounds(pages, report_folder):
    dutch = " ".join(pages[report_folder / "index.html"].text.split())
    english = " ".join(pages[report_folder / "en" / "index.html"].text.split())
    for sentence in (
        "50,0 %",
        "Van de 12 geteste websites zijn er 6 basistoegankelijk.",
        "er is geen steekproefmarge",
        "Wat die ook hadden opgeleverd, het aandeel ligt tussen 42,9 % en 57,1 %.",
        "Op 1 van de 12 geteste websites werd geen enkele fout gevonden.",
        "De telling klopt: 6 + 6 + 2 = 14.",
        "Tegengehouden door een robotcontrole",
    ):
        assert sentence.replace(" %", "\u00a0%") in dutch.replace(" %", "\u00a0%")
    assert "Of the 12 websites tested, 6 meet the basic level of accessibility." in english
    assert "between 42.9% and 57.1%" in english


def test_every_site_is_in_the_list_with_its_result_in_words(report_folder, measurement):
    source = (report_folder / "sites.html").read_text(encoding="utf-8")
    table = source[source.index('id="websites-caption"') :]
    rows = re.findall(r'<a href="sites/(.+?)\.html">.*?<span class="badge [a-z-]+">(.+?)</span>', table, re.DOTALL)
    words = {"accessible": "Basistoegankelijk", "not_accessible": "Niet basistoegankelijk", "not_tested": "Niet getest"}
    assert rows == [(summary.slug, words[summary.verdicts["basic"].verdict]) for summary in measurement.report.sites]


def test_the_pages_of_a_site_have_every_finding_with_its_exact_counts(report_folder, measurement):
    folder = report_folder / "en" / "sites" / "site-1.vlaanderen.test"

    def counted(path, before):
        source = path.read_text(encoding="utf-8")
        return re.findall(before + r"<strong>On (\d+) pages?\.</strong> (\d+) places? in all", source, re.DOTALL)

    found = {path.stem: counted(path, "") for path in folder.glob("failed-*.html")}
    for name in ("person", "practices"):
        for anchor, on_pages, count in counted(folder / f"{name}.html", r'id="([^"]+)" aria-labelledby=[^<]*<.*?'):
            found[anchor] = [(on_pages, count)]
    site = measurement.site("site-1.vlaanderen.test")
    prefixes = {"failed": "failed", "cantTell": "person"}
    expected = {
        f"{prefixes[one.outcome]}-{one.check.replace('/', '-').replace('?', '-')}": [
            (str(len(one.pages)), str(one.count))
        ]
        for one in site.findings
    } | {f"practice-{one.check}": [(str(len(one.pages)), str(one.count))] for one in site.best_practices}
    assert found == expected


def test_the_page_of_a_large_failing_site_stays_small_and_all_is_on_further_pages(measurement, tmp_path):
    site = measurement.site("site-1.vlaanderen.test")
    checks = {f"check-{number}": replace(measurement.report.checks["image-alt"]) for number in range(40)}
    (found, *_), (barrier, *_) = site.findings, site.barriers
    large = replace(
        site,
        findings=tuple(
            replace(
                found,
                check=check,
                pages=tuple(
                    replace(page, findings=tuple(replace(each, snippet="<b>" * 900) for each in page.findings))
                    for page in found.pages
                ),
            )
            for check in checks
        ),
        barriers=tuple(
            replace(
                barrier, id=number, check=f"check-{number % 40}", finding=replace(barrier.finding, snippet="<i>" * 900)
            )
            for number in range(400)
        ),
        pages=site.pages[:1]
        + tuple(
            replace(page, planned=replace(page.planned, url=f"{page.planned.url}{number}"))
            for number in range(8)
            for page in site.pages[1:]
        ),
    )
    report = replace(measurement.report, checks=measurement.report.checks | checks, sites=(large.summary,))
    render_report(report, [large], tmp_path / "out", ("nl",))
    sites = tmp_path / "out" / "sites"
    assert (sites / "site-1.vlaanderen.test.html").stat().st_size < 150_000
    assert len(list(sites.glob("site-1.vlaanderen.test/failed-*.html"))) == 40
    assert (sites / "site-1.vlaanderen.test" / "barriers.html").read_text("utf-8").count("<tr>") == 401


def test_an_element_that_many_pages_share_is_shown_once(report_folder):
    path = report_folder / "en" / "sites" / "site-1.vlaanderen.test" / "failed-image-alt.html"
    assert path.read_text(encoding="utf-8").count("header img[src$=&#34;logo-1.svg&#34;]") == 1


def test_measured_contrast_is_a_sentence_in_the_readers_figures(report_folder):
    name = Path("sites", "site-1.vlaanderen.test", "failed-color-contrast.html")
    assert "2,84:1 waar 4,5:1 nodig is" in (report_folder / name).read_text(encoding="utf-8")
    assert "2.84:1 where 4.5:1 is needed" in (report_folder / "en" / name).read_text(encoding="utf-8")


def test_a_text_that_is_missing_in_the_readers_language_is_marked_as_english(report_folder):
    path = report_folder / "sites" / "site-1.vlaanderen.test" / "failed-label.html"
    assert '<h1><span lang="en">Form fields without a label</span>' in path.read_text(encoding="utf-8")


def test_a_site_that_was_not_tested_has_a_page_with_the_reason_and_what_to_do(pages, report_folder):
    page = pages[report_folder / "en" / "sites" / "site-13.vlaanderen.test.html"]
    assert "A check whether the visitor is a person was shown instead of the page." in page.text
    assert "Allow the User-Agent of the monitor" in page.text
    assert "wad-monitor/0.1.0 (+https://toegankelijkheid.vlaanderen.test/monitor)" in page.text
    assert "not-tested" in page.ids
    assert "fix-first" not in page.ids


def test_settings_of_the_crawl_are_not_published(report_folder):
    for path in report_folder.rglob("*.html"):
        assert "secret" not in path.read_text(encoding="utf-8")


def test_a_long_list_of_sites_goes_on_on_further_pages(many_sites_folder):
    first, second = (Page(many_sites_folder / name) for name in ("sites.html", "sites-2.html"))
    on_first, on_second = ({href for _, href, _ in page.links if href.startswith("sites/")} for page in (first, second))
    assert (len(on_first), len(on_second)) == (200, 2)
    assert not (many_sites_folder / "sites-3.html").exists()


def test_site_reports_are_read_one_at_a_time(measurement, tmp_path):
    """The next one is asked for only when the page of the one before is written."""
    out = tmp_path / "out"

    def one_by_one():
        for written, site in enumerate(measurement.sites):
            assert len(list(tmp_path.glob(".out.*.unfinished/sites/*.html"))) == written
            yield site

    assert render_report(measurement.report, one_by_one(), out, ("nl",)) == out / "index.html"


def test_a_new_report_takes_the_place_of_the_old_one_as_a_whole(measurement, tmp_path):
    out = tmp_path / "out"
    render_report(measurement.report, measurement.sites, out, ("nl", "en"))
    render_report(measurement.report, measurement.sites, out, ("en",))
    assert not (out / "en").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_run_that_fails_leaves_the_old_report_and_nothing_else(measurement, tmp_path):
    out = tmp_path / "out"
    render_report(measurement.report, measurement.sites, out, ("nl",))
    before = (out / "index.html").read_bytes()

    def broken():
        yield measurement.sites[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render_report(measurement.report, broken(), out, ("en",))
    assert (out / "index.html").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_is_not_a_report_is_never_replaced(measurement, tmp_path):
    (tmp_path / "letter.txt").write_text("keep me")
    with pytest.raises(NotAReportError, match="is not a report"):
        render_report(measurement.report, measurement.sites, tmp_path, ("nl",))
    assert (tmp_path / "letter.txt").read_text() == "keep me"


def test_a_site_without_report_is_an_error(measurement, tmp_path):
    with pytest.raises(IncompleteReportError, match=r"1 sites have no report, among them 'site-14\.vlaanderen\.test'"):
        render_report(measurement.report, measurement.sites[:-1], tmp_path / "out", ("nl",))


def test_a_site_report_that_comes_twice_is_an_error(measurement, tmp_path):
    with pytest.raises(IncompleteReportError, match="came twice"):
        render_report(measurement.report, measurement.sites[:1] * 2, tmp_path / "out", ("nl",))


def test_a_name_that_leads_out_of_the_folder_is_an_error(measurement, tmp_path):
    summary = replace(measurement.report.sites[0], slug="../../etc")
    report = replace(measurement.report, sites=(summary,))
    site = replace(measurement.sites[0], summary=summary)
    with pytest.raises(IncompleteReportError, match="cannot be the name of a page"):
        render_report(report, [site], tmp_path / "out", ("nl",))


def test_an_unknown_language_is_an_error_that_names_the_known_ones(measurement, tmp_path):
    with pytest.raises(UnknownLanguageError, match=r"'xx'; there are: de, en, fr, nl"):
        render_report(measurement.report, measurement.sites, tmp_path / "out", ("xx",))
    assert not (tmp_path / "out").exists()


def test_the_same_records_give_the_same_bytes(measurement, report_folder, tmp_path):
    again = tmp_path / "again"
    render_report(measurement.report, measurement.sites, again, LANGUAGES)
    first, second = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (report_folder, again)
    )
    assert first == second


def test_links_between_languages_lead_to_the_same_page():
    here = Location(("nl", "en"), "en", "sites/a.html")
    assert (here.to("sites/a.html", "nl"), here.to("index.html"), here.static("report.css")) == (
        "../../sites/a.html",
        "../index.html",
        "../../static/report.css",
    )


def test_checked_pages_are_one_file_complete_in_itself(measurement, audits, tmp_path):
    path = tmp_path / "check.html"
    path.write_text(render_pages(audits, measurement.report.checks, measurement.report.crawl.tools, "en"), "utf-8")
    page = Page(path)
    assert len(page.ids) == len(set(page.ids))
    assert {href[1:] for _, href, _ in page.links if href.startswith("#")} <= set(page.ids)
    assert "link" not in page.tags
    text = " ".join(page.text.split())
    assert "Tested: 2 of 3 pages." in text
    assert "On 2 pages. 6 places in all." in text
    assert "A check whether the visitor is a person was shown instead of the page." in text
    assert "failed-region" not in page.ids
    assert "practice-region" in page.ids


def test_a_page_carried_over_says_from_when_and_the_method_how_many_were_and_how_often_wrongly(
    report_folder,
):
    site = Page(report_folder / "en" / "sites" / "site-1.vlaanderen.test.html").text
    method = Page(report_folder / "en" / "method.html").text

    assert site.count("Nothing of the page has changed since, so it was not tested again.") == 1
    assert "Tested on 8 November 2026." in site
    assert "Every page is tested at least once in 4 measurements." in method
    assert re.search(r"Pages with a result\s*1,096\s*Of these, carried over\s*12\s*Tested although", method)
    assert "image-alt, label" in method


def test_a_random_sample_shows_its_interval_and_the_size_of_the_register(measurement, tmp_path):
    share = replace(measurement.report.shares["basic"], method="wilson", interval=(0.2538, 0.7462), frame_size=980)
    report = replace(
        measurement.report,
        crawl=replace(measurement.report.crawl, selection=Selection.RANDOM, finished_at=""),
        shares=measurement.report.shares | {"basic": share},
    )
    text = Page(render_report(report, measurement.sites, tmp_path / "out", ("en",))).text
    assert "with 95% confidence the share in the whole register lies between 25.4% and 74.6%" in text
    assert "Sampling margin (95%)" in text
    assert "The register has 980 websites." in text
    assert "not finished yet" in text


def test_a_crawl_in_which_nothing_could_be_tested_has_no_share(measurement, tmp_path):
    sites = measurement.sites[-2:]
    none_tested = Share("basic", 2, 0, 0, {Reason.UNREACHABLE: 1, Reason.CHALLENGE: 1}, None, "none", None, None, 2)
    report = replace(
        measurement.report,
        sites=tuple(site.summary for site in sites),
        shares={"basic": none_tested, "strict": replace(none_tested, profile="strict")},
        by_policy_domain=(),
        by_organisation=(GroupShare("Agentschap Water", none_tested),),
    )
    text = Page(render_report(report, sites, tmp_path / "out", ("en",))).text
    assert "No website could be tested." in text
    assert "0 + 0 + 2 = 2" in text
    assert "By policy domain" not in text


def test_many_organisations_have_a_page_of_their_own(measurement, tmp_path):
    (one, *_) = measurement.report.by_organisation
    many = tuple(replace(one, name=f"Organisatie {number}") for number in range(60))
    render_report(replace(measurement.report, by_organisation=many), measurement.sites, tmp_path / "out", ("nl",))
    index, apart = (Page(tmp_path / "out" / name) for name in ("index.html", "organisations.html"))
    assert "De aandelen van alle 60 organisaties" in index.text
    assert "Organisatie 59" not in index.text
    assert "Organisatie 59" in apart.text


def statement_of(report_folder, number, language=""):
    path = report_folder / language / "sites" / f"site-{number}.vlaanderen.test.html"
    section = path.read_text(encoding="utf-8").partition('<section aria-labelledby="statement">')[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", section.partition("</section>")[0])).replace(" .", ".")


def test_the_claim_of_the_statement_stands_beside_what_was_found(report_folder):
    assert (
        "De verklaring zegt: voldoet volledig. Op 4 criteria is een fout gevonden. Herstel de fouten"
        in statement_of(report_folder, 1)
    )
    assert "La déclaration dit : totalement conforme." in statement_of(report_folder, 1, "fr")
    assert "Die Erklärung sagt: vollständig vereinbar." in statement_of(report_folder, 1, "de")


def test_what_the_statement_says_is_reported_point_by_point(report_folder):
    text = statement_of(report_folder, 1, "en")
    for point in (
        "Where https://site-1.vlaanderen.test/pagina/2?deel=2", "Linked from the home page Yes",
        "Tested pages that link to it 7 of 8", "Sentence with the status Deze website voldoet volledig",
        "Standard it names WCAG 2.1 AA", "Prepared on 23 September 2020", "Last reviewed on 3 March 2026",
        "Evaluated By a third party", "Report a problem By e-mail and with a form", "Says where to complain Yes",
    ):  # fmt: skip
        assert point in text


def test_a_statement_that_is_missing_or_cannot_be_read_is_reported_with_what_to_do(report_folder):
    missing, unreadable = (statement_of(report_folder, number, "en") for number in (2, 4))
    assert "None of the tested pages links to an accessibility statement. The law asks for one." in missing
    assert "accessibility-statement" in missing
    assert "could not be read" in unreadable
    assert "The link leads to https://site-4.vlaanderen.test/verklaring" in unreadable


@pytest.mark.parametrize(
    ("language", "reported"),
    [
        ("", "Niet herkend op deze pagina In hoeverre de website voldoet Wanneer de verklaring is opgesteld"),
        ("fr", "Non reconnu sur cette page Dans quelle mesure le site web est conforme Quand la déclaration a été"),
        ("de", "Auf dieser Seite nicht erkannt Wie weit die Website die Anforderungen erfüllt Wann die Erklärung"),
        ("en", "prepared or reviewed Whom to complain to Add what is lacking, after the model of the European Union"),
    ],
)  # fmt: skip
def test_of_a_page_in_the_place_of_a_statement_it_is_reported_what_is_lacking(report_folder, language, reported):
    text = statement_of(report_folder, 5, language)
    assert reported in text
    assert "https://site-5.vlaanderen.test/beleid" in text


def test_a_missing_statement_is_not_called_a_good_practice(report_folder):
    source = (report_folder / "en" / "sites" / "site-2.vlaanderen.test.html").read_text(encoding="utf-8")
    assert "accessibility-statement" not in source.partition('<section aria-labelledby="best-practices">')[2]


def test_what_the_statement_does_not_say_is_not_recognised(report_folder):
    text = statement_of(report_folder, 3, "en")
    assert text.count("Not recognised") == 6
    assert "The statement says: no compliance status recognised." in text


def test_a_site_that_was_not_tested_has_no_part_about_its_statement(report_folder):
    assert statement_of(report_folder, 14) == ""


def test_levels_countries_and_languages_are_reported_in_words(measurement, tmp_path):
    (group,) = measurement.report.groups["level"]
    groups = {
        "level": (group, replace(group, name="public-law"), replace(group, name="parish")),
        "country": (replace(group, name="BE"), replace(group, name="XX")),
        "language": (replace(group, name="de"),),
    }
    render_report(replace(measurement.report, groups=groups), measurement.sites, tmp_path / "out", ("nl",))
    page = (tmp_path / "out" / "index.html").read_text("utf-8")
    for name in ("Regionaal", "Publiekrechtelijke instelling", "parish", "België", "XX", "Duits"):
        assert f'<th scope="row">{name}</th>' in page
