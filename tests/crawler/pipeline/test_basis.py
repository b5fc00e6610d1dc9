"""A page that was tested by other means than today's is tested again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from crawler.pipeline.basis import Basis
from crawler.settings import load_settings
from results.model import Site, Tools

TOOLS = Tools("0.1.0", "4.14.1", "abc", "npm", "Chromium 1", browser_sandbox=True, image_reader="reader 1")
SITE = Site("http://a.test/", language="nl")
PROFILE = """
name = "own"
version = "1"
rule = "score"
threshold = {threshold}
page_share = 1
[criterion.one]
weight = 1
machine = "partly"
criteria = ["1.1.1"]
checks = ["{check}"]
"""


def _differing(tools: Tools = TOOLS, site: Site = SITE, **settings: object) -> set[str]:
    first = Basis(TOOLS, load_settings(None, {})).of(SITE)
    second = Basis(tools, load_settings(None, settings)).of(site)
    return {name for name in first if first[name] != second[name]}


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({"elements_per_check": 3}, "settings"),
        ({"standard": "en301549-4.1.1"}, "settings"),
        ({"settle_quiet": 0.3}, "settings"),
        ({"images_read": 0}, "settings"),
        ({"contact_url": "https://monitor.test/"}, "user agent"),
    ],
)
def test_what_decides_the_test_of_a_page_is_part_of_the_basis(settings: dict[str, object], name: str) -> None:
    assert _differing(**settings) == {name}


@pytest.mark.parametrize(
    "settings", [{"seed": 3}, {"pages": 5}, {"rotation": 0.5}, {"delay": 2.0}, {"retest_share": 1.0}]
)
def test_what_decides_which_pages_are_tested_is_not(settings: dict[str, object]) -> None:
    assert _differing(**settings) == set()


def test_another_tool_or_language_is_another_basis() -> None:
    assert _differing(replace(TOOLS, axe_sha256="other")) == {"axe-core"}
    assert _differing(replace(TOOLS, browser="Chromium 2")) == {"browser"}
    assert _differing(replace(TOOLS, image_reader="")) == {"image reader"}
    assert _differing(site=replace(SITE, language="fr")) == {"language"}


def test_the_checks_of_a_profile_are_part_of_the_basis_and_its_thresholds_are_not(tmp_path: Path) -> None:
    def basis(check: str, threshold: float) -> dict[str, str]:
        file = tmp_path / "own.toml"
        file.write_text(PROFILE.format(check=check, threshold=threshold), "utf-8")
        return Basis(TOOLS, load_settings(None, {"profiles": (str(file),)})).of(SITE)

    assert basis("image-alt", 0.5) == basis("image-alt", 0.9)
    assert basis("image-alt", 0.5)["profiles"] != basis("link-name", 0.5)["profiles"]
