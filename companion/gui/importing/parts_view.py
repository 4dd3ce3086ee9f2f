"""The list of what a file would bring; what a part asks is answered by one key."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from companion.gui.importing.parts_model import PartsModel
from companion.store.comparing import Compared

_ANSWERS = {Qt.Key.Key_F: 0, Qt.Key.Key_K: 0, Qt.Key.Key_M: 1, Qt.Key.Key_J: 1}
"""Keys for the first and the second answer: file or mine, keep apart or join."""


class PartsView(QListView):
    """All lines are of one height, so that 10,000 of them cost no more than ten."""

    chosen = Signal()
    """Another part is looked at, or none."""

    answered = Signal(int)
    """A key for the first (0) or the second (1) answer was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.parts = PartsModel(self)
        self.setModel(self.parts)
        self.setUniformItemSizes(True)
        self.setProperty("role", "lines")
        self.setAccessibleName(self.tr("What the file brings"))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.parts.modelReset.connect(self._choose_first)

    @property
    def part(self) -> Compared | None:
        """The part that is looked at."""
        return self.parts.part_at(self.currentIndex())

    def _choose_first(self) -> None:
        self.setCurrentIndex(self.parts.index(0))
        self.chosen.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell which part is looked at now."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a letter as an answer, not as the beginning of a name."""
        if event.key() in _ANSWERS and not event.modifiers():
            if not event.isAutoRepeat():
                self.answered.emit(_ANSWERS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
