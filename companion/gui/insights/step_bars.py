"""A bar for each step: in what share of the calls it was done, with the figures beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from companion.gui.insights.drawing import GAP, line_height, patch, put_text, text_width
from companion.gui.theme.tokens import Tokens
from companion.model.value import Value

_LEAST_BAR = 110.0
"""Pixels below which a bar gets a line of its own."""

_LINE = 1.75
"""How often the height of the letters goes into that of a line."""


class StepBar(Value, frozen=True, kw_only=True):
    """A step with its *share*, 0 to 1; a marked one is told in its *facts* too."""

    title: str
    share: float
    facts: str
    is_marked: bool = False


class StepBars(Value, frozen=True, kw_only=True):
    """The bars, from the first step to the last."""

    bars: tuple[StepBar, ...]

    def height(self, width: float) -> float:
        """Return the pixels that all bars need."""
        lines = 1 if self._bar_room(width) >= _LEAST_BAR else 2
        return len(self.bars) * line_height() * _LINE * lines

    def draw(self, painter: QPainter, room: QRectF, tokens: Tokens) -> None:
        """Paint a line for each step."""
        beside = self._bar_room(room.width()) >= _LEAST_BAR
        line = line_height() * _LINE
        top = room.top()
        for bar in self.bars:
            whole = QRectF(room.left(), top, room.width(), line)
            if beside:
                self._draw_beside(painter, whole, bar, tokens)
                top += line
            else:
                self._draw_below(painter, whole, bar, tokens)
                top += 2 * line

    def _draw_beside(self, painter: QPainter, line: QRectF, bar: StepBar, tokens: Tokens) -> None:
        title, facts = self._widths()
        put_text(painter, _part(line, 0, title), bar.title, tokens.text)
        left = title + GAP
        width = line.width() - title - facts - 2 * GAP
        self._draw_bar(painter, _part(line, left, width), bar, tokens)
        put_text(painter, _part(line, left + width + GAP, facts), bar.facts, tokens.muted)

    def _draw_below(self, painter: QPainter, line: QRectF, bar: StepBar, tokens: Tokens) -> None:
        facts = text_width(bar.facts, "small")
        title = max(40.0, line.width() - facts - GAP)
        put_text(painter, _part(line, 0, title), bar.title, tokens.text)
        rest = _part(line, line.width() - facts, facts)
        put_text(painter, rest, bar.facts, tokens.muted, "small")
        below = line.translated(0, line.height() * 0.82)
        self._draw_bar(painter, below, bar, tokens)

    def _draw_bar(self, painter: QPainter, line: QRectF, bar: StepBar, tokens: Tokens) -> None:
        high = line_height() * 0.75
        whole = QRectF(line.left(), line.center().y() - high / 2, line.width(), high)
        patch(painter, whole, tokens.neutral.ground)
        done = QRectF(whole.left(), whole.top(), whole.width() * bar.share, high)
        if bar.share > 0:
            patch(painter, done, tokens.concern.ink if bar.is_marked else tokens.accent)

    def _bar_room(self, width: float) -> float:
        return width - sum(self._widths()) - 2 * GAP

    def _widths(self) -> tuple[float, float]:
        titles = max((text_width(bar.title) for bar in self.bars), default=0.0)
        facts = max((text_width(bar.facts) for bar in self.bars), default=0.0)
        return titles + 2, facts + 2


def _part(line: QRectF, left: float, width: float) -> QRectF:
    return QRectF(line.left() + left, line.top(), width, line.height())
