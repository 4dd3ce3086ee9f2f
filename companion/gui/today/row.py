"""A line of the page that opens first: what waits, its facts, and what can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.said import client_said
from companion.gui.today.answer import AnswerLine
from companion.gui.today.looking_back import VERDICTS
from companion.gui.today.words import Line, act_said
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.step_check import StepCheck, circle_side
from companion.gui.widgets.text import Label, set_tip
from companion.store.today import CheckIn, DueReview, DueVerdict, Matter

_GAP = 10
"""Pixels between the parts of a line."""


class TodayRow(QFrame):
    """Shows a Line; real buttons and a real check box take the keyboard."""

    acted = Signal(str, object)
    """The name of an act, its Line; "tick" is the check box, "story" what is behind the line,
    "client" all about the client whose name was clicked."""

    typed = Signal(object, str)
    answered = Signal(object, str)
    """The Line of a review, and what did not quite hold."""

    def __init__(self, line: Line, parent: QWidget | None = None) -> None:
        """Lay out the parts that *line* needs."""
        super().__init__(parent)
        self.line = line
        self._is_settled = False
        self._answer: AnswerLine | None = None
        self._title = Label(self, "", "body" if line.is_own else "strong")
        self._facts = Label(self, "", "small")
        for label in (self._title, self._facts):
            label.set_wrap()
        self.check = self._make_check() if line.can_tick else None
        self._buttons = {act: self._make_button(act) for act in line.acts}
        self._lay_out()
        self._say()
        if isinstance(line.about, DueReview) and line.about.draft:
            self._open_answer()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the keyboard, from left to right."""
        check = (self.check,) if self.check else ()
        return (*check, *self._buttons.values())

    def button(self, act: str) -> KeyButton:
        """Return the button of an act of the line. Raises KeyError."""
        return self._buttons[act]

    @property
    def click_act(self) -> str:
        """The act of a click beside the buttons, empty for none."""
        first = next(iter(self._buttons), "")
        if first in ("open", "send"):
            return first
        return "story" if self.can_tell_story else ""

    @property
    def can_tell_story(self) -> bool:
        """Whether it is about a disagreement, which has a page of its own."""
        return isinstance(self.line.about, Matter)

    def show_line(self, line: Line) -> None:
        """Say the same thing in the words of now; what was only begun here is as it was."""
        if line == self.line and not self._is_settled:
            return
        self.line, self._is_settled = line, False
        self._say()

    def _say(self) -> None:
        line = self.line
        self._title.setText(line.title)
        self._facts.setText(line.facts)
        self._facts.setVisible(bool(line.facts))
        self._facts.set_tone("concern" if line.is_urgent else "")
        spoken = ", ".join(part for part in (line.title, line.facts) if part)
        for act, button in self._buttons.items():
            whole = self.tr("{act}: {line}")
            button.setAccessibleName(whole.format(act=act_said(act), line=spoken))
        if self.check is not None:
            self.check.setChecked(False)
            self.check.setAccessibleName(spoken)
        if self.click_act:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _make_check(self) -> StepCheck:
        check = StepCheck(self)
        check.setCursor(Qt.CursorShape.ArrowCursor)
        set_tip(check, self.tr("Mark it as done"))
        check.clicked.connect(lambda: self._act("tick"))
        return check

    def _make_button(self, act: str) -> KeyButton:
        button = KeyButton(self, act_said(act))
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.clicked.connect(lambda: self._act(act))
        return button

    def _act(self, act: str) -> None:
        if act == "not_quite":
            self._open_answer()
            return
        if act in ("tick", "held", "confirmed", *VERDICTS):
            if self._is_settled:
                return
            self._is_settled = True
        self.acted.emit(act, self.line)

    def _open_answer(self) -> None:
        about = self.line.about
        if self._answer is None and isinstance(about, DueReview):
            self._answer = AnswerLine(self, about.draft)
            self._answer.typed.connect(lambda text: self.typed.emit(self.line, text))
            self._answer.answered.connect(lambda text: self.answered.emit(self.line, text))
            self._answer.left.connect(self._close_answer)
            self._answer.setContentsMargins(_indent(), 6, 0, 0)
            self._column.addWidget(self._answer)
        if self._answer is not None:
            self._answer.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_answer(self) -> None:
        if self._answer is not None:
            self.typed.emit(self.line, "")
            self._buttons["not_quite"].setFocus(Qt.FocusReason.OtherFocusReason)
            self._answer.hide()
            self._answer.deleteLater()
            self._answer = None

    def _lay_out(self) -> None:
        said = QVBoxLayout()
        said.setSpacing(1)
        said.addWidget(self._title)
        said.addWidget(self._facts)
        top = QHBoxLayout()
        top.setSpacing(_GAP)
        if self.check is not None:
            top.addWidget(self.check, 0, Qt.AlignmentFlag.AlignVCenter)
        elif isinstance(self.line.about, DueReview | DueVerdict):
            top.addSpacing(_indent())
        top.addLayout(said, 1)
        for button in self._buttons.values():
            top.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 9, 12, 9)
        self._column.setSpacing(0)
        self._column.addLayout(top)

    def client_place(self) -> QRect:
        """Return where the client's name is written, in the row; empty where it is not."""
        about = self.line.about
        if not isinstance(about, Matter | CheckIn):
            return QRect()
        name = client_said(about.client_name)
        places = (_place_in(label, name) for label in (self._title, self._facts))
        return next((place for place in places if not place.isEmpty()), QRect())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the client on its name; else do the line's act, or tell the story behind it."""
        place = event.position().toPoint()
        inside = self.rect().contains(place)
        if event.button() != Qt.MouseButton.LeftButton or not inside:
            return
        if self.client_place().contains(place):
            self.acted.emit("client", self.line)
        elif self.click_act:
            self.acted.emit(self.click_act, self.line)


def _place_in(label: Label, name: str) -> QRect:
    """Return where *name* stands in the first line of *label*, in what the label stands in."""
    before, found, _ = label.text().partition(name)
    fine = label.fontMetrics()
    left, wide = fine.horizontalAdvance(before), fine.horizontalAdvance(name)
    if not found or label.isHidden() or left + wide > label.width():
        return QRect()
    return QRect(label.x() + left, label.y(), wide, fine.lineSpacing())


def _indent() -> int:
    """Return how far a title stands to the right where a round box could be before it."""
    return round(circle_side()) + 6 + _GAP
