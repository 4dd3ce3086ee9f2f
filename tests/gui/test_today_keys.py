"""The page that opens first without a mouse: arrows, Enter, Space, and where the focus goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from companion.gui.widgets.keycap import KeyButton
from tests.gui.history_page import HistoryPage, history_page
from tests.gui.today_page import (
    clients,
    due_review,
    due_step,
    keys_of,
    prepared,
    row_of,
    running,
    stored,
    today_of,
    unsent,
)

EVERYTHING = (clients, prepared, unsent, due_step, due_review)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with history_page(qtbot, tmp_path / "history.db", *EVERYTHING, place="today") as opened:
        yield opened


def focus() -> QWidget:
    now = QApplication.focusWidget()
    assert now is not None
    return now


def at(page: HistoryPage) -> str:
    """Return the key of the line that has the focus."""
    return next(key for key in keys_of(page) if row_of(page, key).isAncestorOf(focus()))


def press(page: HistoryPage, *keys: Qt.Key) -> None:
    for key in keys:
        page.qtbot.keyClick(focus(), key)
        page.settle()


def test_the_first_line_has_the_focus(page: HistoryPage) -> None:
    assert at(page) == "call:k-1"


def test_the_running_call_has_it_before_every_line(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with history_page(qtbot, path, *EVERYTHING, running, place="today") as page:
        button = focus()
        assert isinstance(button, KeyButton)
        assert button.property("shown_keys") == "Return"
        with page.qtbot.waitSignal(page.window.call_opened) as opened:
            press(page, Qt.Key.Key_Return)
        assert opened.args == ["k-8"]
        press(page, Qt.Key.Key_Down)
        assert button.property("shown_keys") == ""


def test_arrows_go_through_the_lines_and_their_acts(page: HistoryPage) -> None:
    down, up = Qt.Key.Key_Down, Qt.Key.Key_Up
    press(page, down)
    assert at(page) == "recap:k-2"
    press(page, down, down, down)
    assert at(page).startswith("review:")
    press(page, down, Qt.Key.Key_Right)
    assert focus() is row_of(page, at(page)).button("not_quite")
    press(page, Qt.Key.Key_Right, Qt.Key.Key_Left)
    assert focus() is row_of(page, at(page)).button("held")
    press(page, Qt.Key.Key_Home)
    assert at(page) == "call:k-1"
    press(page, up)
    assert at(page) == "call:k-1"


def test_enter_acts(page: HistoryPage) -> None:
    with page.qtbot.waitSignal(page.window.call_opened) as opened:
        press(page, Qt.Key.Key_Return)
    assert opened.args == ["k-1"]
    press(page, Qt.Key.Key_Down)
    with page.qtbot.waitSignal(page.window.recap_wanted) as wanted:
        press(page, Qt.Key.Key_Enter)
    assert wanted.args == ["k-2"]


def test_enter_tells_the_story_behind_a_step(page: HistoryPage) -> None:
    press(page, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert page.text().startswith("Lead quality")


def test_space_ticks_and_the_next_line_gets_the_focus(page: HistoryPage) -> None:
    press(page, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert stored(page, "k-4").next_steps[0].done_at is not None
    assert at(page) == "step:s-2"


def test_a_key_that_is_held_down_acts_once(page: HistoryPage) -> None:
    opened: list[str] = []
    page.window.call_opened.connect(opened.append)
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True
    )
    QApplication.sendEvent(focus(), held)
    assert opened == []


def test_a_letter_searches_and_escape_comes_back(page: HistoryPage) -> None:
    press(page, Qt.Key.Key_L)
    assert page.search.text() == "l"
    assert page.search.hasFocus()
    assert page.rows.isVisible()
    press(page, Qt.Key.Key_Escape, Qt.Key.Key_Down)
    assert today_of(page).isVisible()
    assert at(page) == "call:k-1"


def test_f6_goes_from_the_page_to_the_search_and_back(page: HistoryPage) -> None:
    press(page, Qt.Key.Key_F6)
    assert page.search.hasFocus()
    press(page, Qt.Key.Key_F6)
    assert page.places.hasFocus()
    press(page, Qt.Key.Key_F6)
    assert at(page) == "call:k-1"


def test_the_undo_of_the_notice_is_reached_by_f6(page: HistoryPage) -> None:
    press(page, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space)
    press(page, Qt.Key.Key_F6, Qt.Key.Key_F6, Qt.Key.Key_F6)
    assert page.notice.isAncestorOf(focus())
    press(page, Qt.Key.Key_Space)
    assert stored(page, "k-4").next_steps[0].done_at is None


def test_every_control_says_what_it_does_and_to_what(page: HistoryPage) -> None:
    spoken = [
        control.accessibleName() for part in today_of(page).parts for control in part.controls
    ]
    assert spoken[1] == (
        "Review and send: Northwind · Reporting cadence, "
        "the call ended 2 hours ago · a draft is ready"
    )
    assert spoken[2] == "Send weekly lead list, Northwind · ours, Maya · due 3 days ago"
    assert all(spoken)
