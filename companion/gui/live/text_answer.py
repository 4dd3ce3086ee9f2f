"""An answer of one field: the reframed question, a few words, or their metric as one line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.gui.widgets.entry import GrowingEntry


class TextAnswer(QWidget):
    """A growing field; Enter means that the answer stands as it is."""

    changed = Signal(str)
    finished = Signal(str)
    """Enter was pressed, or the focus left after a change."""

    entered = Signal()
    """Enter was pressed: the person is done here."""

    def __init__(self, parent: QWidget | None, asks: str, example: str) -> None:
        """Name the field *asks* for a screen reader, and show *example* while it is empty."""
        super().__init__(parent)
        self._told = ""
        self.field = GrowingEntry(self)
        self.field.set_most_lines(4)
        self.field.setAccessibleName(asks)
        self.field.setPlaceholderText(example)
        self.field.textChanged.connect(self._tell)
        self.field.committed.connect(self._enter)
        self.field.installEventFilter(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 6)
        box.addWidget(self.field)

    def text(self) -> str:
        """Return what stands in the field."""
        return self.field.text()

    def show_text(self, text: str) -> None:
        """Show a stored answer; a field that is being typed in keeps its own."""
        if text != self._told and not self.field.hasFocus():
            self._told = text
            self.field.set_text(text)

    def begin(self) -> None:
        """Take the focus."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Let the answer stand as it is."""
        self.finished.emit(self.text())

    def _tell(self) -> None:
        if self.text() != self._told:
            self._told = self.text()
            self.changed.emit(self._told)

    def _enter(self) -> None:
        self.finish()
        self.entered.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the answer stand when the focus leaves the field."""
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.finish()
        return super().eventFilter(watched, event)
