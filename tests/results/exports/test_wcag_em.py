from __future__ import annotations

import json
from pathlib import Path

from pyld import jsonld

from results.exports.wcag_em import SUFFIX, export
from results.model import CrawlReport, SiteReport

EARL = "http://www.w3.org/ns/earl#"
WCAG_EM = "http://www.w3.org/TR/WCAG-EM/#"
Records = tuple[CrawlReport, list[SiteReport]]


def evaluation(records: Records, folder: Path, name: str) -> dict[str, object]:
    report, sites = records
    site = next(each for each in sites if each.summary.site.url == f"https://{name}.test/")
    (path,) = export(report, [site], folder)
    assert path == folder / f"{site.summary.slug}{SUFFIX}"
    found: dict[str, object] = json.loads(path.read_text("utf-8"))
    return found


def test_a_criterion_fails_or_is_left_to_a_person_and_never_passes(records: Records, folder: Path) -> None:
    made = evaluation(records, folder, "bad")
    answers = [
        (each["subject"]["id"], each["test"]["id"], each["result"]["outcome"]["id"], each["result"]["description"])
        for each in made["auditSample"]  # type: ignore[attr-defined]
    ]
    assert answers == [
        ("https://bad.test/", "WCAG21:non-text-content", "earl:failed", "image-alt: 25 elements"),
        ("https://bad.test/", "WCAG21:contrast-minimum", "earl:failed", "color-contrast: 1 elements"),
        ("https://bad.test/1", "WCAG21:non-text-content", "earl:cantTell", "image-alt: 1 elements"),
        ("https://bad.test/1", "WCAG21:contrast-minimum", "earl:failed", "color-contrast: 7 elements"),
    ]


def test_every_page_has_a_title_of_its_own_and_its_address_as_description(records: Records, folder: Path) -> None:
    made = evaluation(records, folder, "bad")
    sample = made["selectSample"]
    pages = [*sample["structuredSample"], *sample["randomSample"]]  # type: ignore[index]
    assert [(page["title"].partition(".")[0], page["description"]) for page in pages] == [
        ("1", "https://bad.test/"),
        ("2", "https://bad.test/1"),
    ]
    assert len({page["title"] for page in pages}) == 2


def test_a_json_ld_processor_finds_the_scope_the_sample_and_the_assertions(records: Records, folder: Path) -> None:
    graph = jsonld.flatten(evaluation(records, folder, "bad"))
    (root,) = [node for node in graph if f"{WCAG_EM}procedure" in node.get("@type", ())]
    assert {name.removeprefix(WCAG_EM) for name in root} >= {"step1", "step2", "step3", "step4", "step5"}
    assert sum(f"{EARL}Assertion" in node.get("@type", ()) for node in graph) == 4
    (scope,) = [node for node in graph if f"{WCAG_EM}step1a" in node]
    assert scope[f"{WCAG_EM}step1b"] == [{"@value": "AA"}]
