"""The page on what is to be followed up, as one of those of the main window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from companion.gui.forms.ui_history import Ui_HistoryPage
from companion.gui.history.sidebar import STEPS_KEYS
from companion.gui.shortcuts import bind
from companion.gui.tasks import Tasks
from companion.gui.today.settling import Settling
from companion.session import Clock

if TYPE_CHECKING:  # the window opens on another page, and need not read this one before
    from companion.gui.follow_up.place import FollowPlace
    from companion.gui.reminding.calendar_file import CalendarFile
    from companion.store.follow_up import FollowLine


class Following(QObject):
    """Makes the page when it is wanted first."""

    wanted = Signal()
    """The key that leads to the page was pressed."""

    disagreement_wanted = Signal(str)
    client_wanted = Signal(str)

    def __init__(
        self,
        window: QWidget,
        ui: Ui_HistoryPage,
        tasks: Tasks,
        clock: Clock,
        settling: Settling,
        calendar: Callable[[], CalendarFile],
    ) -> None:
        """Listen to the key in *window*; *calendar* makes the act that the page has as well."""
        super().__init__(window)
        self._ui, self._tasks, self._clock = ui, tasks, clock
        self._settling, self._calendar = settling, calendar
        self._place: FollowPlace | None = None
        bind(window, STEPS_KEYS, self.wanted.emit)

    @property
    def page(self) -> QWidget:
        """The page, as one of those of the window."""
        return self._made().page

    @property
    def line(self) -> FollowLine | None:
        """The line that is looked at."""
        return self._place.line() if self._place is not None else None

    def regions(self) -> list[QWidget]:
        """Return the parts of the page where it was made already, for F6 to go round."""
        if self._place is None:
            return []
        page = self._place.page
        return [page.filter, page.day, page.list]

    def show(self) -> None:
        """Show what the history has now."""
        self._made().refresh()

    def enter(self) -> None:
        """Give the keyboard to the page."""
        self._made().page.enter()

    def _made(self) -> FollowPlace:
        if self._place is None:
            from companion.gui.follow_up.place import FollowPlace

            self._place = FollowPlace(
                self._ui.pages, self._tasks, self._clock, self._settling, self._calendar()
            )
            self._place.disagreement_wanted.connect(self.disagreement_wanted)
            self._place.client_wanted.connect(self.client_wanted)
        return self._place
