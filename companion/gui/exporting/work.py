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
from companion.gui.exporting.ways import About, Way, folder_name
from companion.gui.tasks import Tasks
from companion.model.value import Value
from companion.store import Store

_TELL_EVERY_S = 0.05


class Stopped(CompanionError):
    """The person stopped an export; nothing of it was kept."""


class Written(Value, frozen=True, kw_only=True):
    """What was written: *name* is that of the file or the folder, *folder* where to look for it."""

    exported: Exported
    name: str
    folder: str


class ExportWork(QObject):
    """Does one export at a time, with a connection of its own to the history."""

    progressed = Signal(int, int)
    """How much is done, and of how much; 0 of 0 where that is not known yet."""

    done = Signal(object)
    """It is on the disk: what it came to, as Written."""

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

    def start(self, wanted: Wanted, way: Way, about: About, place: Path) -> None:
        """Write what is *wanted* to *place*, a file or a folder; *about* gives it its name."""
        self._is_busy, self._stop = True, threading.Event()
        tell = _Telling(self, self._stop)
        self._tasks.read_apart(
            lambda store: _written(store, wanted, way, about, place, tell),
            self._finish,
            self._fail,
        )

    def stop(self) -> None:
        """Stop at the next disagreement or page; nothing of it stays."""
        self._stop.set()

    def _finish(self, written: Written) -> None:
        self._is_busy = False
        self.done.emit(written)

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
    store: Store, wanted: Wanted, way: Way, about: About, place: Path, tell: _Telling
) -> Written:
    path = place
    if way.folder:
        there = [known.name for known in place.iterdir()] if place.is_dir() else []
        path = place / folder_name(way, about, there)
    if way.form is None:
        exported = _write_pdf(store, wanted, about.title, path, tell)
    else:
        exported = export(store, wanted, way.form, path, tell)
    folder = path if way.form is not None and way.form.is_folder else path.parent
    return Written(exported=exported, name=path.name, folder=str(folder))


def _write_pdf(store: Store, wanted: Wanted, title: str, path: Path, tell: _Telling) -> Exported:
    from companion.gui.exporting.paper import write_pdf

    with taken(store, wanted, tell) as part:
        html, count = "".join(part.report(PAPER_STYLE)), len(part)
    write_pdf(html, title, path, tell)
    return Exported(disagreements=count)
