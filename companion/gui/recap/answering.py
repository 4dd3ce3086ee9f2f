"""Records what the client answered, and leads to the recap that puts right what they corrected."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from companion.errors import CompanionError
from companion.gui.forms.ui_recap import Ui_RecapForm
from companion.gui.recap import agreeing, correcting
from companion.gui.recap import page as pages
from companion.gui.recap.agreeing import Undo
from companion.gui.recap.alive import while_alive
from companion.gui.recap.page import Page
from companion.gui.saving import Saver
from companion.gui.tasks import Tasks
from companion.model import NextStep, Reply, ReplyKind
from companion.session import Clock
from companion.store import Store

T = TypeVar("T")


class Answering(QObject):
    """Serves the sections *answer* and *agreed* of a recap; every record can be undone.

    ``changed`` tells that the history says something else now, ``shown`` carries the Page of
    another recap of the call that is wanted on the screen, ``failed`` a CompanionError.
    """

    changed = Signal()
    shown = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, clock: Clock, ui: Ui_RecapForm, saver: Saver) -> None:
        """Bring what is typed to the disk by *saver*."""
        super().__init__(saver)
        self._tasks, self._clock, self._ui, self._saver = tasks, clock, ui, saver
        self.page: Page | None = None
        ui.answer.typed.connect(self._keep_typed)
        ui.answer.replied.connect(self._record)
        ui.answer.first_wanted.connect(self._show_first)
        ui.agreed.changed.connect(self._change)
        ui.agreed.taken_away.connect(self._take_away)
        ui.agreed.correction_wanted.connect(self._correct)

    def show_page(self, page: Page) -> None:
        """Show what came back and what stands, as far as it belongs to the recap of *page*."""
        before, self.page = self.page, page
        now, ui = self._clock.now(), self._ui
        here = ui.panel.window().focusWidget()
        ui.answer.show_answer(page.recap, now, page.answer_typed, page.corrects)
        ui.agreed.show_page(page, now.date())
        was_waiting = before is not None and before.recap.reply is None and not before.is_draft
        if was_waiting and ui.agreed.isVisible() and ui.panel.isAncestorOf(here):
            ui.agreed.enter()

    def _keep_typed(self) -> None:
        page, text, now = self.page, self._ui.answer.words.text, self._clock.now()
        if page is not None:
            recap_id = page.recap.id
            self._saver.changed(
                "answer", lambda store: correcting.keep_typed_answer(store, recap_id, text, now)
            )

    def _record(self, reply: Reply | None) -> None:
        page, now = self.page, self._clock.now()
        if page is None:
            return
        self._saver.forget("answer")
        before = page.recap.reply
        if reply is None:
            self._act(
                lambda store: correcting.take_answer_back(store, page.recap, now),
                self.tr("Their answer is taken back; the recap waits for one again."),
                lambda store: store.recaps.record_reply(page.recap.id, before),
            )
            return
        confirmed = self.tr("Noted: they confirmed it.")
        corrected = self.tr("Noted: they corrected it.")
        answered = page.recap
        self._act(
            lambda store: pages.record_answer(store, page, reply, now),
            confirmed if reply.kind is ReplyKind.CONFIRMED else corrected,
            lambda store: correcting.take_answer_back(
                store, store.recaps.get(answered.id), self._clock.now()
            ),
        )

    def _change(self, given: object) -> None:
        page, now = self.page, self._clock.now()
        if page is not None:
            self._do(
                lambda store: agreeing.change(store, page, given, now),
                lambda undo: self._tell(self.tr("Changed in the history of the call."), undo),
            )

    def _take_away(self, step: NextStep) -> None:
        page = self.page
        if page is not None:
            self._do(
                lambda store: agreeing.take_away(store, page, step),
                lambda undo: self._tell(self.tr("The next step is taken away."), undo),
            )

    def _correct(self) -> None:
        page, now = self.page, self._clock.now()
        if page is not None:
            self._show(lambda store: pages.begin_correction(store, page.call.id, page.recap, now))

    def _show_first(self) -> None:
        page, now = self.page, self._clock.now()
        if page is not None and page.corrects is not None:
            first = page.corrects.id
            self._show(lambda store: pages.read_page(store, page.call.id, first, now))

    def _show(self, read: Callable[[Store], Page]) -> None:
        """Show another recap of the call, once what is typed in this one is on the disk."""
        self._saver.flush()
        self._tasks.write(read, while_alive(self, self.shown.emit), self._fail)

    def _act(self, act: Callable[[Store], object], told: str, undo: Undo) -> None:
        self._do(act, lambda _result: self._tell(told, undo))

    def _do(self, act: Callable[[Store], T], then: Callable[[T], object]) -> None:
        """Store an act after everything that was typed before it, and tell that it is done."""

        def done(result: T) -> None:
            then(result)
            self.changed.emit()

        self._saver.flush()
        self._tasks.write(act, while_alive(self, done), while_alive(self, self._fail))

    def _tell(self, told: str, undo: Undo) -> None:
        self._ui.notice.tell(told, self.tr("Undo"), lambda: self._undo(undo))

    def _undo(self, undo: Undo) -> None:
        self._tasks.write(undo, while_alive(self, lambda _none: self.changed.emit()), self._fail)

    def _fail(self, error: CompanionError) -> None:
        self.failed.emit(error)
