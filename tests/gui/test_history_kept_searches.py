"""Searches kept in the side bar: by a key, named in place, removed with an undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from companion.model import SavedSearch
from tests.gui.history_page import HistoryPage, fill, history_page

QUERY = "budget outcome:open"
POPUP = r"This plugin does not support (raise|grabbing the keyboard)"
pytestmark = pytest.mark.qt_log_ignore(POPUP, extend=True)


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with history_page(qtbot, tmp_path / "history.db", fill) as opened:
        yield opened


def keep(page: HistoryPage, query: str = QUERY, name: str = "") -> None:
    """Type a search, keep it by its key, and give it a name where one is said."""
    page.search.clear()
    page.search_for(query)
    page.qtbot.keyClick(page.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    page.settle()
    write_name(page, name)


def editors(page: HistoryPage) -> list[QLineEdit]:
    return [found for found in page.places.findChildren(QLineEdit) if found.isVisible()]


def write_name(page: HistoryPage, name: str) -> None:
    """Type a name into the line that is open, or leave the one that stands there."""
    (editor,) = editors(page)
    if name:
        page.qtbot.keyClicks(editor, name)
    page.qtbot.keyClick(editor, Qt.Key.Key_Return)
    page.qtbot.waitUntil(lambda: not editors(page))
    page.settle()


def titles(page: HistoryPage) -> list[str]:
    model = page.places.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def stored(page: HistoryPage) -> list[SavedSearch]:
    found: list[SavedSearch] = []
    page.tasks.read(lambda store: store.saved_searches.all(), found.extend)
    page.settle()
    return found


def go_to(page: HistoryPage, title: str) -> None:
    page.places.setCurrentIndex(page.places.model().index(titles(page).index(title), 0))
    page.settle()


def test_a_search_is_kept_and_named_where_it_stands(page: HistoryPage) -> None:
    keep(page, name="What is open")
    assert titles(page)[5:7] == ["Kept searches", "What is open"]
    assert stored(page) == [SavedSearch(name="What is open", query=QUERY)]
    assert page.shown() == ["d-2", "d-3"]


def test_choosing_its_line_searches_and_leaving_it_searches_no_more(page: HistoryPage) -> None:
    keep(page, name="What is open")
    go_to(page, "Open")
    assert page.search.text() == ""
    go_to(page, "What is open")
    assert page.search.text() == QUERY
    assert page.shown() == ["d-2", "d-3"]


def test_typing_on_lets_go_of_the_line_and_keeps_what_is_typed(page: HistoryPage) -> None:
    keep(page)
    page.qtbot.keyClicks(page.search, " x")
    page.settle()
    assert page.places.current_search is None
    assert page.search.text() == f"{QUERY} x"


def test_it_is_renamed_by_f2(page: HistoryPage) -> None:
    keep(page)
    page.qtbot.keyClick(page.places, Qt.Key.Key_F2)
    write_name(page, "Another name")
    assert stored(page) == [SavedSearch(name="Another name", query=QUERY)]


def test_it_is_removed_by_del_and_comes_back_by_undo(page: HistoryPage) -> None:
    keep(page)
    page.qtbot.keyClick(page.places, Qt.Key.Key_Delete)
    page.settle()
    assert "Kept searches" not in titles(page)
    page.press("Undo")
    assert stored(page) == [SavedSearch(name=QUERY, query=QUERY)]
    assert QUERY in titles(page)


def test_a_name_that_is_taken_is_refused_in_a_sentence(page: HistoryPage) -> None:
    keep(page, "form", "One")
    keep(page, "budget", "One")
    assert "already" in page.notice.text
    assert {search.query for search in stored(page)} == {"form", "budget"}


def test_nothing_typed_is_nothing_to_keep(page: HistoryPage) -> None:
    page.qtbot.keyClick(page.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    page.settle()
    assert stored(page) == []
    assert "Ctrl+S" in page.notice.text
