from crawler.discovery.frontier import TEMPLATE_CROWD, Frontier
from crawler.web.options import DiscoveryOptions
from results.model import FoundPage


def frontier(**changes: int) -> Frontier:
    return Frontier(
        DiscoveryOptions(user_agent="test", **changes),
        owns=lambda url: url.startswith("http://a.test/"),
        allowed=lambda url: "secret" not in url,
    )


def order(urls: Frontier) -> list[str]:
    found = []
    while page := urls.next():
        found.append(page.url)
    return found


def test_shallow_pages_come_first_then_those_seen_first() -> None:
    urls = frontier()
    for path, depth in (("deep", 3), ("first", 1), ("second", 1), ("middle", 2)):
        urls.add(f"http://a.test/{path}", depth=depth, source="link")

    assert order(urls) == [f"http://a.test/{path}" for path in ("first", "second", "middle", "deep")]


def test_a_long_list_of_one_template_makes_way_for_deeper_pages() -> None:
    urls = frontier()
    for number in range(TEMPLATE_CROWD + 1):
        urls.add(f"http://a.test/item/title-{number}", depth=1, source="sitemap")
    urls.add("http://a.test/about/us", depth=2, source="link")

    found = order(urls)

    assert found[TEMPLATE_CROWD:] == ["http://a.test/about/us", f"http://a.test/item/title-{TEMPLATE_CROWD}"]


def test_folders_of_one_level_take_turns() -> None:
    urls = frontier()
    for folder in ("news", "themes"):
        for number in range(3):
            urls.add(f"http://a.test/{folder}/{number}", depth=1, source="link")

    assert [url.removeprefix("http://a.test/") for url in order(urls)] == [
        *("news/0", "themes/0", "news/1", "themes/1", "news/2", "themes/2"),
    ]


def test_an_archive_leaves_half_of_the_memory_to_the_rest_of_the_site() -> None:
    urls = frontier(max_urls=10)
    for number in range(20):
        urls.add(f"http://a.test/news/title-{number}", depth=1, source="sitemap")
    urls.add("http://a.test/about", depth=3, source="link")

    assert "http://a.test/about" in order(urls)
    assert urls.dropped == {"cap/pattern": 15}


def test_each_url_left_out_is_counted_once_under_its_rule() -> None:
    urls = frontier(max_depth=2, max_urls=4, max_shape=1)
    for address in (
        "mailto:x@a.test",
        "http://a.test:x/",
        "http://b.test/",
        "http://b.test/#again",
        "http://a.test/logo.png",
        "http://a.test/secret",
        "http://a.test/1",
        "http://a.test/2",
        "http://a.test/" + "x" * 3000,
        "http://a.test/report.pdf",
        "http://a.test/c",
        "http://a.test/e",
        "http://a.test/b/d",
        "http://a.test/d",
    ):
        urls.add(address, depth=1, source="link")
    urls.add("http://a.test/deep", depth=3, source="link")

    assert dict(urls.dropped) == {
        "scheme": 1,
        "malformed": 1,
        "off-scope": 1,
        "extension/image": 1,
        "robots": 1,
        "trap/shape": 1,
        "too-long": 1,
        "cap/pattern": 1,
        "cap/urls": 1,
        "cap/depth": 1,
    }
    assert [page.url for page in urls.pages()] == [f"http://a.test/{path}" for path in ("1", "report.pdf", "c", "b/d")]


def test_documents_are_noted_and_not_fetched() -> None:
    urls = frontier()
    urls.add("http://a.test/report.pdf", depth=1, source="link", text="Jaarverslag")

    assert urls.next() is None
    assert urls.pages() == (
        FoundPage("http://a.test/report.pdf", depth=1, content_type="application/pdf", link_texts=("Jaarverslag",)),
    )


def test_the_texts_of_links_are_kept_and_few() -> None:
    urls = frontier()
    for text in ("Contact", "Contact", "", *(f"text {number}" for number in range(9))):
        urls.add("http://a.test/c", depth=1, source="link", text=text)

    assert urls.pages()[0].link_texts == ("Contact", "text 0", "text 1", "text 2", "text 3")


def test_a_url_that_was_redirected_is_not_fetched_again_and_its_texts_go_to_the_target() -> None:
    urls = frontier()
    for address in ("http://a.test/old", "http://a.test/gone"):
        urls.add(address, depth=1, source="link", text="before")
    urls.learn(FoundPage("http://a.test/new", depth=1, status=200))
    urls.forget("http://a.test/old", "redirect/followed", instead="http://a.test/new")
    urls.forget("http://a.test/gone", "off-scope", instead="http://b.test/")

    for address in ("http://a.test/old", "http://a.test/gone"):
        urls.add(address, depth=1, source="link", text="after")

    assert urls.next() is None
    assert urls.pages() == (FoundPage("http://a.test/new", depth=1, status=200, link_texts=("before", "after")),)
    assert dict(urls.dropped) == {"redirect/followed": 1, "off-scope": 1}


def test_a_page_that_was_fetched_does_not_come_again() -> None:
    urls = frontier()
    urls.add("http://a.test/c", depth=1, source="link")
    urls.learn(FoundPage("http://a.test/c", depth=1, status=200))
    urls.add("http://a.test/c", depth=1, source="link")

    assert urls.next() is None
