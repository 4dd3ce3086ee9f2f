"""What was agreed beforehand for one question, or the way to have it asked and answered."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.client.words import expectation_facts, own
from companion.gui.today.answer import AnswerLine
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import Label
from companion.model import Expectation


class ExpectationRow(QWidget):
    """A question with what was agreed; *is_known* is False for one that nobody has asked yet."""

    asked = Signal(str)
    """This question is to be asked in the next call."""

    answered = Signal(str, str)
    """The question, and what was agreed on."""

    def __init__(
        self, expectation: Expectation, today: date, parent: QWidget, *, is_known: bool = True
    ) -> None:
        """Show *expectation* as of *today*."""
        super().__init__(parent)
        self._question = expectation.question
        self._answer: AnswerLine | None = None
        title = Label(self, own(expectation.question))
        not_asked = self.tr("not asked yet")
        facts = expectation_facts(expectation, today) if is_known else not_asked
        self.facts = Label(self, facts, "small")
        self.facts.set_tone("" if expectation.answer else "concern")
        for label in (title, self.facts):
            label.set_wrap()
        self.act = KeyButton(self, self._act_said(expectation, is_known))
        whole = self.tr("{act}: {question}")
        self.act.setAccessibleName(
            whole.format(act=self.act.text(), question=own(expectation.question))
        )
        self.act.clicked.connect(self._open_answer if is_known else self._ask)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(title)
        words.addWidget(self.facts)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addLayout(words, 1)
        top.addWidget(self.act, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 9, 12, 9)
        self._column.addLayout(top)
        self._before = expectation.answer

    @property
    def is_being_answered(self) -> bool:
        """Whether somebody writes an answer here."""
        return self._answer is not None

    def _act_said(self, expectation: Expectation, is_known: bool) -> str:
        if not is_known:
            return self.tr("Ask next time")
        return self.tr("Change…") if expectation.answer else self.tr("Write the answer…")

    def _ask(self) -> None:
        self.asked.emit(self._question)

    def _open_answer(self) -> None:
        if self._answer is None:
            self._answer = AnswerLine(self, self._before)
            self._answer.field.setPlaceholderText(self.tr("What you agree on, in one line"))
            self._answer.field.setAccessibleName(self._question)
            self._answer.answered.connect(self._take)
            self._answer.left.connect(self._close)
            self._column.addWidget(self._answer)
        self._answer.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, text: str) -> None:
        self._close()
        if text and text != self._before:
            self.answered.emit(self._question, text)

    def _close(self) -> None:
        if self._answer is not None:
            self._answer.hide()
            self._answer.deleteLater()
            self._answer = None
            self.act.setFocus(Qt.FocusReason.OtherFocusReason)
