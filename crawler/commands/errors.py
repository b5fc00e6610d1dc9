"""What can go wrong in a way a person can do something about: one line, and an exit code."""

from __future__ import annotations

from typing import Any

import click

from results.model import CannotRun, WrongInput

DONE, NOT_ALL_TESTED, BAD_INPUT, COULD_NOT_RUN = 0, 1, 2, 3

EXIT_CODES = """\b
Exit codes: 0 done; 1 finished, but some sites or pages could not be tested;
2 bad input; 3 could not run, or was stopped (continue with: wadmon crawl --resume)."""


class CouldNotRun(click.ClickException):
    exit_code = COULD_NOT_RUN


class BadInput(click.ClickException):
    exit_code = BAD_INPUT


class Commands(click.Group):
    """Turns the errors a person can do something about into one line and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except WrongInput as error:
            raise BadInput(str(error)) from error
        except CannotRun as error:
            raise CouldNotRun(str(error)) from error
        except OSError as error:
            if error.filename is None:
                raise
            raise CouldNotRun(f"{error.filename}: {error.strerror}") from error
        except BaseExceptionGroup as group:
            known = group.subgroup(CannotRun)
            if known is None:
                raise
            raise CouldNotRun(str(_first(known))) from group


def _first(group: BaseExceptionGroup[Any]) -> BaseException:
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
