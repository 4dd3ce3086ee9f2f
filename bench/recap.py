"""From the end of a call to its complete recap, composed from what was recorded."""

from __future__ import annotations

from datetime import datetime
from statistics import median
from time import perf_counter

from bench.figures import Figure, percentile
from companion.exchange.demo import believable_year
from companion.method.recap import RecapSource, compose
from companion.model import Call, Disagreement, History


def measure(rounds: int) -> list[Figure]:
    """Compose the recap of every call of the demo *rounds* times, the very first apart."""
    year = believable_year(datetime.now().astimezone())
    sources = [_source(year, about, call) for about in year.disagreements for call in about.calls]
    first = _time(sources[0])
    times = [_time(source) for _ in range(rounds) for source in sources]
    detail = f"p50 {median(times):.1f}, {len(times)} recaps; the first of a run {first:.0f} ms"
    return [Figure("recap composed, p99", percentile(times, 99), "ms", detail=detail)]


def _source(year: History, about: Disagreement, call: Call) -> RecapSource:
    client = next(client for client in year.clients if client.id == about.client)
    today = (call.ended_at or call.moment or datetime.now().astimezone()).date()
    return RecapSource(me=year.me, client=client, disagreement=about, call=call, today=today)


def _time(source: RecapSource) -> float:
    started = perf_counter()
    compose(source)
    return 1000 * (perf_counter() - started)
