"""What the eye gets: how text stands out in the pixels of a window, and how large targets are."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

from companion.gui.theme.contrast import contrast
from companion.gui.widgets.chip import Chip
from companion.gui.widgets.keycap import KeyCap
from tests.gui.every_window import shown

SPECKS = 3
"""Pixels of one colour up to which it is no stroke of a letter."""


def contrasts(window: QWidget) -> dict[str, float]:
    """Return how much the text of each widget stands out from its ground, as it is painted.

    Text has to be drawn without smoothed edges for it, or thin strokes would count as paler.
    """
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratios: dict[str, float] = {}
    for each in shown(window):
        text = _text(each)
        # Not what is half scrolled away.
        if text.strip() and each.visibleRegion().boundingRect() == each.rect():
            part = image.copy(QRect(each.mapTo(window, QPoint(0, 0)), each.size()))
            ratios[f"{type(each).__name__} {text[:40]!r}"] = _stands_out(part)
    return ratios


def targets(window: QWidget) -> dict[str, int]:
    """Return the smaller side, in pixels, of what is there to be clicked."""
    return {
        f"{type(each).__name__} {each.accessibleName() or each.text()!r}": min(
            each.width(), each.height()
        )
        for each in shown(window)
        if isinstance(each, QAbstractButton)
    }


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText() or widget.placeholderText()
    return widget.accessibleName() if isinstance(widget, Chip | KeyCap) else ""


def _stands_out(part: QImage) -> float:
    """Return the greatest contrast between the commonest colour and one that letters are of."""
    colours = Counter(part.pixel(x, y) for y in range(part.height()) for x in range(part.width()))
    ground = QColor(colours.most_common(1)[0][0]).name()
    inks = [QColor(each).name() for each, count in colours.items() if count > SPECKS]
    return max((contrast(ink, ground) for ink in inks), default=1.0)
