"""How the disagreements of each client, or quarter, landed: a bar in parts, with its words."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from companion.gui.insights.drawing import GAP, line_height, patch, put_text, text_width
from companion.gui.theme.tokens import Tokens
from companion.model import OutcomeKind
from companion.model.value import Value

_SQUARE = 8.0
_LINE = 1.6


class EndsPart(Value, frozen=True, kw_only=True):
    """A part of a bar: how many landed like this, in words "6 agreed"."""

    kind: OutcomeKind
    count: int
    said: str


class EndsBar(Value, frozen=True, kw_only=True):
    """A client or a quarter with its parts, always in the same order."""

    name: str
    total: str
    parts: tuple[EndsPart, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(part.count for part in self.parts)


class EndsBars(Value, frozen=True, kw_only=True):
    """The bars, each as long as it has cases; the words below tell every part again."""

    bars: tuple[EndsBar, ...]

    def height(self, width: float) -> float:
        """Return the pixels that all bars need with their words."""
        line = line_height("small") * _LINE
        return sum(line * (1 + len(self._rows(bar, width))) + 4 for bar in self.bars)

    def draw(self, painter: QPainter, room: QRectF, tokens: Tokens) -> None:
        """Paint a bar, and its words below it, for each group."""
        line = line_height("small") * _LINE
        names = min(self._names(), room.width() * 0.4)
        totals = max((text_width(bar.total, "small") for bar in self.bars), default=0.0) + 2
        wide = room.width() - names - totals - 2 * GAP
        most = max((bar.count for bar in self.bars), default=1) or 1
        top = room.top()
        for bar in self.bars:
            name = QRectF(room.left(), top, names, line)
            put_text(painter, name, bar.name, tokens.text)
            place = QRectF(name.right() + GAP, top, wide * bar.count / most, line)
            _draw_parts(painter, place, bar, tokens)
            total = QRectF(place.right() + GAP, top, totals, line)
            put_text(painter, total, bar.total, tokens.muted, "small")
            top += line
            for row in self._rows(bar, room.width()):
                _draw_words(painter, QRectF(name.right() + GAP, top - 3, wide, line), row, tokens)
                top += line
            top += 4

    def _rows(self, bar: EndsBar, width: float) -> list[list[EndsPart]]:
        """Return the parts as they go into lines of words."""
        names = min(self._names(), width * 0.4)
        wide = width - names - GAP
        rows: list[list[EndsPart]] = [[]]
        used = 0.0
        for part in bar.parts:
            need = _SQUARE + 5 + text_width(part.said, "small") + GAP
            if used + need > wide and rows[-1]:
                rows.append([])
                used = 0.0
            rows[-1].append(part)
            used += need
        return rows

    def _names(self) -> float:
        return max((text_width(bar.name) for bar in self.bars), default=0.0) + 2


def colour_of(kind: OutcomeKind, tokens: Tokens) -> str:
    """Return the colour in which an outcome is drawn; its word stands beside it always."""
    return {
        OutcomeKind.AGREED: tokens.accent,
        OutcomeKind.TRIAL: tokens.metric.ink,
        OutcomeKind.PARKED: tokens.outline,
        OutcomeKind.THEIR_CHOICE: tokens.muted,
        OutcomeKind.WE_WERE_WRONG: tokens.quote.ink,
        OutcomeKind.OPEN: tokens.concern.ink,
    }[kind]


def _draw_parts(painter: QPainter, room: QRectF, bar: EndsBar, tokens: Tokens) -> None:
    high = line_height("small") * 0.8
    left = room.left()
    for part in bar.parts:
        wide = room.width() * part.count / bar.count
        place = QRectF(left, room.center().y() - high / 2, max(2.0, wide - 1), high)
        patch(painter, place, colour_of(part.kind, tokens), 2)
        left += wide


def _draw_words(painter: QPainter, room: QRectF, parts: list[EndsPart], tokens: Tokens) -> None:
    left = room.left()
    for part in parts:
        square = QRectF(left, room.center().y() - _SQUARE / 2, _SQUARE, _SQUARE)
        patch(painter, square, colour_of(part.kind, tokens), 2)
        wide = text_width(part.said, "small") + 2
        words = QRectF(square.right() + 5, room.top(), wide, room.height())
        put_text(painter, words, part.said, tokens.muted, "small")
        left = words.right() + GAP
