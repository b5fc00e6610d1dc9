"""What a page was made of when it was tested, so that a later crawl can prove that it is still the same."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

DECIDING_HEADERS = (
    "access-control-allow-origin", "content-disposition", "content-language", "content-security-policy",
    "content-type", "cross-origin-resource-policy", "link", "location", "permissions-policy", "refresh",
    "x-content-type-options", "x-frame-options",
)  # fmt: skip
"""Of an answer: those by which the same bytes are something else."""

Headers = tuple[tuple[str, str], ...]
"""Name in lower case, value."""


NO_ANSWER = 0
"""In place of a status: the file did not come, for there is no such host, or it does not answer."""


def file_digest(data: bytes) -> str:
    """As in `SeenFile`."""
    return hashlib.blake2b(data, digest_size=12).hexdigest()


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file that a page loaded, and what it takes to ask later whether it is still the same.

    status: of HTTP, or NO_ANSWER. digest: hex of twelve bytes of BLAKE2b of what came, unpacked; empty when it was not
        read.
    etag, last_modified: validators that stand for every byte (a strong ETag; a date long enough before the answer's);
        empty for others.
    answered: headers of the answer that decide what becomes of its bytes. sent: headers it was asked with. unused: the
        answer says that there is no such file, and nothing of it was used.
    """

    url: str
    status: int
    digest: str = ""
    etag: str = ""
    last_modified: str = ""
    answered: Headers = ()
    sent: Headers = ()
    unused: bool = False

    @property
    def leads_on(self) -> bool:
        """A redirect; `answered` says where to."""
        return 300 <= self.status < 400 and "location" in dict(self.answered)  # noqa: PLR2004

    @property
    def says_it_all(self) -> bool:
        """Whether nothing of it but the head of its answer came on the page."""
        return self.leads_on or self.unused or self.status == NO_ANSWER


@dataclass(frozen=True, slots=True)
class SeenFiles:
    """All files of one visit, the document first. unprovable: why no request can prove the page unchanged; or empty."""

    files: tuple[SeenFile, ...] = ()
    unprovable: str = ""


NOTHING_SEEN = SeenFiles(unprovable="not tested")


@dataclass(frozen=True, slots=True)
class PageProof:
    """A page that is unchanged when the files at these places are: the document first."""

    url: str
    files: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SiteProof:
    """What to ask a site, and those it loads from, to know which of its pages are unchanged. files: each once."""

    files: tuple[SeenFile, ...] = ()
    pages: tuple[PageProof, ...] = ()


NOTHING_TO_PROVE = SiteProof()


@dataclass(frozen=True, slots=True)
class RememberedPage:
    """A page as it was when it was tested last.

    url, role: as planned. files: places among those of its site. tested_in: crawl. carried: crawls in a row since,
    in which it was carried over.
    """

    url: str
    role: str
    files: tuple[int, ...]
    tested_in: int
    carried: int = 0


@dataclass(frozen=True, slots=True)
class SiteMemory:
    """What is kept of a site until its next crawl.

    crawl_id: the last in which it was audited; what its pages gave is stored there. basis: name -> version or digest of
    all else that the outcomes depend on. facts: what comparing the pages needs, packed by who compares them.
    """

    site_id: int
    crawl_id: int
    basis: Mapping[str, str]
    pages: tuple[RememberedPage, ...] = ()
    files: tuple[SeenFile, ...] = ()
    facts: bytes = b""


@dataclass(frozen=True, slots=True)
class Retest:
    """A page that would have been carried over, tested all the same.

    differing: checks that did not say the same, of as many elements.
    """

    url: str
    differing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CarriedPages:
    """Of a crawl, in pages. carried: not tested again. retested: tested again although proven unchanged.

    differing: of these, those where a check did not say the same: the error of carrying over.
    """

    visited: int
    carried: int
    retested: int
    differing: int
