"""Words to click on, shortened where a narrow window has no room for all of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

PADDING = 4
"""Pixels before the words of a plain button, as the stylesheet has it."""


class ShortTitle(QPushButton):
    """A button like a line of text; what it says whole is its accessible name."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent)
        self._whole = ""
        self._short = ""
        self.setProperty("plain", True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.say(text)

    def say(self, text: str, short: str = "") -> None:
        """Say something else, as much of it as there is room for, or *short* in place of it."""
        self._whole, self._short = text, short
        self.setText(text.replace("&", "&&"))
        self._shorten()
        self.updateGeometry()

    def whole_width(self) -> int:
        """Return the pixels that all its words take."""
        return self.fontMetrics().horizontalAdvance(self._whole) + 2 * PADDING

    def _shorten(self) -> None:
        room = self.width() - 2 * PADDING
        words = self._short if self._short and self.width() < self.whole_width() else self._whole
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        if shown != self.text().replace("&&", "&"):
            self.setText(shown.replace("&", "&&"))

    def _mind_height(self) -> None:
        # The style sheet's least height, made for the usual letters, would count for large ones.
        self.setMinimumHeight(super().sizeHint().height())

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

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the letters, once the style sheet has dressed it."""
        super().showEvent(event)
        self._mind_height()

    def changeEvent(self, event: QEvent) -> None:
        """Follow other letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            self._mind_height()
