"""`wadmon checks`: the catalogue of what is tested, and what is left for a person."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import asdict

import click

from checks.catalogue import describe_checks
from checks.coverage import coverage
from checks.published import load_act_rules, load_failures
from crawler.commands.errors import BadInput
from crawler.commands.options import example, language_option
from crawler.commands.session import Invocation, run_until_stopped
from crawler.json_output import as_json
from crawler.pipeline.tools import audit_tools
from report_templates.check_lines import act_rule_lines, check_lines, check_list_lines, coverage_lines, failure_lines
from results.model import CheckDescription

format_option = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)


@click.group()
def checks() -> None:
    """What is tested: axe-core's rules and our own checks, in words."""


@checks.command("list", epilog=example("wadmon checks list --language nl", "wadmon checks list | grep 1.4.3"))
@format_option
@language_option
@click.pass_obj
def list_checks(invocation: Invocation, /, form: str, language: str) -> None:
    """Every check: whether it can fail, the criteria it answers, and its title."""
    described = _described(invocation)
    if form == "json":
        click.echo(as_json([asdict(check) for check in described.values()], indent=2))
    else:
        click.echo("\n".join(check_list_lines(described, language)))


@checks.command(epilog=example("wadmon checks show image-alt --language nl"))
@click.argument("check_id", metavar="ID")
@format_option
@language_option
@click.pass_obj
def show(invocation: Invocation, /, check_id: str, form: str, language: str) -> None:
    """One check: who is hindered, how to fix it, how to test by hand."""
    described = _described(invocation)
    if check_id not in described:
        near = difflib.get_close_matches(check_id, described, n=3)
        raise BadInput(f"no check {check_id}; " + (f"near: {', '.join(near)}" if near else "see: wadmon checks list"))
    if form == "json":
        click.echo(as_json(asdict(described[check_id]), indent=2))
    else:
        click.echo("\n".join(check_lines(described[check_id], language)))


@checks.command("coverage", epilog=example("wadmon checks coverage", "wadmon checks coverage --failures"))
@click.option("--failures", "by", flag_value="failures", help="The failures W3C published, and the checks for each.")
@click.option("--act-rules", "by", flag_value="act-rules", help="The ACT rules of W3C, and the checks for each.")
@format_option
@language_option
@click.pass_obj
def show_coverage(invocation: Invocation, /, by: str | None, form: str, language: str) -> None:
    """Which success criteria and user needs the checks touch, and which only a person can test."""
    if by:
        published = load_failures() if by == "failures" else load_act_rules()
        lines = failure_lines(load_failures(), language) if by == "failures" else act_rule_lines(load_act_rules())
        click.echo(as_json([asdict(one) for one in published], indent=2) if form == "json" else "\n".join(lines))
        return
    reached = coverage(_described(invocation), invocation.settings().standard)
    if form == "json":
        click.echo(as_json(asdict(reached), indent=2))
    else:
        click.echo("\n".join(coverage_lines(reached, language)))


def _described(invocation: Invocation) -> dict[str, CheckDescription]:
    """Asks axe-core, in the browser, which rules it has."""

    async def ask() -> Mapping[str, tuple[str, ...]]:
        async with audit_tools(invocation.settings()) as tools:
            return tools.checks

    return describe_checks(run_until_stopped(ask(), stopped="stopped"))


VERBS = (checks,)
