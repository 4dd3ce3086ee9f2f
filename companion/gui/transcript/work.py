"""The long work of the window of a transcript: reading it, attaching it, looking through it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from companion.errors import CompanionError
from companion.exchange.progress import Tell
from companion.gui.progress import Progress, Stopped
from companion.gui.recap.alive import while_alive
from companion.gui.tasks import Tasks
from companion.gui.widgets.working import WorkingRow
from companion.method.proposals import Proposal, Voice, propose_each
from companion.model import TranscriptLine
from companion.model.value import Value

T = TypeVar("T")


class Looked(Value, frozen=True, kw_only=True):
    """What a transcript proposes; ``until_ms`` is the time at which the person stopped looking."""

    proposals: tuple[Proposal, ...]
    until_ms: int | None = None


class TranscriptWork(QObject):
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


def look_through(
    lines: tuple[TranscriptLine, ...], voices: tuple[Voice, ...], held_on: date, tell: Tell
) -> Looked:
    """Return what *lines* propose, as far as the person lets it look."""
    found: list[Proposal] = []
    for number, proposals in enumerate(propose_each(lines, voices, held_on)):
        found += proposals
        try:
            tell(number, len(lines))
        except Stopped:
            return Looked(proposals=tuple(found), until_ms=lines[number].at_ms)
    return Looked(proposals=tuple(found))
