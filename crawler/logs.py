"""Logs: structlog over the standard library, to stderr, quiet unless asked."""

from __future__ import annotations

import logging
import sys

import structlog

_LEVELS = (logging.WARNING, logging.INFO, logging.DEBUG)


def configure_logs(verbose: int, *, quiet: bool) -> None:
    """verbose: how many times -v was given."""
    level = logging.ERROR if quiet else _LEVELS[min(verbose, len(_LEVELS) - 1)]
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.processors.KeyValueRenderer(key_order=["event"]),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
