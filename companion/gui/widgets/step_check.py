"""The round check box of a step: a real check box, drawn as a circle with a check mark."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Property, QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.gui.theme.palette import current_tokens
from companion.gui.theme.tokens import Tokens
from companion.gui.theme.type import font_for
from companion.gui.widgets.tick import Tick

_HALO: Final = 3.0
_GAP: Final = 8.0


class StepCheck(Tick):
    """A step that can be ticked; `current` marks the open one with a halo and a bolder text."""

    def __init__(self, parent: QWidget | None = None, text: str = "") -> None:
        super().__init__(parent)
        self._current = False
        self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_current(self, on: bool) -> None:
        """Mark it as the step that is open now, or not."""
        self._current = on
        self.updateGeometry()
        self.update()

    def _get_current(self) -> bool:
        return self._current

    current = Property(bool, _get_current, set_current)

    def _face(self) -> QFont:
        return font_for("strong" if self._current else "body")

    def _circle(self) -> QRectF:
        side = circle_side()
        return QRectF(_HALO, (self.height() - side) / 2, side, side)

    def _ink(self, tokens: Tokens) -> QColor:
        quiet = (self.isChecked() and not self._current) or not self.isEnabled()
        return QColor(tokens.muted if quiet else tokens.text)

    def sizeHint(self) -> QSize:
        """As large as it is drawn."""
        side = circle_side() + 2 * _HALO
        text = self.text().replace("&&", "&")
        metrics = QFontMetricsF(font_for("strong"))
        wide = metrics.horizontalAdvance(text) + _GAP if text else 0.0
        return QSize(int(side + wide + 1.999), int(max(side, metrics.height()) + 0.999))

    def minimumSizeHint(self) -> QSize:
        """No smaller than it can be read."""
        side = int(circle_side() + 2 * _HALO + 0.999)
        return QSize(side, self.sizeHint().height())

    def hitButton(self, position: QPoint) -> bool:
        """Take a click anywhere on the row."""
        return self.rect().contains(position)

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it with the tokens of now."""
        tokens = current_tokens()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            halo = self._current or self.underMouse()
            paint_circle(painter, self._circle(), self.isChecked(), tokens, halo=halo)
            if self.hasFocus():
                _paint_ring(painter, self._circle(), tokens)
            self._paint_text(painter, tokens)

    def _paint_text(self, painter: QPainter, tokens: Tokens) -> None:
        metrics = QFontMetricsF(self._face())
        left = circle_side() + 2 * _HALO + _GAP
        text = self.text().replace("&&", "&")
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width() - left + 1)
        painter.setFont(self._face())
        painter.setPen(self._ink(tokens))
        baseline = self.height() / 2 + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(left, baseline), shown)


def circle_side() -> float:
    """Return the diameter of the circle in pixels; it grows with the font."""
    return round(QFontMetricsF(font_for("body")).height() * 1.28)


def paint_circle(
    painter: QPainter, circle: QRectF, checked: bool, tokens: Tokens, *, halo: bool = False
) -> None:
    """Draw a step's circle, filled with a check mark when it is done."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if halo:
        painter.setBrush(QColor(tokens.agreed.ground))
        painter.drawEllipse(circle.adjusted(-_HALO, -_HALO, _HALO, _HALO))
    if checked:
        painter.setBrush(QColor(tokens.accent))
        painter.drawEllipse(circle)
        _paint_mark(painter, circle, tokens)
    else:
        painter.setBrush(QColor(tokens.surface))
        painter.setPen(QPen(QColor(tokens.accent if halo else tokens.muted), 1.4))
        painter.drawEllipse(circle.adjusted(0.7, 0.7, -0.7, -0.7))
    painter.restore()


def _paint_mark(painter: QPainter, circle: QRectF, tokens: Tokens) -> None:
    side, corner = circle.width(), circle.topLeft()
    points = [QPointF(0.32, 0.52), QPointF(0.45, 0.64), QPointF(0.69, 0.38)]
    pen = QPen(QColor(tokens.on_accent), side * 0.1)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.drawPolyline([corner + point * side for point in points])


def _paint_ring(painter: QPainter, circle: QRectF, tokens: Tokens) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens.accent), 2))
    away = _HALO - 1
    painter.drawEllipse(circle.adjusted(-away, -away, away, away))
