import hashlib
from pathlib import Path

import pytest

from checks.engines import axe_file
from checks.engines.axe_file import AxeFile, AxeFileError, find_axe

CONTENT = b"/*! axe v9.8.7\n * Copyright */ window.axe = {}"


def axe_in(folder: Path, content: bytes = CONTENT) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "axe.min.js"
    path.write_bytes(content)
    return path


def expected(path: Path, source: str) -> AxeFile:
    return AxeFile(path, source, "9.8.7", hashlib.sha256(CONTENT).hexdigest())


@pytest.fixture
def engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source tree without any axe-core in it; its folder checks/engines."""
    folder = tmp_path / "tree" / "checks" / "engines"
    folder.mkdir(parents=True)
    monkeypatch.setattr(axe_file, "HERE", folder)
    return folder


def test_the_file_that_the_setting_names_is_used_before_all_others(tmp_path, engines):
    axe_in(engines)
    path = axe_in(tmp_path / "own")
    assert find_axe(str(path)) == expected(path, "setting")


def test_a_home_folder_in_the_setting_is_understood(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    path = axe_in(tmp_path)
    assert find_axe("~/axe.min.js") == expected(path, "setting")


def test_the_file_in_the_wheel_comes_before_node_modules(engines):
    path = axe_in(engines)
    axe_in(engines.parents[1] / "node_modules" / "axe-core")
    assert find_axe() == expected(path, "npm")


def test_the_file_in_node_modules_comes_before_the_fallback(engines):
    path = axe_in(engines.parents[1] / "node_modules" / "axe-core")
    assert find_axe() == expected(path, "npm")


def test_the_fallback_is_the_file_inside_the_python_package(engines):
    found = find_axe()
    assert (found.source, found.path.parent.name) == ("fallback", "axe_playwright_python")
    assert found.text().startswith(f"/*! axe v{found.version}\n")


def test_no_axe_anywhere_is_reported_in_one_line(engines, monkeypatch):
    monkeypatch.setattr(axe_file, "CARRIER", "no_such_package")
    with pytest.raises(AxeFileError, match=r"^axe-core is not installed: run .*fetch\.py`, or set axe_path$"):
        find_axe()


def test_a_setting_that_names_no_file_is_reported_in_one_line(tmp_path, engines):
    axe_in(engines)
    with pytest.raises(AxeFileError, match=r"absent\.js: cannot be read: No such file or directory$"):
        find_axe(str(tmp_path / "absent.js"))


@pytest.mark.parametrize("content", [b"", b"window.axe = {}", b"\xff\xfe\x00"])
def test_a_setting_that_names_another_file_is_reported_in_one_line(tmp_path, content):
    path = axe_in(tmp_path, content)
    with pytest.raises(AxeFileError, match=r"is not axe-core: it does not begin with"):
        find_axe(str(path))
