"""How text looks on a page of reading, and the patches of tint below chips and found words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextBlock, QTextCharFormat, QTextFormat

from companion.gui.theme.tokens import Tokens
from companion.gui.theme.type import font_for
from companion.gui.widgets.chip import kind_tint

_PATCH: Final = QTextFormat.Property.UserProperty + 1
_ROUND: Final = QTextFormat.Property.UserProperty + 2

_FOUND: Final = "concern"
"""The tint of what was found."""

_FOUND_ROUND, _CHIP_ROUND = 3.0, 40.0
"""The corners of the patches, in pixels at scale 1."""


def char_format(style: str, kind: str, tokens: Tokens, *, linked: bool) -> QTextCharFormat:
    """Return the look of a run of that *style*; a chip has the tint of its *kind*."""
    roles = {
        "time": "time",
        "chip": "chip",
        "title": "title",
        "heading": "strong",
        "strong": "strong",
        "small": "small",
    }
    written = QTextCharFormat()
    written.setFont(_linked(font_for("strong")) if linked else font_for(roles.get(style, "body")))
    is_muted = style in {"time", "muted", "small"}
    ink = tokens.agreed.ink if linked else tokens.muted if is_muted else tokens.text
    if style == "chip":
        ink = kind_tint(kind, tokens).ink
        written.setProperty(_PATCH, kind)
        written.setProperty(_ROUND, _CHIP_ROUND)
    written.setForeground(QColor(ink))
    return written


def as_found(written: QTextCharFormat) -> QTextCharFormat:
    """Return that look, marked as a word that was found."""
    marked = QTextCharFormat(written)
    marked.setProperty(_PATCH, _FOUND)
    marked.setProperty(_ROUND, _FOUND_ROUND)
    return marked


def first_found(block: QTextBlock) -> int | None:
    """Return the position of the first found word of a paragraph; None where there is none."""
    for found in block.textFormats():
        if (
            found.format.property(_PATCH) == _FOUND
            and found.format.property(_ROUND) == _FOUND_ROUND
        ):
            return block.position() + found.start
    return None


def patches_of(block: QTextBlock) -> Iterator[tuple[QRectF, str, float]]:
    """Yield the patches of one paragraph, in its own coordinates, one for each line they touch."""
    layout = block.layout()
    for found in block.textFormats():
        tint = found.format.property(_PATCH)
        if not tint:
            continue
        metrics = QFontMetricsF(found.format.font())
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            begin = max(found.start, line.textStart())
            end = min(found.start + found.length, line.textStart() + line.textLength())
            if begin >= end:
                continue
            left, right = line.cursorToX(begin)[0], line.cursorToX(end)[0]  # type: ignore[index]
            baseline = line.y() + line.ascent()
            top = baseline - metrics.ascent() - 1
            rect = QRectF(left, top, right - left, metrics.height() + 2)
            yield rect, str(tint), float(found.format.property(_ROUND))


def _linked(font: QFont) -> QFont:
    font.setUnderline(False)
    return font
