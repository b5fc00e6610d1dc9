"""Where the pages are that are made once of each thing: names within the folder of a language."""

from __future__ import annotations

import hashlib
import re
import unicodedata

READABLE_CHARACTERS = 60


def check_page(check: str) -> str:
    return f"checks/{_safe(check)}.html"


def criterion_page(criterion: str) -> str:
    """criterion: the number of a success criterion, or the id of a line of the profile."""
    return f"criteria/{_safe(criterion)}.html"


def organisation_page(name: str) -> str:
    return f"organisations/{_readable(name)}.html"


def policy_domain_page(name: str) -> str:
    return f"domains/{_readable(name)}.html"


def _safe(identifier: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]", "-", identifier)


def _readable(name: str) -> str:
    """The same in every crawl; the digest keeps names apart that read alike."""
    letters = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:READABLE_CHARACTERS].rstrip("-")
    digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
    return f"{words}-{digest}" if words else digest
