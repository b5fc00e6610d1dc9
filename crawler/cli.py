"""The command `wadmon`: one verb a command. It reads options, calls the stages and prints what they gave."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, TextIO, TypeVar

import click
from filelock import FileLock, Timeout

from checks.browser import BrowserUnavailable
from checks.browser_install import BrowserError
from checks.catalogue import describe_checks
from checks.engines.axe_file import AxeFileError
from checks.profile import ProfileError, load_profile
from crawler import demonstration
from crawler.discovery.urls import canonical_url
from crawler.json_output import as_json, page_as_dict, share_as_dict
from crawler.logs import configure_logs
from crawler.pipeline.auditing import AuditTools, audit_tools
from crawler.pipeline.check import check_pages
from crawler.pipeline.crawl import CrawlRun, NothingToCrawl, begin_crawl, choose_sites
from crawler.pipeline.resuming import CannotResume, crawl_to_resume, settings_of
from crawler.progress import progress_for
from crawler.register import RegisterError, read_register, write_register
from crawler.settings import NO_CONTACT, Settings, SettingsError, load_settings, settings_as_toml
from crawler.version import VERSION
from report_templates.languages import UnknownLanguageError, available_languages
from report_templates.output_folder import NotAReportError
from report_templates.render import render_pages, render_report
from report_templates.terminal import page_lines, printable, share_lines
from results.exports import export_format, export_formats
from results.model import Crawl, CrawlReport, PageAudit, Profile, Share
from results.reporting import crawl_report, crawl_share, site_reports
from results.store import Store, StoreError, open_store
from results.stored_crawls import crawl_checks, finish_crawl, get_crawl, latest_crawl
from results.stored_register import import_sites, registered_sites
from results.stored_verdicts import is_judged, judge_crawl

T = TypeVar("T")

logger = logging.getLogger(__name__)

DONE, NOT_ALL_TESTED, BAD_INPUT, COULD_NOT_RUN = 0, 1, 2, 3

EXIT_CODES = """\b
Exit codes: 0 done; 1 finished, but some sites or pages could not be tested;
2 bad input; 3 could not run, or was stopped (continue with: wadmon crawl --resume)."""

_BAD_INPUT = (
    RegisterError,
    SettingsError,
    ProfileError,
    NothingToCrawl,
    StoreError,
    CannotResume,
    NotAReportError,
    UnknownLanguageError,
)
_COULD_NOT_RUN = (BrowserUnavailable, BrowserError, AxeFileError, Timeout)


class CouldNotRun(click.ClickException):
    exit_code = COULD_NOT_RUN


class BadInput(click.ClickException):
    exit_code = BAD_INPUT


class Commands(click.Group):
    """Turns the errors a person can do something about into one line and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except _BAD_INPUT as error:
            raise BadInput(str(error)) from error
        except Timeout as error:
            raise CouldNotRun(f"another wadmon is writing this database ({error.lock_file})") from error
        except _COULD_NOT_RUN as error:
            raise CouldNotRun(str(error)) from error
        except OSError as error:
            if error.filename is None:
                raise
            raise CouldNotRun(f"{error.filename}: {error.strerror}") from error
        except BaseExceptionGroup as group:
            known = group.subgroup(lambda error: isinstance(error, _COULD_NOT_RUN))
            if known is None:
                raise
            raise CouldNotRun(str(_first(known))) from group


def _first(group: BaseExceptionGroup[Any]) -> BaseException:
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


@dataclass(frozen=True, slots=True)
class Invocation:
    """What the global options said."""

    config: Path | None
    options: dict[str, Any]
    quiet: bool

    def settings(self, **more: Any) -> Settings:
        return load_settings(self.config, self.options | {name: v for name, v in more.items() if v is not None})

    def say(self, text: str) -> None:
        """For the person at the terminal; results go to stdout, this goes to stderr."""
        if not self.quiet:
            click.echo(text, err=True)


