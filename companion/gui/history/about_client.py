"""The page of the client that one is at, and the key that leads to it from wherever one looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from companion.gui.forms.ui_history import Ui_HistoryPage
from companion.gui.shortcuts import bind
from companion.gui.tasks import Tasks
from companion.gui.today.row import TodayRow
from companion.gui.today.words import Line
from companion.session import Clock
from companion.store.browse import DisagreementRow
from companion.store.today import CheckIn, Matter

if TYPE_CHECKING:  # the window opens on another page, and need not read this one before
    from companion.gui.client.place import ClientPlace

KEY = "Ctrl+L"


class AboutClient(QObject):
    """Makes the page when it is wanted first."""

    client_wanted = Signal(str)
    """The id of the client to whom the key, or a name, leads."""

    disagreement_wanted = Signal(str)
    recap_wanted = Signal(str)
    call_opened = Signal(str)

    def __init__(
        self,
        window: QWidget,
        ui: Ui_HistoryPage,
        tasks: Tasks,
        clock: Clock,
        followed: Callable[[], object],
    ) -> None:
        """Listen to the key in *window*; *followed* says what one looks at among next steps."""
        super().__init__(window)
        self._ui, self._tasks, self._clock = ui, tasks, clock
        self._followed = followed
        self._place: ClientPlace | None = None
        bind(window, KEY, self._lead)
        ui.today.acted.connect(self._lead_by_name)

    @property
    def page(self) -> QWidget:
        """The page, as one of those of the window."""
        return self._made().view

    def regions(self) -> list[QWidget]:
        """Return the page where it was made already, for F6 to go round."""
        return [self._place.view] if self._place else []

    def show(self, client_id: str) -> None:
        """Show that client."""
        self._made().show(client_id)

    def refresh(self) -> None:
        """Show what the history has now, where a client is shown."""
        if self._place is not None:
            self._place.refresh()

    def enter(self) -> None:
        """Give the keyboard to the page."""
        self._made().view.enter()

    def _made(self) -> ClientPlace:
        if self._place is None:
            from companion.gui.client.place import ClientPlace

            self._place = ClientPlace(self._ui.pages, self._tasks, self._clock, self)
            self._place.disagreement_wanted.connect(self.disagreement_wanted)
            self._place.recap_wanted.connect(self.recap_wanted)
            self._place.call_opened.connect(self.call_opened)
            self._place.failed.connect(self._ui.notice.tell_error)
        return self._place

    def _lead(self) -> None:
        """Go to the client of what the keyboard, or the eye, is at."""
        shown = self._ui.pages.currentWidget()
        about = self._today_about() if shown is self._ui.today else self._followed()
        row = self._ui.rows.current_row() if shown is self._ui.splitter else None
        if isinstance(row, DisagreementRow):
            self.client_wanted.emit(row.client_id)
        else:
            self._lead_from(about)

    def _lead_by_name(self, act: str, line: Line) -> None:
        if act == "client":
            self._lead_from(line.about)

    def _lead_from(self, about: object) -> None:
        """Go to the client of what a line of today is about."""
        if isinstance(about, CheckIn):
            self.client_wanted.emit(about.client_id)
        elif isinstance(about, Matter):
            self.lead_from(about.disagreement_id)

    def lead_from(self, disagreement_id: str) -> None:
        """Go to the client of a disagreement."""
        self._tasks.read(
            lambda store: store.disagreements.client_of(disagreement_id), self.client_wanted.emit
        )

    def _today_about(self) -> object:
        """Return what the line of today is about in which the keyboard is, else the first one."""
        now = QApplication.focusWidget()
        rows = [part for part in self._ui.today.parts if isinstance(part, TodayRow)]
        held = [row for row in rows if now is not None and row.isAncestorOf(now)]
        return next((row.line.about for row in (*held, *rows)), None)
