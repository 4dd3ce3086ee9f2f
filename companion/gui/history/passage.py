"""A line that a search found, painted with its highlights and shortened to its room."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from companion.gui.theme.tokens import Tokens
from companion.gui.theme.type import font_for
from companion.method.marking import MARK_BEGIN, MARK_END

_LONGEST: Final = 400
_ROUND: Final = 3.0


def parts_of(passage: str) -> list[tuple[str, bool]]:
    """Return the passage as runs of text, each with whether it was found."""
    parts: list[tuple[str, bool]] = []
    for number, run in enumerate(passage.split(MARK_BEGIN)):
        found, mark, rest = run.partition(MARK_END)
        if number and mark:
            parts += [(found, True), (rest, False)]
        else:
            parts.append((run, False))
    return [(text, is_found) for text, is_found in parts if text]


def paint_passage(painter: QPainter, room: QRectF, passage: str, tokens: Tokens) -> None:
    """Paint *passage* into one line, each found word on a patch of the highlight's colour."""
    font = font_for("small")
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    at, left = room.left(), _LONGEST
    for text, is_found in parts_of(passage):
        rest = room.right() - at
        wide = metrics.horizontalAdvance(text[:left])
        shown = text[:left]
        if wide > rest:
            shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, rest)
            wide = metrics.horizontalAdvance(shown)
        if is_found:
            _paint_patch(painter, QRectF(at - 1.5, room.top(), wide + 3, metrics.height()), tokens)
        painter.setPen(QColor(tokens.text))
        painter.drawText(QPointF(at, room.top() + metrics.ascent()), shown)
        at, left = at + wide, left - len(text)
        if shown != text or left <= 0:
            return


def _paint_patch(painter: QPainter, place: QRectF, tokens: Tokens) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.concern.ground))
    painter.drawRoundedRect(place, _ROUND, _ROUND)
    painter.restore()
