from __future__ import annotations

from results.crawls.stored_crawls import CrawlInputs, start_crawl
from results.crawls.stored_image_words import get_readings, save_readings
from results.model import Crawl, ImageLine, ImageReading, Selection
from results.storage.store import Store

WORDS = ImageReading(
    600, 160, (ImageLine("Été", 0.98, 0.1, 0.2, 0.5, 0.12), ImageLine("10–18 h", 0.9, 0, 0.5, 1, 0.1)), 0.02, 1.25
)
NONE = ImageReading(90, 60, beside=1.0, uneven=40.5)


def test_readings_come_back_whole_to_the_reader_that_made_them(store: Store, crawl: Crawl) -> None:
    save_readings(store, crawl.id, 1, "reader 1", {b"a" * 12: WORDS, b"b" * 12: NONE})
    assert get_readings(store, 1, "reader 1") == {b"a" * 12: WORDS, b"b" * 12: NONE}
    assert get_readings(store, 2, "reader 1") == {}
    assert get_readings(store, 1, "reader 2") == {}


def test_a_picture_seen_again_belongs_to_the_later_crawl_and_the_later_reader(store: Store, crawl: Crawl) -> None:
    save_readings(store, crawl.id, 1, "reader 1", {b"a" * 12: NONE, b"b" * 12: NONE})
    later = start_crawl(store, CrawlInputs(1, Selection.CENSUS, 0, crawl.tools, {}, (), {}))
    save_readings(store, later.id, 1, "reader 2", {b"a" * 12: WORDS})
    rows = store.rows("SELECT digest, crawl_id, reader FROM image_words ORDER BY digest")
    assert [tuple(row) for row in rows] == [
        (b"a" * 12, later.id, "reader 2"),
        (b"b" * 12, crawl.id, "reader 1"),
    ]
    assert get_readings(store, 1, "reader 2") == {b"a" * 12: WORDS}
