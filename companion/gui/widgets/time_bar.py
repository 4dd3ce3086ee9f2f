"""The planned time of a call as a thin bar that fills."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.gui.theme.palette import current_tokens

_HEIGHT: Final = 4


class TimeBar(QWidget):
    """Fills from left to right with the planned time; past its end it changes colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._elapsed = 0.0
        self._planned: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_time(self, elapsed: float, planned: float | None) -> None:
        """Show `elapsed` of `planned` seconds; without a plan the bar stays empty."""
        self._elapsed, self._planned = max(0.0, elapsed), planned
        whole = QCoreApplication.translate("TimeBar", "{percent} % of the planned time")
        self.setAccessibleName(whole.format(percent=round(self.share() * 100)))
        self.update()

    def share(self) -> float:
        """How much of the planned time has gone; more than 1 when the call runs over."""
        return self._elapsed / self._planned if self._planned else 0.0

    def sizeHint(self) -> QSize:
        """As large as it is drawn."""
        return QSize(120, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """No smaller than it can be read."""
        return QSize(24, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it with the tokens of now."""
        tokens = current_tokens()
        rect = QRectF(0, (self.height() - _HEIGHT) / 2, self.width(), _HEIGHT)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.border))
            painter.drawRoundedRect(rect, _HEIGHT / 2, _HEIGHT / 2)
            over = self.share() > 1
            painter.setBrush(QColor(tokens.concern.ink if over else tokens.accent))
            rect.setWidth(rect.width() * min(1.0, self.share()))
            painter.drawRoundedRect(rect, _HEIGHT / 2, _HEIGHT / 2)
