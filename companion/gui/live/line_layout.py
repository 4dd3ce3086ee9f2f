"""How one line of the timeline is laid out: its chip, then its text flowing round and under it."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat, QTextLayout, QTextOption

from companion.gui.live.timeline import Line
from companion.gui.theme.type import font_for
from companion.gui.widgets.chip import chip_size, kind_word
from companion.gui.widgets.entry import LONGEST_WORD
from companion.model import NoteKind

MOST_LINES: Final = 12
"""Lines of text that a note takes in the list; more of it is seen when it is edited."""

LONGEST_SHOWN: Final = 1_200
"""Characters that are laid out at all: 12 lines never hold more in a window this narrow."""

MOST_KEPT: Final = 300
"""Layouts kept for painting; heights are the view's, so this is what a few screens show."""

_GAP: Final = 6.0
_LEADING: Final = 1.18


class LaidOut:
    """A line ready to be painted, for one width and one font."""

    def __init__(self, line: Line, width: float, *, veiled: bool) -> None:
        """Lay *line* out in *width* pixels; a veiled one shows no word of its text."""
        self.chip = "" if line.kind == NoteKind.FACT or line.is_mark else kind_word(line.kind)
        self.chip_size = QSizeF(chip_size(self.chip)) if self.chip else QSizeF(0, 0)
        self.is_muted = line.is_pending or line.is_mark or (line.is_private and veiled)
        text, bold = _words(line, veiled=veiled)
        self._layout = _layout(text, bold)
        self.height = self._break_lines(width)

    def chip_rect(self, corner: QPointF) -> QRectF:
        """Return where the chip stands when the text begins at *corner*."""
        first = self._layout.lineAt(0)
        top = corner.y() + first.y() + (first.height() - self.chip_size.height()) / 2
        return QRectF(QPointF(corner.x(), top), self.chip_size)

    @property
    def text(self) -> QTextLayout:
        """The text, to be drawn at the corner."""
        return self._layout

    def _break_lines(self, width: float) -> float:
        """Break the text into lines, the first one beside the chip; return the height."""
        spacing = QFontMetricsF(self._layout.font()).height() * _LEADING
        indent = self.chip_size.width() + _GAP if self.chip else 0.0
        top = 0.0
        self._layout.beginLayout()
        for _ in range(MOST_LINES):
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(20.0, width - indent))
            line.setPosition(QPointF(indent, top + (spacing - line.height()) / 2))
            top += spacing
            indent = 0.0
        self._layout.endLayout()
        return max(top, spacing)


class Layouts:
    """The layouts painted last, so that a repaint lays nothing out again."""

    def __init__(self) -> None:
        """Begin with none."""
        self.made = 0
        """Lines laid out so far, which is what a new note costs."""
        self._kept: OrderedDict[tuple[Line, int, bool], LaidOut] = OrderedDict()

    def of(self, line: Line, width: int, *, veiled: bool) -> LaidOut:
        """Return the layout of *line* in *width* pixels."""
        key = (line, width, veiled and line.is_private)
        found = self._kept.get(key)
        if found is None:
            self.made += 1
            found = self._kept[key] = LaidOut(line, width, veiled=veiled)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found

    def forget(self) -> None:
        """Lay everything out again, since the font or the theme is another one."""
        self._kept.clear()


def _words(line: Line, *, veiled: bool) -> tuple[str, tuple[int, int]]:
    """Return the text of a line and where the person's name stands in it, to be set bold."""
    if line.is_private and veiled:
        return QCoreApplication.translate("Timeline", "veiled"), (0, 0)
    text = line.text
    if len(text) > LONGEST_SHOWN:
        text = text[:LONGEST_SHOWN].rstrip() + "…"
    start = len(text) + 3
    if line.person:
        text = f"{text} · {line.person}"
    if line.due:
        text = f"{text} · {line.due}"
    return text, (start, len(line.person))


def _layout(text: str, bold: tuple[int, int]) -> QTextLayout:
    layout = QTextLayout(text.replace("\n", "\u2028"), font_for("body"))
    option = QTextOption()
    long_word = max(map(len, text.split()), default=0) >= LONGEST_WORD
    wrap = QTextOption.WrapMode
    option.setWrapMode(wrap.WrapAnywhere if long_word else wrap.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if bold[1]:
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        span = QTextLayout.FormatRange()
        span.start, span.length, span.format = bold[0], bold[1], strong
        layout.setFormats([span])
    return layout
