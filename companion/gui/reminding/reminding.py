"""What a program does to remind once a day, by whatever shows notifications on this system."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from companion.gui.tasks import Tasks
from companion.session import Clock
from companion.settings import SettingsFile

if TYPE_CHECKING:
    from companion.gui.reminding.daily import DailyReminder, Notifier


class Reminding(QObject):
    """Makes nothing until it begins: the first picture of the program need not wait for it."""

    opened = Signal()
    """The person wants to see what one was reminded of."""

    def __init__(
        self, tasks: Tasks, clock: Clock, settings: SettingsFile, parent: QObject | None = None
    ) -> None:
        """Remind of what is due in the history behind *tasks*."""
        super().__init__(parent)
        self._tasks, self._clock, self._settings = tasks, clock, settings
        self._daily: DailyReminder | None = None

    def begin(self) -> None:
        """Look at the clock from now on."""
        from companion.gui.reminding.daily import DailyReminder

        notifier = system_notifier(self._tasks, self)
        notifier.opened.connect(self.opened)
        self._daily = DailyReminder(self._tasks, self._clock, self._settings, notifier, self)
        self._daily.begin()

    def end(self) -> None:
        """Ask nothing of the history any more; the program ends."""
        if self._daily is not None:
            self._daily.end()

    def choose(self, on: bool) -> None:
        """Keep whether the person wants to be reminded."""
        self._settings.change(remind=on)


def system_notifier(tasks: Tasks, parent: QObject) -> Notifier:
    """Return the notifier of this system: of Linux its bus, which needs no tray to stand there."""
    if sys.platform.startswith("linux"):
        from companion.gui.reminding.bus import BusNotifier

        return BusNotifier(tasks, parent)
    from companion.gui.reminding.tray import TrayNotifier

    return TrayNotifier(parent)
