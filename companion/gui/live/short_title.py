"""Words to click on, shortened where a narrow window has no room for all of them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

PADDING = 4
"""Pixels before the words of a plain button, as the stylesheet has it."""


class ShortTitle(QPushButton):
    """A button like a line of text; what it says whole is its accessible name."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setProperty("plain", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(text)

    def say(self, text: str) -> None:
        """Say something else, as much of it as there is room for."""
        self._whole = text
        self.setText(text.replace("&", "&&"))
        self._shorten()
        self.updateGeometry()

    def _shorten(self) -> None:
        room = self.width() - 2 * PADDING
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        if shown != self.text().replace("&&", "&"):
            self.setText(shown.replace("&", "&&"))

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        return QSize(64, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Return room for the whole title, whatever is shown of it."""
        hint = super().sizeHint()
        metrics = self.fontMetrics()
        missing = metrics.horizontalAdvance(self._whole) - metrics.horizontalAdvance(
            self.text().replace("&&", "&")
        )
        return QSize(hint.width() + max(0, missing), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the title to the room that there is."""
        super().resizeEvent(event)
        self._shorten()
