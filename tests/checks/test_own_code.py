"""Which checks these are is known to the letter."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from checks import own_code


def _digest(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(resources, "files", lambda name: folder / name)
    monkeypatch.setattr(own_code, "_FOLDERS", ("checks",))
    return own_code.code_digest.__wrapped__()


def test_a_letter_of_a_check_makes_another_digest_and_its_texts_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "checks" / "rules"
    rules.mkdir(parents=True)
    (rules / "one.py").write_text("CHECK = 1", "utf-8")
    (rules / "one.toml").write_text("[en]", "utf-8")
    (tmp_path / "checks" / "page.js").write_text("export default 1", "utf-8")
    first = _digest(tmp_path, monkeypatch)

    (rules / "one.toml").write_text("[nl]", "utf-8")
    assert _digest(tmp_path, monkeypatch) == first
    for changed in (rules / "one.py", tmp_path / "checks" / "page.js"):
        before = _digest(tmp_path, monkeypatch)
        changed.write_text(changed.read_text("utf-8") + " ", "utf-8")
        assert _digest(tmp_path, monkeypatch) != before


def test_the_digest_is_the_same_each_time_it_is_made() -> None:
    assert own_code.code_digest() == own_code.code_digest.__wrapped__()