@click.group(
    cls=Commands, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option("--database", type=click.Path(path_type=Path, dir_okay=False), help="SQLite file.  [default: wadmon.db]")
@click.option(
    "--config", type=click.Path(path_type=Path, dir_okay=False), help="Settings file.  [default: wadmon.toml, if there]"
)
@click.option("--proxy", metavar="URL", help="HTTP proxy for all traffic.")
@click.option("--allow-private", is_flag=True, default=None, help="Allow loopback and private addresses.")
@click.option("-v", "--verbose", count=True, help="Tell more; -vv tells all.")
@click.option("-q", "--quiet", is_flag=True, help="Only results and errors.")
@click.version_option(VERSION, prog_name="wadmon")
@click.pass_context
def main(ctx: click.Context, /, config: Path | None, verbose: int, quiet: bool, **options: Any) -> None:  # noqa: FBT001
    """Monitor the accessibility of a government's websites (Directive (EU) 2016/2102).

    \b
    wadmon register import sites.csv
    wadmon crawl
    wadmon report --out report
    """
    configure_logs(verbose, quiet=quiet)
    ctx.obj = Invocation(config, options, quiet)


def _example(*lines: str) -> str:
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


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
pages_option = click.option(
    "--pages", type=click.IntRange(min=1), help="Pages in each sample.  [default: by size of the site]"
)
seed_option = click.option("--seed", type=int, help="For all random choices.")
delay_option = click.option(
    "--delay", type=click.FloatRange(min=0), help="Seconds between two visits to one host.  [default: 0.5]"
)
workers_option = click.option("--workers", type=click.IntRange(min=1), help="Browsers at once.  [default: processors]")
language_option = click.option("--language", type=click.Choice(available_languages()), default="en", show_default=True)


# --- register ---------------------------------------------------------------------------------------------------


@main.group()
def register() -> None:
    """The list of websites that are monitored."""


@register.command("import", epilog=_example("wadmon register import dotgov.csv --column url='Domain name'"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="NAME=COLUMN",
    help="The file's column for one of ours; may be repeated.",
)
@click.pass_obj
def register_import(invocation: Invocation, /, file: Path, columns: tuple[str, ...]) -> None:
    """Add the sites of a CSV FILE; known ones are updated, none is removed.

    The header needs `url`; name, organisation, policy_domain, level, country and language are known; every other
    column is kept as a tag.
    """
    read = read_register(file, dict(_column(text) for text in columns))
    with open_store(invocation.settings().database) as store:
        count = import_sites(store, read.sites)
    for problem in (*read.problems, *read.warnings):
        click.echo(f"{file}:{problem.line}: {problem.value!r}: {problem.reason}", err=True)
    refused = len(read.problems)
    click.echo(
        f"{count.added} added, {count.changed} changed, {count.unchanged} unchanged, {refused} rows not imported"
    )
    if not read.sites:
        raise BadInput(f"{file}: no row could be imported")


def _column(text: str) -> tuple[str, str]:
    name, equals, column = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r}: write NAME=COLUMN", param_hint="--column")
    return name.strip(), column.strip()


@register.command("list", epilog=_example("wadmon register list | cut -f1"))
@click.pass_obj
def register_list(invocation: Invocation) -> None:
    """The sites, one a line: URL, name, organisation, policy domain; tabs between."""
    with open_store(invocation.settings().database, create=False) as store:
        for site in registered_sites(store):
            fields = (site.url, site.name, site.organisation, site.policy_domain)
            click.echo("\t".join(printable(field) for field in fields))


@register.command("export", epilog=_example("wadmon register export sites.csv"))
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True), default="-")
@click.pass_obj
def register_export(invocation: Invocation, /, file: TextIO) -> None:
    """The register as CSV, to FILE or to the terminal; `register import` reads it again."""
    with open_store(invocation.settings().database, create=False) as store:
        write_register(registered_sites(store), file)


