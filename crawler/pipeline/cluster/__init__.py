"""A crawl on more than one machine: the visits to sites on the workers of a Dask scheduler.

1. `serving` is `wadmon worker`: a Dask worker with one browser, whose `station` carries orders out.
2. `scheduler_link` is the coordinator's line to the scheduler: who is there, who is silent, where a visit goes.
3. `coordinator` gives each worker one site after another, stores what comes back, and makes good what is lost.
4. `agreement` says whether a worker would measure as the coordinator does.

Everything here but this module and `agreement` needs the extra “cluster”; the rest of the program does not.
"""

from __future__ import annotations

import logging
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from results.model import CannotRun


class ClusterError(CannotRun):
    """The cluster cannot be used; the message says why, and what to do."""


class VisitBrokenOff(Exception):
    """A worker was told to stop, or to work for another; the site it was at has nothing to do with it."""


def cluster_module(name: str) -> ModuleType:
    """A module of this folder. Raises ClusterError without the extra “cluster”."""
    if find_spec("distributed") is None:
        raise ClusterError("a cluster needs the extra “cluster”: uv tool install '.[cluster]'")
    module = import_module(f"{__name__}.{name}")
    logging.getLogger("distributed").setLevel(logging.getLogger().level)  # else it tells all it does
    return module
