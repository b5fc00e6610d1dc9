"""Options that several commands share."""

from __future__ import annotations

import click

from report_templates.languages import available_languages
from results.judging.grouping import GROUPS, TAG


def example(*lines: str) -> str:
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def _strata(value: str | None) -> tuple[str, ...]:
    groups = tuple(part.strip() for part in (value or "").split(",") if part.strip())
    if unknown := [group for group in groups if group not in GROUPS and not group.startswith(TAG)]:
        raise click.BadParameter(f"{unknown[0]!r}: there are {', '.join(GROUPS)} and {TAG}COLUMN")
    return groups


profile_option = click.option(
    "--profile", "profiles", multiple=True, metavar="NAME|FILE",
    help="Profile to judge by; give it again for more. The first makes the headline.  [default: basic, strict]",
)  # fmt: skip
crawl_option = click.option(
    "--crawl", "crawl_id", type=int, metavar="N", help="Which crawl.  [default: the last finished]"
)
site_option = click.option(
    "--site", "sites", multiple=True, metavar="URL|HOST|NAME", help="Only this site; may be repeated."
)
limit_option = click.option("--limit", type=click.IntRange(min=1), help="Only this many sites, drawn at random.")
strata_option = click.option(
    "--strata", metavar="GROUP[,GROUP]", callback=lambda _ctx, _option, value: _strata(value),
    help="With --limit: draw within each group of sites (level, tag:service...), at least two of each.",
)  # fmt: skip
pages_option = click.option(
    "--pages", type=click.IntRange(min=1), help="Pages in each sample.  [default: by size of the site]"
)
seed_option = click.option("--seed", type=int, help="For all random choices.")
delay_option = click.option(
    "--delay", type=click.FloatRange(min=0), help="Seconds between two visits to one host.  [default: 0.5]"
)
workers_option = click.option(
    "--workers", type=click.IntRange(min=1), help="Browsers at once.  [default: three for two processors]"
)
cluster_option = click.option(
    "--cluster", metavar="ADDRESS", help="Visit sites with the workers of this scheduler, such as tls://HOST:8786."
)
screenshots_option = click.option(
    "--screenshots/--no-screenshots", default=None, help="Take a picture of each new barrier.  [default: take]"
)
language_option = click.option("--language", type=click.Choice(available_languages()), default="en", show_default=True)
