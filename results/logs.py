"""Logs with fields, by structlog over the standard library; which of them are shown, crawler/logs.py says.

Nothing is configured for the whole program, so that who writes no such logs does not import structlog: that takes as
long as all the rest of a short command.
"""

from __future__ import annotations

import logging

from structlog import stdlib, wrap_logger
from structlog.processors import KeyValueRenderer


def fields_logger(module: str) -> stdlib.BoundLogger:
    """module: its `__name__`, by which the lines say where they come from."""
    made: stdlib.BoundLogger = wrap_logger(
        logging.getLogger(module),
        processors=[stdlib.filter_by_level, KeyValueRenderer(key_order=["event"])],
        wrapper_class=stdlib.BoundLogger,
    )
    return made
