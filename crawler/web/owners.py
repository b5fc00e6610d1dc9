"""Under which name someone registered a host: two hosts under one such name have one owner."""

from __future__ import annotations

from urllib.parse import urlsplit

import tldextract

# The list that comes with the package: no request for a newer one. Private suffixes too, so that two
# customers of one hoster are not taken for one owner.
_registrable = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True)


def registrable_domain(host: str) -> str:
    """The part of a host name that someone registered (example.gov.uk), or the host itself."""
    known = _registrable.extract_str(host)
    if known.suffix or known.ipv4 or known.ipv6 or "." not in host:
        return known.top_domain_under_public_suffix or host
    return ".".join(host.rsplit(".", 2)[-2:])  # the list's rule for a top level it does not know


def is_public_suffix(domain: str) -> bool:
    """Whether it is a name under which others register theirs (be, gov.uk)."""
    return not _registrable.extract_str(domain).domain


def same_owner(one: str, other: str) -> bool:
    """Whether two URLs are under one registered name."""
    return registrable_domain(urlsplit(one).hostname or "") == registrable_domain(urlsplit(other).hostname or "")
