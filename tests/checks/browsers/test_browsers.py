"""A browser engine is found by its name."""

from __future__ import annotations

import pytest

from checks.browsers import engine_kind
from checks.browsers.chromium import chromium
from checks.browsers.engine import UnknownEngine


def test_an_engine_is_the_module_of_its_name() -> None:
    assert engine_kind("chromium").engine is chromium


@pytest.mark.parametrize("name", ["kettle", "engine", "chromium_page", "../chromium", ""])
def test_a_name_that_no_engine_has_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(UnknownEngine, match=r"there are: chromium, webdriver$"):
        engine_kind(name)
