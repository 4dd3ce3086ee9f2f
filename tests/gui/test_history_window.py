"""The main window as a whole: ready, empty, reached by keys, asking for other windows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from companion.gui.history.beginning import Beginning
from companion.gui.history.menu import MainMenu
from companion.model import Call, CallState, Client, Disagreement
from companion.store import Store
from tests.clock import NOON
from tests.gui.history_page import HistoryPage, fill, history_page

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
POPUP = r"This plugin does not support (raise|grabbing the keyboard|grabbing the mouse)"


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with history_page(qtbot, tmp_path / "history.db", fill) as opened:
        yield opened


@pytest.fixture
def empty(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with history_page(qtbot, tmp_path / "history.db") as opened:
        yield opened


def entry(page: HistoryPage, words: str) -> QAction:
    main = page.window.findChild(MainMenu)
    assert isinstance(main, MainMenu)
    return next(a for a in main.menu.findChildren(QAction) if a.text().startswith(words))


def test_it_is_ready_with_the_newest_disagreement_looked_at(page: HistoryPage) -> None:
    assert page.window.windowTitle() == "Companion"
    assert page.shown() == ["d-1", "d-2", "d-3"]
    assert page.text().startswith("Q4 lead quality")


def test_an_empty_history_says_what_to_do_next(empty: HistoryPage) -> None:
    beginning = empty.window.findChild(Beginning)
    assert isinstance(beginning, Beginning)
    assert beginning.isVisible()
    assert not empty.places.isVisible()
    with empty.qtbot.waitSignal(empty.window.prepare_wanted):
        empty.press("Prepare a call")


def test_the_first_disagreement_takes_the_place_of_the_first_screen(empty: HistoryPage) -> None:
    def begin(store: Store) -> None:
        store.people.put_client(Client(id="c-1", name="Northwind"))
        call = Call(id="k-1", state=CallState.PREPARED)
        told = Disagreement(id="d-1", client="c-1", topic="T", opened_at=NOON, calls=(call,))
        store.disagreements.put(told)

    empty.store(begin)
    assert empty.rows.isVisible()
    assert empty.shown() == ["d-1"]


@pytest.mark.parametrize(
    ("modifiers", "is_planned"), [(CTRL, True), (CTRL | SHIFT, False)], ids=["planned", "unplanned"]
)
def test_a_call_begins_with_one_key(
    page: HistoryPage, modifiers: Qt.KeyboardModifier, is_planned: bool
) -> None:
    window = page.window
    wanted = window.prepare_wanted if is_planned else window.menu.unplanned_wanted
    with page.qtbot.waitSignal(wanted):
        page.qtbot.keyClick(page.rows, Qt.Key.Key_N, modifiers)


@pytest.mark.parametrize(
    ("words", "signal"),
    [("Start an unplanned call", "unplanned_wanted"), ("Log a past call…", "past_call_wanted")],
)
def test_the_menu_offers_the_other_ways_to_begin(
    page: HistoryPage, words: str, signal: str
) -> None:
    with page.qtbot.waitSignal(getattr(page.window.menu, signal)):
        entry(page, words).trigger()


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_the_menu_opens_by_key(page: HistoryPage) -> None:
    page.qtbot.keyClick(page.rows, Qt.Key.Key_F10)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()


def test_the_theme_is_chosen_and_the_one_that_is_worn_is_ticked(page: HistoryPage) -> None:
    page.window.menu.show_theme("dark")
    assert entry(page, "Dark").isChecked()
    with page.qtbot.waitSignal(page.window.menu.theme_chosen) as chosen:
        entry(page, "Light").trigger()
    assert chosen.args == ["light"]


def test_about_names_the_licences(page: HistoryPage) -> None:
    entry(page, "About").trigger()
    box = page.window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "GNU General Public License" in box.informativeText()
    assert "Lesser General Public License" in box.informativeText()
    assert box.textFormat() is Qt.TextFormat.PlainText
    box.close()


def test_f6_goes_round_the_regions_and_back(page: HistoryPage) -> None:
    page.search.setFocus()
    wanted = [page.places, page.rows, page.detail.page, page.search]
    for region in wanted:
        page.qtbot.keyClick(page.window, Qt.Key.Key_F6)
        assert QApplication.focusWidget() is region
    page.qtbot.keyClick(page.window, Qt.Key.Key_F6, SHIFT)
    assert QApplication.focusWidget() is page.detail.page


def test_escape_closes_the_notice_before_it_empties_the_search(page: HistoryPage) -> None:
    page.search_for("form")
    page.rows.setFocus()
    page.notice.tell("Something was done.")
    assert page.notice.isVisible()
    page.qtbot.keyClick(page.rows, Qt.Key.Key_Escape)
    assert not page.notice.isVisible()
    assert page.search.text() == "form"
    page.qtbot.keyClick(page.rows, Qt.Key.Key_Escape)
    assert page.search.text() == ""


def test_another_window_can_show_a_disagreement_here(page: HistoryPage) -> None:
    page.search_for("only")
    page.window.show_disagreement("d-2")
    page.settle()
    assert page.search.text() == ""
    row = page.rows.current_row()
    assert row is not None
    assert row.id == "d-2"
    assert page.text().startswith("Topic 2")


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_a_row_has_the_same_ways_on_as_its_page(page: HistoryPage) -> None:
    page.rows.setFocus()
    page.rows.menu_wanted.emit("d-1", page.rows.mapToGlobal(page.rows.rect().center()))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    with page.qtbot.waitSignal(page.window.recap_wanted) as asked:
        next(a for a in menu.actions() if a.text() == "Open recap").trigger()
    menu.close()
    assert asked.args == ["k-2"]


def test_a_history_that_cannot_be_read_is_said_in_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with history_page(qtbot, path, fill) as page:
        page.tasks.write(lambda store: store.calls.get("nothing"))
        page.settle()
        assert page.notice.isVisible()
        assert page.notice.text == "There is no call nothing in the history."
