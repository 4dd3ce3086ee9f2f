"""Measures how long the window's thread was away from its events: a report, never a test."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from PySide6.QtCore import QCoreApplication, QEvent, QObject


class Watchdog(QObject):
    """`with Watchdog() as watchdog:` then `watchdog.report()` says the longest gap.

    It sees every event that is delivered; the gap is the time from one to the next.
    """

    def __init__(self) -> None:
        super().__init__()
        self._last = 0.0
        self._longest = 0.0
        self._turns = 0

    def __enter__(self) -> Self:
        self._last = time.perf_counter()
        app = QCoreApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        app = QCoreApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        self._look()

    def report(self) -> str:
        """Return the longest time without an event, in words."""
        return f"{self._turns} events, longest gap {self._longest * 1000:.0f} ms"

    def _look(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now

    def eventFilter(self, _watched: QObject, _event: QEvent) -> bool:
        """Notice that the thread is at its events."""
        self._turns += 1
        self._look()
        return False
