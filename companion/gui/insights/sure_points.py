"""How sure we were, against how often we were right: a point for each group of cases."""

from __future__ import annotations

from math import sqrt

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from companion.gui.insights.drawing import line_height, put_text, text_width
from companion.gui.theme.tokens import Tokens
from companion.model.value import Value

_HIGHEST = 230.0
"""Pixels of the plot at letters of 100 %."""

_LINES = 16
"""How often the height of a line goes into it at least, so that no word lies on a point."""

_WIDEST = 1.4
"""How often the height of the plot goes into its width at most: both axes tell a share."""


class SurePoint(Value, frozen=True, kw_only=True):
    """A group of cases at *sure* and *right*, 0 to 1; one with few cases is only an outline."""

    sure: float
    right: float
    cases: int
    said: str
    is_enough: bool


class SurePoints(Value, frozen=True, kw_only=True):
    """The points, with the words at the ends of both axes."""

    points: tuple[SurePoint, ...]
    right_said: str
    sure_said: str

    def height(self, width: float) -> float:
        """Return the pixels of a plot that is about as high as wide."""
        line = line_height("small")
        return min(width * 0.8, max(_HIGHEST, _LINES * line) + 2 * line)

    def draw(self, painter: QPainter, room: QRectF, tokens: Tokens) -> None:
        """Paint the axes, the line on which one is as right as sure, and the points."""
        line = line_height("small")
        left = room.left() + text_width(self.right_said, "small") + 8
        high = room.height() - line - 22
        wide = min(room.right() - left - 8, high * _WIDEST)
        plot = QRectF(left, room.top() + 8, wide, high)
        painter.setPen(QPen(QColor(tokens.outline), 1))
        painter.drawLine(plot.topLeft(), plot.bottomLeft())
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        painter.setPen(QPen(QColor(tokens.outline), 1, Qt.PenStyle.DashLine))
        painter.drawLine(plot.bottomLeft(), plot.topRight())
        self._draw_words(painter, plot, room, tokens)
        most = max((point.cases for point in self.points), default=1)
        for point in self.points:
            self._draw_point(painter, plot, point, most, tokens)

    def _draw_words(self, painter: QPainter, plot: QRectF, room: QRectF, tokens: Tokens) -> None:
        line = line_height("small")
        beside = QRectF(room.left(), plot.top() - 4, plot.left() - room.left() - 8, line)
        right = Qt.AlignmentFlag.AlignRight
        put_text(painter, beside, self.right_said, tokens.muted, "small", right)
        below = QRectF(plot.left(), plot.bottom() + 13, plot.width(), line)
        put_text(painter, below, "0", tokens.muted, "small")
        middle = Qt.AlignmentFlag.AlignHCenter
        put_text(painter, below, self.sure_said, tokens.muted, "small", middle)
        put_text(painter, below, "100%", tokens.muted, "small", right)

    def _draw_point(
        self, painter: QPainter, plot: QRectF, point: SurePoint, most: int, tokens: Tokens
    ) -> None:
        place = QPointF(
            plot.left() + point.sure * plot.width(), plot.bottom() - point.right * plot.height()
        )
        radius = 4 + 7 * sqrt(point.cases / most)
        colour = QColor(tokens.accent)
        painter.setPen(QPen(colour, 2))
        painter.setBrush(colour if point.is_enough else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(place, radius, radius)
        line, wide = line_height("small"), text_width(point.said, "small") + 2
        # Below the point, or above it where the axis is near; never beyond the edges.
        is_low = place.y() + radius + line > plot.bottom()
        top = place.y() - radius - line - 1 if is_low else place.y() + radius + 1
        start = min(max(place.x() - wide / 2, plot.left() + 3), plot.right() + 8 - wide)
        put_text(painter, QRectF(start, top, wide, line), point.said, tokens.muted, "small")
