"""`wadmon register`, `organisations` and `discover sites`, as they are typed."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from results.crawls.stored_crawls import CrawlInputs, finish_crawl, start_crawl
from results.crawls.stored_discoveries import save_discovery
from results.model import Candidate, CandidateState, Sample, Selection, SiteDiscovery, Tools
from results.register.stored_candidates import place_of
from results.register.stored_funnel import finish_search
from results.register.stored_organisations import organisations
from results.register.stored_searches import save_candidate, start_search
from results.register.stored_sites import registered_sites
from results.reporting.labels import labels_of
from results.storage.store import open_store

TOOLS = Tools("0.1.0", "4.14.1", "9f" * 32, "npm", "HeadlessChrome 141.0.7390.37", browser_sandbox=True)


@pytest.fixture
def listed(wadmon):
    """A register of three sites, and two candidates."""
    (wadmon.folder / "sites.csv").write_text(
        "url,organisation,level,State\nhttps://a.gov/,City,local,CA\nhttps://b.gov/,County,regional,CA\n"
        "https://c.gov/,City,local,TX\n",
        "utf-8",
    )
    assert wadmon.call("register", "import", "sites.csv").returncode == 0
    with open_store(wadmon.database) as store:
        search = start_search(store, "us", "digest", {})
        with store.transaction():
            for url in ("https://new.gov/", "https://shop.gov/"):
                found = Candidate(
                    url, CandidateState.WAITING, "gov and mil", "under its name", "A title", organisation="City",
                    organisation_from="imprint", linked_from=2, link_texts=("New",),
                )  # fmt: skip
                save_candidate(store, search.id, found, place_of(url), own_part=False)
        finish_search(store, search.id)
    return wadmon


def urls(answer) -> list[str]:
    assert answer.returncode == 0, answer.stderr
    return [line.partition("\t")[0] for line in answer.stdout.splitlines()]


def test_the_list_is_filtered_by_organisation_level_and_tag(listed) -> None:
    assert urls(listed.call("register", "list", "--organisation", "city", "--tag", "State=CA")) == ["https://a.gov/"]
    assert urls(listed.call("register", "list", "--level", "regional")) == ["https://b.gov/"]
    refused = listed.call("register", "list", "--tag", "State")
    assert refused.returncode == 2
    assert "write NAME=VALUE" in refused.stderr


def test_the_list_shows_where_a_site_answers_when_that_is_elsewhere(listed) -> None:
    with open_store(listed.database) as store:
        sites = registered_sites(store)
        crawl = start_crawl(store, CrawlInputs(1, Selection.CENSUS, len(sites), TOOLS, {}, sites, {}))
        for site in sites:
            landing = "http://www.b.gov/" if site.url == "https://b.gov/" else site.url
            save_discovery(store, crawl.id, SiteDiscovery(site.id, final_url=landing), Sample(site.id, 1, (), 0))
        finish_crawl(store, crawl.id)

    lines = listed.call("register", "list").stdout.splitlines()
    assert [line.split("\t") for line in lines] == [
        ["https://a.gov/", "", "City", ""],
        ["https://b.gov/", "", "County", "", "http://www.b.gov/"],
        ["https://c.gov/", "", "City", ""],
    ]
    told = json.loads(listed.call("register", "list", "--format", "json").stdout)
    assert [site["leads_to"] for site in told] == ["", "http://www.b.gov/", ""]
    exported = listed.call("register", "list", "--format", "csv").stdout
    assert "www.b.gov" not in exported  # what is imported again stays as it was registered


def test_the_list_and_the_export_are_of_any_day(listed) -> None:
    assert urls(listed.call("register", "list", "--on", "2020-01-01")) == []
    assert len(urls(listed.call("register", "list", "--on", "2100-01-01"))) == 3
    exported = listed.call("register", "export", "--on", "2100-01-01", "--level", "local").stdout
    assert [row["url"] for row in csv.DictReader(exported.splitlines())] == ["https://a.gov/", "https://c.gov/"]


def test_a_review_tells_the_evidence_and_a_csv_file_brings_the_decisions_back(listed) -> None:
    shown = listed.call("register", "review").stdout
    assert "linked from 2 government sites" in shown
    assert "organisation: City (imprint)" in shown
    assert listed.call("register", "review", "--out", "review.csv").stdout == "2 candidates written to review.csv\n"
    path: Path = listed.folder / "review.csv"
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    rows[0]["decision"] = "accept"
    rows[1]["decision"] = "reject"
    _write(path, rows)
    refused = listed.call("register", "review", "--in", "review.csv")
    assert refused.returncode == 2
    assert "line 3: https://shop.gov/: a rejection needs a reason" in refused.stderr
    assert len(urls(listed.call("register", "list"))) == 3
    rows[1]["reason"] = "a shop"
    _write(path, rows)
    assert listed.call("register", "review", "--in", "review.csv").stdout == "1 accepted, 1 rejected, 0 merged\n"
    assert "https://new.gov/" in urls(listed.call("register", "list", "--organisation", "City"))
    funnel = json.loads(listed.call("register", "funnel", "--format", "json").stdout)
    assert (funnel["waiting"], funnel["accepted"], funnel["rejected"]) == (0, 1, 1)


def _write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def test_candidates_are_accepted_rejected_and_merged_one_by_one_or_by_pattern(listed) -> None:
    assert listed.call("register", "merge", "new.gov", "https://a.gov").stdout == "0 accepted, 0 rejected, 1 merged\n"
    assert listed.call("register", "reject", "*.gov", "--reason", "no").stdout == "0 accepted, 1 rejected, 0 merged\n"
    assert listed.call("register", "accept", "shop.gov").stdout == "1 accepted, 0 rejected, 0 merged\n"
    assert listed.call("register", "accept", "other.gov").returncode == 2


def test_a_site_is_assigned_and_retired_with_the_reason(listed) -> None:
    assert listed.call("register", "assign", "https://c.gov/", "County").returncode == 0
    assert urls(listed.call("register", "list", "--organisation", "County")) == ["https://b.gov/", "https://c.gov/"]
    assert listed.call("register", "retire", "https://c.gov/", "--reason", "closed").stdout == "1 retired\n"
    assert listed.call("register", "list", "--retired").stdout == "https://c.gov/\tclosed\n"
    assert listed.call("register", "retire", "https://c.gov/", "--reason", "closed").returncode == 2


def test_organisations_go_in_and_come_out(listed) -> None:
    (listed.folder / "o.csv").write_text("name,level,services\nCity,local,health\nPort,moon,\n", "utf-8")
    answer = listed.call("organisations", "import", "o.csv")
    assert answer.stdout == "0 added, 1 changed, 0 unchanged, 1 rows not imported\n"
    assert "o.csv:3: 'moon': level is none of state, regional, local, public-law" in answer.stderr
    assert listed.call("organisations", "list").stdout.splitlines()[0] == "City\t\tlocal\thealth\t"
    assert listed.call("organisations", "export").stdout.splitlines()[1].startswith("City,,local,health,")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "say what counts as government: --scope NAME|FILE"),
        (("--scope", "atlantis", "--from", "https://a.gov"), "no scope named atlantis"),
        (("--scope", "us"), "say where to begin"),
        (("--scope", "us", "--from", "none.csv"), "none.csv: cannot be read"),
        (("--resume",), "no search is unfinished"),
        (("--resume", "--registered"), "--resume continues as the search began"),
    ],
)
def test_a_search_that_cannot_begin_says_what_to_do(listed, arguments: tuple[str, ...], message: str) -> None:
    answer = listed.call("discover", "sites", *arguments)
    assert answer.returncode == 2
    assert message in answer.stderr


def test_without_visits_there_are_no_most_visited_sites(listed) -> None:
    answer = listed.call("crawl", "--most-visited", "20")
    assert answer.returncode == 2
    assert "no site has a number of visits" in answer.stderr


def test_a_plain_list_on_standard_input_is_imported_and_twins_are_reported(wadmon):
    answer = wadmon.call("register", "import", "-", stdin="www.a.be\nhttp://a.be/\nb.be/dienst\n")

    assert answer.returncode == 0
    assert answer.stdout == "3 added, 0 changed, 0 unchanged, 0 rows not imported\n"
    assert answer.stderr.splitlines() == [
        "-: line 1: no header; the addresses are in column 1",
        "-: http://a.be/ is the same website as https://www.a.be/: a crawl counts it once, as https://www.a.be/",
    ]
    assert wadmon.call("register", "list").stdout.split() == [
        "https://www.a.be/",
        "http://a.be/",
        "https://b.be/dienst",
    ]


def test_labels_in_other_languages_are_stored_and_come_out_again(wadmon) -> None:
    (wadmon.folder / "sites.csv").write_text(
        "url,organisation,policy_domain,policy_domain_fr,level_de\nhttps://a.gov/,City,Zorg,Soins,Gemeinde\n", "utf-8"
    )
    (wadmon.folder / "o.csv").write_text(
        "name,name_fr,policy_domain,policy_domain_de\nCity,Ville,Zorg,Pflege\n", "utf-8"
    )
    assert wadmon.call("register", "import", "sites.csv").returncode == 0
    assert wadmon.call("organisations", "import", "o.csv").returncode == 0
    with open_store(wadmon.database) as store:
        labels = labels_of(registered_sites(store), organisations(store))
    assert labels == {
        "organisation": {"City": {"fr": "Ville"}},
        "policy_domain": {"Zorg": {"fr": "Soins", "de": "Pflege"}},
    }
    header, row = wadmon.call("register", "export").stdout.splitlines()
    assert dict(zip(header.split(","), row.split(","), strict=True))["policy_domain_fr"] == "Soins"
    assert "Ville" in wadmon.call("organisations", "export").stdout
