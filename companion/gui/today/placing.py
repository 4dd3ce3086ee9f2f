"""Gives notes from the inbox their place, tells so, and takes it back when asked."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from companion.gui.tasks import Tasks
from companion.gui.today.inbox import Placed, put_aside, put_into_call, take_back
from companion.gui.widgets.notice import NoticeBar
from companion.model import InboxNote
from companion.session import Clock


class Placing(QObject):
    """What a person does with the notes that wait; every act can be undone from the notice."""

    changed = Signal()
    """A note has another place now."""

    def __init__(self, tasks: Tasks, clock: Clock, notice: NoticeBar) -> None:
        """Tell what was done in *notice*."""
        super().__init__(notice)
        self._tasks, self._clock, self._notice = tasks, clock, notice

    def place(self, waiting: InboxNote, call_id: str, where: str = "") -> None:
        """Put a note into a call; *where* is how the call is named, if that is known."""
        told = self.tr("The note is in {call} now.").format(call=where)
        told = told if where else self.tr("The note is in the call now.")
        self._tasks.write(
            lambda store: put_into_call(store, self._clock, waiting, call_id),
            lambda placed: self._tell_placed(placed, told),
            self._notice.tell_error,
        )

    def put_aside(self, waiting: InboxNote) -> None:
        """Take a note out of the inbox."""
        self._tasks.write(
            lambda store: put_aside(store, waiting), self._tell_aside, self._notice.tell_error
        )

    def _tell_placed(self, placed: Placed, told: str) -> None:
        self._notice.tell(told, self.tr("Undo"), lambda: self._take_back(placed))
        self.changed.emit()

    def _tell_aside(self, note: InboxNote) -> None:
        self._notice.tell(
            self.tr("The note is put aside."), self.tr("Undo"), lambda: self._bring_back(note)
        )
        self.changed.emit()

    def _take_back(self, placed: Placed) -> None:
        self._tasks.write(
            lambda store: take_back(store, self._clock, placed),
            self._announce,
            self._notice.tell_error,
        )

    def _bring_back(self, note: InboxNote) -> None:
        self._tasks.write(
            lambda store: store.inbox.add(note), self._announce, self._notice.tell_error
        )

    def _announce(self, _note: InboxNote) -> None:
        self.changed.emit()
