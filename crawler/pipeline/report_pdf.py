"""Stage report, on paper: the first page of a report, and the pages of some sites, as PDF beside their HTML."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from checks.browsers import engine_kind
from crawler.pipeline.choosing import choose_sites
from crawler.pipeline.judge import JudgedCrawl
from report_templates.render import Location
from results.crawls.stored_crawls import crawl_sites
from results.reporting.stored_report import slug

_PRINTING = "chromium"  # of the engines, the one that makes tagged documents


def print_report(judged: JudgedCrawl, folder: Path, sites: Sequence[str]) -> list[Path]:
    """In each language of the report. sites: URL, host or name of each whose page is printed too.

    Raises NothingToCrawl for one that is not in the crawl, BrowserError and BrowserUnavailable.
    """
    from checks.browsers.chromium_print import print_pages  # noqa: PLC0415 - most reports are not printed: no Playwright

    settings = judged.settings
    chosen = choose_sites(crawl_sites(judged.store, judged.crawl.id), sites, None, 0).sites if sites else ()
    pages = ["index.html", *(f"sites/{slug(site)}.html" for site in chosen)]
    languages = tuple(dict.fromkeys(settings.languages))
    sources = [folder / Location(languages, code, page).path for code in languages for page in pages]
    printed = [source.with_suffix(".pdf") for source in sources]
    program = engine_kind(_PRINTING).find(settings.browser)
    asyncio.run(print_pages(program, list(zip(sources, printed, strict=True))))
    return printed
