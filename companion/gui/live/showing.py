"""Shows the call as the history has it: names, metric, notes, next steps, and that all is saved."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject

from companion.gui.forms.ui_live import Ui_LiveWindow
from companion.gui.live.answering import Answering
from companion.gui.live.held_call import HeldCall
from companion.gui.live.snapshot import Snapshot
from companion.gui.live.timeline import Line, line_of_next_step, line_of_note
from companion.gui.live.times import call_time
from companion.method.playbook import Captures
from companion.model import Call, Metric, NextStep, Note


class Showing(QObject):
    """Keeps the page like the history; what is on its way to the disk is shown as pending."""

    def __init__(self, held: HeldCall, page: Ui_LiveWindow, answering: Answering) -> None:
        """Show what is *held*, and what is answered, on *page*."""
        super().__init__(held)
        self._held = held
        self._page = page
        self._answering = answering
        self._metric: Metric | None = None
        self._unsaved_steps: dict[str, NextStep] = {}
        held.marks_left.connect(self._show_marks)
        answering.metric_set.connect(self._show_metric)
        answering.metric_ticked.connect(self._show_metric_time)
        answering.next_step_changed.connect(self._show_next_step)
        answering.next_step_removed.connect(page.notes.timeline.take)

    def show(self, seen: Snapshot) -> None:
        """Show the call as the history has it."""
        self._page.header.show_call(seen)
        self._answering.show(seen)
        self._page.strip.set_step(self._answering.number_of(Captures.METRIC))
        self._show_metric(seen.metric)
        self._page.notes.timeline.show(self._lines(seen.call))

    def show_saved(self) -> None:
        """Say that everything is on the disk, and show no next step as pending any more."""
        today = self._held.clock.now().date()
        for step in self._unsaved_steps.values():
            if self._page.notes.timeline.find(step.id) is not None:
                self._page.notes.timeline.put(line_of_next_step(step, today))
        self._unsaved_steps.clear()
        self._page.endBar.show_saved(call_time(self._held.clock_ms()))

    def _lines(self, call: Call) -> list[Line]:
        today = self._held.clock.now().date()
        steps = (line_of_next_step(step, today) for step in call.next_steps)
        return [*(line_of_note(note) for note in call.notes), *steps]

    def _show_metric(self, metric: Metric | None) -> None:
        self._metric = metric
        call = self._held.call
        key = self._answering.key_of(Captures.METRIC)
        done_ms = call.step(key).done_ms if call and key else None
        self._show_metric_time(done_ms)

    def _show_metric_time(self, done_ms: int | None) -> None:
        self._page.strip.show_metric(self._metric, self._held.clock.now().date(), done_ms)

    def _show_next_step(self, step: NextStep) -> None:
        """Show a next step that is being typed as one that is not saved yet."""
        self._unsaved_steps[step.id] = step
        line = line_of_next_step(step, self._held.clock.now().date())
        if step.text:
            self._page.notes.timeline.put(replace(line, is_pending=True))

    def _show_marks(self, marks: tuple[Note, ...]) -> None:
        for mark in marks:
            self._page.notes.timeline.put(line_of_note(mark))
