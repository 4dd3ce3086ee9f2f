"""A field tells of what a person writes by any way, and of nothing that the program shows."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.step_check import StepCheck


@pytest.fixture
def told(qtbot: QtBot) -> tuple[LineEdit, list[str]]:
    """Return a field, and the texts that it tells of from now on."""
    field = LineEdit()
    qtbot.addWidget(field)
    texts: list[str] = []
    field.textEdited.connect(texts.append)
    return field, texts


def test_a_text_from_a_screen_reader_is_told(told: tuple[LineEdit, list[str]]) -> None:
    field, texts = told
    interface = QAccessible.queryAccessibleInterface(field)
    assert interface is not None
    interface.setText(QAccessible.Text.Value, "Northwind")
    assert texts == ["Northwind"]


def test_the_same_text_is_told_again_after_the_program_has_cleared_it(
    told: tuple[LineEdit, list[str]], qtbot: QtBot
) -> None:
    field, texts = told
    qtbot.keyClicks(field, "a")
    field.clear()
    QLineEdit.setText(field, "a")
    assert texts == ["a", "a"]


def test_a_key_is_told_once(told: tuple[LineEdit, list[str]], qtbot: QtBot) -> None:
    field, texts = told
    qtbot.keyClicks(field, "ab")
    assert texts == ["a", "ab"]


def test_a_text_of_the_program_is_not_told(told: tuple[LineEdit, list[str]]) -> None:
    field, texts = told
    field.setText("Northwind")
    field.clear()
    assert texts == []


def test_one_who_is_told_may_take_the_text_away(
    told: tuple[LineEdit, list[str]], qtbot: QtBot
) -> None:
    field, texts = told
    field.textEdited.connect(lambda _text: field.clear())
    qtbot.keyClicks(field, "a")
    assert texts == ["a"]


def test_a_toggle_by_a_screen_reader_is_a_tick(qtbot: QtBot) -> None:
    check = StepCheck(None, "Reframe")
    qtbot.addWidget(check)
    ticks: list[object] = []

    def tick(on: bool) -> None:
        ticks.append(on)

    check.clicked.connect(tick)
    interface = QAccessible.queryAccessibleInterface(check)
    assert interface is not None
    interface.actionInterface().doAction("Toggle")
    assert ticks == [True]


def test_a_click_is_one_tick_and_what_the_program_shows_is_none(qtbot: QtBot) -> None:
    check = StepCheck(None, "Reframe")
    qtbot.addWidget(check)
    ticks: list[object] = []

    def tick(on: bool) -> None:
        ticks.append(on)

    check.clicked.connect(tick)
    check.setChecked(True)
    check.click()
    assert ticks == [False]