# --- crawl ------------------------------------------------------------------------------------------------------


@main.command(epilog=_example("wadmon --database weekly.db crawl --pages 12"))
@site_option
@limit_option
@profile_option
@pages_option
@seed_option
@delay_option
@workers_option
@click.option("--resume", is_flag=True, help="Continue the last crawl that did not finish.")
@click.pass_obj
def crawl(
    invocation: Invocation,
    /,
    sites: tuple[str, ...],
    limit: int | None,
    profiles: tuple[str, ...],
    resume: bool,  # noqa: FBT001
    **more: Any,
) -> None:
    """All stages: find the pages of each site, sample them, check them in a browser, judge."""
    if sites and limit:
        raise click.UsageError("--limit draws sites at random and --site names them: leave one of them out")
    if resume and (sites or limit or more["pages"] or more["seed"] is not None):
        raise click.UsageError("--resume continues as the crawl began: leave out --site, --limit, --pages and --seed")
    settings = invocation.settings(profiles=profiles or None, **more)
    judged = _profiles(settings)
    with _writing(settings) as store:
        done = _run(_crawl(invocation, store, settings, sites=sites, limit=limit, resume=resume))
        judge_crawl(store, done.id, judged)
        finish_crawl(store, done.id)
        shares = [crawl_share(store, done, profile) for profile in judged]
    _tell_shares(shares, "en")
    _exit_by(shares[0])


async def _crawl(
    invocation: Invocation, store: Store, settings: Settings, *, sites: Sequence[str], limit: int | None, resume: bool
) -> Crawl:
    _remind_of_contact(invocation, settings)
    chosen = None if resume else choose_sites(registered_sites(store), sites, limit, settings.seed)
    async with audit_tools(settings) as tools:
        _tell_tools(invocation, tools)
        if chosen is None:
            started = crawl_to_resume(store, tools.tools)
            settings = settings_of(started, settings)
        else:
            started = begin_crawl(store, settings, chosen, tools)
        with progress_for(sys.stderr, quiet=invocation.quiet) as progress:
            await CrawlRun(store, started, settings, progress).discover_and_audit(tools)
    return started


@main.command(epilog=_example("wadmon discover && wadmon audit && wadmon judge"))
@site_option
@limit_option
@pages_option
@seed_option
@delay_option
@click.pass_obj
def discover(invocation: Invocation, /, sites: tuple[str, ...], limit: int | None, **more: Any) -> None:
    """Only the first stage of a new crawl: find the pages of each site and draw the samples."""
    settings = invocation.settings(**more)

    async def run(store: Store) -> Crawl:
        _remind_of_contact(invocation, settings)
        chosen = choose_sites(registered_sites(store), sites, limit, settings.seed)
        async with audit_tools(settings) as tools:
            _tell_tools(invocation, tools)
            started = begin_crawl(store, settings, chosen, tools)
            with progress_for(sys.stderr, quiet=invocation.quiet) as progress:
                progress.begin(len(chosen.sites), 0, 0)
                await CrawlRun(store, started, settings, progress).discover()
        return started

    with _writing(settings) as store:
        started = _run(run(store))
    click.echo(f"crawl {started.id}: discovered; next: wadmon audit")


@main.command(epilog=_example("wadmon audit"))
@delay_option
@workers_option
@click.pass_obj
def audit(invocation: Invocation, /, **more: Any) -> None:
    """Only the second stage of the last unfinished crawl: visit the sampled pages of each discovered site."""
    settings = invocation.settings(**more)

    async def run(store: Store) -> Crawl:
        async with audit_tools(settings) as tools:
            _tell_tools(invocation, tools)
            started = crawl_to_resume(store, tools.tools)
            with progress_for(sys.stderr, quiet=invocation.quiet) as progress:
                await CrawlRun(store, started, settings_of(started, settings), progress).audit(tools)
        return started

    with _writing(settings) as store:
        started = _run(run(store))
    click.echo(f"crawl {started.id}: audited; next: wadmon judge")


