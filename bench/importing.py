"""Importing a document of 1,000 calls: seen before, stored with all its passages, taken back.

And how long a note waits that is taken while a much larger one is written.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from bench.figures import Figure
from bench.history import clients_of, disagreements
from companion.exchange import document
from companion.model import History
from companion.model.history import FORMAT, VERSION
from companion.paths import HISTORY_NAME
from companion.store import Store

CALLS = 1_000
MANY_CALLS = 10_000
NOTES = 12
if TYPE_CHECKING:
    from companion.gui.tasks import Tasks

T = TypeVar("T")

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def measure() -> list[Figure]:
    """Import one document into a new history, compare it again, and take it back."""
    content = document.encode(_history(CALLS))
    with (
        tempfile.TemporaryDirectory(prefix="companion-bench-") as folder,
        Store.open(Path(folder) / HISTORY_NAME) as store,
    ):
        history, read = _timed(lambda: document.decode(content))
        _, new = _timed(lambda: store.documents.compare(history))
        brought, first = _timed(lambda: store.documents.bring(history, "bench.json", NOON))
        _, known = _timed(lambda: store.documents.compare(history))
        _, undone = _timed(lambda: store.imports.undo(brought.import_id))
    about = f"{CALLS:,} calls"
    size = f"{len(content) / 2**20:.1f} MiB of JSON"
    preview = f"of it {read:.2f} s to read and check; {known:.2f} s to compare where all is known"
    return [
        Figure(f"preview of {about}", read + new, "s", detail=f"{size}; {preview}"),
        Figure(f"import of {about}", first, "s", detail="with what is needed to take it back"),
        Figure(f"taking {about} back", undone, "s"),
        _waiting(),
    ]


def _waiting() -> Figure:
    """Return how long notes wait at most that are taken while many calls are imported."""
    command = [sys.executable, "-m", "bench.importing"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Figure(
        "a note while calls are imported",
        float(said),
        "ms",
        detail=f"the longest of {NOTES}, half a second apart, during {MANY_CALLS:,} calls",
    )


def _longest_wait() -> float:
    """Take notes while a document is written through the window's tasks; return milliseconds."""
    from PySide6.QtCore import QCoreApplication

    from companion.gui.importing.work import ImportWork
    from companion.gui.tasks import Tasks

    app = QCoreApplication([])
    history, waits = _history(MANY_CALLS), []
    with tempfile.TemporaryDirectory(prefix="companion-bench-") as folder:
        tasks = Tasks(Path(folder) / HISTORY_NAME)
        work = ImportWork(tasks)
        work.write(lambda store, tell: store.documents.bring(history, "x.json", NOON, tell=tell))
        for number in range(NOTES):
            until = time.monotonic() + 0.5
            while time.monotonic() < until:
                app.processEvents()
            waits.append(_wait(tasks, f"note {number}", app.processEvents))
        work.stop()
        while not tasks.is_idle:
            app.processEvents()
        tasks.close()
    return max(waits) * 1000


def _wait(tasks: Tasks, text: str, look: Callable[[], object]) -> float:
    """Keep a text through the window's tasks; return the seconds until it is on the disk."""
    kept: list[str] = []
    begun = perf_counter()
    tasks.write(lambda store: store.drafts.keep("note:k", text, NOON), kept.append)
    while not kept:
        look()
    return perf_counter() - begun


def _history(calls: int) -> History:
    random = Random(7)
    clients = clients_of(random)
    made = tuple(disagreements(random, clients, calls))
    return History(format=FORMAT, version=VERSION, clients=clients, disagreements=made)


def _timed(act: Callable[[], T]) -> tuple[T, float]:
    started = perf_counter()
    return act(), perf_counter() - started


if __name__ == "__main__":
    print(_longest_wait())
