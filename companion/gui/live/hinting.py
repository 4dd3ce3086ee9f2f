"""Looks at the running call once a second and after each note, and shows what the rules say."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from companion.gui.live.acts import LiveActs
from companion.gui.live.answering import Answering
from companion.gui.live.entry_line import EntryLine
from companion.gui.live.held_call import HeldCall
from companion.gui.live.hint_line import HintLine
from companion.gui.live.next_steps_answer import NextStepsAnswer
from companion.gui.live.options_answer import OptionsAnswer
from companion.gui.live.snapshot import Snapshot
from companion.gui.live.timeline import NEXT_STEP, Line, Timeline
from companion.gui.saving import Saver
from companion.method.hints import Told, listen, put_away
from companion.method.live_state import Hint, Level, LiveState, Rule
from companion.method.playbook import Captures
from companion.model import Note, NoteKind

LOOK_EVERY_MS = 1_000

LOOK_BACK = 60
"""Lines that a rule may look back on: more than were ever noted between two things of theirs."""


class Hinting(QObject):
    """The hints of one window; it is quiet while the client may look."""

    level_chosen = Signal(str)
    """The person switched hints off or on again: the Level."""

    told = Signal(str)
    """A sentence for the page to tell, about hints themselves."""

    def __init__(
        self,
        window: QWidget,
        held: HeldCall,
        timeline: Timeline,
        entry: EntryLine,
        answering: Answering,
        saver: Saver,
    ) -> None:
        """Watch *held* through the parts of *window* that show and fill it."""
        super().__init__(window)
        self._held = held
        self._timeline = timeline
        self._entry = entry
        self._answering = answering
        self._saver = saver
        self._told = Told()
        self._level = self._louder = Level.QUIET
        self._is_quiet = False
        self._noted = ""
        self._noted_ms = 0
        self._has_metric = False
        self._opened = ""
        self._opened_ms = 0
        self._acts: LiveActs | None = None
        self.line = HintLine(window)
        self.line.taken.connect(self._follow)
        self.line.dropped.connect(self.drop)
        held.loaded.connect(self._keep_metric)
        answering.metric_set.connect(self._know_metric)
        entry.field.installEventFilter(self)
        self._timer = QTimer(self, interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @property
    def level(self) -> Level:
        """How much is said."""
        return self._level

    def answer_to(self, acts: LiveActs) -> None:
        """Let the acts of the window take a hint, go on with it, and switch all of them off."""
        self._acts = acts
        acts.take_hint.triggered.connect(self.line.take)
        acts.next_hint.triggered.connect(self.line.show_next)
        acts.hints.triggered.connect(self._switch)
        self._show_level()

    def put_into(self, layout: QBoxLayout) -> None:
        """Put the line above the entry, which stands in *layout*."""
        layout.insertWidget(layout.indexOf(self._entry), self.line)

    def set_level(self, name: str) -> None:
        """Say as much as the Level of that name allows, from now on."""
        self._level = level = Level(name)
        self._louder = level if level is not Level.OFF else self._louder
        self._show_level()
        self.look()

    def set_quiet(self, on: bool) -> None:
        """Say nothing at all while the client may look; what came up meanwhile is let go."""
        self._is_quiet = on
        self.look()

    def hear_note(self, note_id: str) -> None:
        """Look at a note that has just come to the disk."""
        self._noted, self._noted_ms = note_id, self._held.clock_ms()
        self.look()

    def look(self) -> None:
        """Show what is worth saying now, if anything."""
        if self._held.call is None:
            return
        self._told = listen(self._told, self.state(), self._level)
        self.line.show_hint(self._told.hint)

    def drop(self) -> None:
        """Take the hint away; it does not come again."""
        self._told = put_away(self._told)
        self.line.show_hint(None)

    def state(self) -> LiveState:
        """Return the call as the rules see it."""
        call = self._held.call
        lines = self._last_lines()
        open_captures = self._open_captures()
        options = self._answering.answer_of(Captures.OPTIONS)
        steps = self._answering.answer_of(Captures.NEXT_STEP)
        return LiveState(
            now_ms=self._held.clock_ms(),
            planned_ms=call.planned_minutes * 60_000 if call else 0,
            is_shown=self._held.is_running and not self._held.is_paused and not self._is_quiet,
            is_typing=bool(self._entry.text()) or not self._saver.is_saved,
            notes=tuple(_note(line) for line in lines if line.kind != NEXT_STEP),
            last_note=next((_note(line) for line in lines if line.id == self._noted), None),
            noted_ms=self._noted_ms,
            asks=frozenset(step.captures for step in self._answering.playbook.steps),
            open_captures=open_captures,
            opened_ms=self._opened_ms,
            has_metric=self._has_metric or any(line.kind == NoteKind.METRIC for line in lines),
            has_next_step=isinstance(steps, NextStepsAnswer) and steps.is_begun,
            has_chosen=isinstance(options, OptionsAnswer) and options.is_chosen,
            options=options.filled if isinstance(options, OptionsAnswer) else 0,
        )

    def _open_captures(self) -> Captures | None:
        """Return what the open step captures, and notice when another one was opened."""
        if self._answering.open_key != self._opened:
            self._opened = self._answering.open_key
            self._opened_ms = self._held.clock_ms()
        step = self._answering.playbook.step(self._opened)
        return step.captures if step else None

    def _keep_metric(self, seen: Snapshot) -> None:
        answers = (seen.answers.get(step.key) for step in seen.playbook.capturing(Captures.METRIC))
        self._has_metric = seen.metric is not None or any(answers)

    def _know_metric(self, _metric: object) -> None:
        self._has_metric = True

    def _last_lines(self) -> list[Line]:
        count = self._timeline.rowCount()
        rows = (self._timeline.line(row) for row in range(max(0, count - LOOK_BACK), count))
        return [line for line in rows if not line.is_mark and not line.is_pending]

    def _follow(self, hint: Hint, choice: str) -> None:
        """Do what the hint is for; the call goes on in the field that it leads to."""
        self.drop()
        if hint.rule is Rule.NEXT_STEP:
            self._answering.begin_next_step()
        elif hint.rule is Rule.METRIC:
            self._answering.open_capturing(Captures.METRIC)
        elif hint.rule is Rule.OPTIONS:
            self._answering.open_capturing(Captures.OPTIONS)
        elif hint.rule is Rule.BLAME and not self._answering.take_question(choice):
            self._entry.field.insertPlainText(choice)
        elif hint.rule is Rule.POINTS and not self._entry.text():
            self._entry.set_kind(NoteKind.CONCERN)

    def _show_level(self) -> None:
        if self._acts is not None:
            self._acts.hints.setChecked(self._level is not Level.OFF)

    def _switch(self) -> None:
        """Switch hints off, or back on as loud as they were."""
        on = self._level is Level.OFF
        self.set_level(self._louder if on else Level.OFF)
        self.level_chosen.emit(self._level.value)
        self.told.emit(
            self.tr("Hints are on again.")
            if on
            else self.tr("Hints are off · Shift+F8 brings them back")
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Drop the hint by Esc in the entry, before Esc means anything else there."""
        if (
            watched is self._entry.field
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.line.hint is not None
            and not self._entry.is_picking
        ):
            if not event.isAutoRepeat():
                self.drop()
            return True
        return super().eventFilter(watched, event)


def _note(line: Line) -> Note:
    return Note(
        id=line.id, at_ms=line.at_ms, kind=NoteKind(line.kind), text=line.text, who=line.person
    )
