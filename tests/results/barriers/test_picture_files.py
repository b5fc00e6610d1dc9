"""Pictures are files named by what is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from results.barriers.picture_files import PictureFiles, pictures_folder


def test_the_folder_is_beside_the_database() -> None:
    assert pictures_folder(Path("data/weekly.db")) == Path("data/weekly.db.pictures")


def test_equal_pictures_are_one_file_and_nothing_unfinished_stays(tmp_path: Path) -> None:
    files = PictureFiles(tmp_path / "pictures")
    first, again, other = files.write(b"a picture"), files.write(b"a picture"), files.write(b"another")
    assert (first == again, files.has(first), files.path(first).read_bytes()) == (True, True, b"a picture")
    assert sorted(path.name for path in (tmp_path / "pictures").glob("*/*")) == sorted([first, other])


def test_what_nothing_points_to_is_found(tmp_path: Path) -> None:
    files = PictureFiles(tmp_path)
    kept, gone = files.write(b"kept"), files.write(b"gone")
    unfinished = files.path(kept).with_name(f".{kept}.abc")
    unfinished.write_bytes(b"half")
    assert sorted(files.others({kept})) == sorted([files.path(gone), unfinished])


@pytest.mark.parametrize("name", ["../../etc/passwd", "a.webp", "", f"{'a' * 32}.svg", f"{'a' * 32}.webp\n"])
def test_a_name_that_is_none_leads_nowhere(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="is not the name of a picture"):
        PictureFiles(tmp_path).path(name)
