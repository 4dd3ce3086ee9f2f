"""The calm bar: one sentence, one act, closed by Escape, never markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from companion.errors import StorageFull
from companion.gui.widgets.notice import NoticeBar


def shown_bar(qtbot: QtBot) -> NoticeBar:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    return bar


def test_it_is_hidden_until_it_has_something_to_say(qtbot: QtBot) -> None:
    bar = shown_bar(qtbot)
    assert bar.isHidden()
    bar.tell("The note is in the call.")
    assert bar.isVisible()
    assert bar.text == bar.accessibleName() == "The note is in the call."


def test_its_act_closes_it_and_happens_once(qtbot: QtBot) -> None:
    bar, done = shown_bar(qtbot), []
    bar.tell("Put aside.", "Undo", lambda: done.append("undone"))
    button = bar.findChild(QPushButton)
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    bar.act()
    assert done == ["undone"]
    assert bar.isHidden()


def test_an_error_says_what_happened_and_what_to_do(qtbot: QtBot) -> None:
    bar = shown_bar(qtbot)
    bar.tell_error(StorageFull("The disk is full."))
    assert bar.text.startswith("The disk is full. Free some space")


def test_escape_closes_it_without_taking_its_act(qtbot: QtBot) -> None:
    bar, done = shown_bar(qtbot), []
    bar.tell("Put aside.", "Undo", lambda: done.append("undone"))
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert done == []
    assert not bar.dismiss()


def test_a_text_with_markup_is_shown_as_it_is(qtbot: QtBot) -> None:
    bar = shown_bar(qtbot)
    bar.tell("<b>bold</b>")
    label = bar.findChild(QLabel)
    assert label is not None
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert bar.text == "<b>bold</b>"
