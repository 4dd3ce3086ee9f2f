"""Reminds once a day of what is due, in the first quiet moment after nine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Final, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, SignalInstance

from companion.errors import CompanionError
from companion.gui.reminding.quiet import is_quiet
from companion.gui.reminding.words import Reminder, reminder_of
from companion.gui.tasks import Tasks
from companion.session import Clock
from companion.settings import SettingsFile
from companion.store import Store
from companion.store.reminders import Due

NOT_BEFORE: Final = time(9)
"""By the clock of the wall."""

LOOK_EVERY_MS: Final = 60_000
"""How often the clock is looked at. A timer set for tomorrow at nine would stand still while the
machine sleeps; a look costs nothing. The history is asked once a day, and once a minute while a
call keeps the moment from being quiet."""


class Notifier(Protocol):
    """What shows a notification of the system, and tells by ``opened`` that a person wants it."""

    @property
    def opened(self) -> SignalInstance:
        """The person clicked on it."""

    def show(self, reminder: Reminder, shown: Callable[[bool], object]) -> None:
        """Show it in the place of an earlier one; *shown* gets whether that could be done."""

    def close(self) -> None:
        """Let go of the system; the program ends."""


class DailyReminder(QObject):
    """Looks at the clock, asks the history, shows what is due, and remembers the day."""

    def __init__(
        self,
        tasks: Tasks,
        clock: Clock,
        settings: SettingsFile,
        notifier: Notifier,
        parent: QObject,
    ) -> None:
        """Show by *notifier* what is due; look from ``begin`` on."""
        super().__init__(parent)
        self._tasks, self._clock = tasks, clock
        self._settings, self._notifier = settings, notifier
        self._is_asking = False
        self._tried_on: date | None = None
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look from the next minute on, so that a start has the first one for itself."""
        self._timer.start()

    def end(self) -> None:
        """Ask nothing of the history any more; the program ends."""
        self._timer.stop()
        self._notifier.close()

    def look(self) -> None:
        """Remind where it is time to; once a day, whatever came of it."""
        now = self._clock.now()
        if self._is_asking or not self._is_time(now):
            return
        self._is_asking = True
        self._tasks.read(
            lambda store: _due_if_quiet(store, now), lambda due: self._take(due, now), self._fail
        )

    def _is_time(self, now: datetime) -> bool:
        settings, today = self._settings.settings, now.date()
        was_tried = today in (settings.reminded_on, self._tried_on)
        return settings.remind and not was_tried and now.time() >= NOT_BEFORE

    def _take(self, due: Due | None, now: datetime) -> None:
        """Show what is due; a moment that is not quiet lets the next one ask again."""
        self._is_asking = False
        if due is None:
            return
        self._tried_on = now.date()
        reminder = reminder_of(due, now)
        if reminder is None:
            self._settings.change(reminded_on=now.date())
            return
        self._notifier.show(reminder, lambda was_shown: self._remember(was_shown, now.date()))

    def _remember(self, was_shown: bool, day: date) -> None:
        if was_shown:
            self._settings.change(reminded_on=day)

    def _fail(self, _error: CompanionError) -> None:
        """Say nothing: the page that lists what is due says what is wrong with the history."""
        self._is_asking = False


def _due_if_quiet(store: Store, now: datetime) -> Due | None:
    due = store.reminders.due(now)
    return due if is_quiet(due.today, now) else None
