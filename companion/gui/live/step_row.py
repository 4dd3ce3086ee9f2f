"""One step of the call: a check box, its title, and while it is open what to say and its answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.announce import announce
from companion.gui.live.short_title import PADDING, ShortTitle
from companion.gui.live.times import call_time
from companion.gui.widgets.card import Bar
from companion.gui.widgets.keycap import KeyButton, KeyCap
from companion.gui.widgets.step_check import StepCheck
from companion.gui.widgets.text import Label, wrapped
from companion.method.playbook import MOST_STEPS, Step

NARROW_LINES = 14
"""How often the height of a line goes into a row that has no room for keys beside its words."""


_LEFT, _RIGHT, _SPACING = 9, 12, 6


class StepRow(Bar):
    """Ticking and opening are two acts: the circle ticks, the title opens."""

    ticked = Signal(str, bool)
    opened = Signal(str)

    def __init__(self, parent: QWidget, step: Step, number: int, answer: QWidget) -> None:
        """Show *step* as the one with that *number*; *answer* is where its answer is typed."""
        super().__init__(parent, "", "surface")
        self.step = step
        self.answer = answer
        self.check = StepCheck(self)
        self.check.setAccessibleName(step.title)
        self.check.clicked.connect(lambda on: self.ticked.emit(step.key, on))
        self.title = ShortTitle(self, step.title)
        self.title.setAccessibleName(self.tr("Open: {step}").format(step=step.title))
        self.title.clicked.connect(lambda: self.opened.emit(step.key))
        self._time = Label(self, "", "time")
        self._has_key = number <= MOST_STEPS
        self._key = KeyCap(self, f"Ctrl+{number}" if self._has_key else "")
        self._at_line = 0
        self._line = wrapped(self, "", "body")
        self.another = KeyButton(self, "↻")
        self.another.setProperty("plain", True)
        self.another.show_keys("F3")
        self.another.setAccessibleName(self.tr("Another line to say (F3)"))
        self.another.clicked.connect(self.say_another)
        self._body = QWidget(self)
        self._prompt = QWidget(self._body)
        answer.setParent(self._body)
        self._lay_out()
        self._say()
        self.set_open(on=False)

    @property
    def is_done(self) -> bool:
        """Whether the step is ticked."""
        return self.check.isChecked()

    @property
    def is_open(self) -> bool:
        """Whether the line to say and the answer are shown."""
        return not self._body.isHidden()

    @property
    def line(self) -> str:
        """The line to say that is offered now."""
        return self._line.text()

    def set_done(self, done_ms: int | None) -> None:
        """Show the step as ticked at that time of the call's clock, or not."""
        self.check.setChecked(done_ms is not None)
        self._time.setText("" if done_ms is None else call_time(done_ms))
        self._time.setVisible(done_ms is not None)
        self._dress()
        self._mind_width()

    def set_open(self, *, on: bool) -> None:
        """Show the line to say and the answer, or the title alone."""
        self._body.setVisible(on)
        self.check.set_current(on)
        self.set_tone("" if on else "surface")
        self._dress()
        self._mind_width()

    def say_another(self) -> None:
        """Offer the next line to say, after the last one the first again."""
        self._at_line += 1
        self._say()
        self._line.setAccessibleName(self._line.text())
        announce(self._line, self._line.text())

    def set_client_safe(self, *, on: bool) -> None:
        """Keep what we may say to ourselves while the client looks."""
        self._prompt.setHidden(on or not self.step.lines)

    def set_tight(self, *, on: bool) -> None:
        """Show no circle of its own, since a low window has all of them in one row."""
        self.check.setHidden(on)
        layout = self._body.layout()
        assert layout is not None
        layout.setContentsMargins(PADDING if on else _indent(self.check), 0, 0, 0)
        self._mind_width()

    def _say(self) -> None:
        lines = self.step.lines
        self._line.setText(f"“{lines[self._at_line % len(lines)]}”" if lines else "")
        self.another.setVisible(len(lines) > 1)
        self._prompt.setHidden(not lines)

    def _dress(self) -> None:
        self.title.setProperty("quiet", self.is_done and not self.is_open)
        self.title.setProperty("strong", self.is_open)
        self.title.style().unpolish(self.title)
        self.title.style().polish(self.title)

    def _mind_width(self) -> None:
        """Leave keys out where large letters need the width for words; F1 and F10 show them."""
        beside = self._key.sizeHint().width() + (
            0 if self.check.isHidden() else _indent(self.check)
        )
        fits = self.title.whole_width() + beside + 2 * _SPACING + _LEFT + _RIGHT <= self.width()
        self._key.setVisible(not self.is_done and self._has_key and fits)
        narrow = self.width() < NARROW_LINES * self.fontMetrics().lineSpacing()
        self.another.show_keys("" if narrow else "F3")
        self.another.setAccessibleName(self.tr("Another line to say (F3)"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(_SPACING)
        head.addWidget(self.check)
        head.addWidget(self.title, 1)
        head.addWidget(self._time)
        head.addWidget(self._key)
        prompt = QHBoxLayout(self._prompt)
        prompt.setContentsMargins(0, 0, 0, 0)
        prompt.setSpacing(4)
        prompt.addWidget(self._line, 1)
        prompt.addWidget(self.another, 0, Qt.AlignmentFlag.AlignTop)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(_indent(self.check), 0, 0, 0)
        body.setSpacing(8)
        body.addWidget(self._prompt)
        body.addWidget(self.answer)
        box = QVBoxLayout(self)
        box.setContentsMargins(_LEFT, 3, _RIGHT, 3)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self._body)
        box.setAlignment(head, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many keys as there is room for."""
        super().resizeEvent(event)
        self._mind_width()


def _indent(check: StepCheck) -> int:
    return check.sizeHint().width() + _SPACING + PADDING
