"""A small web of our own, for `wadmon demo` and the tests: fictional governments, real faults.

What is wrong on each page is written beside it in `sites/*.toml`; what that means in `faults.toml`.
"""

from crawler.demonstration.expectations import (
    ExpectedSite,
    expected_doubts,
    expected_elements,
    expected_pages,
    expected_sites,
    register_csv,
)
from crawler.demonstration.server import DemonstrationServer, LoggedRequest, serve

__all__ = [
    "DemonstrationServer",
    "ExpectedSite",
    "LoggedRequest",
    "expected_doubts",
    "expected_elements",
    "expected_pages",
    "expected_sites",
    "register_csv",
    "serve",
]
