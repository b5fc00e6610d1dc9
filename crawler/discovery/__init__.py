"""Which pages a site has: Scrapy in an OS process of its own, many sites a process.

1. `process.discover` (in the caller) starts `python -m crawler.discovery` and writes it the sites.
2. `child` lets sites take turns: so many at once, and never two that share a host.
3. `spider.SiteSpider` and its `walk` visit one site: robots.txt, start page, sitemaps, then links, breadth first.
4. `frontier` decides which URLs are let in, `links` and `evidence` read a page, and the walk ends in a
   `SiteDiscovery`.
"""
