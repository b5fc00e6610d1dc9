import lxml.html
import pytest

from crawler.web.evidence import Evidence, PageText, evidence_of, skeleton_of, text_of


def evidence(html: str) -> Evidence:
    return evidence_of(lxml.html.document_fromstring(html))


def test_a_page_is_described() -> None:
    html = """<!doctype html><html lang="nl-BE"><head><title> Meld
        een probleem </title></head><body>
        <form role="search"><input type="search" name="q"></form>
        <form><input name="naam"><input type="password"></form>
        <table><tr><th>a</table><table><tr><td>layout</table>
        <video></video><iframe src="https://www.youtube.com/embed/x"></iframe><iframe src="/kaart"></iframe>
        </body></html>"""

    described = evidence(html)

    assert described == Evidence(
        title="Meld een probleem",
        language="nl-BE",
        forms=1,
        tables=1,
        media=2,
        password_fields=1,
        skeleton=described.skeleton,
    )


@pytest.mark.parametrize(
    ("form", "count"),
    [
        ("<form><input name=q><button>Zoek</button></form>", 0),
        ("<form><input id=zoekterm><input type=hidden name=x></form>", 0),
        ("<search><form><input name=x></form></search>", 0),
        ("<form><button>Akkoord</button></form>", 0),
        ("<form><input name=email></form>", 1),
        ("<form><input type=search name=q><select name=jaar></select></form>", 1),
        ("<form><textarea name=q></textarea></form>", 1),
    ],
)
def test_a_search_box_or_a_lone_button_is_no_form(form: str, count: int) -> None:
    assert evidence(f"<body>{form}</body>").forms == count


def test_a_page_without_anything_is_described_too() -> None:
    assert evidence("<p>") == Evidence("", "", 0, 0, 0, 0, evidence("<p>").skeleton)


def skeleton(body: str) -> str:
    return skeleton_of(lxml.html.document_fromstring(f"<html><body>{body}</body></html>"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("<ul><li>a</ul>", "<ul><li>b<li>c</ul>", True),
        ("<main class=x><p>a</main>", "<main class=y><p>b<!-- c --></main>", True),
        ("<main><p>a</main>", "<main><script></script><p>b <em>c</em></main>", True),
        ("<main><p>a</main>", "<main><table></table></main>", False),
        ("<div role=main></div>", "<div></div>", False),
    ],
)
def test_pages_of_one_template_have_one_skeleton(one: str, other: str, same: bool) -> None:
    assert (skeleton(one) == skeleton(other)) is same


def test_the_text_of_a_page_is_the_title_and_what_is_read_with_and_without_its_links() -> None:
    root = lxml.html.fromstring(
        "<html><head><title>Title</title><style>s</style></head><body><script>x</script><p>One <b>two</b>  three</p>"
        "<nav><a href='/'>Link <i>text</i></a> beside</nav><noscript>no</noscript><!-- comment --></body></html>"
    )

    assert text_of(root) == PageText("Title One two three beside", "Title One two three Link text beside")
