"""The results over time at the command line, from two stored crawls; nothing is crawled."""

from __future__ import annotations

import csv
import io
import json
import pkgutil
import re
import sqlite3
import zipfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checks.profile import load_profile
from crawler.cli import main
from report_templates.figures import percent
from results import exports
from results.crawls.stored_audits import save_audits
from results.crawls.stored_crawls import CrawlInputs, finish_crawl, start_crawl
from results.crawls.stored_discoveries import save_discovery
from results.judging.stored_verdicts import judge_crawl
from results.model import (
    CheckOutcome,
    FoundPage,
    Outcome,
    PageAudit,
    PlannedPage,
    Reason,
    Sample,
    Selection,
    Site,
    SiteDiscovery,
    Tools,
)
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store, open_store

TOOLS = Tools("0.1.0", "4.14.1", "9f" * 32, "npm", "Chromium 141", browser_sandbox=True)
NUMBERS = range(1, 9)
# Site -> whether its images have a text alternative; None: out of reach. 4 of 7, then 3 of 6 and one that is new.
FIRST: Mapping[int, bool | None] = {1: True, 2: True, 3: True, 4: True, 5: False, 6: False, 7: False}
SECOND = FIRST | {4: None, 5: True, 1: False, 8: True}


@dataclass(frozen=True)
class Wadmon:
    """The command on a database with two crawls of a random sample."""

    folder: Path

    def __call__(self, *words: str) -> Result:
        arguments = ["--database", str(self.folder / "w.db"), *words]
        return CliRunner().invoke(main, arguments, catch_exceptions=False)

    def printed(self, *words: str) -> str:
        result = self(*words)
        assert result.exit_code == 0, result.output
        return result.stdout

    def table(self, *words: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.printed(*words))))


