"""Whether two machines would measure the same: what code, which axe-core, which browser, and what they may visit."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from checks.own_code import digest_of, files_below
from crawler.settings import Settings
from results.model import Tools

_FOLDERS = ("crawler", "checks", "results")
_SUFFIXES = (".py", ".js", ".toml", ".sql")
_NAMES = {
    "code": "code of wadmon",
    "axe_core": "axe-core",
    "browser": "browser",
    "image_reader": "reader of pictures",
    "proxy": "proxy",
    "private": "private addresses",
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """What must be the same on every machine of a crawl. code: version and digest of the program's files.

    axe_core: version and digest of its file. image_reader: "none" without one. proxy, private: "yes" or "no".
    """

    code: str
    axe_core: str
    browser: str
    image_reader: str
    proxy: str
    private: str


def agreement_of(settings: Settings, tools: Tools) -> Agreement:
    return Agreement(
        code=f"{tools.monitor_version} {code_digest()}",
        axe_core=f"{tools.axe_version} {tools.axe_sha256[:12]}",
        browser=tools.browser,
        image_reader=tools.image_reader or "none",
        proxy=_word(bool(settings.effective_proxy)),
        private=_word(settings.allow_private),
    )


def difference(here: Agreement, there: Agreement) -> str:
    """One line on everything that is not the same; empty when all is. here: at the coordinator."""
    return "; ".join(
        f"{_NAMES[field.name]}: {there_value} there, {here_value} here"
        for field in fields(Agreement)
        if (here_value := getattr(here, field.name)) != (there_value := getattr(there, field.name))
    )


@cache
def code_digest() -> str:
    """Of the files that decide what is measured."""
    return digest_of(files_below(_FOLDERS, _SUFFIXES))[:12]


def _word(yes: bool) -> str:  # noqa: FBT001 - said of it, not asked with it
    return "yes" if yes else "no"
