"""Work on a thread of its own, with a row that says how far it is and the way to stop it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from companion.errors import CompanionError
from companion.exchange.progress import Tell
from companion.gui.progress import Progress, Stopped
from companion.gui.recap.alive import while_alive
from companion.gui.tasks import Tasks
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.working import WorkingRow

T = TypeVar("T")


class LongWork(QObject):
    """Work on a thread of its own; the window goes on, and so do the notes of a running call."""

    stopped = Signal()
    """The person stopped it, and nothing of it was kept."""

    failed = Signal(object)

    def __init__(self, tasks: Tasks, row: WorkingRow, parent: QObject) -> None:
        """Show in *row* how far it is."""
        super().__init__(parent)
        self._tasks, self._row = tasks, row
        self._progress: Progress | None = None
        row.stop_wanted.connect(self.stop)

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return self._progress is not None

    def start(
        self,
        work: Callable[[Tell], T],
        done: Callable[[T], object],
        *,
        goes_on: bool = False,
        can_stop: bool = True,
    ) -> None:
        """Do *work* instead of what is under way, and give *done* what it returns.

        What *goes_on* is finished also when the window is closed meanwhile.
        """
        self.stop()
        self._progress = progress = Progress(self, goes_on=goes_on)
        progress.told.connect(self._row.tell)
        self._row.begin(can_stop=can_stop)
        self._tasks.run_apart(
            partial(work, progress.tell),
            while_alive(progress, partial(self._finish, progress, done)),
            while_alive(progress, partial(self._fail, progress)),
        )

    def stop(self) -> None:
        """Stop what is under way; nothing of it stays."""
        if self._progress is not None:
            self._progress.stop()

    def _finish(self, progress: Progress, done: Callable[[T], object], result: T) -> None:
        if self._is_over(progress):
            done(result)

    def _fail(self, progress: Progress, error: CompanionError) -> None:
        if not self._is_over(progress):
            return  # nobody waits for it: other work was begun since
        if isinstance(error, Stopped):
            self.stopped.emit()
        else:
            self.failed.emit(error)

    def _is_over(self, progress: Progress) -> bool:
        """Put a piece of work away; whether it is the one that is waited for."""
        progress.deleteLater()
        if progress is not self._progress:
            return False
        self._progress = None
        self._row.end()
        return True


class WorkWindow(QWidget):
    """A window that reads a file: Escape closes its notice, then stops the work, then closes it."""

    def __init__(self) -> None:
        """Wait for ``serve``, once notice and work are there."""
        super().__init__()
        self._notice: NoticeBar | None = None
        self._work: LongWork | None = None

    def serve(self, notice: NoticeBar, work: LongWork) -> None:
        """Know what Escape closes and stops."""
        self._notice, self._work = notice, work

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go one step back by Escape."""
        if event.key() != Qt.Key.Key_Escape or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif self._notice is not None and self._notice.dismiss():
            return
        elif self._work is not None and self._work.is_busy:
            self._work.stop()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the work: nobody would see how it ends."""
        if self._work is not None:
            self._work.stop()
        super().closeEvent(event)
