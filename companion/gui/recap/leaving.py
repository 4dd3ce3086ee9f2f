"""A recap's way out and what comes after: marked as sent, taken back, answered, corrected."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from companion.errors import CompanionError
from companion.gui.courier import Courier
from companion.gui.forms.ui_recap import Ui_RecapForm
from companion.gui.recap.alive import while_alive
from companion.gui.recap.further_ways import FurtherWays
from companion.gui.recap.more_menu import MoreMenu
from companion.gui.recap.page import Page
from companion.gui.recap.ways_out import Opener, WaysOut
from companion.gui.saving import Saver
from companion.gui.tasks import Tasks
from companion.mail.compose_links import Webmail
from companion.model import Recap, RecapState
from companion.session import Clock
from companion.store import Store

_NOT_OUT = (RecapState.DRAFT, RecapState.REFUSED)


class Leaving(QObject):
    """Does what the buttons below the recap and the section *It is sent* ask for.

    ``changed`` tells that the recap's standing is another one, ``corrected`` carries the Page of
    a correction that was begun, ``failed`` a CompanionError; the draft is kept then.
    """

    changed = Signal()
    corrected = Signal(object)
    failed = Signal(object)
    account_wanted = Signal()

    def __init__(
        self,
        tasks: Tasks,
        clock: Clock,
        ui: Ui_RecapForm,
        saver: Saver,
        opener: Opener,
        courier: Courier,
    ) -> None:
        """Flush *saver* before anything leaves, so that what leaves is what is kept."""
        super().__init__(saver)
        self._tasks, self._clock, self._ui, self._saver = tasks, clock, ui, saver
        self._went: tuple[str, str] = ("", "")
        self.page: Page | None = None
        window: QWidget = ui.footer.window()
        self._ways = WaysOut(tasks, opener, window)
        self._further = FurtherWays(tasks, opener, courier, self)
        self.more = MoreMenu(ui.more, window)
        self._connect()

    def _copy(self) -> None:
        self._ways.copy(self._ui.text.text())

    def _save_as(self) -> None:
        if self.page is not None:
            self._saver.flush()
            self._ways.save_as(self.page.call.id, self.page.recap.id, self._clock.now())

    def _open_in_mail_program(self) -> None:
        page = self.page
        if page is not None:
            self._saver.flush()
            self._ways.open_in_mail_program(page.call.id, page.recap.id, self._clock.now())

    def _open_on_the_web(self, webmail: Webmail) -> None:
        page = self.page
        if page is not None:
            self._saver.flush()
            now = self._clock.now()
            self._further.open_on_the_web(page.call.id, page.recap.id, now, webmail)

    def _save_to_drafts(self) -> None:
        page = self.page
        if page is not None:
            self._saver.flush()
            self._further.save_to_drafts(page.call.id, page.recap.id, self._clock.now())

    def _ask(self, via: str, place: str) -> None:
        if self.page is not None and self.can_mark:
            self._went = (self.page.recap.id, via)
            self._ui.question.ask(via, place)

    @property
    def can_mark(self) -> bool:
        """Whether the recap may have gone another way than from here: nobody has it from us."""
        return self.page is not None and self.page.recap.state in _NOT_OUT

    def _mark_sent(self) -> None:
        now, (went, via) = self._clock.now(), self._went
        # What went another way before was another recap of the same call.
        self._act(
            lambda store, recap_id: _mark_sent(
                store, recap_id, via if went == recap_id else "", now
            )
        )

    def _take_back(self) -> None:
        self._act(lambda store, recap_id: store.recaps.take_back_sent(recap_id))

    def _act(self, act: Callable[[Store, str], Recap]) -> None:
        """Do one act on the recap, after everything that was typed before it."""
        page = self.page
        if page is not None:
            self._saver.flush()
            self._tasks.write(
                lambda store: act(store, page.recap.id),
                while_alive(self, lambda _recap: self.changed.emit()),
                self._fail,
            )

    def _fail(self, error: CompanionError) -> None:
        self.failed.emit(error)

    def _connect(self) -> None:
        ui = self._ui
        ui.copy.clicked.connect(self._copy)
        self.more.save_wanted.connect(self._save_as)
        self.more.mark_wanted.connect(self._mark_sent)
        self.more.drafts_wanted.connect(self._save_to_drafts)
        self.more.gmail_wanted.connect(lambda: self._open_on_the_web(Webmail.GMAIL))
        self.more.outlook_wanted.connect(lambda: self._open_on_the_web(Webmail.OUTLOOK))
        self.more.account_wanted.connect(self.account_wanted)
        ui.open.clicked.connect(self._open_in_mail_program)
        ui.question.sent.connect(self._mark_sent)
        ui.sent.taken_back.connect(self._take_back)
        self._ways.went.connect(self._ask)
        self._ways.failed.connect(self.failed)
        self._further.went.connect(self._ask)
        self._further.failed.connect(self.failed)
        self._further.account_wanted.connect(self.account_wanted)


def _mark_sent(store: Store, recap_id: str, via: str, now: datetime) -> Recap:
    """Say that a recap went another way; one that a mail server refused is a draft before that."""
    with store.write():
        if store.recaps.get(recap_id).state is RecapState.REFUSED:
            store.outbox.undo(recap_id)
        return store.recaps.mark_sent(recap_id, via, now)
