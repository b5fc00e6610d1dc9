"""A crawl, and the tools it was made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Selection(StrEnum):
    """How the sites of a crawl were chosen from the register; decides which interval is honest."""

    CENSUS = "census"  # every site of the register
    RANDOM = "random"  # a simple random sample of the register
    CHOSEN = "chosen"  # named by a person


@dataclass(frozen=True, slots=True)
class Tools:
    """What a crawl was measured with. axe_source: npm, fallback, or setting. browser: name and version.

    image_reader: what read the words in pictures, with versions; empty when nothing did.
    """

    monitor_version: str
    axe_version: str
    axe_sha256: str
    axe_source: str
    browser: str
    browser_sandbox: bool
    image_reader: str = ""


@dataclass(frozen=True, slots=True)
class Crawl:
    """One pass over the register. Times are ISO 8601 in UTC; finished_at is empty while it runs.

    settings: name -> value as text, as they were. register_size: sites in the register at the start.
    """

    id: int
    started_at: str
    finished_at: str
    seed: int
    selection: Selection
    register_size: int
    tools: Tools
    settings: Mapping[str, str]
