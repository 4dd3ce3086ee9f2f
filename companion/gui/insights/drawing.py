"""What all drawings share: their letters, colours and the text that they put at a place."""

from __future__ import annotations

from typing import Final, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from companion.gui.theme.tokens import Tokens
from companion.gui.theme.type import font_for

GAP: Final = 10.0
"""Pixels between what stands side by side."""


class Drawing(Protocol):
    """A plot as a value: it knows its height, and how to paint itself at any size."""

    def height(self, width: float) -> float:
        """Return the pixels that it needs at that *width*."""

    def draw(self, painter: QPainter, room: QRectF, tokens: Tokens) -> None:
        """Paint itself into *room* with the colours of *tokens*."""


def line_height(role: str = "body") -> float:
    """Return the height of a line of letters in that role."""
    return QFontMetricsF(figures(role)).height()


def text_width(text: str, role: str = "body") -> float:
    """Return how wide a text is drawn."""
    return QFontMetricsF(figures(role)).horizontalAdvance(text)


def put_text(
    painter: QPainter,
    room: QRectF,
    text: str,
    colour: str,
    role: str = "body",
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write one line in the middle of the height of *room*, shortened where it does not fit."""
    font = figures(role)
    metrics = QFontMetricsF(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
    left = room.left()
    if align == Qt.AlignmentFlag.AlignRight:
        left = room.right() - metrics.horizontalAdvance(shown)
    elif align == Qt.AlignmentFlag.AlignHCenter:
        left = room.center().x() - metrics.horizontalAdvance(shown) / 2
    baseline = room.center().y() + (metrics.ascent() - metrics.descent()) / 2
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QPointF(left, baseline), shown)


def patch(painter: QPainter, room: QRectF, colour: str, radius: float = 3.0) -> None:
    """Fill *room* with a colour, with round corners."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(room, radius, radius)


def figures(role: str) -> QFont:
    """Return the font of a role with figures of one width."""
    font = font_for(role)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
