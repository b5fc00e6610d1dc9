from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.organisations_file import read_organisations, write_organisations
from crawler.register import LEVELS
from crawler.register_rows import RegisterError
from results.model import Organisation, Service

HEADER = "name,policy_domain,level,services,visits_per_month,contact,language,domains,other_names,city\n"


@pytest.fixture
def read(tmp_path: Path):
    def read(text: str):
        path = tmp_path / "organisations.csv"
        path.write_text(text, "utf-8")
        return read_organisations(path)

    return read


def test_every_column_is_read(read) -> None:
    found = read(HEADER + "Water Board,Environment,Regional,health; Social protection,1.200.000,a@b.eu,nl-BE,"
                 "WWW.water.org|water.be,WB | Water,Ghent\n")  # fmt: skip
    assert found.problems == ()
    assert found.organisations == (
        Organisation(
            "Water Board", "Environment", "regional", (Service.HEALTH, Service.SOCIAL_PROTECTION), 1_200_000, "a@b.eu",
            "nl-be", ("water.org", "water.be"), ("WB", "Water"), {"city": "Ghent"},
        ),
    )  # fmt: skip


def test_each_bad_value_is_reported_with_its_line_and_the_row_is_left_out(read) -> None:
    found = read(
        "name,level,services,visits_per_month,contact,language,domains\n"
        ",,,,,,\nA,city,,,,,\nA,,healing,,,,\nA,,,many,,,\n"
        "A,,,,call us,,\nA,,,,,dutch!,\nA,,,,,,no domain\nA,,,,,,\nA,,,,,,\n"
    )
    assert [(p.line, p.value, p.reason.partition(":")[0].partition(" none of ")[0]) for p in found.problems] == [
        (3, "city", "level is"),
        (4, "healing", "service is"),
        (5, "many", "visits_per_month is no whole number"),
        (6, "call us", "contact is neither an e-mail address nor a web address"),
        (7, "dutch!", "language is no tag such as nl or nl-be (BCP 47)"),
        (8, "no domain", "not a domain; write it as example.gov"),
        (10, "A", "the same organisation as line 9"),
    ]
    assert found.organisations == (Organisation("A"),)


def test_a_file_without_names_is_reported(read) -> None:
    with pytest.raises(RegisterError, match=r"line 1: no column named name; the columns are url"):
        read("url\nhttps://a.gov/\n")


words = st.text("abc =+", min_size=1, max_size=9).map(str.strip).filter(bool)
some = st.builds(
    Organisation,
    name=words,
    policy_domain=words,
    level=st.sampled_from(sorted(set(LEVELS.values()))),
    services=st.lists(st.sampled_from(list(Service)), unique=True).map(tuple),
    visits_per_month=st.none() | st.integers(0, 10**9),
    domains=st.lists(st.sampled_from(["a.gov", "b.eu"]), unique=True).map(tuple),
)


@given(st.lists(some, unique_by=lambda each: each.name))
def test_what_is_written_is_read_again(tmp_path_factory, organisations: list[Organisation]) -> None:
    path = tmp_path_factory.mktemp("organisations") / "o.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        write_organisations(organisations, stream)
    found = read_organisations(path)
    assert found.organisations == tuple(organisations)
    assert found.problems == ()