@main.command(epilog=_example("wadmon judge --profile my-profile.toml --crawl 3"))
@profile_option
@click.option("--crawl", "crawl_id", type=int, metavar="N", help="Which crawl.  [default: the last]")
@click.pass_obj
def judge(invocation: Invocation, /, profiles: tuple[str, ...], crawl_id: int | None) -> None:
    """Only the last stage: verdicts from the stored outcomes. The web is not asked again."""
    settings = invocation.settings(profiles=profiles or None)
    judged = _profiles(settings)
    with _writing(settings) as store:
        crawl = _last_crawl(store) if crawl_id is None else _chosen_crawl(store, crawl_id)
        judge_crawl(store, crawl.id, judged)
        if not crawl.finished_at:
            finish_crawl(store, crawl.id)
        shares = [crawl_share(store, crawl, profile) for profile in judged]
    _tell_shares(shares, "en")
    _exit_by(shares[0])


# --- check ------------------------------------------------------------------------------------------------------


@main.command(
    epilog=_example(
        "wadmon check https://www.example.org/ https://www.example.org/contact",
        "wadmon check --urls pages.txt --format jsonl > pages.jsonl",
    )
)
@click.argument("urls", nargs=-1)
@click.option("--urls", "file", type=click.File("rb"), help="File with a URL a line; - is standard input.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "jsonl", "html"]), default="text", show_default=True
)
@language_option
@delay_option
@workers_option
@click.pass_obj
def check(
    invocation: Invocation, /, urls: tuple[str, ...], file: BinaryIO | None, form: str, language: str, **more: Any
) -> None:
    """Check pages now, without a register. You name them, so robots.txt is not asked; nothing is stored."""
    wanted = _page_urls([*urls, *_lines(file)])
    settings = invocation.settings(**more)

    async def run() -> list[PageAudit]:
        audits = []
        async with audit_tools(settings) as tools:
            checks = describe_checks(tools.axe.criteria)
            async with aclosing(check_pages(wanted, settings, tools, language)) as pages:
                async for page in pages:
                    if form == "text":
                        click.echo("\n".join(page_lines(page, checks, language)))
                    elif form == "jsonl":
                        click.echo(as_json(page_as_dict(page)))
                    audits.append(page)
        if form == "json":
            click.echo(as_json([page_as_dict(page) for page in audits], indent=2))
        elif form == "html":
            click.echo(render_pages(audits, checks, tools.tools, language))
        return audits

    audits = _run(run(), stopped="stopped")
    raise click.exceptions.Exit(DONE if all(page.tested for page in audits) else NOT_ALL_TESTED)


def _lines(file: BinaryIO | None) -> list[str]:
    try:
        return file.read().decode("utf-8-sig").splitlines() if file else []
    except UnicodeDecodeError as error:
        raise BadInput(f"{file.name if file else ''}: not a text file in UTF-8") from error


def _page_urls(lines: Sequence[str]) -> list[str]:
    urls = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not urls:
        raise click.UsageError("give one or more URLs, or --urls FILE")
    with_scheme = [url if "://" in url else f"https://{url}" for url in urls]
    for url in with_scheme:
        if canonical_url(url) is None:
            raise BadInput(f"{url}: not a URL of a web page (http or https)")
    return with_scheme


# --- results ----------------------------------------------------------------------------------------------------


@main.command(epilog=_example("wadmon report --out report"))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder to write; replaced if it is a report.",
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=click.Choice(available_languages()),
    help="May be repeated; the first is the main one.  [default: nl, en]",
)
@profile_option
@crawl_option
@click.pass_obj
def report(
    invocation: Invocation, /, out: Path, languages: tuple[str, ...], profiles: tuple[str, ...], crawl_id: int | None
) -> None:
    """A static website: the share, how sure it is, and a page for each site."""
    settings = invocation.settings(profiles=profiles or None, languages=languages or None)
    with _judged(invocation, settings, crawl_id) as (store, crawl, judged):
        records = _records(store, crawl, judged)
        index = render_report(records, site_reports(store, records), out, settings.languages)
    _tell_shares(list(records.shares.values()), "en")
    click.echo(f"report: {index}")


