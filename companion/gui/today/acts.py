"""Leads what a person does on the page that opens first to where it belongs."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from companion.gui.tasks import Tasks
from companion.gui.today.looking_back import VERDICTS
from companion.gui.today.offering import offer, targets
from companion.gui.today.page import TodayPage
from companion.gui.today.placing import Placing
from companion.gui.today.settling import Settling
from companion.gui.today.words import Line
from companion.gui.widgets.notice import NoticeBar
from companion.model import InboxNote, Verdict
from companion.session import Clock
from companion.store.browse import PlannedCall
from companion.store.today import (
    AwaitedAnswer,
    Correction,
    Matter,
    OutboxRecap,
    PreparedCall,
    RunningCall,
    UnsentRecap,
)


class TodayActs(QObject):
    """Settles what can be settled on the page, and asks by signals for everything else."""

    call_opened = Signal(str)
    recap_wanted = Signal(str)
    disagreement_wanted = Signal(str)
    continue_wanted = Signal(str)
    """A new call on a disagreement is to be prepared: its id."""

    changed = Signal()
    """The history is another one now."""

    def __init__(self, page: TodayPage, tasks: Tasks, clock: Clock, notice: NoticeBar) -> None:
        """Serve *page*; what was done is told in *notice*."""
        super().__init__(page)
        self._page, self._clock = page, clock
        self._running: tuple[RunningCall, ...] = ()
        self._held: tuple[PlannedCall, ...] = ()
        self._chosen: PlannedCall | None = None
        self.settling = Settling(tasks, clock, notice)
        self._placing = Placing(tasks, clock, notice)
        self.settling.changed.connect(self.changed)
        self._placing.changed.connect(self.changed)
        page.acted.connect(self._act)
        page.typed.connect(self.settling.keep_draft)
        page.answered.connect(self._answer)
        page.call_opened.connect(self.call_opened)

    def set_calls(self, running: tuple[RunningCall, ...], held: tuple[PlannedCall, ...]) -> None:
        """Offer these calls to the notes that wait."""
        self._running, self._held = running, held

    def set_chosen(self, call: PlannedCall | None) -> None:
        """Offer the call of the disagreement that was looked at last, before the others."""
        self._chosen = call

    def _act(self, act: str, line: Line) -> None:
        about = line.about
        if act in ("tick", "held", "confirmed", *VERDICTS):
            self._settle(act, line)
        elif act == "corrected" and isinstance(about, AwaitedAnswer):
            self.recap_wanted.emit(about.call_id)
        elif isinstance(about, InboxNote):
            self._act_on_note(act, line.key, about)
        elif act == "open" and isinstance(about, PreparedCall):
            self.call_opened.emit(about.call_id)
        elif act in ("open", "send") and isinstance(about, OutboxRecap | UnsentRecap | Correction):
            self.recap_wanted.emit(about.call_id)
        elif act == "again" and isinstance(about, Matter):
            self.continue_wanted.emit(about.disagreement_id)
        elif isinstance(about, Matter) and act != "client":
            self.disagreement_wanted.emit(about.disagreement_id)

    def _settle(self, act: str, line: Line) -> None:
        if act == "tick":
            self.settling.tick(line)
        elif act == "held":
            self.settling.answer(line, held=True)
        elif act in VERDICTS:
            self.settling.judge(line, Verdict(act))
        else:
            self.settling.confirm(line)

    def _act_on_note(self, act: str, key: str, note: InboxNote) -> None:
        row = self._page.row(key)
        if act == "aside":
            self._placing.put_aside(note)
        elif row is not None:
            chosen = (self._chosen,) if self._chosen else ()
            calls = tuple(targets(self._running, (*chosen, *self._held)))
            names = {call.call_id: call.name for call in calls}
            offer(
                row.button("place"),
                calls,
                self._clock.now(),
                lambda call_id: self._placing.place(note, call_id, names[call_id]),
            )

    def _answer(self, line: Line, text: str) -> None:
        self.settling.answer(line, held=False, text=text)
