"""The questions of every page, asked of a history alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.figures import Figure, percentile
from bench.history import FIRST_DAY, YEARS
from bench.search import FILTERS, TYPED
from companion.gui.history.overview import read_overview
from companion.gui.insights.learned import read_learned
from companion.store import Store
from companion.store.browse import PAGE
from companion.store.search import Question

TIMES = 20

EVERY_FILTER = (
    *("client:north", "with:zoë", "outcome:agreed", "step:options", "-step:options"),
    *("kind:quote", "metric:cost", "owner:priya", "after:2020", "before:2021"),
    *("outcome:open -step:options -step:we -step:next -step:metric", *FILTERS),
)
"""Each filter alone, and some together; the first of the last line leaves one in a thousand."""

OVERVIEW_REACH = 100.0
FILTERED_REACH = 300.0
"""Milliseconds at p95."""


def asked(path: Path) -> list[Figure]:
    """Ask the history at *path* what its pages show, and every filter beside every word."""
    end = FIRST_DAY + YEARS - timedelta(days=1)
    with Store.open(path) as store:
        count = store.browse.count()
    with Store.open(path, reader=True) as store:
        client = max(store.browse.clients(), key=lambda client: client.disagreements)
        today = end.date()
        every: tuple[tuple[str, Callable[[], object], float | None], ...] = (
            ("today", lambda: store.agenda.today(end), OVERVIEW_REACH),
            ("today with the side bar", lambda: read_overview(store, end), None),
            ("first rows of the list", store.browse.rows, None),
            ("rows in its middle", lambda: store.browse.rows(offset=count // 2), None),
            ("rows at its end", lambda: store.browse.rows(offset=count - PAGE), None),
            ("client with most", lambda: store.client_pages.page(client.id, today), None),
            ("insights", lambda: read_learned(store, today), None),
            ("values to offer", store.search.values, None),
        )
        pages = [_page(name, question, reach) for name, question, reach in every]
    return [*pages, _filtered(path)]


def _page(name: str, question: Callable[[], object], reach: float | None) -> Figure:
    times = [_time(question) for _ in range(TIMES)]
    detail = f"p50 {median(times):.1f}, the first {times[0]:.0f}"
    return Figure(f"asked: {name}, p95", percentile(times, 95), "ms", reach, detail)


def _filtered(path: Path) -> Figure:
    """Ask with a fresh reader each time, as after a change: nothing is known from before."""
    times: list[tuple[float, str]] = []
    for chosen in EVERY_FILTER:
        for text in ("", "t", *TYPED):
            question = Question(text=f"{chosen} {text}", today=datetime.now().astimezone().date())
            with Store.open(path, reader=True) as store:
                times.append((_time(partial(store.search.rows, question)), question.text))
    return _slowest("asked: filters, alone and with words, p95", times)


def _slowest(name: str, times: Sequence[tuple[float, str]]) -> Figure:
    took = [each for each, _ in times]
    slowest, text = max(times)
    detail = f"p50 {median(took):.1f}, {len(took)} questions; slowest {slowest:.0f}: {text}"
    return Figure(name, percentile(took, 95), "ms", FILTERED_REACH, detail)


def _time(question: Callable[[], object]) -> float:
    started = perf_counter()
    question()
    return 1000 * (perf_counter() - started)
