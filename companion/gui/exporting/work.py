"""An export under way: off the window's thread, telling how far it is, and stopped by a word."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, Signal

from companion.errors import CompanionError
from companion.exchange.report import PAPER_STYLE
from companion.exporting import Exported, Wanted, export, taken
from companion.gui.exporting.ways import Way
from companion.gui.tasks import Tasks
from companion.store import Store

_TELL_EVERY_S = 0.05


class Stopped(CompanionError):
    """The person stopped an export; nothing of it was kept."""


class ExportWork(QObject):
    """Does one export at a time, with a connection of its own to the history."""

    progressed = Signal(int, int)
    """How much is done, and of how much; 0 of 0 where that is not known yet."""

    done = Signal(object, object)
    """It is on the disk: what it came to as Exported, and where as a Path."""

    stopped = Signal()
    """The person stopped it, and nothing was kept."""

    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        """Stand ready."""
        super().__init__(parent)
        self._tasks = tasks
        self._stop = threading.Event()
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """Whether an export is under way."""
        return self._is_busy

    def start(self, wanted: Wanted, way: Way, title: str, path: Path) -> None:
        """Write what is *wanted* to *path*; *title* is what a PDF calls itself."""
        self._is_busy, self._stop = True, threading.Event()
        tell = _Telling(self, self._stop)
        self._tasks.read_apart(
            lambda store: _written(store, wanted, way, title, path, tell),
            lambda exported: self._finish(exported, path),
            self._fail,
        )

    def stop(self) -> None:
        """Stop at the next disagreement or page; nothing of it stays."""
        self._stop.set()

    def _finish(self, exported: Exported, path: Path) -> None:
        self._is_busy = False
        self.done.emit(exported, path)

    def _fail(self, error: CompanionError) -> None:
        self._is_busy = False
        if isinstance(error, Stopped):
            self.stopped.emit()
        else:
            self.failed.emit(error)


class _Telling:
    """Tells the window how far it is, from another thread and not too often; stops the work."""

    def __init__(self, work: ExportWork, stop: threading.Event) -> None:
        self._work, self._stop = work, stop
        self._next = 0.0

    def __call__(self, done: int, whole: int) -> None:
        if self._stop.is_set() or not shiboken6.isValid(self._work):
            raise Stopped("The export was stopped, and nothing of it was kept.")
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _TELL_EVERY_S
            self._work.progressed.emit(done, whole)


def _written(
    store: Store, wanted: Wanted, way: Way, title: str, path: Path, tell: _Telling
) -> Exported:
    if way.form is not None:
        return export(store, wanted, way.form, path, tell)
    from companion.gui.exporting.paper import write_pdf

    with taken(store, wanted, tell) as part:
        html, count = "".join(part.report(PAPER_STYLE)), len(part)
    write_pdf(html, title, path, tell)
    return Exported(disagreements=count)
