"""A bar for each month, as high as its figure, with the figure on top and the month below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from companion.gui.insights.drawing import GAP, line_height, patch, put_text, text_width
from companion.gui.theme.tokens import Tokens
from companion.model.value import Value

_WIDEST = 44.0
_BARS = 84.0
"""Pixels of the highest bar at letters of 100 %."""

_FADED = 0.45
"""How much of its colour the oldest bar has; the eye goes to what is new."""


class MonthBar(Value, frozen=True, kw_only=True):
    """A month with its figure, None without one; *said* is the figure in words."""

    name: str
    figure: float | None
    said: str


class MonthBars(Value, frozen=True, kw_only=True):
    """The bars, from the oldest month to the newest."""

    bars: tuple[MonthBar, ...]

    def height(self, width: float) -> float:  # noqa: ARG002
        """Return the pixels of the highest bar with its words."""
        line = line_height("small")
        return max(_BARS, 4 * line) + 2 * line + 8

    def draw(self, painter: QPainter, room: QRectF, tokens: Tokens) -> None:
        """Paint every bar on one ground line."""
        count = max(1, len(self.bars))
        each = min(_WIDEST, room.width() / count)
        line = line_height("small")
        ground = room.bottom() - line - 4
        highest = max((bar.figure or 0 for bar in self.bars), default=0) or 1
        step = self._every(each)
        for at, bar in enumerate(self.bars):
            left = room.left() + at * each
            below = QRectF(left - GAP, ground + 4, each + GAP, line)
            if (count - 1 - at) % step == 0:
                _put_middle(painter, below.translated(0, 0), bar.name, tokens.muted)
            if bar.figure is None:
                continue
            high = max(2.0, bar.figure / highest * (ground - room.top() - line - 4))
            painter.setOpacity(_FADED + (1 - _FADED) * (at + 1) / count)
            patch(painter, QRectF(left, ground - high, each - GAP, high), tokens.accent)
            painter.setOpacity(1)
            if (count - 1 - at) % step == 0:
                above = QRectF(left - GAP, ground - high - line - 2, each + GAP, line)
                _put_middle(painter, above, bar.said, tokens.text)

    def _every(self, each: float) -> int:
        """Return which bars have room for words: all of them, or every second, or third."""
        widest = max(text_width(words, "small") for b in self.bars for words in (b.name, b.said))
        return max(1, -int(-(widest + 4) // max(1.0, each)))


def _put_middle(painter: QPainter, room: QRectF, text: str, colour: str) -> None:
    wide = max(room.width(), text_width(text, "small") + 2)
    place = QRectF(room.center().x() - wide / 2, room.top(), wide, room.height())
    put_text(painter, place, text, colour, "small", Qt.AlignmentFlag.AlignHCenter)
