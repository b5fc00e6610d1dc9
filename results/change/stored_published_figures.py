"""Published figures in the database: shares that others measured, in another way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from results.crawls.stored_crawls import now
from results.model import PublishedFigure
from results.storage.store import Store


@dataclass(frozen=True, slots=True)
class FigureCount:
    """Figures of one import. changed: known by date, population and source, and different in something else."""

    added: int
    changed: int
    unchanged: int


def import_figures(store: Store, figures: Iterable[PublishedFigure]) -> FigureCount:
    """Adds new figures and updates known ones; none is removed. One transaction."""
    added = changed = unchanged = 0
    with store.transaction():
        known = {(f.date, f.population, f.source): f for f in published_figures(store)}
        for figure in figures:
            key = (figure.date, figure.population, figure.source)
            low, high = figure.interval or (None, None)
            values = (figure.share, low, high, figure.sites, figure.method)
            before = known.get(key)
            if before is None:
                store.execute(
                    "INSERT INTO published_figure (share, low, high, sites, method, date, population, source, added_at)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*values, *key, now()),
                )
                added += 1
            elif (before.share, *(before.interval or (None, None)), before.sites, before.method) == values:
                unchanged += 1
            else:
                store.execute(
                    "UPDATE published_figure SET share = ?, low = ?, high = ?, sites = ?, method = ?"
                    " WHERE date = ? AND population = ? AND source = ?",
                    (*values, *key),
                )
                changed += 1
            known[key] = figure
    return FigureCount(added, changed, unchanged)


def published_figures(store: Store) -> tuple[PublishedFigure, ...]:
    """By population, oldest first."""
    return tuple(
        PublishedFigure(
            id=row["id"],
            date=row["date"],
            share=row["share"],
            population=row["population"],
            source=row["source"],
            method=row["method"],
            interval=None if row["low"] is None else (row["low"], row["high"]),
            sites=row["sites"],
        )
        for row in store.rows("SELECT * FROM published_figure ORDER BY population, date, id")
    )


def remove_figures(store: Store, ids: Sequence[int]) -> int:
    """How many there were of these."""
    with store.transaction():
        return sum(store.execute("DELETE FROM published_figure WHERE id = ?", (i,)).rowcount for i in ids)
