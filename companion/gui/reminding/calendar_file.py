"""The act that saves what is to come as a file for the calendar, which rings by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from companion.gui.tasks import Tasks
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.save_dialog import ask_where
from companion.session import Clock
from companion.store import Store
from companion.store.reminders import Ahead

NAME = "follow-up.ics"

Opener = Callable[[QUrl], bool]
Question = Callable[[Store, date], Ahead]


class CalendarFile(QObject):
    """Asks where to, writes, and tells in the notice bar what came of it."""

    def __init__(
        self,
        tasks: Tasks,
        clock: Clock,
        notice: NoticeBar,
        window: QWidget,
        opener: Opener = QDesktopServices.openUrl,
    ) -> None:
        """Ask for a file above *window*; *opener* hands one to the calendar of the system."""
        super().__init__(window)
        self._tasks, self._clock, self._notice = tasks, clock, notice
        self._window, self._opener = window, opener

    def ask(self) -> None:
        """Save everything to come across all clients, where the person says."""
        self._ask_for(lambda store, today: store.reminders.ahead(today))

    def ask_for_steps(self, step_ids: Sequence[str]) -> None:
        """Save those next steps, where the person says."""
        ids = tuple(step_ids)
        self._ask_for(lambda store, today: store.reminders.steps(ids, today))

    def write(self, ahead: Ahead, path: Path) -> None:
        """Write the things to come to *path*, and tell so."""
        now = self._clock.now()

        def write() -> None:
            from companion.exchange.files import write_whole
            from companion.gui.reminding.events import calendar_of

            write_whole(path, calendar_of(ahead, now))

        self._tasks.run(write, lambda _none: self._tell(ahead, path), self._notice.tell_error)

    def _ask_for(self, question: Question) -> None:
        today = self._clock.now().date()
        self._tasks.read(
            lambda store: question(store, today),
            self._ask_where,
            self._notice.tell_error,
            newest="calendar file",  # a double click asks once
        )

    def _ask_where(self, ahead: Ahead) -> None:
        if not ahead.things:
            self._notice.tell(self._nothing(ahead))
            return
        ask_where(
            self._window,
            self.tr("Save reminders for your calendar"),
            self.tr("Calendar file (*.ics)"),
            NAME,
            partial(self.write, ahead),
        )

    def _tell(self, ahead: Ahead, path: Path) -> None:
        saved = self.tr("Saved {reminders} in {name}.").format(
            reminders=self._reminders(len(ahead.things)), name=path.name
        )
        rings = self.tr(
            "Open the file with your calendar: it rings at nine on the day before, "
            "also while Companion is closed."
        )
        self._notice.tell(
            " ".join(part for part in (saved, self._left_out(ahead), rings) if part),
            self.tr("Open"),
            lambda: self._opener(QUrl.fromLocalFile(str(path))),
        )

    def _left_out(self, ahead: Ahead) -> str:
        if ahead.count > len(ahead.things):
            whole = self.tr("They are the nearest of {count}: calendars take no larger file.")
            return whole.format(count=f"{ahead.count:,}")
        if ahead.late == 1:
            return self.tr("One that is late already is not in it.")
        if ahead.late:
            whole = self.tr("{count} that are late already are not in it.")
            return whole.format(count=f"{ahead.late:,}")
        return ""

    def _nothing(self, ahead: Ahead) -> str:
        if ahead.late:
            return self.tr(
                "All that has a day is late already, and a calendar cannot ring for the past."
            )
        return self.tr("Nothing with a day is to come, so there is nothing to ring for.")

    def _reminders(self, count: int) -> str:
        if count == 1:
            return self.tr("1 reminder")
        return self.tr("{count} reminders").format(count=f"{count:,}")
