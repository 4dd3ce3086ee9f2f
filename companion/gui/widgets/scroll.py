"""A page that scrolls up and down only, and follows the keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

_ROOM: Final = 24


class PageScroll(QScrollArea):
    """A frameless vertical scroll area that keeps the widget with the focus in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Ours, since PySide asks every kind of widget whether it is the one, where Qt made it.
        self.setViewport(QWidget())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        inside = self.widget()
        if new is not None and inside is not None and inside.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, _ROOM)

    def minimumSizeHint(self) -> QSize:
        """No smaller than it can be read."""
        inside = self.widget()
        wide = inside.minimumSizeHint().width() if inside else 0
        return QSize(wide + self.verticalScrollBar().sizeHint().width(), 120)
