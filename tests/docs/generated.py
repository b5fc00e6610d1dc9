"""What the documentation says of the code, made from the code; `python tests/docs/generated.py` refreshes it.

A part stands between `<!-- generated: NAME -->` and `<!-- end -->`; test_docs.py fails when one is stale.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import click

from checks.catalogue import OWN, describe_checks
from checks.coverage import coverage
from checks.engines.axe_file import find_axe
from checks.profile import load_profile
from checks.published import load_act_rules, load_failures
from crawler.cli import main
from crawler.page_roles import ROLES
from crawler.pipeline.tools import audit_tools
from crawler.sampling import LARGEST, SIZES
from crawler.settings import Settings
from report_templates.profile_words import criterion_title
from report_templates.wording import NEEDS, REASONS, REGIONS
from report_templates.wording import ROLES as ROLE_WORDS
from results.model import BasicCriterion, Blocker, CheckDescription, Reason, Standard
from tests.docs.rooms import rooms

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
TYPES = {
    bool: "yes or no",
    int: "number",
    float: "number",
    str: "text",
    Standard: "text",
    type(Path()): "path",
    tuple: "list",
}
MACHINE = {"fully": "all of it", "partly": "a part", "not": "nothing: only a person can"}
PART = re.compile(r"(<!-- generated: (?P<name>.+?) -->\n)(?P<text>.*?)(<!-- end -->)", re.DOTALL)


def refreshed(page: str) -> str:
    """The page with every generated part as the code has it now."""
    return PART.sub(lambda part: f"{part[1]}{generate(part['name'])}\n{part[4]}", page)


def generate(name: str) -> str:
    """The text of one part. name: a generator and its arguments, such as "help register import"."""
    generator, *arguments = name.split(" ")
    return GENERATORS[generator](*arguments)


def commands() -> Iterator[tuple[str, ...]]:
    """Every command that does something, as the words after `wadmon`."""
    yield from _commands_below(main, ())


def _commands_below(group: click.Group, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from _commands_below(command, (*words, name))
        else:
            yield (*words, name)


def find_command(words: Sequence[str]) -> tuple[click.Command, click.Context]:
    """Raises KeyError when there is no such command."""
    command: click.Command = main
    context = _context(main, "wadmon", None)
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(context, word)
        if found is None:
            raise KeyError(word)
        command = found
        context = _context(command, word, context)
    return command, context


def _context(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    return command.make_context(name, [], parent, resilient_parsing=True, terminal_width=96)


def _help(*words: str) -> str:
    command, context = find_command(words)
    return f"```text\n{command.get_help(context)}\n```"


def _settings() -> str:
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default
        value = json.dumps(str(default) if isinstance(default, Path) else default, ensure_ascii=False)
        decides = "yes" if name in Settings.deciding() else ""
        rows.append((f"`{name}`", TYPES[type(default)], f"`{value}`", field.description or "", decides))
    return _table(("Setting", "Type", "Default", "What it does", "Decides results"), rows)


def _sample_sizes() -> str:
    smallest, *others = SIZES
    rows = [(f"up to {smallest[0]}", "all of them")]
    lower = smallest[0]
    for limit, size in others:
        rows.append((f"{lower + 1} to {limit}", str(size)))
        lower = limit
    rows.append((f"more than {lower}", str(LARGEST)))
    return _table(("Pages found", "Pages in the sample"), rows)


def _roles() -> str:
    rows = [(ROLE_WORDS["home"], "a"), *((ROLE_WORDS[role.name], role.clause) for role in ROLES)]
    return _table(
        ("Page", "Letter of the Decision"),
        [
            *rows,
            *((ROLE_WORDS[role], letter) for role, letter in (("language", "d"), ("appearance", "d"), ("random", "g"))),
        ],
    )


def _reasons() -> str:
    return _table(
        ("Code", "Meaning"), [(f"`{reason}`", REASONS[reason].explanation.replace("\n", " ")) for reason in Reason]
    )


def _profile(name: str) -> str:
    profile = load_profile(name)
    least = (
        f"No verdict without the home page, nor on fewer than {profile.least_pages} pages unless the site has fewer."
    )
    if profile.rule == "no-failure":
        return (
            f"Profile `{profile.name}`, version {profile.version}: no failed check of level A or AA on any tested "
            f"page. {least}"
        )
    rule = (
        f"Profile `{profile.name}`, version {profile.version}. Accessible from {profile.threshold:.0%}; a criterion "
        f"must be met on {profile.page_share:.0%} of the pages where it applies. {least}"
    )
    blockers = (f"Alone decides: {_blocker(blocker)}." for blocker in profile.blockers)
    weighed = [criterion for criterion in profile.criteria if criterion.weight]
    beside = [criterion for criterion in profile.criteria if not criterion.weight]
    essential = [criterion for criterion in weighed if criterion.material]
    measures = _table(
        (f"Essential: alone decides on more than {profile.most:.0%} of the tested pages", "What stops a person"),
        [(criterion_title(criterion, "en"), criterion.texts["en"].measure) for criterion in essential],
    )
    return "\n\n".join(
        (rule, *blockers, measures, _criteria(weighed), "Beside the score, never in it:", _criteria(beside))
    )


def _criteria(criteria: Sequence[BasicCriterion]) -> str:
    rows = [
        (
            criterion_title(criterion, "en"),
            f"{criterion.weight:g}",
            MACHINE[criterion.machine],
            ", ".join(criterion.criteria) or "–",
            _codes(criterion.checks),
            _codes(criterion.asks),
        )
        for criterion in criteria
    ]
    return _table(
        ("Criterion", "Weight", "What automatic checks can answer", "WCAG", "Checks", "Checks that only ask a person"),
        rows,
    )


def _codes(checks: Sequence[str]) -> str:
    return " ".join(f"`{check}`" for check in checks) or "–"


def _blocker(blocker: Blocker) -> str:
    where = [f"on the page “{ROLE_WORDS[blocker.role]}”"] if blocker.role else []
    where += [REGIONS[blocker.region]] if blocker.region else []
    return ", ".join([f"a failure of `{blocker.check}`", *where])


def _coverage() -> str:
    axe, checks = _checks_that_run()
    reached = coverage(checks, Standard.V3_2_1)
    counted = [check for check in checks.values() if not check.best_practice]
    own = sum(check.engine == OWN for check in counted)
    run = (
        f"With axe-core {axe} and our own, {len(counted)} checks of level A and AA run, {own} of them our own. "
        f"Failures can be found of {len(reached.touched)} of the {reached.total} success criteria: "
        f"{', '.join(reached.touched)}."
    )
    asked = f"Only pointed out for a person: {', '.join(reached.asked)}." if reached.asked else ""
    rest = f"No check touches the other {len(reached.untouched)}: {', '.join(reached.untouched)}."
    rows = [(f"({need}) {NEEDS[need]}", f"{reach.touched} of {reach.total}") for need, reach in reached.needs.items()]
    needs = _table(("User need", "Success criteria with a check that can fail"), rows)
    return "\n\n".join(part for part in (run, asked, rest, needs) if part)


def _failures() -> str:
    failures = load_failures()
    failing = sum(bool(failure.fails) for failure in failures)
    asking = sum(bool(failure.asks) and not failure.fails for failure in failures)
    counted = (
        f"Of {len(failures)} failures, checks can fail {failing} in some of their forms, only point out {asking}, and "
        f"leave {len(failures) - failing - asking} to a person."
    )
    rows = [
        (
            f"[{failure.id}](https://www.w3.org/WAI/WCAG22/Techniques/failures/{failure.id}) {failure.about}",
            ", ".join(failure.criteria),
            _codes(failure.fails),
            " ".join(part for part in (_codes(failure.asks) if failure.asks else "", failure.reason) if part),
        )
        for failure in failures
    ]
    header = ("Failure", "WCAG", "Checks that fail it", "Checks that only ask, or why none fails it")
    return f"{counted}\n\n{_table(header, rows)}"


def _act_rules() -> str:
    rows = [
        (
            f"[{rule.id}](https://www.w3.org/WAI/standards-guidelines/act/rules/{rule.id}/) {rule.name}",
            ", ".join(rule.criteria) or "–",
            _codes(rule.checks),
        )
        for rule in load_act_rules()
    ]
    return _table(("Rule", "WCAG", "Checks"), rows)


@cache
def _checks_that_run() -> tuple[str, dict[str, CheckDescription]]:
    """The version of axe-core, and every check of a crawl with default settings."""

    async def ask() -> Mapping[str, tuple[str, ...]]:
        async with audit_tools(Settings()) as tools:
            return tools.checks

    return find_axe().version, describe_checks(asyncio.run(ask()))


def _rooms() -> str:
    rows = [(f"`{room.name}`", room.purpose, " ".join(f"`{name}`" for name in room.imports)) for room in rooms(ROOT)]
    return _table(("Room", "What is in it", "Imports"), rows)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


GENERATORS: dict[str, Callable[..., str]] = {
    "help": _help,
    "settings": _settings,
    "sample-sizes": _sample_sizes,
    "roles": _roles,
    "reasons": _reasons,
    "profile": _profile,
    "coverage": _coverage,
    "rooms": _rooms,
    "failures": _failures,
    "act-rules": _act_rules,
}


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(refreshed(path.read_text("utf-8")), "utf-8")
