"""The pictures of barriers, put into a report."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from results.model import Barrier, SiteReport

PICTURES = "pictures"
"""The folder of a report that has them."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """source: the folder beside the database, or None for a report without. folder: that of the report."""

    source: Path | None
    folder: Path

    def there(self, one: SiteReport) -> SiteReport:
        """The report of a site without the pictures whose files are gone."""
        return replace(one, barriers=tuple(map(self._with_file, one.barriers)))

    def _with_file(self, barrier: Barrier) -> Barrier:
        if barrier.picture is None:
            return barrier
        gone = self.source is None or not (self.source / placed(barrier.picture.name)).is_file()
        return replace(barrier, picture=None) if gone else barrier

    def copy(self, shown: Iterable[Barrier]) -> None:
        """The files of those that a page shows."""
        for barrier in shown:
            if barrier.picture is not None and self.source is not None:
                target = self.folder / placed(barrier.picture.name)
                if not target.exists():
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(self.source / placed(barrier.picture.name), target)


def placed(name: str) -> str:
    """Where the file of this name is in the folder: in both the same."""
    return f"{name[:2]}/{name}"
