"""What is to be followed up, by other ways than the keyboard: pointer, menu, screen reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.clock import NOON
from tests.gui.follow_up_page import (
    DAY,
    at,
    follow,
    follow_page,
    go_to,
    step,
    stored,
)
from tests.gui.history_page import HistoryPage

POPUP = r"This plugin does not support (raise|grabbing the keyboard|grabbing the mouse)"


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with follow_page(qtbot, tmp_path) as opened:
        yield opened


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_the_menu_of_a_line_has_the_same_acts(page: HistoryPage) -> None:
    follow(page).list.menu_wanted.emit(5, QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    acts = {action.text().split("\t")[0]: action for action in menu.actions()}
    assert not acts["Move the day…"].isEnabled()
    acts["Done"].trigger()
    menu.close()
    page.settle()
    assert stored(page, "s-5").agreement_updated_on == DAY


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_the_menu_of_a_line_acts_on_that_line_wherever_it_stands_by_then(page: HistoryPage) -> None:
    follow(page).list.menu_wanted.emit(3, QPoint(10, 10))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    page.store(lambda store: store.agenda.tick_step("s-1", NOON))
    menu.actions()[0].trigger()
    menu.close()
    page.settle()
    assert stored(page, "s-3").done_at == NOON
    assert stored(page, "s-5").agreement_updated_on is None


def test_a_click_on_the_circle_does_the_line(page: HistoryPage) -> None:
    view = follow(page).list
    place = view.visualRect(view.currentIndex())
    beside = QPoint(place.left() + 200, place.center().y())
    page.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    page.settle()
    assert stored(page, "s-1").done_at is None
    circle = QPoint(round(view.line_place(place).left()) + 26, place.center().y())
    page.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=circle)
    page.settle()
    assert stored(page, "s-1").done_at == NOON


def test_a_double_click_on_a_circle_does_one_line(page: HistoryPage) -> None:
    later = step("s-6", "Ring Maya", "Maya", -2)
    page.store(lambda store: store.live.save_next_step("k-c-2", later))
    view = follow(page).list
    go_to(page, "Send the lead list")
    place = view.visualRect(view.currentIndex())
    circle = QPointF(view.line_place(place).left() + 26, place.center().y())
    kinds = QEvent.Type
    for kind in (kinds.MouseButtonPress, kinds.MouseButtonDblClick):
        for sort in (kind, kinds.MouseButtonRelease):
            left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            there = view.viewport().mapToGlobal(circle)
            event = QMouseEvent(sort, circle, there, left, left, none)
            QApplication.sendEvent(view.viewport(), event)
        page.settle()
    assert stored(page, "s-1").done_at == NOON
    assert at(page) == "Ring Maya"
    assert stored(page, "s-6").done_at is None


def test_a_screen_reader_ticks_a_line(page: HistoryPage) -> None:
    view = follow(page).list
    index = view.currentIndex()
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    view.model().setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    page.settle()
    assert stored(page, "s-1").done_at == NOON
