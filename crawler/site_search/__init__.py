"""Which sites a government has: hosts visited from starting points, and the candidates among them.

1. `starting_points` reads portals, lists and sitemaps; `scope_file` what counts as a site of this government.
2. `process.search` (in the caller) starts `python -m crawler.site_search`, a Scrapy process, and hands it hosts.
3. `child` and `visit` read a few pages of each host; `page_signs` says what a page shows. Out comes a `HostVisit`.
4. `recognition` judges the visit by the scope's rules, `folding` finds the addresses of one site.
"""
