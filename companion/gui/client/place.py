"""Where the page of a client stands in the main window, and the ways that lead to it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from companion.errors import CompanionError
from companion.gui.client.page import ClientView
from companion.gui.client.reading import begin_with, read_client
from companion.gui.tasks import Tasks
from companion.session import Clock
from companion.store.client_page import AT_ONCE

_NEWEST = "client page"


class ClientPlace(QObject):
    """Reads the client that is looked at, and keeps what the page is asked to keep."""

    disagreement_wanted = Signal(str)
    recap_wanted = Signal(str)
    call_opened = Signal(str)
    """The id of a prepared call, begun just now or before."""

    failed = Signal(object)

    def __init__(self, pages: QStackedWidget, tasks: Tasks, clock: Clock, parent: QObject) -> None:
        """Put an empty page among *pages*."""
        super().__init__(parent)
        self._tasks, self._clock = tasks, clock
        self._client_id = ""
        self._talks = AT_ONCE
        self.view = ClientView(clock, pages)
        pages.addWidget(self.view)
        self.view.disagreement_wanted.connect(self.disagreement_wanted)
        self.view.recap_wanted.connect(self.recap_wanted)
        self.view.call_wanted.connect(self.call_opened)
        self.view.prepare_wanted.connect(self._prepare)
        self.view.asked.connect(self._ask)
        self.view.answered.connect(self._answer)
        self.view.more_wanted.connect(self._show_more)

    def show(self, client_id: str) -> None:
        """Show that client, read anew."""
        if client_id != self._client_id:
            self._client_id, self._talks = client_id, AT_ONCE
        self.refresh()

    def refresh(self) -> None:
        """Read the client that is shown again."""
        client_id, talks, today = self._client_id, self._talks, self._clock.now().date()
        if client_id:
            self._tasks.read(
                lambda store: read_client(store, client_id, today, talks),
                self.view.show_client,
                self.failed.emit,
                newest=_NEWEST,
            )

    def _show_more(self) -> None:
        self._talks += 5 * AT_ONCE
        self.refresh()

    def _prepare(self, client_id: str) -> None:
        self._tasks.write(
            lambda store: begin_with(store, self._clock, client_id),
            self.call_opened.emit,
            self.failed.emit,
        )

    def _ask(self, question: str) -> None:
        client_id = self._client_id
        self._tasks.write(
            lambda store: store.client_pages.ask(client_id, question), self._kept, self._fail
        )

    def _answer(self, question: str, text: str) -> None:
        client_id, today = self._client_id, self._clock.now().date()
        self._tasks.write(
            lambda store: store.people.set_expectation(client_id, question, text, today),
            self._kept,
            self._fail,
        )

    def _kept(self, _nothing: object) -> None:
        self.refresh()

    def _fail(self, error: CompanionError) -> None:
        self.failed.emit(error)
