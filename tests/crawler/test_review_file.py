from __future__ import annotations

import csv
from pathlib import Path

import pytest

from crawler.register_rows import RegisterError
from crawler.review_file import read_review, write_review
from results.model import Candidate, CandidateState
from results.register.stored_candidates import Decision

FOUND = Candidate(
    "https://a.gov/", CandidateState.WAITING, "gov", "under the name a.gov", "=1+1", organisation="City of A",
    organisation_from="imprint", linked_from=3, registered_from=1, link_texts=("A", "City"),
    also_at=(("http://b.gov/", "redirects to a.gov"),),
)  # fmt: skip


def test_candidates_are_written_with_their_evidence_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        write_review([FOUND], stream)
    (row,) = csv.DictReader(path.read_text("utf-8").splitlines())
    assert (row["url"], row["decision"], row["organisation"], row["title"], row["linked_from"], row["link_texts"]) == (
        "https://a.gov/", "", "City of A", "'=1+1", "3", "A | City",
    )  # fmt: skip
    assert row["also_at"] == "http://b.gov/ (redirects to a.gov)"
    assert read_review(path) == ()


def test_decisions_are_read_and_rows_without_one_wait(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_text(
        "url;decision;reason;organisation;into\nhttps://a.gov/;Accept;;City of A;\nhttps://b.gov/;;;;\n"
        "https://c.gov/;reject;a shop;;\nhttps://d.gov/;merge;;;www.a.gov\n",
        "utf-8",
    )
    assert read_review(path) == (
        Decision("https://a.gov/", CandidateState.ACCEPTED, "", "City of A", "", 2),
        Decision("https://c.gov/", CandidateState.REJECTED, "a shop", "", "", 4),
        Decision("https://d.gov/", CandidateState.MERGED, "", "", "www.a.gov", 5),
    )


def test_every_row_that_cannot_be_used_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "review.csv"
    path.write_text(
        "url,decision\nhttps://a.gov/,yes\nx y,accept\nhttps://b.gov/,accept\nhttps://b.gov/,reject\n", "utf-8"
    )
    with pytest.raises(RegisterError) as caught:
        read_review(path)
    assert str(caught.value).replace(f"{path}: ", "").split("\n") == [
        "line 2: decision 'yes' is none of accept, reject, merge; leave it empty to wait",
        "line 3: 'x y' is no web address",
        "line 5: https://b.gov/ is decided in line 4 too",
    ]
