"""The pages of a report: each a template, and beside it, when it shows more than the crawl, a module of its name.

Such a module has `page_view(crawl)`, which takes the CrawlView and gives what the template knows as `page`, or None
when the report has no such page. A new page is a new file; no list names them.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report_templates.views import CrawlView


def page_view(name: str, crawl: CrawlView) -> object | None:
    """What the page of this name shows of its own; the crawl itself for a page without a module."""
    if all(module.name != name for module in pkgutil.iter_modules(__path__)):
        return crawl
    found: object | None = import_module(f"{__name__}.{name}").page_view(crawl)
    return found
