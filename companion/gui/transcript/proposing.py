"""Goes through what a transcript proposes: one is shown, kept or left, and taken back on demand."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal

from companion.errors import CompanionError, InvalidInput
from companion.gui.recap.alive import while_alive
from companion.gui.tasks import Tasks
from companion.gui.transcript.acts import (
    CallPage,
    Kept,
    accept_metric,
    accept_step,
    day_of,
    is_step,
    take_back,
)
from companion.gui.transcript.form import TranscriptForm
from companion.method.one_line import one_line
from companion.method.proposals import Proposal
from companion.session import Clock
from companion.store import Store


class Proposing(QObject):
    """The proposals that are left to decide on, and what was kept of the others."""

    changed = Signal()
    """The history or what is shown is another one."""

    failed = Signal(object)

    def __init__(self, tasks: Tasks, clock: Clock, form: TranscriptForm, parent: QObject) -> None:
        """Show in *form* what there is to decide."""
        super().__init__(parent)
        self._tasks, self._clock, self._form = tasks, clock, form
        self._page: CallPage | None = None
        self._left: list[Proposal] = []
        self._decided: list[tuple[Proposal, Kept | None, int]] = []
        self._place = 0
        self._is_busy = False
        form.keep.clicked.connect(self._keep)
        form.leave.clicked.connect(self._leave)
        form.next.clicked.connect(self._go_on)

    @property
    def proposal(self) -> Proposal | None:
        """The one that is looked at."""
        return self._left[self._place] if self._left else None

    @property
    def can_undo(self) -> bool:
        """Whether there is a decision to take back."""
        return bool(self._decided)

    def begin(self, page: CallPage, proposals: tuple[Proposal, ...]) -> None:
        """Go through *proposals* of the call on *page*."""
        self._page, self._left, self._decided, self._place = page, list(proposals), [], 0
        self._show()

    def end(self) -> None:
        """Propose nothing any more."""
        self._left, self._decided, self._place = [], [], 0
        self._show()

    def undo(self) -> None:
        """Take the last decision back, and look at that proposal again."""
        if not self._decided or self._is_busy:
            return
        proposal, kept, place = self._decided.pop()
        if kept is None:
            self._return(proposal, place)
            return
        now, self._is_busy = self._clock.now(), True
        self._tasks.write(
            lambda store: take_back(store, kept, now),
            while_alive(self, lambda _: self._return(proposal, place)),
            while_alive(self, self._fail),
        )

    def _return(self, proposal: Proposal, place: int) -> None:
        self._is_busy = False
        self._left.insert(place, proposal)
        self._place = place
        self._show()

    def _keep(self) -> None:
        proposal, page, card = self.proposal, self._page, self._form.card
        if proposal is None or page is None or self._is_busy:
            return
        text = one_line((card.what if is_step(proposal) else card.line).text())
        if not text:
            self.failed.emit(InvalidInput("There are no words to keep; write some, or leave it."))
            return
        try:
            due = card.due() if is_step(proposal) else None
        except InvalidInput as error:
            self.failed.emit(error)
            return
        call_id, now, owner = page.call.id, self._clock.now(), one_line(card.who.text())
        self._is_busy = True
        act = (
            partial(_accept_step, call_id, proposal, text, owner, due)
            if is_step(proposal)
            else (lambda store: accept_metric(store, call_id, proposal, text, now))
        )
        self._tasks.write(
            act, while_alive(self, partial(self._decide, proposal)), while_alive(self, self._fail)
        )

    def _leave(self) -> None:
        if self.proposal is not None and not self._is_busy:
            self._decide(self.proposal, None)

    def _decide(self, proposal: Proposal, kept: Kept | None) -> None:
        self._is_busy = False
        place = self._left.index(proposal)
        self._decided.append((proposal, kept, place))
        del self._left[place]
        self._place = min(place, max(0, len(self._left) - 1))
        self._show()

    def _fail(self, error: CompanionError) -> None:
        self._is_busy = False
        self.failed.emit(error)

    def _go_on(self) -> None:
        if self._left:
            self._place = (self._place + 1) % len(self._left)
            self._show()

    def _show(self) -> None:
        proposal, page = self.proposal, self._page
        if proposal is not None and page is not None:
            whole = self.tr("{place} of {count}")
            place = whole.format(place=self._place + 1, count=len(self._left))
            seen_from = day_of(page.call, self._clock.now().date())
            self._form.card.show_proposal(proposal, place, seen_from)
            self._form.next.setEnabled(len(self._left) > 1)
        kept = [each.text for _, each, _ in self._decided if each is not None]
        head = self.tr("Kept with the call; Ctrl+Z takes it back:")
        self._form.kept.setText("\n".join([head, *(f"✓ {text}" for text in kept)]) if kept else "")
        self.changed.emit()


def _accept_step(
    call_id: str,
    proposal: Proposal,
    text: str,
    owner: str,
    due: date | None,
    store: Store,
) -> Kept:
    return accept_step(store, call_id, proposal, text, owner, due)
