"""What was read in the pictures of each site, so that the next crawl need not read them again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from results.model import ImageLine, ImageReading
from results.storage.digests import compact_json
from results.storage.store import Store


def save_readings(
    store: Store, crawl_id: int, site_id: int, reader: str, readings: Mapping[bytes, ImageReading]
) -> None:
    """Of the pictures seen in this crawl, by the digest of their file. reader: name and version of what read them."""
    store.execute_many(
        "INSERT INTO image_words (site_id, digest, reader, crawl_id, reading) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET reader = excluded.reader, crawl_id = excluded.crawl_id, reading = excluded.reading",
        [(site_id, digest, reader, crawl_id, compact_json(_as_list(of))) for digest, of in readings.items()],
    )


def get_readings(store: Store, site_id: int, reader: str) -> dict[bytes, ImageReading]:
    """What this reader read on the site, in whichever crawl."""
    rows = store.rows("SELECT digest, reading FROM image_words WHERE site_id = ? AND reader = ?", (site_id, reader))
    return {row["digest"]: _reading(row["reading"]) for row in rows}


def _as_list(reading: ImageReading) -> list[object]:
    lines = [list(asdict(line).values()) for line in reading.lines]
    return [reading.width, reading.height, reading.beside, reading.uneven, lines]


def _reading(stored: str) -> ImageReading:
    width, height, beside, uneven, lines = json.loads(stored)
    return ImageReading(width, height, tuple(ImageLine(*line) for line in lines), beside, uneven)
