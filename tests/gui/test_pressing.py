"""Enter presses the button that has the focus, once, in every window of the desk."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from companion.gui.pressing import Pressing
from companion.gui.widgets.keycap import KeyButton

HELD = QKeyEvent(
    QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True
)


@pytest.mark.parametrize("kind", [QPushButton, KeyButton])
def test_enter_presses_once_whatever_button_it_is(qtbot: QtBot, kind: type[QPushButton]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.installEventFilter(Pressing(window))
    button = kind(window)
    pressed = QSignalSpy(button.clicked)
    window.show()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert pressed.count() == 1
    QCoreApplication.sendEvent(button, HELD)
    qtbot.keyClick(button, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pressed.count() == 1
