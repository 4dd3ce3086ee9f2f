"""A row that says how far long work is, with the way to stop it; short work never shows it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

SHOWN_AFTER_MS = 300
"""How long work takes at least that is shown: what flashes by tells nobody anything."""


class WorkingRow(QWidget):
    """A bar and a button; hidden while nothing is under way."""

    stop_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Stand ready, unseen."""
        super().__init__(parent)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.stop = QPushButton(self.tr("Stop"), self)
        self.stop.setProperty("small", True)
        self.stop.clicked.connect(self.stop_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.stop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._waiting = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._waiting.timeout.connect(self._appear)
        self.hide()

    def begin(self, *, can_stop: bool = True) -> None:
        """Show the row once the work has lasted, how far it is not known yet."""
        self.bar.setRange(0, 0)
        self.stop.setVisible(can_stop)
        self._waiting.start()

    def tell(self, done: int, whole: int) -> None:
        """Show how much is done, and of how much."""
        self.bar.setRange(0, whole)
        self.bar.setValue(done)

    def end(self) -> None:
        """Hide again."""
        self._waiting.stop()
        self.hide()

    def _appear(self) -> None:
        self.show()
        if self.stop.isVisible():
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)
