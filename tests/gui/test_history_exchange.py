"""Documents in by the window: seen before they are brought, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from companion.exchange.document import encode
from companion.gui.history.exchange import Exchange
from companion.gui.history.menu import MainMenu
from companion.store import Store
from tests.gui.history_page import HistoryPage, fill, history_page

DOCUMENT = {
    "format": "companion-history",
    "version": 1,
    "clients": [{"id": "c-1", "name": "Northwind"}, {"id": "c-7", "name": "Fabrikam"}],
    "disagreements": [{"id": "d-7", "client": "c-7", "topic": "Price of support"}],
}


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with history_page(qtbot, tmp_path / "history.db", fill) as opened:
        yield opened


@pytest.fixture
def exchange(page: HistoryPage) -> Exchange:
    found = page.window.findChild(Exchange)
    assert isinstance(found, Exchange)
    return found


def test_an_import_says_what_it_brings_and_waits_for_the_word(
    page: HistoryPage, exchange: Exchange, tmp_path: Path
) -> None:
    path = tmp_path / "in.json"
    path.write_text(json.dumps(DOCUMENT))
    exchange.preview(path)
    page.settle()
    assert page.notice.text == (
        "Adds 1 client and 1 disagreement. 1 that the history knows may be brought up to date."
        " Import?"
    )
    assert "d-7" not in page.shown()
    page.press("Import")
    assert "d-7" in page.shown()
    assert page.notice.text == "Imported: 2 added, 0 brought up to date."


def test_the_same_file_twice_changes_nothing(
    page: HistoryPage, exchange: Exchange, tmp_path: Path
) -> None:
    path = tmp_path / "in.json"
    with Store.open(page.path, reader=True) as store:
        path.write_bytes(encode(store.documents.dump()))
    exchange.preview(path)
    page.settle()
    page.press("Import")
    assert page.notice.text == "Everything in this file was in the history already."


@pytest.mark.parametrize("content", ["", "{", '{"format": "other"}', '{"version": 9}'])
def test_a_file_that_is_none_is_refused_in_one_sentence(
    page: HistoryPage, exchange: Exchange, tmp_path: Path, content: str
) -> None:
    path = tmp_path / "in.json"
    path.write_text(content)
    exchange.preview(path)
    page.settle()
    assert page.notice.isVisible()
    assert len(page.shown()) == 3


def test_a_file_that_is_not_there_is_said(
    page: HistoryPage, exchange: Exchange, tmp_path: Path
) -> None:
    exchange.preview(tmp_path / "nothing.json")
    page.settle()
    assert "cannot be read" in page.notice.text
    with Store.open(page.path, reader=True) as store:
        assert store.browse.count() == 3


def test_the_menu_asks_for_a_file_without_stopping_the_window(
    page: HistoryPage, tmp_path: Path
) -> None:
    main = page.window.findChild(MainMenu)
    assert isinstance(main, MainMenu)
    next(a for a in main.menu.findChildren(QAction) if a.text() == "Import…").trigger()
    dialog = page.window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.isVisible()
    path = tmp_path / "chosen.json"
    path.write_text(json.dumps(DOCUMENT))
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    page.qtbot.waitUntil(lambda: bool(page.notice.text))
    assert page.notice.text.startswith("Adds")
