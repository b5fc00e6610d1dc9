"""Our options as Scrapy settings. Scrapy's defaults for what matters to others are stated, not assumed."""

from __future__ import annotations

from typing import Any

from scrapy.settings import Settings

from crawler.web.options import DiscoveryOptions

THEIRS = "scrapy.downloadermiddlewares"

DOWNLOADER_MIDDLEWARES: dict[str, int | None] = {
    "crawler.web.middlewares.HostTurnMiddleware": 50,
    "crawler.web.robots_middleware.RobotsMiddleware": 100,
    "crawler.web.backoff.BackoffMiddleware": 550,
    "crawler.web.known_pages.KnownPagesMiddleware": 560,  # its pages are unpacked: before Scrapy's compression (590)
    "crawler.web.cookies.CookieMiddleware": 700,
    "crawler.web.middlewares.ProxyMiddleware": 740,  # before Scrapy's HttpProxyMiddleware (750), which reads it
    "crawler.web.addresses.PublicAddressMiddleware": 760,  # after it: behind a proxy, the proxy resolves names
    "crawler.web.middlewares.OnlyHtmlMiddleware": 800,
    f"{THEIRS}.cookies.CookiesMiddleware": None,  # fetches the public suffix list from the internet
    # The walk itself decides which URLs are the site's.
    f"{THEIRS}.offsite.OffsiteMiddleware": None,
    f"{THEIRS}.robotstxt.RobotsTxtMiddleware": None,
    f"{THEIRS}.retry.RetryMiddleware": None,
    f"{THEIRS}.redirect.MetaRefreshMiddleware": None,
}


def scrapy_settings(options: DiscoveryOptions) -> Settings:
    values: dict[str, Any] = {
        "USER_AGENT": options.user_agent,
        "ROBOTSTXT_OBEY": options.obey_robots,
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": options.delay,
        "DOWNLOAD_DELAY_JITTER": 0,  # half of a Crawl-delay is not the Crawl-delay
        "DOWNLOAD_TIMEOUT": options.timeout,
        "DNS_TIMEOUT": options.timeout,
        "DOWNLOAD_MAXSIZE": options.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "RETRY_TIMES": options.retries,
        "DOWNLOADER_MIDDLEWARES": DOWNLOADER_MIDDLEWARES,
        # Both listen on a port unless switched off.
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "DOWNLOAD_HANDLERS": {"data": None, "file": None, "ftp": None, "s3": None},
        "EXTENSIONS": {
            "scrapy.extensions.memusage.MemoryUsage": None,
            "scrapy.extensions.logstats.LogStats": None,
            "scrapy.extensions.feedexport.FeedExporter": None,
        },
        "REFERER_ENABLED": True,
        "LOG_LEVEL": "WARNING",
        "LOG_FORMAT": "%(levelname)s %(name)s: %(message)s",
        "STATS_DUMP": False,
        "DISCOVERY_PROXY": options.proxy,
        "DISCOVERY_ALLOW_PRIVATE": options.allow_private,
        "DISCOVERY_MAX_CRAWL_DELAY": options.max_crawl_delay,
        "DISCOVERY_BACKOFF": options.backoff,
        "DISCOVERY_MAX_BACKOFF": options.max_backoff,
    }
    return Settings(values)
