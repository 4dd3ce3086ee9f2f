"""From the key that ends a call to its complete recap: composed, and painted in its window.

The window is the product's own, on the demo's year with one of its calls still running. The key
goes through the X server, and the last large painting of the recap window counts.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime
from pathlib import Path
from statistics import median
from time import perf_counter

from msgspec.structs import replace

from bench.figures import Figure, percentile
from bench.screen import Screen
from bench.start import clean
from companion.exchange.demo import believable_year
from companion.method.recap import RecapSource, compose
from companion.model import Call, CallState, Disagreement, History
from companion.paths import HISTORY_NAME
from companion.store import Store
from tests.journeys.x_server import XServer

REACH = 1_000.0
"""Milliseconds: complete in under a second."""

_QUIET = 0.6
"""Seconds without a large painting after which the recap is complete on the screen."""


def measure(rounds: int, endings: int) -> list[Figure]:
    """Compose every recap of the demo *rounds* times; end *endings* calls in the program."""
    return [_composed(rounds), _painted(endings)]


def _composed(rounds: int) -> Figure:
    """Compose the recap of every call of the demo *rounds* times, the very first apart."""
    year = believable_year(datetime.now().astimezone())
    sources = [_source(year, about, call) for about in year.disagreements for call in about.calls]
    first = _time(sources[0])
    times = [_time(source) for _ in range(rounds) for source in sources]
    detail = f"p50 {median(times):.1f}, {len(times)} recaps; the first of a run {first:.0f} ms"
    return Figure("recap composed, p99", percentile(times, 99), "ms", detail=detail)


def _source(year: History, about: Disagreement, call: Call) -> RecapSource:
    client = next(client for client in year.clients if client.id == about.client)
    today = (call.ended_at or call.moment or datetime.now().astimezone()).date()
    return RecapSource(me=year.me, client=client, disagreement=about, call=call, today=today)


def _time(source: RecapSource) -> float:
    started = perf_counter()
    compose(source)
    return 1000 * (perf_counter() - started)


def _painted(endings: int) -> Figure:
    """End a call that many times, each in a program of its own."""
    with XServer() as server:
        screen, env = Screen(server.display), clean(server.env)
        times = [_ending(screen, server, env) for _ in range(endings + 1)][1:]
    detail = (
        f"p50 {median(times):.0f}, {len(times)} endings, the first window of its kind each time"
    )
    name = "End & write recap → draft painted, p99"
    return Figure(name, percentile(times, 99), "ms", REACH, detail)


def _ending(screen: Screen, server: XServer, env: dict[str, str]) -> float:
    """Return the milliseconds from the key to the last large painting of the recap."""
    with tempfile.TemporaryDirectory(prefix="companion-bench-") as folder:
        _fill(Path(folder) / HISTORY_NAME)
        product = [sys.executable, "-m", "companion", "--data-dir", folder]
        with screen.program(product, env) as program:
            server.activate(str(program.windows[-1]))
            pressed = screen.press("Control_L", "e")
            painted = screen.opened(program.windows, _QUIET)
        return 1000 * (painted[-1].time - pressed)


def _fill(path: Path) -> None:
    """Keep the demo's year at *path*, with the newest call that has a recap still running."""
    year = believable_year(datetime.now().astimezone())
    held = [call for about in year.disagreements for call in about.calls if call.recaps]
    newest = max(held, key=lambda call: str(call.started_at))
    running = replace(newest, state=CallState.RUNNING, ended_at=None, recaps=())
    disagreements = tuple(
        replace(about, calls=tuple(running if c.id == newest.id else c for c in about.calls))
        for about in year.disagreements
    )
    with Store.open(path) as store:
        store.documents.load(replace(year, disagreements=disagreements))
