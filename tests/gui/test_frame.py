"""The frame of the main window: there before its page, and no hindrance afterwards."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.gui.frame import SIZE, Frame


def page_with_field(frame: Frame) -> tuple[QWidget, QLineEdit]:
    page = QWidget(frame)
    field = QLineEdit(page)
    QVBoxLayout(page).addWidget(field)
    field.setFocus()
    return page, field


def test_an_empty_frame_has_the_size_of_its_page(qtbot: QtBot) -> None:
    frame = Frame()
    qtbot.addWidget(frame)
    assert (frame.width(), frame.height()) == SIZE


def test_a_page_fills_the_frame_and_takes_the_keyboard(qtbot: QtBot) -> None:
    frame = Frame()
    qtbot.addWidget(frame)
    frame.show()
    qtbot.waitUntil(frame.isActiveWindow)
    page, field = page_with_field(frame)
    frame.hold(page)
    qtbot.waitUntil(field.hasFocus)
    qtbot.waitUntil(lambda: page.size() == frame.size())
