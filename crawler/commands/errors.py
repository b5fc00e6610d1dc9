"""What can go wrong in a way a person can do something about: one line, and an exit code."""

from __future__ import annotations

from typing import Any

import click
from filelock import Timeout

from checks.browser_install import BrowserError
from checks.browsers.engine import BrowserUnavailable, UnknownEngine
from checks.engines.axe_file import AxeFileError
from checks.profile import ProfileError
from crawler.mail import MailError
from crawler.pipeline.choosing import NothingToCrawl
from crawler.pipeline.cluster import ClusterError
from crawler.pipeline.confirm_tools import CannotConfirm
from crawler.pipeline.report import NoSuchGroup
from crawler.pipeline.resuming import CannotResume
from crawler.pipeline.searching import CannotSearch
from crawler.pipeline.which_crawl import NoSuchCrawl
from crawler.published_figures import PublishedFiguresError
from crawler.register import RegisterError
from crawler.settings import SettingsError
from crawler.site_search.scope_file import ScopeError
from report_templates.languages import UnknownLanguageError
from report_templates.output_folder import NotAReportError
from results.crawls.stored_crawls import DetailsRemoved
from results.storage.backup import BackupError
from results.storage.store import DatabaseNotWritten, StoreError

DONE, NOT_ALL_TESTED, BAD_INPUT, COULD_NOT_RUN = 0, 1, 2, 3

EXIT_CODES = """\b
Exit codes: 0 done; 1 finished, but some sites or pages could not be tested;
2 bad input; 3 could not run, or was stopped (continue with: wadmon crawl --resume)."""

_BAD_INPUT = (
    RegisterError,
    UnknownEngine,
    PublishedFiguresError,
    ScopeError,
    SettingsError,
    ProfileError,
    NothingToCrawl,
    StoreError,
    DetailsRemoved,
    CannotConfirm,
    CannotResume,
    CannotSearch,
    NoSuchCrawl,
    NoSuchGroup,
    NotAReportError,
    UnknownLanguageError,
)
_COULD_NOT_RUN = (
    BrowserUnavailable,
    BrowserError,
    AxeFileError,
    ClusterError,
    Timeout,
    DatabaseNotWritten,
    BackupError,
    MailError,
)


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
