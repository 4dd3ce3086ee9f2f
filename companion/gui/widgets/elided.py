"""A label of one line that says with an ellipsis that there was no room for all of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from companion.gui.widgets.text import Label, set_tip

_LEAST: int = 6
"""Average letters that are always given room."""

_LONGEST: int = 500


class ElidedLabel(Label):
    """Shows as much of its text as fits; the whole text is its tip and its accessible name."""

    def __init__(self, parent: QWidget | None = None, text: str = "", role: str = "body") -> None:
        """Show *text* in a role of ``FACES``."""
        self._whole = ""
        super().__init__(parent, "", role)
        self.setText(text)

    def text(self) -> str:
        """Return the whole text."""
        return self._whole

    def setText(self, text: str) -> None:
        """Show the text literally, in one line."""
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole[:_LONGEST], Qt.TextElideMode.ElideRight, self.width()
        )
        QLabel.setText(self, shown)
        set_tip(self, self._whole if shown != self._whole else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what fits the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Show what fits in the new size of letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def sizeHint(self) -> QSize:
        """Return room for the whole text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole[:_LONGEST]) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * _LEAST, metrics.height())
