"""Asks for the other one of a merge or a move, and says what it will do before it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from companion.gui.widgets.card import Card
from companion.gui.widgets.text import wrapped

Option = tuple[str, str]
"""The id of somebody, and how they are called."""


class Choice(Card):
    """A question with one answer out of several; hidden until something is asked."""

    looked_at = Signal(str)
    """The id of an answer whose consequences are to be said."""

    confirmed = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Ask nothing yet."""
        super().__init__(parent, "accent")
        self._question = wrapped(self, role="strong")
        self.answers = QComboBox(self)
        self.preview = wrapped(self)
        self.confirm = QPushButton(self)
        self.confirm.setProperty("primary", True)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self._lay_out()
        self.answers.currentIndexChanged.connect(self._look)
        self.confirm.clicked.connect(self._confirm)
        self.cancel.clicked.connect(self.close_question)
        self.hide()

    def ask(self, question: str, act: str, options: Sequence[Option]) -> None:
        """Ask *question*; *act* names what the answer starts."""
        self._question.setText(question)
        self.answers.setAccessibleName(question)
        self.confirm.setText(act)
        self.answers.blockSignals(True)
        self.answers.clear()
        for answer_id, name in options:
            self.answers.addItem(name, answer_id)
        self.answers.setCurrentIndex(-1)
        self.answers.setPlaceholderText(self.tr("Choose…"))
        self.answers.blockSignals(False)
        self.preview.setText("")
        self.preview.hide()
        self.confirm.setEnabled(False)
        self.show()
        self.answers.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preview(self, answer_id: str, sentence: str) -> None:
        """Say what will happen; only then can it be confirmed."""
        if answer_id != self.answers.currentData() or self.isHidden():
            return
        self.preview.setText(sentence)
        self.preview.show()
        self.confirm.setAccessibleDescription(sentence)
        self.confirm.setEnabled(True)

    def close_question(self) -> bool:
        """Put the question away; return whether there was one."""
        if self.isHidden():
            return False
        self.hide()
        self.closed.emit()
        return True

    def _look(self, _row: int) -> None:
        self.confirm.setEnabled(False)
        if self.answers.currentIndex() >= 0:
            self.looked_at.emit(self.answers.currentData())

    def _confirm(self) -> None:
        answer_id = self.answers.currentData()
        self.close_question()
        self.confirmed.emit(answer_id)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self._question)
        column.addWidget(self.answers)
        column.addWidget(self.preview)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.confirm)
        row.addWidget(self.cancel)
        row.addStretch(1)
        column.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts the question away."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.close_question()
            return
        super().keyPressEvent(event)
