"""A second crawl tests what changed, and nothing that proves unchanged; whatever changes is seen."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.demonstration.content import PortableDocument
from crawler.demonstration.portable_document import write_pdf
from crawler.pipeline.carrying import differing, is_retested
from results.crawls.stored_carrying import carried_pages, get_retests
from results.crawls.stored_crawls import latest_crawl
from results.model import CarriedPages, CheckOutcome, Outcome, PageAudit, Reason, Retest
from results.storage.store import Store, open_store
from tests.crawler.pipeline.changing_web import HOST, ChangingWeb, changing_web, crawl

pytestmark = pytest.mark.usefixtures("browser_path")

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="9"/></svg>'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301010018dd8db0"
    "0000000049454e44ae426082"
)
STYLE, SCRIPT = "text/css", "text/javascript"


@pytest.fixture
def web() -> Iterator[ChangingWeb]:
    with changing_web() as web:
        yield web


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "wadmon.db") as store:
        yield store


def home(web: ChangingWeb, *paths: str, body: str = "") -> None:
    links = "".join(f'<li><a href="{path}">Go to {path}</a></li>' for path in paths)
    web.page("/", f"<ul>{links}</ul>{body}")


def carried(pages: dict[str, PageAudit]) -> set[str]:
    return {path for path, audit in pages.items() if audit.carried_from}


# --- whatever changes is seen -----------------------------------------------------------------------------------


def files_of_each_kind(web: ChangingWeb, name: str, validator: str) -> dict[str, str]:
    """For each kind of file a page that loads one; page -> the file to change in it."""
    loads = {
        "document": ("", "", b""),
        "style": ("<link rel=stylesheet href={}>", STYLE, b"p { color: #111 }"),
        "import": ('<style>@import "{}";</style>', STYLE, b"h1 { color: #222 }"),
        "script": ("<script src={}></script>", SCRIPT, b"document.title += ' read'"),
        "module": ("<script type=module src={}></script>", SCRIPT, b"document.title += ' read'"),
        "frame": ("<iframe title=Part src={}></iframe>", "text/html", b"<!doctype html><title>Part</title><p>A part"),
        "image": ("<img alt=Dot src={}>", "image/png", PNG),
        "drawing": ("<img alt=Square src={}>", "image/svg+xml", SVG.encode()),
        "background": ("<p style='background: url({})'>Text</p>", "image/svg+xml", SVG.encode()),
        "font": (
            "<style>@font-face {{ font-family: own; src: url({}) }} p {{ font-family: own }}</style><p>Text</p>",
            "font/woff2",
            bytes(range(200)),
        ),
    }
    changed = {}
    for kind, (markup, type_, body) in loads.items():
        page, file = f"/{name}/{kind}", f"/{name}/files/{kind}"
        web.page(page, markup.format(file), validator=validator)
        changed[page] = file if markup else page
        if markup:
            web.put(file, body, type_, validator=validator)
    return changed


def with_one_byte_changed(body: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(body))
    byte = rng.choice([byte for byte in b"abcdefghijklm0123456789" if byte != body[place]])
    return body[:place] + bytes((byte,)) + body[place + 1 :]


DYNAMIC = {
    "fetch": "<script>fetch('/data').then(a => a.text()).then(t => document.title += t)</script>",
    "post": "<script>fetch('/data', {method: 'POST', body: 'x'})</script>",
    "xhr": "<script>const x = new XMLHttpRequest(); x.open('GET', '/data'); x.send()</script>",
    "worker": "<script>new Worker('/work.js')</script>",
    "stream": "<script>new EventSource('/data')</script>",
}
"""Kind -> markup of a page of which not all can be asked for again."""


async def test_pages_are_tested_of_which_one_byte_changed_in_any_file_or_of_which_not_all_can_be_asked_for_again(
    web: ChangingWeb, store: Store
) -> None:
    changed = {
        page: file
        for validator in ("none", "etag", "date")
        for page, file in files_of_each_kind(web, validator, validator).items()
    }
    web.page("/unchanged", "<link rel=stylesheet href=/none/files/unchanged>")
    web.put("/none/files/unchanged", "p { margin: 1px }", STYLE)
    # Files that pages share, which a browser asks for once: a change of one is a change of all.
    web.put("/shared/style", "h1 { margin: 2px }", STYLE, headers={"Cache-Control": "max-age=99"})
    web.put("/shared/drawing", SVG, "image/svg+xml", headers={"Cache-Control": "max-age=99"})
    for name in ("first", "second"):
        web.page(f"/{name}", "<link rel=stylesheet href=/shared/style><img alt=Square src=/shared/drawing>")
    changed |= {"/first": "/shared/drawing", "/second": "/shared/drawing"}
    web.put("/data", "text", "text/plain")
    web.put("/work.js", "1", SCRIPT)
    # What did not come, and does not come again, is as it was; what comes now is not.
    web.page("/lost", "<img alt=Lost src=http://nowhere.test/lost.png><script src=/none.js></script>")
    web.page("/found", "<img alt=Lost src=http://somewhere.test/lost.png>")
    web.page("/written", "<script src=/soon.js></script>")
    changed |= {"/found": "/none/files/image", "/written": "/none/files/image"}
    for kind, body in DYNAMIC.items():
        web.page(f"/{kind}", body)
    dynamic = {f"/{kind}" for kind in DYNAMIC}
    home(web, "/unchanged", "/lost", *dynamic, *changed)
    first = await crawl(store, web)
    assert first.keys() == {"/", "/unchanged", "/lost", *dynamic, *changed}
    assert {path: audit.reason for path, audit in first.items() if not audit.tested} == {}
    untouched = await crawl(store, web, retest_share=0.0)
    assert first.keys() - carried(untouched) == dynamic

    rng = random.Random(15)
    for file in sorted(set(changed.values())):
        there = web.files[f"http://{HOST}{file}"]
        there.body = with_one_byte_changed(there.body, rng)
    web.put("http://somewhere.test/lost.png", PNG, "image/png")
    web.put("/soon.js", "document.title = 'Written'", SCRIPT)
    again = await crawl(store, web, retest_share=0.0)

    assert carried(again) & changed.keys() == set()
    assert {"/unchanged", "/lost"} <= carried(again)


# --- what is carried, and for how long --------------------------------------------------------------------------


async def test_a_page_that_proves_unchanged_is_not_visited_and_gives_what_it_gave(
    web: ChangingWeb, store: Store
) -> None:
    web.page("/fault", "<img src=/dot>", validator="etag")
    web.put("/dot", PNG, "image/png", validator="etag")
    home(web, "/fault", "/document.pdf")
    document = PortableDocument("/document.pdf", "A document", ("Some text.",))
    web.put(document.path, write_pdf(document, "en"), "application/pdf")
    first = await crawl(store, web)
    web.asked.clear()
    second = await crawl(store, web, retest_share=0.0)

    assert carried(second) == first.keys() == {"/", "/fault", "/document.pdf"}
    for path, audit in second.items():
        assert (audit.outcomes, audit.title, audit.audited_at) == (
            first[path].outcomes,
            first[path].title,
            first[path].audited_at,
        )
        assert audit.proven_at >= audit.audited_at
    assert {asked.status for asked in web.asked if asked.url.endswith(("/fault", "/dot"))} >= {304}
    states = store.execute("SELECT crawl_id, state FROM barrier_state").fetchall()
    assert set(states) == {(1, "there")}
    assert store.execute("SELECT count(DISTINCT last_crawl_id), max(last_crawl_id) FROM barrier").fetchone() == (1, 2)
    same = store.execute(
        "SELECT count(*) FROM visit AS a JOIN visit AS b USING (page_id, page_result_id)"
        " WHERE a.crawl_id = 1 AND b.crawl_id = 2"
    ).fetchone()
    assert same == (3,)


async def test_every_so_many_crawls_and_under_other_settings_a_page_is_tested_although_nothing_of_it_changed(
    web: ChangingWeb, store: Store
) -> None:
    home(web)
    changes: list[dict[str, object]] = [{}, {}, {}, {"elements_per_check": 3}]
    crawls = [await crawl(store, web, retest_share=0.0, carry_crawls=2, **change) for change in changes]

    assert [carried(pages) for pages in crawls] == [set(), {"/"}, set(), set()]


async def test_a_page_tested_although_it_proved_unchanged_is_compared_with_what_would_have_been_carried(
    web: ChangingWeb, store: Store
) -> None:
    web.page("/liar", validator="stale")
    home(web, "/liar")
    await crawl(store, web)
    web.page("/liar", "<img src=/none.png>", validator="stale")
    second = await crawl(store, web, retest_share=1.0)

    assert carried(second) == set()
    assert all(audit.proven_at for audit in second.values())
    newest = latest_crawl(store)
    assert newest is not None
    wrong, right = get_retests(store, newest.id)
    assert (wrong.url, "image-alt" in wrong.differing) == (f"http://{HOST}/liar", True)
    assert right == Retest(f"http://{HOST}/")
    assert carried_pages(store, newest.id) == CarriedPages(visited=2, carried=0, retested=2, differing=1)


async def test_a_page_that_vanished_or_ends_elsewhere_is_not_carried(web: ChangingWeb, store: Store) -> None:
    for path in ("/gone", "/moved", "/stays"):
        web.page(path)
    home(web, "/gone", "/moved", "/stays")
    await crawl(store, web)
    web.files[f"http://{HOST}/gone"].status = 410
    web.put("/moved", "", status=301, headers={"Location": "/stays"})

    second = await crawl(store, web, retest_share=0.0)

    # The one that stays is looked at for another reason now, which may be judged by other signs.
    assert second.keys() == {"/", "/stays"}
    assert carried(second) == {"/"}


def test_each_page_has_its_turn_to_be_tested_again_within_ten_crawls_and_the_same_one_each_time() -> None:
    urls = [f"http://a.test/{number}" for number in range(300)]
    turns = {url: [crawl for crawl in range(10) if is_retested(url, 2102, crawl, 0.1)] for url in urls}

    assert {len(crawls) for crawls in turns.values()} == {1}
    assert all(15 <= sum(crawls == [turn] for crawls in turns.values()) <= 50 for turn in range(10))
    assert not any(is_retested(url, 2102, 3, 0.0) for url in urls)
    assert all(is_retested(url, 2102, 3, 1.0) for url in urls)


def test_what_differs_is_a_check_with_another_outcome_or_another_number_of_elements() -> None:
    def audit(*outcomes: CheckOutcome, reason: Reason | None = None) -> PageAudit:
        return PageAudit("http://a.test/", reason=reason, outcomes=outcomes)

    failed, passed = CheckOutcome("a", Outcome.FAILED, count=1), CheckOutcome("b", Outcome.PASSED)
    more = CheckOutcome("a", Outcome.FAILED, count=2)

    assert differing(audit(failed, passed), audit(passed, failed)) == ()
    assert differing(audit(failed, passed), audit(more)) == ("a", "b")
    assert differing(audit(failed), audit(reason=Reason.TIMEOUT)) == ("page",)
