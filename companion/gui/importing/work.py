"""An import under way: read, compared and written off the window's thread, stopped by a word.

Reading and comparing hold nobody up. Writing is one transaction on the writer's thread; whoever
writes anything meanwhile, such as a note, goes first: the import leaves no trace, and begins anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from companion.errors import CompanionError, InvalidInput
from companion.gui.progress import Progress, Stopped
from companion.gui.recap.alive import while_alive
from companion.gui.tasks import Tasks
from companion.model import History
from companion.model.value import Value
from companion.store import Store
from companion.store.comparing import Compared
from companion.store.imports import Tell

GIVES_WAY = 20
"""How often an import lets others go first before it gives up."""


class GaveWay(CompanionError):
    """Somebody else wants to write; nothing of the import was kept, and it begins anew."""


class Opened(Value, frozen=True, kw_only=True):
    """A document that was read, by the name of its file, and what it would bring."""

    name: str
    history: History
    parts: tuple[Compared, ...]


class ImportWork(QObject):
    """Does one thing at a time: reads a document, or writes what was decided."""

    progressed = Signal(int, int)
    """How much is done, and of how much; 0 of 0 where that is not known yet."""

    opened = Signal(object)
    """A document was read and compared: an Opened."""

    written = Signal(object)
    """It is on the disk: what the act returned."""

    gave_way = Signal()
    """Somebody else wrote first; it begins anew."""

    stopped = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        """Stand ready."""
        super().__init__(parent)
        self._tasks = tasks
        self._progress: Progress | None = None
        self._is_stopping, self._turns = False, 0

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._progress is not None

    def open(self, path: Path) -> None:
        """Read the document at *path* and compare it with the history."""
        self._is_stopping = False
        tell = self._begin()
        self._tasks.read_apart(
            lambda store: _opened(store, path, tell), self._open, while_alive(self, self._fail)
        )

    def write(self, act: Callable[[Store, Tell], object]) -> None:
        """Do *act*, which tells how far it is, as one transaction."""
        self._is_stopping, self._turns = False, GIVES_WAY
        self._write(act)

    def stop(self) -> None:
        """Stop at the next part; nothing of it stays."""
        self._is_stopping = True
        if self._progress is not None:
            self._progress.stop()

    def _begin(self) -> Tell:
        self._progress = Progress(self)
        self._progress.told.connect(self.progressed)
        return self._progress.tell

    def _write(self, act: Callable[[Store, Tell], object]) -> None:
        tell = self._begin()
        acts = self._tasks.acts + 1  # with this one

        def look(done: int, whole: int) -> None:
            if self._tasks.acts > acts:
                raise GaveWay("Something else was written first.")
            tell(done, whole)

        self._tasks.write(
            lambda store: act(store, look),
            self._finish,
            while_alive(self, lambda error: self._fail_writing(error, act)),
        )

    def _open(self, opened: Opened) -> None:
        self._progress = None
        self.opened.emit(opened)

    def _finish(self, result: object) -> None:
        self._progress = None
        self.written.emit(result)

    def _fail_writing(self, error: CompanionError, act: Callable[[Store, Tell], object]) -> None:
        if not isinstance(error, GaveWay):
            self._fail(error)
            return
        self._turns -= 1
        if self._is_stopping:
            self._fail(Stopped(str(error)))
        elif self._turns:
            self.gave_way.emit()
            self._write(act)
        else:
            reason = "Other things were written all the time. Nothing was changed; try again later."
            self._fail(InvalidInput(reason))

    def _fail(self, error: CompanionError) -> None:
        self._progress = None
        if isinstance(error, Stopped):
            self.stopped.emit()
        else:
            self.failed.emit(error)


def _opened(store: Store, path: Path, tell: Tell) -> Opened:
    """Read and compare a document. Raises DocumentError, NotThere, and what *tell* raises."""
    from companion.exchange.document import LARGEST_FILE, decode
    from companion.exchange.files import read_whole

    tell(0, 0)
    history = decode(read_whole(path, LARGEST_FILE))
    return Opened(name=path.name, history=history, parts=store.documents.compare(history, tell))
