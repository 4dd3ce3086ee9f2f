"""Keeps what a person types in the recap window, place by place, as they type it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from companion.attaching import leave_out
from companion.gui.forms.ui_recap import Ui_RecapForm
from companion.gui.recap import page as pages
from companion.gui.recap.alive import while_alive
from companion.gui.recap.page import Page, Typed
from companion.gui.saving import Act, Saver
from companion.gui.tasks import Tasks
from companion.method.one_line import one_line
from companion.model import Me, OutcomeKind
from companion.session import Clock


class Keeping(QObject):
    """Saves the fields of the form ``ui``; ``page`` is what they were filled from.

    ``typed`` tells that the mail's own words or recipients changed, ``composed_from_changed`` that
    something a recap is composed from is on the disk, ``failed`` carries a CompanionError.
    """

    typed = Signal()
    composed_from_changed = Signal()
    failed = Signal(object)

    def __init__(
        self, tasks: Tasks, clock: Clock, call_id: str, ui: Ui_RecapForm, window: QWidget
    ) -> None:
        """Save to the call *call_id* through *tasks*."""
        super().__init__(window)
        self._tasks, self._clock, self._call_id, self._ui = tasks, clock, call_id, ui
        self._is_stale = False
        self.page: Page | None = None
        self.turn = 0
        self.saver = Saver(tasks, self)
        self._connect()

    def words(self) -> Typed:
        """Return the recap as it stands in the window."""
        ui = self._ui
        return Typed(
            to=ui.to_row.addresses,
            cc=ui.cc_row.addresses,
            subject=ui.subject.text(),
            text=ui.text.text(),
        )

    def is_own(self, words: Typed) -> bool:
        """Whether *words* are a person's and not the rules'."""
        fresh = self.page.fresh if self.page else None
        return fresh is not None and (words.subject, words.text) != (fresh.subject, fresh.text)

    def keep_words(self) -> None:
        """Keep subject, text and recipients."""
        page = self.page
        if page is None or not page.is_draft:
            return
        words, recap_id = self.words(), page.recap.id
        edited = self.is_own(words)
        self._change(
            "recap",
            lambda store: pages.keep_typed(store, self._call_id, recap_id, words, edited=edited),
        )
        self.typed.emit()

    def _keep_me(self) -> None:
        me = self._ui.me_form.me()
        self._is_stale = True
        self._change("me", lambda store: store.people.save_me(me))
        self._tasks.run(lambda: _check_addresses(me), None, self._fail)

    def _keep_outcome(self) -> None:
        outcome = self._ui.outcome.outcome(self._clock.now())
        self._is_stale = True
        self._change("outcome", lambda store: pages.set_outcome(store, self._call_id, outcome))

    def _choose_outcome(self, kind: OutcomeKind) -> None:
        self._keep_outcome()
        form, page = self._ui.outcome.advice, self.page
        if kind is OutcomeKind.THEIR_CHOICE and page is not None and not form.they_chose.text:
            chosen = page.call.chosen.label if page.call.chosen else ""
            words = next((o.text for o in page.call.options if o.label == chosen), chosen)
            form.they_chose.show_text(one_line(words))
            self._keep_advice()

    def _keep_advice(self) -> None:
        advice, now = self._ui.outcome.advice.advice(), self._clock.now()
        self._change("advice", lambda store: pages.keep_advice(store, self._call_id, advice, now))

    def _record_advice(self) -> None:
        advice, now = self._ui.outcome.advice.advice(), self._clock.now()
        self.saver.forget("advice")
        self.saver.flush()
        self._tasks.write(
            lambda store: pages.record_advice(store, self._call_id, advice, now),
            while_alive(self, lambda _none: self.composed_from_changed.emit()),
            self._fail,
        )

    def _leave_out(self, on: bool) -> None:
        page, now = self.page, self._clock.now()
        if page is not None:
            self._is_stale = True
            self._change("attached", lambda store: leave_out(store, page.recap.id, on, now))
            self.saver.flush()

    def _change(self, place: str, act: Act) -> None:
        self.turn += 1
        self.saver.changed(place, act)

    def _settle(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.composed_from_changed.emit()

    def _fail(self, error: object) -> None:
        self.failed.emit(error)

    def _connect(self) -> None:
        ui = self._ui
        ui.text.typed.connect(self.keep_words)
        ui.subject.textEdited.connect(self.keep_words)
        ui.me_form.changed.connect(self._keep_me)
        ui.outcome.chosen.connect(self._choose_outcome)
        ui.outcome.changed.connect(self._keep_outcome)
        ui.outcome.advice.typed.connect(self._keep_advice)
        ui.outcome.advice.record_wanted.connect(self._record_advice)
        ui.attached.left_out.connect(self._leave_out)
        self.saver.saved.connect(self._settle)


def _check_addresses(me: Me) -> None:
    """Raise InvalidInput for the first own or colleague's address that is none."""
    from companion.mail.addresses import parse_recipients

    for address in (*me.emails, *(colleague.email for colleague in me.colleagues)):
        if address:
            parse_recipients(address)
