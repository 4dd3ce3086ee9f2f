"""Long work away from the windows: it says how far it is, and a person can stop it."""

from __future__ import annotations

import threading
import time

import shiboken6
from PySide6.QtCore import QObject, Signal

from companion.errors import CompanionError

_TELL_EVERY_S = 0.05


class Stopped(CompanionError):
    """The person stopped long work; nothing of it was kept."""


class Progress(QObject):
    """How far one piece of work is; it stops with the window that it belongs to, or goes on."""

    told = Signal(int, int)
    """How much is done, and of how much; 0 of 0 where that is not known yet."""

    def __init__(self, parent: QObject, *, goes_on: bool = False) -> None:
        """Begin; work that *goes_on* is finished also when *parent* is gone."""
        super().__init__(parent)
        self._stop = threading.Event()
        self._goes_on = goes_on
        self._next = 0.0

    def stop(self) -> None:
        """Stop the work where it tells next."""
        self._stop.set()

    def tell(self, done: int, whole: int) -> None:
        """Say from any thread how far it is; not every word is passed on. Raises Stopped."""
        is_seen = shiboken6.isValid(self)
        if self._stop.is_set() or not (is_seen or self._goes_on):
            raise Stopped("It was stopped, and nothing of it was kept.")
        now = time.monotonic()
        if is_seen and now >= self._next:
            self._next = now + _TELL_EVERY_S
            self.told.emit(done, whole)
