"""Every name in a template is there, which `make lint` looks at too, and one that is not is found with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

from report_templates.environment import FOLDER
from tests.report_templates.template_names import problems


def test_every_name_in_a_template_is_there() -> None:
    assert problems() == []


WRONG = (
    ("pages/site.html.jinja", "view.verdict.score |", "view.verdict.scores |", "SiteVerdict has no 'scores'"),
    ("pages/index.html.jinja", "share | certainty", "shares | certainty", "'shares' is given to no such template"),
    ("pages/method.html.jinja", "row.value |", "row.at |", "SensitivityAt has no 'at'"),
    ("pages/trend.html.jinja", "population.name", "population.title", "Population has no 'title'"),
    ("pages/method.html.jinja", 'selectattr("weight")', 'selectattr("weigh")', "BasicCriterion has no 'weigh'"),
    ("pages/organisations.html.jinja", "tables.group_table(", "tables.groups(", "there is no macro 'groups'"),
    ("partials/findings.html.jinja", "one.finding.region", "one.finding.part", "Finding has no 'part'"),
    ("partials/base.html.jinja", "here.static(", "here.file(", "Location has no 'file'"),
    ("mails/notification.txt.jinja", "barrier.page ", "barrier.address ", "Barrier has no 'address'"),
    (
        "partials/statements.html.jinja",
        "macro section(view, site)",
        "macro section(view)",
        "macro 'section' takes 1 values, this call gives 2",
    ),
)
"""Template, what stands in it, what is written instead, what is found."""


def test_every_name_that_is_not_there_is_found(tmp_path: Path) -> None:
    for folder in ("pages", "partials", "mails"):
        shutil.copytree(FOLDER / folder, tmp_path / folder)
    for template, written, instead, _ in WRONG:
        text = (tmp_path / template).read_text("utf-8")
        assert written in text
        (tmp_path / template).write_text(text.replace(written, instead), "utf-8")

    assert {message.partition(": ")[2] for message in problems(tmp_path)} == {found for *_, found in WRONG}
