"""The one line in which a person says what did not quite hold."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.one_line import LineEdit


class AnswerLine(QWidget):
    """A field with its act; Escape leaves it, and what was typed goes with it."""

    typed = Signal(str)
    answered = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, text: str = "") -> None:
        """Begin with what was typed already."""
        super().__init__(parent)
        self.field = LineEdit(self)
        self.field.setText(text)
        self.field.setPlaceholderText(self.tr("What happened instead? One line is enough."))
        self.field.setAccessibleName(self.tr("What happened instead"))
        self.field.textEdited.connect(self.typed)
        self.field.returnPressed.connect(self._answer)
        keep = KeyButton(self, self.tr("Keep it"))
        keep.show_keys("Return")
        keep.clicked.connect(self._answer)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.field, 1)
        row.addWidget(keep)

    def _answer(self) -> None:
        self.answered.emit(self.field.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.left.emit()
            return
        super().keyPressEvent(event)
