"""robots.txt and the sitemaps of a site (https://www.sitemaps.org/protocol.html, RFC 9309)."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from xml.sax.saxutils import escape

from crawler.demonstration.content import DemonstrationSite, SitemapForm

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PATHS = {
    SitemapForm.XML: "/sitemap.xml",
    SitemapForm.INDEX: "/sitemap-index.xml",
    SitemapForm.TEXT: "/sitemap.txt",
}
_COMPRESSED_PATH = "/sitemap-1.xml.gz"


def discovery_files(site: DemonstrationSite) -> Mapping[str, tuple[str, bytes]]:
    """Path -> content type and bytes."""
    found = {"/robots.txt": ("text/plain; charset=utf-8", _robots(site).encode())}
    urls = _urls(site)
    if site.sitemap is SitemapForm.XML:
        found[_PATHS[site.sitemap]] = ("application/xml", _sitemap("urlset", "url", urls))
    elif site.sitemap is SitemapForm.INDEX:
        index = _sitemap("sitemapindex", "sitemap", (f"http://{site.host}{_COMPRESSED_PATH}",))
        found[_PATHS[site.sitemap]] = ("application/xml", index)
        compressed = gzip.compress(_sitemap("urlset", "url", urls), mtime=0)
        found[_COMPRESSED_PATH] = ("application/gzip", compressed)
    elif site.sitemap is SitemapForm.TEXT:
        found[_PATHS[site.sitemap]] = ("text/plain; charset=utf-8", "\n".join((*urls, "")).encode())
    return found


def _robots(site: DemonstrationSite) -> str:
    lines = ["User-agent: *", *(f"Disallow: {prefix}" for prefix in site.disallow or ("",))]
    if site.sitemap is not SitemapForm.NONE:
        lines += ["", f"Sitemap: http://{site.host}{_PATHS[site.sitemap]}"]
    return "\n".join((*lines, ""))


def _urls(site: DemonstrationSite) -> tuple[str, ...]:
    return tuple(
        f"http://{site.host}{page.path}"
        for page in site.pages
        if page.content and not page.path.startswith(site.disallow)
    )


def _sitemap(root: str, entry: str, urls: tuple[str, ...]) -> bytes:
    entries = "".join(f"  <{entry}><loc>{escape(url)}</loc></{entry}>\n" for url in urls)
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n{entries}</{root}>\n').encode()
