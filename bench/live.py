"""Enter in the live window: note by note in a call that has 300 of them, until it is painted.

The window is the product's own, opened by the product's own start on a history with a running
call. Keys go through the X server; the last painting of the notes after a key counts, which is the
one that shows the note as saved. Carets, the clock and the sign of saving are told apart by their
size. Afterwards every note is looked up in the history.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median

from bench.figures import Figure, percentile, ratio
from bench.screen import NotShown, Painting, Screen
from bench.start import BARE, clean
from companion.clocks import SystemClock
from companion.paths import HISTORY_NAME
from companion.session import start_unplanned
from companion.store import Store
from tests.journeys.x_server import XServer

REACH = 16.0
"""Milliseconds at p99."""

NOTES = 300
AT_ONCE = 30
"""Keys to one window before the other one's turn."""

_QUIET = 0.12
"""Seconds without a painting after which a key has had its effect."""

_WIDE = 0.7
_HIGH = 20
"""A painting that shows a note has this part of the window's width and these pixels of height."""


def measure(samples: int) -> list[Figure]:
    """Type *samples* notes into Companion and as many lines into the bare window, in turn."""
    with tempfile.TemporaryDirectory(prefix="companion-bench-") as folder, XServer() as server:
        call_id = _fill(Path(folder) / HISTORY_NAME)
        screen, env = Screen(server.display), clean(server.env)
        product = [sys.executable, "-m", "companion", "--data-dir", folder]
        bare = [sys.executable, str(BARE), "--rows", str(NOTES)]
        with screen.program(bare, env) as peer, screen.program(product, env) as ours:
            windows = (
                _Typed(screen, server, ours.windows[-1]),
                _Typed(screen, server, peer.windows[0]),
            )
            while len(windows[0].times) < samples:
                for window in windows:
                    window.type(AT_ONCE)
        _must_be_kept(Path(folder) / HISTORY_NAME, call_id, windows[0].typed)
        disk = _bare_commits(Path(folder) / "bare.db", samples)
    return [_figure(windows[0].times, windows[1].times, disk)]


class _Typed:
    """A window that is typed into, and how long each Enter took in milliseconds."""

    def __init__(self, screen: Screen, server: XServer, window: int) -> None:
        self._screen = screen
        self._server = server
        self._window = window
        self.times: list[float] = []
        self.typed = 0

    def type(self, count: int) -> None:
        self._server.activate(str(self._window))
        for _ in range(count):
            self._enter()

    def _enter(self) -> None:
        """Type a short note; once it is painted press Enter, and wait for the last painting."""
        for letter in "note":
            self._screen.press(letter)
        self._screen.paintings(self._window, _QUIET)
        pressed = self._screen.press("Return")
        painted = [p for p in self._screen.paintings(self._window, _QUIET) if _shows_a_note(p)]
        self.typed += 1
        if not painted:
            raise NotShown("A note was typed and nothing was painted.")
        self.times.append(1000 * (painted[-1].time - pressed))


def _shows_a_note(painting: Painting) -> bool:
    is_whole = (painting.width, painting.height) == (painting.of_width, painting.of_height)
    is_wide = painting.width >= _WIDE * painting.of_width and painting.height >= _HIGH
    return is_wide and not is_whole


def _fill(path: Path) -> str:
    """Start a call with 300 notes at *path* and leave it running; return its id."""
    with Store.open(path) as store:
        session = start_unplanned(store, SystemClock())
        clock = SystemClock()
        with store.write():
            for number in range(NOTES):
                said = f"They look at cost over revenue, note {number}"
                session.note(said, at_ms=number * 1_000, at=clock.now())
        return session.call_id


def _must_be_kept(path: Path, call_id: str, typed: int) -> None:
    with Store.open(path, reader=True) as store:
        kept = len(store.calls.get(call_id).notes)
    if kept != NOTES + typed:
        raise NotShown(f"{typed} notes were painted and {kept - NOTES} are in the history.")


def _bare_commits(path: Path, count: int) -> list[float]:
    """Return how long this disk takes, in milliseconds, for the least commit that is on it."""
    times = []
    connection = sqlite3.connect(path, isolation_level=None)
    with closing(connection):
        for sql in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE note (t)"):
            connection.execute(sql)
        for _ in range(count):
            began = time.perf_counter()
            connection.execute("INSERT INTO note VALUES ('note')")
            times.append(1000 * (time.perf_counter() - began))
            time.sleep(_QUIET)
    return times


def _figure(ours: list[float], bare: list[float], disk: list[float]) -> Figure:
    detail = (
        f"p50 {median(ours):.1f}, {len(ours)} notes; bare PySide6, which saves nothing, p50"
        f" {median(bare):.1f}, p99 {percentile(bare, 99):.1f} ms ({ratio(ours, bare):.1f} ×);"
        f" the disk alone, one row, p50 {median(disk):.1f}, p99 {percentile(disk, 99):.1f} ms"
    )
    return Figure("Enter → saved → painted, p99", percentile(ours, 99), "ms", REACH, detail)
