"""Opening and filtering the page of next steps, where every call has left one that is not done."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from bench.figures import Figure
from bench.history import CALLS, FIRST_DAY, YEARS, generated
from companion.gui.follow_up.reading import read_followed
from companion.store import Store
from companion.store.follow_up import Asked

REACH = 100.0
"""Milliseconds for 10,000 calls: as quick as a page that is turned."""

ASKED = {"next steps read": Asked(), "next steps filtered": Asked(words="priya f")}


def measure(rounds: int, calls: int = CALLS) -> list[Figure]:
    """Read the page of a generated history *rounds* times, the first time apart."""
    return [_figure(name, asked, rounds, calls) for name, asked in ASKED.items()]


def _figure(name: str, asked: Asked, rounds: int, calls: int) -> Figure:
    now = FIRST_DAY + YEARS
    with Store.open(generated(calls) / "history.db", reader=True) as store:
        times = []
        for _ in range(rounds + 1):
            started = perf_counter()
            found = read_followed(store, asked, now, 0, {})
            times.append(1000 * (perf_counter() - started))
    detail = f"{calls:,} calls, {found.rows.count:,} rows; the first of a run {times[0]:.0f} ms"
    return Figure(name, median(times[1:]), "ms", REACH, detail)
