"""Notices that the history was written to: by another program, or by another window of ours."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from companion.gui.tasks import Tasks

LOOK_EVERY_MS = 1_000
"""How often the history is asked whether it was written to."""

MOST_PUT_OFF = 60
"""Looks after which what is new is shown although somebody still writes."""


class Watching(QObject):
    """Looks once a second; ``found`` tells that there is something that is not shown yet."""

    found = Signal()

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        """Take what is there now as known; look from ``begin`` on."""
        super().__init__(parent)
        self._tasks = tasks
        self._shown_version: int | None = None
        self._seen = (0, 0)
        self._put_off = 0
        # Asked before the first rows are: whatever is written from then on is news to them.
        tasks.read(lambda store: store.data_version(), self._remember, lambda _error: None)
        self.timer = QTimer(self, interval=LOOK_EVERY_MS)
        self.timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Look from now on."""
        self.timer.start()

    def end(self) -> None:
        """Ask nothing of the history any more; it is about to be closed."""
        self.timer.stop()

    def _remember(self, version: int) -> None:
        self._shown_version = version
        self._seen = (version, self._tasks.acts)

    def _look(self) -> None:
        self._tasks.read(lambda store: store.data_version(), self._tell_if_changed)

    def _tell_if_changed(self, version: int) -> None:
        """Tell of what is new; what we write ourselves waits for a second without any of it.

        Who types a note knows of it already, and would wait for the other windows at every look.
        """
        seen, self._seen = self._seen, (version, self._tasks.acts)
        is_writing = version != seen[0] and self._tasks.acts != seen[1]
        self._put_off = self._put_off + 1 if is_writing else 0
        if version == self._shown_version or 0 < self._put_off < MOST_PUT_OFF:
            return
        self._shown_version, self._put_off = version, 0
        self.found.emit()
