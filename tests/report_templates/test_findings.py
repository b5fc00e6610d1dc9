import json

from hypothesis import given
from hypothesis import strategies as st

from report_templates.findings import check_blocks, page_links
from results.model import CheckFindings, Finding, Outcome, PageFindings

SITE = "https://a.test/"


def block(*pages):
    found = CheckFindings("color-contrast", Outcome.FAILED, sum(page.count for page in pages), pages)
    links = page_links([page.url for page in pages], SITE)
    (only,) = check_blocks([found], {}, links, "failed")
    return only


def finding(selector="p", measured="{}"):
    return Finding("color-contrast", Outcome.FAILED, selector, "<p>", measured)


def test_equal_elements_of_several_pages_are_one_and_the_commonest_comes_first():
    shown = block(
        PageFindings(SITE, 2, (finding("a"), finding("b"))),
        PageFindings(SITE + "x?y=1", 2, (finding("b"), finding("b"))),
    )
    assert [(e.anchor, e.finding.selector, [p.label for p in e.pages], e.places) for e in shown.elements] == [
        ("failed-color-contrast-1", "b", ["a.test/", "/x?y=1"], 3),
        ("failed-color-contrast-2", "a", ["a.test/"], 1),
    ]


def test_a_page_on_another_host_is_named_in_full():
    links = page_links([SITE, "https://b.test/x"], SITE)
    assert [link.label for link in links.values()] == ["a.test/", "https://b.test/x"]


def test_measured_contrast_is_read_as_axe_writes_it():
    measured = {"fgColor": "#777777", "bgColor": "red", "contrastRatio": 3.1, "expectedContrastRatio": "4.5:1"}
    (element,) = block(PageFindings(SITE, 1, (finding(measured=json.dumps(measured)),))).elements
    contrast = element.contrast
    assert (contrast.ratio, contrast.needed, contrast.foreground, contrast.background) == (3.1, 4.5, "#777777", "")


@given(
    st.one_of(st.text(), st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(json.dumps))
)
def test_whatever_was_measured_can_be_shown(measured):
    (element,) = block(PageFindings(SITE, 1, (finding(measured=measured),))).elements
    assert element.contrast is None