@main.command(epilog=_example("wadmon share --format json | jq .share"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
@profile_option
@crawl_option
@click.pass_obj
def share(invocation: Invocation, /, form: str, language: str, profiles: tuple[str, ...], crawl_id: int | None) -> None:
    """The share of accessible sites under the first profile, with its interval and bounds."""
    settings = invocation.settings(profiles=profiles or None)
    with _judged(invocation, settings, crawl_id) as (store, crawl, judged):
        found = crawl_share(store, crawl, judged[0])
    if form == "json":
        click.echo(as_json(share_as_dict(found), indent=2))
    else:
        _tell_shares([found], language)


@main.group()
def export() -> None:
    """The results as files for other programs."""


def _export_command(name: str) -> None:
    @export.command(
        name, help=f"The last crawl as {name} files.", epilog=_example(f"wadmon export {name} --out figures")
    )
    @click.option(
        "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder to write into."
    )
    @profile_option
    @crawl_option
    @click.pass_obj
    def command(invocation: Invocation, /, out: Path, profiles: tuple[str, ...], crawl_id: int | None) -> None:
        settings = invocation.settings(profiles=profiles or None)
        with _judged(invocation, settings, crawl_id) as (store, crawl, judged):
            records = _records(store, crawl, judged)
            out.mkdir(parents=True, exist_ok=True)
            for path in export_format(name).export(records, site_reports(store, records), out):
                click.echo(path)


for _name in export_formats():
    _export_command(_name)


@main.command("settings", epilog=_example("wadmon settings > wadmon.toml"))
@click.pass_obj
def print_settings(invocation: Invocation) -> None:
    """The settings in force, as a wadmon.toml that explains each."""
    click.echo(settings_as_toml(invocation.settings()), nl=False)


@main.command(epilog=_example("wadmon demo --out demo-report"))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("demo-report"), show_default=True)
@click.pass_obj
def demo(invocation: Invocation, /, out: Path) -> None:
    """Crawl the demonstration web that comes with wadmon, without network, and write its report."""
    out.mkdir(parents=True, exist_ok=True)
    database = out / "demo.db"
    for leftover in out.glob("demo.db*"):
        leftover.unlink()
    with demonstration.serve() as server:
        settings = invocation.settings(database=database, proxy=server.proxy_url, delay=0.0)
        judged = _profiles(settings)
        (out / "register.csv").write_text(server.register_csv, "utf-8")
        with _writing(settings) as store:
            import_sites(store, read_register(out / "register.csv").sites)
            crawl = _run(_crawl(invocation, store, settings, sites=(), limit=None, resume=False))
            judge_crawl(store, crawl.id, judged)
            finish_crawl(store, crawl.id)
            records = _records(store, _chosen_crawl(store, crawl.id), judged)
            index = render_report(records, site_reports(store, records), out / "report", settings.languages)
    _tell_shares(list(records.shares.values()), "en")
    click.echo(f"report: {index}")


# --- shared by the commands -------------------------------------------------------------------------------------


def _profiles(settings: Settings) -> list[Profile]:
    return [load_profile(name) for name in settings.profiles]


@contextmanager
def _writing(settings: Settings) -> Iterator[Store]:
    """The database, with the lock that only one writer has; the system takes it back from a dead one."""
    settings.database.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{settings.database}.lock", timeout=0), open_store(settings.database) as store:
        yield store


@contextmanager
def _judged(
    invocation: Invocation, settings: Settings, crawl_id: int | None
) -> Iterator[tuple[Store, Crawl, list[Profile]]]:
    """A finished crawl with verdicts under every profile; judged now under those that are new."""
    judged = _profiles(settings)
    with open_store(settings.database, create=False) as store:
        crawl = _chosen_crawl(store, crawl_id)
        unfinished = _unfinished(store)
        if crawl_id is None and unfinished is not None and unfinished.id > crawl.id:
            invocation.say(f"crawl {unfinished.id} is not finished; this is crawl {crawl.id}")
        if not crawl.finished_at:
            raise BadInput(
                f"crawl {crawl.id} is not finished; continue with: wadmon crawl --resume, "
                f"or end it as it is with: wadmon judge --crawl {crawl.id}"
            )
        new = [profile for profile in judged if not is_judged(store, crawl.id, profile)]
        if new:
            with FileLock(f"{settings.database}.lock", timeout=0):
                judge_crawl(store, crawl.id, new)
        yield store, crawl, judged


def _last_crawl(store: Store) -> Crawl:
    """Finished or not."""
    unfinished, finished = _unfinished(store), latest_crawl(store, finished=True)
    if unfinished is not None and (finished is None or unfinished.id > finished.id):
        return unfinished
    return _chosen_crawl(store, None)


def _unfinished(store: Store) -> Crawl | None:
    return latest_crawl(store, finished=False)


def _chosen_crawl(store: Store, crawl_id: int | None) -> Crawl:
    if crawl_id is not None:
        crawl = get_crawl(store, crawl_id)
        if crawl is None:
            raise BadInput(f"there is no crawl {crawl_id}")
        return crawl
    crawl = latest_crawl(store, finished=True)
    if crawl is None:
        started = _unfinished(store)
        raise BadInput(
            f"crawl {started.id} is not finished; continue with: wadmon crawl --resume"
            if started
            else "nothing has been crawled yet; start with: wadmon crawl"
        )
    return crawl


def _records(store: Store, crawl: Crawl, judged: Sequence[Profile]) -> CrawlReport:
    return crawl_report(store, crawl, judged, describe_checks(crawl_checks(store, crawl.id)))


def _remind_of_contact(invocation: Invocation, settings: Settings) -> None:
    if settings.contact_url == NO_CONTACT and not settings.effective_proxy:
        invocation.say("set contact_url in wadmon.toml: administrators must be able to reach you")


def _tell_tools(invocation: Invocation, tools: AuditTools) -> None:
    used = tools.tools
    invocation.say(
        f"{used.browser}, axe-core {used.axe_version}{'' if used.browser_sandbox else ', no sandbox (root)'}"
    )
    if used.axe_source == "fallback":
        invocation.say("axe-core is the fallback: an older version that finds fewer barriers (npm was out of reach)")


def _tell_shares(shares: Sequence[Share], language: str) -> None:
    for line in share_lines(shares, language):
        click.echo(line)


def _exit_by(found: Share) -> None:
    raise click.exceptions.Exit(NOT_ALL_TESTED if found.not_tested else DONE)


_RESUMABLE = "stopped; what was done is stored. Continue with: wadmon crawl --resume"


def _run(work: Coroutine[Any, Any, T], stopped: str = _RESUMABLE) -> T:
    """Ctrl-C and SIGTERM end the work between two transactions; what is stored can be resumed."""

    async def until_told() -> T:
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        assert task is not None
        loop.add_signal_handler(signal.SIGTERM, task.cancel)
        try:
            return await work
        except BaseException as error:
            if not task.cancelling():
                raise
            # Ctrl-C reaches the browser's driver as well: whatever breaks off with it is no error of its own.
            loop.set_exception_handler(lambda _loop, context: logger.debug("stopping: %s", context["message"]))
            raise asyncio.CancelledError from error

    try:
        return asyncio.run(until_told())
    except (KeyboardInterrupt, asyncio.CancelledError):
        raise CouldNotRun(stopped) from None
