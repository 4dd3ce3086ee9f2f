"""How wide the parts of the main window are, in any letters."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from companion.gui.forms.ui_history import Ui_HistoryPage
from companion.gui.theme.type import font_for

SIZE = (1180, 620)
"""Pixels at scale 1, as the page is designed."""

LIST_LINES = 12
"""How often the height of a line goes into the list at least, so that topics are told apart."""


def lay_out(window: QWidget, ui: Ui_HistoryPage) -> None:
    """Give the window its first size, and each part the room without which it says nothing."""
    window.resize(*SIZE)
    ui.noticeRoom.hide()
    ui.trayRoom.hide()
    ui.nothingText.set_wrap()
    ui.side.setFixedWidth(_side_width())
    ui.splitter.setSizes([390, 610])
    ui.splitter.setStretchFactor(0, 0)
    ui.splitter.setStretchFactor(1, 1)
    ui.rows.setMinimumWidth(max(240, LIST_LINES * ui.rows.fontMetrics().lineSpacing()))
    ui.detail.setMinimumWidth(_detail_width())


def _side_width() -> int:
    widest = QCoreApplication.translate("HistoryWindow", "All disagreements") + " 00000"
    wide = QFontMetrics(font_for("strong")).horizontalAdvance(widest) + 60
    return min(wide, round(SIZE[0] * 0.3))


def _detail_width() -> int:
    """Return what the act at the head of a disagreement needs to be whole."""
    text = QCoreApplication.translate("HistoryWindow", "Continue in a new call")
    act = QFontMetrics(font_for("body")).horizontalAdvance(text)
    return max(280, act + 80)
