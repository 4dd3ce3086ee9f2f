"""Small fields of the recap's side panel, each a label above a line or a few."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.gui.widgets.entry import GrowingEntry
from companion.gui.widgets.link_row import PADDING
from companion.gui.widgets.text import wrapped


class TextField(QWidget):
    """A label above a field that grows to a few lines; ``changed`` tells that a person typed."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None, lines: int = 5) -> None:
        """Call the field *name* and let it grow to *lines* lines."""
        super().__init__(parent)
        self._shown = ""
        label = wrapped(self, name, "label")
        self.entry = GrowingEntry(self)
        self.entry.set_commits(False)
        self.entry.set_most_lines(lines)
        self.entry.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(label)
        column.addWidget(self.entry)
        self.setFocusProxy(self.entry)
        self.entry.textChanged.connect(self._notice)

    @property
    def text(self) -> str:
        """What stands in the field, without blanks around it."""
        return self.entry.text().strip()

    def show_text(self, text: str) -> None:
        """Show another text; tells nobody. What the person sees already is left alone."""
        if text != self.text:
            self._shown = text
            self.entry.set_text(text)

    def _notice(self) -> None:
        if self.text != self._shown:
            self._shown = self.text
            self.changed.emit()


class Section(QWidget):
    """A heading of the side panel with what belongs to it below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Be an empty section without a heading."""
        super().__init__(parent)
        self._heading = wrapped(self, role="strong")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PADDING, 0, 0, 0)
        self.column.setSpacing(8)
        self.column.addWidget(self._heading)

    @property
    def heading(self) -> str:
        """What the heading says."""
        return self._heading.text()

    def set_heading(self, text: str) -> None:
        """Say *text* above the section; an empty one takes the heading away."""
        self._heading.setText(text)
        self._heading.setVisible(bool(text))
        self.setAccessibleName(text)
