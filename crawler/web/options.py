"""What may be set about discovery; plain values, so that they travel to the child process as JSON."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_CRAWL_DELAY = 30.0  # seconds; the browser obeys no longer one either


def pause_between(delay: float, crawl_delay: float) -> float:
    """Seconds between two requests for pages of a host: as set here, or as its robots.txt asks."""
    return max(delay, min(crawl_delay, LONGEST_CRAWL_DELAY))


@dataclass(frozen=True, slots=True)
class DiscoveryOptions:
    """Times are in seconds, sizes in bytes.

    user_agent: names the monitor and a URL where its owner can be found.
    proxy: URL of an HTTP proxy for every request; empty for a direct connection.
    allow_private: visit loopback, private and link-local addresses. Behind a proxy the proxy decides.
    delay: least time between the starts of two requests to one host; a longer Crawl-delay replaces it.
    max_crawl_delay: the longest Crawl-delay obeyed; a longer one is shortened to this.
    max_pages: HTML pages fetched on a site. max_urls: URLs known of a site, fetched or not.
    max_depth: links from the start page. max_bytes: of one response, before and after decompression.
    max_seconds: for one site. timeout: for one request.
    max_shape: URLs of one shape (digits folded) without a query; max_query_shape: with a query.
    concurrent_sites: sites under way at once. sites_a_process: sites before a fresh process is started.
    retries: of a request that failed for a reason that may pass. backoff: wait before the first of them,
        doubled for each next one. known_folder: where what was read of each site is kept, so that the next search asks
        only for what changed; empty: nowhere. max_backoff: the longest wait; a server that asks for more is left alone.
    """

    user_agent: str
    proxy: str = ""
    allow_private: bool = False
    obey_robots: bool = True
    delay: float = 1.0
    max_crawl_delay: float = LONGEST_CRAWL_DELAY
    max_pages: int = 200
    max_urls: int = 5000
    max_depth: int = 10
    max_bytes: int = 5 * 1024 * 1024
    max_seconds: float = 600.0
    timeout: float = 20.0
    max_shape: int = 500
    max_query_shape: int = 200
    concurrent_sites: int = 16
    sites_a_process: int = 300
    retries: int = 2
    backoff: float = 2.0
    max_backoff: float = 120.0
    known_folder: str = ""
