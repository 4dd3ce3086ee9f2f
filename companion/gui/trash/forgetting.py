"""Lets the index of words forget what was deleted, a step at a time: notes are kept in between."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from companion.gui.tasks import Failed, Tasks


class Forgetting(QObject):
    """Goes step by step; whoever ends it in the middle, with its window, has lost nothing."""

    progressed = Signal(int)
    """About how much is done, of a hundred; told at every tenth, since it may be read aloud."""

    done = Signal()
    """The index holds no word of what was deleted any more."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        """Do nothing until ``begin``."""
        super().__init__(parent)
        self._tasks = tasks
        self._steps, self._taken, self._told = 1, 0, -1

    def begin(self, failed: Failed) -> None:
        """Do the first step, and all others one after another; *failed* gets what ends them."""
        self._failed = failed
        self._tasks.write(lambda store: store.trash.forget_steps(), self._start, failed)

    def _start(self, steps: int) -> None:
        self._steps = steps
        self._go()

    def _go(self) -> None:
        first = self._taken == 0
        tenth = min(9, 10 * self._taken // self._steps)
        if tenth > self._told:
            self._told = tenth
            self.progressed.emit(10 * tenth)
        self._tasks.write(lambda store: store.trash.forget(first=first), self._go_on, self._failed)

    def _go_on(self, has_more: bool) -> None:
        self._taken += 1
        if has_more:
            self._go()
        else:
            self.done.emit()
            self.deleteLater()
