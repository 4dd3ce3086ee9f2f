"""The few sizes and weights of text, all of them relative to the system's own font."""

from __future__ import annotations

from typing import Final

import msgspec
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication


class Face(msgspec.Struct, frozen=True):
    """How a role of text differs from the system's font; `scale` multiplies its points."""

    scale: float = 1.0
    weight: QFont.Weight = QFont.Weight.Normal
    figures: bool = False
    capitals: bool = False


SMALL: Final = 0.88
FACES: Final = {
    "body": Face(),
    "strong": Face(weight=QFont.Weight.DemiBold),
    "muted": Face(),
    "small": Face(scale=SMALL),
    "small_strong": Face(scale=SMALL, weight=QFont.Weight.DemiBold),
    "label": Face(scale=SMALL, weight=QFont.Weight.DemiBold),
    "caps": Face(scale=SMALL, weight=QFont.Weight.DemiBold, capitals=True),
    "heading": Face(scale=1.08, weight=QFont.Weight.DemiBold),
    "title": Face(scale=1.35, weight=QFont.Weight.DemiBold),
    "page_title": Face(scale=1.6, weight=QFont.Weight.Bold),
    "chip": Face(scale=SMALL, weight=QFont.Weight.DemiBold),
    "key": Face(scale=SMALL, weight=QFont.Weight.Medium),
    "time": Face(scale=SMALL, figures=True),
    "figures": Face(figures=True),
    "clock": Face(scale=2.1, weight=QFont.Weight.Bold, figures=True),
}


_USUAL: Final = "abcdefghijklmnopqrstuvwxyz"


def font_for(role: str) -> QFont:
    """Return the font of a role from `FACES`, in points, from the application's font of now."""
    face = FACES[role]
    font = QFont(QApplication.font())
    font.setPointSizeF(max(1.0, points(font) * face.scale))
    font.setWeight(face.weight)
    if face.figures:
        font.setFeature(QFont.Tag("tnum"), 1)
    if face.capitals:
        font.setCapitalization(QFont.Capitalization.AllUppercase)
    return font


def letter_width(metrics: QFontMetrics) -> int:
    """Return how wide a usual letter is, in pixels.

    Not by the font's own average alone: one with many wide signs, such as Inter, says too much.
    """
    usual = round(metrics.horizontalAdvance(_USUAL) / len(_USUAL))
    return max(1, min(usual, metrics.averageCharWidth()))


def points(font: QFont) -> float:
    """Return the size of a font in points, also of one given in pixels (at 96 per inch)."""
    if font.pointSizeF() > 0:
        return font.pointSizeF()
    return font.pixelSize() * 72 / 96
