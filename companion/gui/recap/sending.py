"""Sends a recap in the person's own name: released, taken back, and what became of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from companion.errors import CompanionError
from companion.gui.announce import announce
from companion.gui.courier import Courier
from companion.gui.forms.ui_recap import Ui_RecapForm
from companion.gui.recap.alive import while_alive
from companion.gui.recap.checks import Finding, Point, checks
from companion.gui.recap.keeping import Keeping
from companion.gui.recap.outbox_bar import Act
from companion.gui.recap.page import Page
from companion.gui.recap.releasing import UNDO_FOR, release
from companion.gui.recap.standing import Situation, standing, state_said
from companion.gui.shortcuts import bind
from companion.gui.tasks import Tasks
from companion.model import Recap, RecapState
from companion.model.outbox import Delivery
from companion.session import Clock
from companion.store import Store

SEND_KEYS = "Ctrl+Shift+Return"
"""The keys that the button shows, which answers them only while there is somebody to send to."""

COUNT_EVERY_MS = 500
"""How often the seconds are counted while a recap waits or leaves."""

_LEAVES = (RecapState.SENDING, RecapState.DOT)
_MOVES = (RecapState.QUEUED, RecapState.RETRY, *_LEAVES)


class Sending(QObject):
    """Does what Send and the bar above it ask for, and says there how the recap stands.

    ``changed`` tells that the recap's standing is another one, ``account_wanted`` that the mail
    account has to be set up or looked at, ``failed`` carries a CompanionError; the draft is kept.
    """

    changed = Signal()
    account_wanted = Signal()
    failed = Signal(object)

    def __init__(
        self, tasks: Tasks, clock: Clock, ui: Ui_RecapForm, keeping: Keeping, courier: Courier
    ) -> None:
        """Send what *keeping* keeps, by *courier*."""
        super().__init__(keeping)
        self._tasks, self._clock, self._ui = tasks, clock, ui
        self._keeping, self._courier = keeping, courier
        self._is_releasing = False
        self._page: Page | None = None
        self._delivery: Delivery | None = None
        self._leaving_since = 0
        self._timer = QTimer(self, interval=COUNT_EVERY_MS)
        ui.send.setEnabled(False)
        self._nobody = bind(ui.send.window(), SEND_KEYS, self._ask_for_somebody)
        self._connect()

    @property
    def page(self) -> Page | None:
        """The page that the window shows."""
        return self._page

    @page.setter
    def page(self, page: Page) -> None:
        before, self._page = self._page, page
        if before is None or before.recap.id != page.recap.id:
            self._delivery = None
        self.look()
        if page.is_draft:
            self._take(Delivery(state=RecapState.DRAFT))
        else:
            self._read()

    @property
    def state_said(self) -> str:
        """The few words that stand for how the recap stands; empty for a draft."""
        if self._page is None or self._page.is_draft:
            return ""
        return state_said(self._page.recap, self._delivery, self._clock.now())

    def look(self) -> None:
        """Offer to send what has somebody to go to."""
        ready = self._page is not None and self._page.is_draft and not self._is_releasing
        has_somebody = bool(self._keeping.words().to)
        self._ui.send.setEnabled(ready and has_somebody)
        self._nobody.setEnabled(ready and not has_somebody)

    # ------------------------------------------------------------ releasing

    def _send(self) -> None:
        page = self._page
        if page is None or not page.is_draft or self._is_releasing or self._adds_typed():
            return
        if self._courier.account is None:
            self._keeping.saver.flush()
            self.account_wanted.emit()
        elif passage := self._private(page):
            self._ask(passage)
        else:
            self._release()

    def _ask_for_somebody(self) -> None:
        """Lead to the addresses where the keys of Send have nobody to send to."""
        self._ui.to_row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ui.notice.tell(self.tr("Nobody gets it yet. Type an address, then send."))

    def _adds_typed(self) -> bool:
        """Add an address that was typed but not added; who gets the mail is looked at first."""
        rows = (self._ui.to_row, self._ui.cc_row)
        typed = [row.chips.line for row in rows if row.chips.line.text().strip()]
        if not typed:
            return False
        self._ui.send.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ui.notice.tell(
            self.tr("An address was still being typed. Look at who gets it, then send."),
            tone="concern",
        )
        return True

    def _private(self, page: Page) -> str:
        """Return what is recorded as private and stands in the mail; empty where nothing does."""
        found = checks(page, self._keeping.words())
        return next(
            (c.passage for c in found if c.point is Point.PRIVATE and c.finding is Finding.FOUND),
            "",
        )

    def _ask(self, passage: str) -> None:
        asked_about = self._keeping.words()

        def release() -> None:
            # What was typed since then was not asked about.
            if self._keeping.words() == asked_about:
                self._release()
            else:
                self._send()

        words = self.tr("“{passage}” is recorded as private and stands in the text.")
        said, act = words.format(passage=passage[:80]), self.tr("Send it all the same")
        self._ui.notice.tell(said, act, release, tone="concern")

    def _release(self) -> None:
        page, account = self._page, self._courier.account
        if page is None or account is None or self._is_releasing:
            return
        self._is_releasing = True
        self._ui.notice.dismiss()
        self._close_text()
        self._keeping.saver.flush()
        shown, now = self._keeping.words(), self._clock.now()
        self._tasks.run(
            lambda: release(self._tasks.keep, page.call.id, page.recap.id, shown, account, now),
            while_alive(self, self._released),
            self._not_released,
        )

    def _close_text(self) -> None:
        """Take no more keys into what is being sent."""
        ui = self._ui
        for field in (ui.text, ui.subject):
            field.setReadOnly(True)
        for row in (ui.to_row, ui.cc_row):
            row.setEnabled(False)
        self.look()

    def _released(self, _recap: Recap) -> None:
        self._is_releasing = False
        self._courier.wake()
        self.changed.emit()

    def _not_released(self, error: CompanionError) -> None:
        self._is_releasing = False
        self.failed.emit(error)
        self.changed.emit()

    # ------------------------------------------------------------ the bar

    def _act(self, act: Act) -> None:
        page, now = self._page, self._clock.now()
        if page is None:
            return
        recap_id = page.recap.id
        acts: dict[Act, Callable[[], object]] = {
            Act.UNDO: self._undo,
            Act.DRAFT: self._undo,
            Act.STOP: lambda: self._courier.stop(recap_id),
            Act.NOW: lambda: self._keep(lambda store: store.outbox.release(recap_id, now)),
            Act.AGAIN: lambda: self._keep(
                lambda store: store.outbox.send_again(recap_id, at=now, not_before=now + UNDO_FOR)
            ),
            Act.WAS_SENT: lambda: self._settle(was_sent=True),
            Act.NOT_SENT: lambda: self._settle(was_sent=False),
            Act.LOOK: lambda: self._courier.look(recap_id),
            Act.PASSWORD: self.account_wanted.emit,
            Act.ACCOUNT: self.account_wanted.emit,
        }
        acts[act]()

    def _undo(self) -> None:
        page = self._page
        if page is not None:
            self._tasks.write(
                lambda store: store.outbox.undo(page.recap.id),
                while_alive(self, self._undone),
                self.failed.emit,
            )

    def _undone(self, recap: Recap) -> None:
        if recap.state in _LEAVES:
            self._ui.notice.tell(
                self.tr("It was on its way already, so it could not be taken back."),
                tone="concern",
            )
        self._kept(recap)

    def _settle(self, *, was_sent: bool) -> None:
        page, now = self._page, self._clock.now()
        if page is not None:
            self._keep(lambda store: store.outbox.settle(page.recap.id, was_sent=was_sent, at=now))

    def _keep(self, act: Callable[[Store], Recap]) -> None:
        self._tasks.write(act, while_alive(self, self._kept), self.failed.emit)

    def _kept(self, recap: Recap) -> None:
        self._courier.wake()
        if recap.state is RecapState.DRAFT:
            announce(self._ui.outbox, self.tr("It was not sent. It is a draft again."))
        self.changed.emit()

    def _read(self) -> None:
        page, now = self._page, self._clock.now()
        if page is not None:
            self._tasks.read(
                lambda store: store.outbox.delivery(page.recap.id, now),
                while_alive(self, self._take),
                self.failed.emit,
                newest=f"delivery {page.recap.id}",
            )

    def _take(self, delivery: Delivery) -> None:
        before, self._delivery = self._delivery, delivery
        was = before.state if before else delivery.state
        if delivery.state in _LEAVES and was not in _LEAVES:
            self._leaving_since = self._clock.steady_ms()
        elif delivery.state is RecapState.SENT and was in _MOVES:
            announce(self._ui.outbox, self.tr("The recap is sent."))
        if delivery.state in _MOVES:
            self._timer.start()
        else:
            self._timer.stop()
        self._say()

    def _say(self) -> None:
        page, delivery, ui = self._page, self._delivery, self._ui
        if page is None or delivery is None:
            return
        account = self._courier.account
        now = QApplication.focusWidget()
        had_focus = now is not None and ui.outbox.isAncestorOf(now)
        ui.outbox.show_standing(
            standing(
                Situation(
                    recap=page.recap,
                    delivery=delivery,
                    now=self._clock.now(),
                    need=self._courier.need,
                    found=self._courier.found(page.recap.id),
                    has_imap=account is not None and account.imap is not None,
                    sending_s=(self._clock.steady_ms() - self._leaving_since) / 1000,
                )
            )
        )
        if had_focus and ui.outbox.isHidden():
            ui.text.setFocus()
        if not page.is_draft:
            ui.status.setText(self.state_said)

    def _follow(self, recap_id: str) -> None:
        if self._page is not None and self._page.recap.id == recap_id:
            self.changed.emit()

    def _connect(self) -> None:
        self._ui.send.clicked.connect(self._send)
        self._ui.outbox.wanted.connect(self._act)
        self._timer.timeout.connect(self._say)
        self._courier.changed.connect(self._follow)
        self._courier.need_changed.connect(self._say)
