"""Asks for another day for a line: one field above the list, gone once it is answered."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.widgets.card import Card
from companion.gui.widgets.day_field import DayField
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import wrapped


class DayBar(Card):
    """Hidden until ``ask``; Enter keeps the day, Escape leaves everything as it was."""

    kept = Signal(object)
    """The day that was typed, or None where the field was emptied."""

    left = Signal()
    """It is closed again, with a day or without."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Ask nothing yet."""
        super().__init__(parent, "accent")
        self._question = wrapped(self)
        self._note = wrapped(self, role="small")
        self.field = DayField(self)
        self._keep = KeyButton(self, self.tr("Keep this day"))
        self._keep.show_keys("Return")
        self._leave = KeyButton(self, self.tr("Leave it"))
        self._leave.show_keys("Esc")
        self._keep.clicked.connect(self._answer)
        self._leave.clicked.connect(self.close_up)
        self.field.line.returnPressed.connect(self._answer)
        self._lay_out()
        self.hide()

    def ask(self, question: str, day: date | None, today: date, note: str = "") -> None:
        """Ask *question*, beginning with *day*; *note* says what the day does not change."""
        self._question.setText(question)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.field.line.setAccessibleName(question)
        self.field.set_today(today)
        self.field.line.clear()
        self.field.set_day(None)
        self.field.set_day(day)
        self.show()
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.line.selectAll()

    def close_up(self) -> bool:
        """Ask no more; return whether something was asked."""
        if self.isHidden():
            return False
        self.hide()
        self.left.emit()
        return True

    def _answer(self) -> None:
        """Give the day, unless what stands in the field is none: then it says so itself."""
        is_empty = not self.field.line.text().strip()
        if self.isHidden() or (self.field.day is None and not is_empty):
            self.field.explain()
            return
        day = self.field.day
        self.close_up()
        self.kept.emit(day)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.field, 1)
        row.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self._question)
        column.addLayout(row)
        column.addWidget(self._note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.close_up()
            return
        super().keyPressEvent(event)
