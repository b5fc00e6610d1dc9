"""Whether an element belongs to a frame or widget that others make; the data is in third_parties.toml."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from results.barriers.component import raw_names
from results.model import Finding


@dataclass(frozen=True, slots=True)
class _Widgets:
    """Beginning of a name behind a space, and host, -> the widget's name. any_name: matches where one of these is."""

    by_name: tuple[tuple[str, str], ...]
    any_name: re.Pattern[str]
    by_host: dict[str, str]


def third_party(finding: Finding) -> str:
    """The widget's name, else the host of the frame of another website it is in; empty for the site's own.

    An <iframe> itself is the site's own, whatever it shows: the site gives it its title.
    """
    host = frame_host(finding)
    if host:
        labels = host.split(".")
        known = (_widgets().by_host.get(".".join(labels[at:])) for at in range(len(labels)))
        return next(filter(None, known), host)
    names = " " + " ".join(raw_names(finding))
    if not _widgets().any_name.search(names):  # nearly always: one search instead of one for each name
        return ""
    return next(widget for start, widget in _widgets().by_name if start in names)


def frame_host(finding: Finding) -> str:
    """Host of the frame the element is in, when it is another than the page's; see checks/engines/run_axe.js."""
    if '"frame_host"' not in finding.measured:
        return ""
    host = json.loads(finding.measured).get("frame_host")
    return host.lower() if isinstance(host, str) else ""


@cache
def _widgets() -> _Widgets:
    read = tomllib.loads((resources.files("results.barriers") / "third_parties.toml").read_text("utf-8"))["widget"]
    by_name = tuple((f" {start}", widget["name"]) for widget in read for start in widget["names"])
    return _Widgets(
        by_name,
        re.compile("|".join(re.escape(start) for start, _ in by_name)),
        {host: widget["name"] for widget in read for host in widget["hosts"]},
    )
