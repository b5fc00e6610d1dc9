from __future__ import annotations

from checks.image_words.site_images import SiteImages
from results.model import ImageReading


class Counting:
    """Reads a picture as being as wide as its first byte says; 0 cannot be read."""

    def __init__(self) -> None:
        self.read_so_far: list[bytes] = []

    async def read(self, data: bytes) -> ImageReading:
        self.read_so_far.append(data)
        return ImageReading(width=data[0]) if data[0] else ImageReading(unread="broken")


async def test_a_picture_is_read_once_on_however_many_pages() -> None:
    reader = Counting()
    pictures = SiteImages(reader, {}, most=9)  # type: ignore[arg-type]
    for data in (b"\x01", b"\x02", b"\x01", b"\x00", b"\x00"):
        await pictures.read(data)
    assert reader.read_so_far == [b"\x01", b"\x02", b"\x00"]


async def test_what_an_earlier_crawl_read_is_not_read_again_and_what_broke_is() -> None:
    first = SiteImages(Counting(), {}, most=9)  # type: ignore[arg-type]
    for data in (b"\x01", b"\x02", b"\x00"):
        await first.read(data)
    known = first.to_remember()
    assert sorted(reading.width for reading in known.values()) == [1, 2]

    reader = Counting()
    second = SiteImages(reader, known, most=9)  # type: ignore[arg-type]
    assert (await second.read(b"\x01")).width == 1
    await second.read(b"\x00")
    assert reader.read_so_far == [b"\x00"]
    assert [reading.width for reading in second.to_remember().values()] == [1]


async def test_beyond_the_number_a_site_may_have_a_picture_is_unread_with_why() -> None:
    pictures = SiteImages(Counting(), {}, most=2)  # type: ignore[arg-type]
    readings = [await pictures.read(bytes([number])) for number in (1, 2, 3, 1)]
    assert [reading.width for reading in readings] == [1, 2, 0, 1]
    assert readings[2].unread == "more than 2 different pictures on this website"
