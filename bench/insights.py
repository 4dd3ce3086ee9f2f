"""Counting the whole history for the page on many disagreements, as its window reads it."""

from __future__ import annotations

from statistics import median
from time import perf_counter

from bench.figures import Figure
from bench.history import CALLS, FIRST_DAY, YEARS, generated
from companion.gui.insights.learned import read_learned
from companion.store import Store

REACH = 100.0
"""Milliseconds for 10,000 calls: as quick as a page that is turned."""


def measure(rounds: int, calls: int = CALLS) -> list[Figure]:
    """Read all figures of a generated history *rounds* times, the first time apart."""
    today = (FIRST_DAY + YEARS).date()
    with Store.open(generated(calls) / "history.db", reader=True) as store:
        times = []
        for _ in range(rounds + 1):
            started = perf_counter()
            read_learned(store, today)
            times.append(1000 * (perf_counter() - started))
    detail = f"{calls:,} calls; the first of a run {times[0]:.0f} ms"
    return [Figure("insights counted", median(times[1:]), "ms", REACH, detail)]
