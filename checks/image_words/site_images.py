"""The pictures of one site: each read once, whatever its address, on however many pages."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from checks.image_words.reader import ImageReader
from results.model import ImageReading

_DIGEST = 12  # bytes


@dataclass(slots=True)
class SiteImages:
    """known: digest of a file -> what an earlier crawl read in it. most: different pictures that are looked at.

    seen: what was read in the pictures met so far, known before or not.
    """

    reader: ImageReader
    known: Mapping[bytes, ImageReading]
    most: int
    seen: dict[bytes, ImageReading] = field(default_factory=dict)

    async def read(self, data: bytes) -> ImageReading:
        """An unread one, with why, when it cannot be read or the site has more than `most`."""
        digest = hashlib.blake2b(data, digest_size=_DIGEST).digest()
        if digest not in self.seen:
            if digest in self.known:
                self.seen[digest] = self.known[digest]
            elif len(self.seen) >= self.most:
                return ImageReading(unread=f"more than {self.most} different pictures on this website")
            else:
                self.seen[digest] = await self.reader.read(data)
        return self.seen[digest]

    def to_remember(self) -> Mapping[bytes, ImageReading]:
        """What need not be read again in the next crawl."""
        return {digest: reading for digest, reading in self.seen.items() if not reading.unread}