def read(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


@pytest.fixture(scope="module")
def wadmon(tmp_path_factory: pytest.TempPathFactory) -> Wadmon:
    folder = tmp_path_factory.mktemp("history")
    with open_store(folder / "w.db") as store:
        levels = ("local", "state")
        import_sites(store, [Site(f"https://s{n}.test/", level=levels[n % 2], organisation="=Org") for n in NUMBERS])
        for web in (FIRST, SECOND):
            _crawl(store, web)
    return Wadmon(folder)


def _crawl(store: Store, web: Mapping[int, bool | None]) -> None:
    sites = [site for site in registered_sites(store) if site.id in web]
    inputs = CrawlInputs(1, Selection.RANDOM, 40, TOOLS, {}, sites, {"image-alt": ("1.1.1",)})
    crawl = start_crawl(store, inputs).id
    for site in sites:
        good = web[site.id]
        found = SiteDiscovery(site.id, (FoundPage(site.url),), None if good is not None else Reason.UNREACHABLE)
        pages = (PlannedPage(site.url, "home"),) if good is not None else ()
        save_discovery(store, crawl, found, Sample(site.id, 1, pages, 1))
        if good is not None:
            outcome = CheckOutcome(
                "image-alt", Outcome.PASSED if good else Outcome.FAILED, ("1.1.1",), 0 if good else 1
            )
            audit = PageAudit(site.url, http_status=200, outcomes=(outcome,), audited_at="2026-11-22T10:00:00+00:00")
            save_audits(store, crawl, site.id, [audit])
    judge_crawl(store, crawl, [load_profile("basic"), load_profile("strict")])
    finish_crawl(store, crawl)


def test_every_place_gives_the_same_figures(wadmon: Wadmon, tmp_path: Path) -> None:
    """Terminal, JSON, report, exports, trend, comparison and the view of the database."""
    share = json.loads(wadmon.printed("share", "--format", "json"))
    wadmon.printed("report", "--out", str(tmp_path / "report"), "--language", "nl")
    wadmon.printed("export", "csv", "--out", str(tmp_path / "csv"))
    with closing(sqlite3.connect(wadmon.folder / "w.db")) as connection:
        view = connection.execute(
            "SELECT share, accessible, not_accessible, not_tested FROM share_by_crawl"
            " WHERE crawl = 2 AND profile = 'basic'"
        ).fetchone()
    exported = read(tmp_path / "csv" / "shares.csv")[0]
    trend = wadmon.table("trend", "--format", "csv")[-1]
    compared = json.loads(wadmon.printed("compare", "--format", "json"))["after"]
    assert view == (share["share"], share["accessible"], share["not_accessible"], share["not_tested"]["unreachable"])
    assert share["share"] == 4 / 7
    for row in (exported, trend):
        ends = [float(row[name]) for name in ("share", "interval_low", "interval_high", "bound_low", "bound_high")]
        assert ends == [share["share"], *share["interval"].values(), *share["bounds"].values()]
    assert {name: compared[name] for name in share} == share
    html = (tmp_path / "report" / "index.html").read_text("utf-8")
    printed = wadmon.printed("share", "--language", "nl")
    for value in (share["share"], *share["interval"].values(), *share["bounds"].values()):
        assert percent(value, "nl") in printed
        assert percent(value, "nl") in html
    assert re.search(r'class="big-figure">([^<]+)<', html).group(1) == percent(share["share"], "nl")  # type: ignore[union-attr]


def test_a_comparison_names_its_parts_and_sites_in_terminal_json_report_and_export(
    wadmon: Wadmon, tmp_path: Path
) -> None:
    found = json.loads(wadmon.printed("compare", "1", "2", "--format", "json"))
    parts = {part["part"]: (part["up"], part["down"]) for part in found["parts"]}
    assert parts == {"improved": (1, 0), "worsened": (0, 1), "entered": (1, 0), "became_untestable": (1, 0)}
    assert sum(part["points"] for part in found["parts"]) == pytest.approx(found["change"], abs=1e-12)
    assert (found["paired"]["sites"], found["paired"]["p_value"]) == (6, 1.0)
    assert found["interval"]["low"] < 0 < found["interval"]["high"]
    text = wadmon.printed("compare", "--language", "nl")
    assert [line.split(": ")[0].strip() for line in text.splitlines() if "https://" in line] == [
        "Verbeterd", "Verslechterd", "Nieuw in de meting", "Kon niet meer getest worden",
    ]  # fmt: skip
    wadmon.printed("report", "--out", str(tmp_path / "report"), "--language", "nl")
    page = (tmp_path / "report" / "changes.html").read_text("utf-8")
    assert [site["url"] for site in found["sites"] if f">{site['url']}</a>" not in page] == []
    wadmon.printed("export", "csv", "--out", str(tmp_path / "csv"))
    changes = read(tmp_path / "csv" / "changes.csv")
    assert [(row["part"], float(row["points"])) for row in changes] == [
        *((part["part"], part["points"]) for part in found["parts"]), ("change", found["change"]),
    ]  # fmt: skip


def test_the_first_crawl_has_nothing_to_be_compared_with(wadmon: Wadmon, tmp_path: Path) -> None:
    result = wadmon("compare", "2", "1")
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (
        2,
        "Error: crawl 2 is not a finished crawl from before crawl 1",
    )
    wadmon.printed("report", "--out", str(tmp_path / "report"), "--language", "nl", "--crawl", "1")
    page = (tmp_path / "report" / "changes.html").read_text("utf-8")
    assert "Er is nog niets om deze meting mee te vergelijken." in page


def test_another_profile_judges_the_old_crawl_and_leaves_what_was_published(wadmon: Wadmon, tmp_path: Path) -> None:
    text = (files("checks") / "profiles" / "basic.toml").read_text("utf-8")
    own = tmp_path / "own.toml"
    own.write_text(
        text.replace('name = "basic"', 'name = "own"').replace("threshold = 0.75", "threshold = 0.0"), "utf-8"
    )
    assert wadmon("judge", "--crawl", "1", "--profile", str(own)).exit_code == 0
    own.write_text(
        own.read_text("utf-8").replace('version = "3"', 'version = "4"').replace("threshold = 0.0", "threshold = 0.75"),
        "utf-8",
    )
    found = json.loads(wadmon.printed("compare", "--format", "json", "--profile", str(own)))
    assert (found["before"]["profile_version"], found["before"]["share"]) == ("3", 1.0)
    assert {part["part"]: part["down"] for part in found["parts"]}["profile"] == 3
    versions = [
        (row["crawl"], row["profile_version"]) for row in wadmon.table("trend", "--profile", "own", "--format", "csv")
    ]
    assert versions == [("1", "3"), ("1", "4"), ("2", "4")]


OWN = """
name = "own"
version = "1"
rule = "score"
threshold = 0.75
page_share = 0.9
[text.nl]
name = "Onze huisregel"
accessible = "Huiswaardig"
not_accessible = "Niet huiswaardig"
share_one = "Van de {tested} is er {accessible} huiswaardig."
share_other = "Van de {tested} zijn er {accessible} huiswaardig."
shut_out = "{stops}, dus niet huiswaardig."
[criterion.pictures]
weight = 1
machine = "partly"
criteria = ["1.1.1"]
checks = ["image-alt"]
[[criterion.pictures.material]]
checks = ["image-alt"]
[criterion.pictures.text.nl]
title = "Prenten spreken"
fault = "stomme prenten {where}"
measure = "Elke stomme prent."
stops = "{where} zwijgen prenten"
[criterion.pictures.text.en]
title = "Pictures speak"
[criterion.beside]
weight = 0
machine = "not"
criteria = []
checks = []
text.nl = { title = "Wat ook nog moet" }
"""


def test_a_profile_of_ones_own_shows_with_its_own_words_in_every_page_and_format(
    wadmon: Wadmon, tmp_path: Path
) -> None:
    own = tmp_path / "own.toml"
    own.write_text(OWN, "utf-8")
    profile = ("--profile", str(own))
    printed = wadmon.printed("share", "--language", "nl", *profile).splitlines()
    assert printed[0].startswith("Onze huisregel: ")
    assert printed[1] == "Van de 7 zijn er 4 huiswaardig."
    assert {line.split("  ")[1] for line in printed[4:]} >= {"Huiswaardig", "Niet huiswaardig"}
    sensitivity = wadmon.printed("sensitivity", "--language", "nl", *profile)
    assert "zonder “Prenten spreken”" in sensitivity
    verdicts = wadmon.printed("verdicts", "--only", "not_accessible", "--language", "nl", *profile).splitlines()
    expected = "Niet huiswaardig\tOp de enige geteste pagina zwijgen prenten, dus niet huiswaardig."
    assert {line.partition("\t")[2] for line in verdicts} == {expected}
    wadmon.printed("report", "--out", str(tmp_path / "report"), "--language", "nl", "--language", "en", *profile)
    pages = {path.relative_to(tmp_path / "report").as_posix(): path for path in (tmp_path / "report").rglob("*.html")}
    words = {name: path.read_text("utf-8") for name, path in pages.items()}
    assert "Van de 7 zijn er 4 huiswaardig." in words["index.html"]
    assert all(text in words["method.html"] for text in ("Onze huisregel", "Prenten spreken", "Elke stomme prent."))
    site = next(text for name, text in words.items() if name.startswith("sites/s6-"))
    assert all(text in site for text in ("Niet huiswaardig", "zwijgen prenten", "Prenten spreken", "Wat ook nog moet"))
    assert "meet the profile Onze huisregel" in words["en/index.html"]
    assert "Pictures speak" in words["en/index.html"]
    assert '<span lang="nl">Wat ook nog moet</span>' in words["en/index.html"]
    wadmon.printed("export", "csv", "--out", str(tmp_path / "csv"), *profile)
    titles = read(tmp_path / "csv" / "criterion_texts.csv")
    assert [(row["profile_name"], row["criterion"], row["language"], row["title"]) for row in titles] == [
        ("Onze huisregel", "pictures", "nl", "Prenten spreken"),
        ("own", "pictures", "en", "Pictures speak"),
        ("Onze huisregel", "beside", "nl", "Wat ook nog moet"),
    ]


# What the first built-in profile says of itself, in the languages that are written here.
BUILT_IN = re.compile("basistoegankelijk|basic level|basic accessibility", re.IGNORECASE)


def test_beside_a_profile_of_ones_own_no_page_and_no_file_speaks_of_the_built_in_ones(
    wadmon: Wadmon, tmp_path: Path
) -> None:
    (tmp_path / "own.toml").write_text(OWN, "utf-8")
    profile = ("--profile", str(tmp_path / "own.toml"))
    wadmon.printed("report", "--out", str(tmp_path / "report"), "--language", "nl", "--language", "en", *profile)
    for name in sorted(export.name for export in pkgutil.iter_modules(exports.__path__)):
        wadmon.printed("export", name.replace("_", "-"), "--out", str(tmp_path / name), *profile)
    files = {path.relative_to(tmp_path).as_posix(): text_of(path) for path in tmp_path.rglob("*.*") if path.is_file()}
    kinds = {(name.partition("/")[0], name.rpartition(".")[2]) for name in files}
    assert kinds >= {("report", "html"), ("csv", "csv"), ("earl", "jsonld"), ("jsonl", "jsonl"), ("xlsx", "xlsx")}
    assert [name for name, text in files.items() if BUILT_IN.search(text)] == []
    named = [name for name, text in files.items() if "Onze huisregel" in text]
    assert {"report/method.html", "csv/criterion_texts.csv"} <= set(named)
    assert "uiswaardig" in files["report/index.html"]
    assert [name.partition("/")[0] for name in named if name.endswith(".xlsx")] == ["xlsx"]


def text_of(path: Path) -> str:
    """With that of the files in an archive, as a spreadsheet is one."""
    if not zipfile.is_zipfile(path):
        return path.read_text("utf-8", "replace")
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_groups_verdicts_and_figures_can_be_piped(wadmon: Wadmon, tmp_path: Path) -> None:
    rows = wadmon.table("share", "--by", "level", "--format", "csv")
    assert [(row["group"], row["name"]) for row in rows] == [("all", ""), ("level", "local"), ("level", "state")]
    assert int(rows[0]["registered"]) == sum(int(row["registered"]) for row in rows[1:])
    (organisation,) = wadmon.table("share", "--by", "organisation", "--format", "csv")[1:]
    assert organisation["name"] == "'=Org"
    failing = wadmon.table("verdicts", "--only", "not_accessible", "--language", "nl", "--format", "csv")
    assert {row["sentence"] for row in failing} == {"Afbeeldingen zonder tekstalternatief op 1 pagina."}
    assert [row["url"] for row in failing] == ["https://s1.test/", "https://s6.test/", "https://s7.test/"]
    (tmp_path / "figures.csv").write_text("date,share,population,source\n2018,44,Flanders,report\n", "utf-8")
    assert wadmon.printed("history", "import", str(tmp_path / "figures.csv")) == "1 added, 0 changed, 0 unchanged\n"
    assert "44.0%" in wadmon.printed("history", "list")
    assert wadmon.printed("history", "export").splitlines()[1] == "2018,44 %,,,,Flanders,report,"
    assert wadmon.printed("history", "remove", "1") == "1 removed\n"
    assert wadmon("history", "remove", "1").exit_code == 2


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (("share", "--by", "shoe-size"), "'shoe-size'"),
        (("share", "--by", "tag:shoes"), "no site of crawl 2 has a column 'shoes'"),
        (("compare", "1"), "name two crawls, or none"),
        (("crawl", "--strata", "level"), "add --limit"),
        (("crawl", "--limit", "2", "--strata", "shoes"), "'shoes'"),
    ],
)
def test_bad_input_is_reported(wadmon: Wadmon, words: tuple[str, ...], printed: str) -> None:
    result = wadmon(*words)
    assert result.exit_code == 2
    assert printed in result.stderr
