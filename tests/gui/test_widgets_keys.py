"""A button obeys its own key wherever the focus is in its window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.gui.widgets.keycap import KeyButton, cap_text
from companion.gui.widgets.one_line import LineEdit


def test_the_key_of_a_button_acts_while_somebody_types(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    field, button = LineEdit(page), KeyButton(page, "End & write recap", "Ctrl+Shift+E")
    layout.addWidget(field)
    layout.addWidget(button)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(field, Qt.Key.Key_E, held)


def test_a_key_that_is_only_shown_is_left_to_others(qtbot: QtBot) -> None:
    button = KeyButton(None, "Understand their metric")
    qtbot.addWidget(button)
    button.show_keys("Ctrl+1")
    assert button.accessibleName() == "Understand their metric (Ctrl+1)"
    assert button._shortcut.keys() == []


def test_a_cap_shows_signs_for_enter_and_shift(qtbot: QtBot) -> None:
    assert cap_text("Ctrl+Shift+Return").split()[-2:] == ["⇧", "↵"]
