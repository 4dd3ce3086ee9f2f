"""Search as you type: every letter of a question asked of 300,000 generated notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

from bench.figures import Figure, percentile
from bench.history import CALLS, generated
from companion.store import Store
from companion.store.search import Question

NEWEST_REACH = 8.0
FILTERED_REACH = 50.0
"""Milliseconds at p95."""

TYPED = (
    "budget",
    "the form",
    "conversion cost",
    "northwind budget",
    "zoë",
    "Müller prüfung",
    "lead quality campaign",
    "the to we",
    "revenue growth board",
    "fabrikam retail offer",
    "contoso",
    "because deadline",
    "cost p",
    "strookift",
    "jalapeño quarter",
    "would change",
    "not agreed",
    "Ångström",
    "september results",
    "harbour energy week",
)
"""What people type: common and rare words, one to three, with accents, and clients' names."""


FILTERS = (
    "outcome:agreed",
    "kind:quote",
    "-step:options",
    "step:metric -step:options outcome:open",
    "with:zoë outcome:trial -step:we",
    "owner:priya",
    "client:north",
    "after:2020 before:2021 outcome:open",
    "outcome:parked kind:concern",
)
"""Filters that leave much and little of the history; each is typed before every question."""


def measure(rounds: int, calls: int = CALLS) -> list[Figure]:
    """Type every question *rounds* times, without a filter, with a client, between two dates."""
    with Store.open(generated(calls) / "history.db", reader=True) as store:
        for warm in ("the", "budget"):
            store.search.rows(Question(text=warm))
        bare, client, dates = [], [], []
        across: list[float] = []
        filtered: list[float] = []
        for _ in range(rounds):
            for question, plain in typed():
                bare.append(_time(store, plain))
                client.append(_time(store, _of_client(question)))
                dates.append(_time(store, _of_dates(question)))
                across.append(_time(store, Question(text=question)))
            for chosen in FILTERS:
                filtered += [_time(store, Question(text=f"{chosen} {text}")) for text in TYPED]
    return [
        _figure("search, newest 50", bare, NEWEST_REACH),
        _figure("search of one client", client, FILTERED_REACH),
        _figure("search between two dates", dates, FILTERED_REACH),
        _figure("search, words over several texts", across, FILTERED_REACH),
        _figure("search with filters", filtered, FILTERED_REACH),
    ]


def typed() -> Iterator[tuple[str, Question]]:
    """Yield every beginning of every question, letter by letter, as the window asks it."""
    for text in TYPED:
        for end in range(1, len(text) + 1):
            yield text[:end], Question(text=text[:end], across=False)


def _of_client(text: str) -> Question:
    return Question(text=text, client_id="k7", across=False)


def _of_dates(text: str) -> Question:
    after, before = datetime(2019, 3, 1, tzinfo=UTC), datetime(2020, 3, 1, tzinfo=UTC)
    return Question(text=text, after=after, before=before, across=False)


def _time(store: Store, question: Question) -> float:
    started = perf_counter()
    store.search.rows(question)
    return 1000 * (perf_counter() - started)


def _figure(name: str, times: Sequence[float], reach: float) -> Figure:
    detail = f"p50 {median(times):.1f}, p99 {percentile(times, 99):.1f}, {len(times)} questions"
    return Figure(f"{name}, p95", percentile(times, 95), "ms", reach, detail)
