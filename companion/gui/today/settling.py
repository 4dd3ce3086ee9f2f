"""Settles what waits, tells so, and takes it back when asked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from companion.errors import CompanionError
from companion.gui.saving import Saver
from companion.gui.tasks import Tasks
from companion.gui.today.words import Line
from companion.gui.widgets.notice import NoticeBar
from companion.model import Reply, ReplyKind, Verdict
from companion.session import Clock
from companion.store import Store
from companion.store.today import (
    AwaitedAnswer,
    CheckIn,
    DueReview,
    DueStep,
    DueVerdict,
    ScopeChange,
)

Act = Callable[[Store], object]


class Settling(QObject):
    """What a person does with a line that is due; every act can be undone from the notice."""

    changed = Signal()
    """Something was settled, taken back, or could not be."""

    def __init__(self, tasks: Tasks, clock: Clock, notice: NoticeBar) -> None:
        """Tell what was done in *notice*."""
        super().__init__(notice)
        self._tasks, self._clock, self._notice = tasks, clock, notice
        self._saver = Saver(tasks, self)
        self._saver.failed.connect(notice.tell_error)

    def tick(self, line: Line) -> None:
        """Mark a next step as done, an agreement as updated, a check-in as held."""
        about = line.about
        if isinstance(about, DueStep):
            self.tick_step(about.step_id, line.title)
        elif isinstance(about, ScopeChange):
            self.update_agreement(about.step_id, line.title)
        elif isinstance(about, CheckIn):
            self.hold_check_in(about, line.title)

    def tick_step(self, step_id: str, title: str) -> None:
        """Mark a next step as done."""
        now = self._clock.now()
        self.do(
            lambda store: store.agenda.tick_step(step_id, now),
            lambda store: store.agenda.tick_step(step_id, None, now),
            self._done(title),
        )

    def update_agreement(self, step_id: str, title: str) -> None:
        """Mark that the agreement says by today what has changed."""
        today = self._clock.now().date()
        self.do(
            lambda store: store.agenda.update_agreement(step_id, today),
            lambda store: store.agenda.update_agreement(step_id, None, today),
            self._done(title),
        )

    def hold_check_in(self, due: CheckIn, title: str) -> None:
        """Mark that a client was checked in with; the next time has no day yet."""
        self.do(
            lambda store: store.agenda.plan_check_in(due.client_id, None),
            lambda store: store.agenda.plan_check_in(due.client_id, due.on, None),
            self._done(title),
        )

    def answer(self, line: Line, *, held: bool, text: str = "") -> None:
        """Keep whether an outcome held, and what a person says about it."""
        about, now = line.about, self._clock.now()
        if not isinstance(about, DueReview):
            return
        self._saver.forget(about.draft_place)
        told = self.tr("Noted: it held.") if held else self.tr("Noted: it did not quite hold.")
        self.do(
            lambda store: store.agenda.answer_review(about, now, held=held, text=text),
            lambda store: store.agenda.take_back_answer(about, now),
            told,
        )

    def judge(self, line: Line, verdict: Verdict) -> None:
        """Keep who turned out to be right."""
        about = line.about
        if not isinstance(about, DueVerdict):
            return
        told = {
            Verdict.WE: self.tr("Noted: we were right about this one."),
            Verdict.THEY: self.tr("Noted: they were right about this one."),
            Verdict.BOTH: self.tr("Noted: both were right about this one."),
        }
        self.do(
            lambda store: store.agenda.judge(about.disagreement_id, verdict),
            lambda store: store.agenda.judge(about.disagreement_id, None),
            told[verdict],
        )

    def confirm(self, line: Line) -> None:
        """Record that a client confirmed a recap."""
        about, now = line.about, self._clock.now()
        if isinstance(about, AwaitedAnswer):
            confirmed = Reply(kind=ReplyKind.CONFIRMED, at=now)
            self.do(
                lambda store: store.recaps.record_reply(about.recap_id, confirmed),
                lambda store: store.recaps.record_reply(about.recap_id, None),
                self.tr("Noted: they confirmed it. {title}").format(title=line.title),
            )

    def keep_draft(self, line: Line, text: str) -> None:
        """Keep an answer that is being typed; an empty one is forgotten."""
        about, now = line.about, self._clock.now()
        if isinstance(about, DueReview):
            place = about.draft_place
            self._saver.changed(place, lambda store: store.drafts.keep(place, text, now))

    def flush(self) -> None:
        """Bring what was typed to the disk now."""
        self._saver.flush()

    def do(self, act: Act, undo: Act, told: str) -> None:
        """Do *act*, and tell it with the way to *undo* it."""

        def tell(_result: object) -> None:
            self._notice.tell(told, self.tr("Undo"), lambda: self._undo(undo))
            self.changed.emit()

        self._tasks.write(act, tell, self._fail)

    def _done(self, title: str) -> str:
        return self.tr("Done: {title}").format(title=title)

    def _undo(self, undo: Act) -> None:
        self._tasks.write(undo, lambda _result: self.changed.emit(), self._fail)

    def _fail(self, error: CompanionError) -> None:
        self._notice.tell_error(error)
        self.changed.emit()
