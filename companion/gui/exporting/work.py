"""An export under way: off the window's thread, telling how far it is, and stopped by a word."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from companion.errors import CompanionError
from companion.exchange.progress import Tell
from companion.exchange.report import PAPER_STYLE
from companion.exporting import Exported, Wanted, export, taken
from companion.gui.exporting.ways import About, Way, folder_name
from companion.gui.progress import Progress, Stopped
from companion.gui.tasks import Tasks
from companion.model.value import Value
from companion.store import Store


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
        self._progress = Progress(self)
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """Whether an export is under way."""
        return self._is_busy

    def start(self, wanted: Wanted, way: Way, about: About, place: Path) -> None:
        """Write what is *wanted* to *place*, a file or a folder; *about* gives it its name."""
        self._is_busy, self._progress = True, Progress(self)
        self._progress.told.connect(self.progressed)
        tell = self._progress.tell
        self._tasks.read_apart(
            lambda store: _written(store, wanted, way, about, place, tell),
            self._finish,
            self._fail,
        )

    def stop(self) -> None:
        """Stop at the next disagreement or page; nothing of it stays."""
        self._progress.stop()

    def _finish(self, written: Written) -> None:
        self._is_busy = False
        self.done.emit(written)

    def _fail(self, error: CompanionError) -> None:
        self._is_busy = False
        if isinstance(error, Stopped):
            self.stopped.emit()
        else:
            self.failed.emit(error)


def _written(
    store: Store, wanted: Wanted, way: Way, about: About, place: Path, tell: Tell
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


def _write_pdf(store: Store, wanted: Wanted, title: str, path: Path, tell: Tell) -> Exported:
    from companion.gui.exporting.paper import write_pdf

    with taken(store, wanted, tell) as part:
        html, count = "".join(part.report(PAPER_STYLE)), len(part)
    write_pdf(html, title, path, tell)
    return Exported(disagreements=count)
