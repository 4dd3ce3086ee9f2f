"""Deleting in the main window: at once, with an undo, and much of it after a question only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from companion.model import Call, CallState, Client, Disagreement
from companion.store import Store
from tests.gui.history_page import HistoryPage, fill, history_page

POPUP = r"This plugin does not support (raise|grabbing the keyboard|grabbing the mouse)"


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with history_page(qtbot, tmp_path / "history.db", fill, add_many) as opened:
        yield opened


def add_many(store: Store) -> None:
    """Another client with so many calls that four of the others are no large share."""
    store.people.put_client(Client(id="c-9", name="Fabrikam"))
    calls = tuple(Call(id=f"m-{i}", state=CallState.ENDED) for i in range(21))
    store.disagreements.put(Disagreement(id="d-9", client="c-9", topic="Many", calls=calls))


def menu(page: HistoryPage) -> QMenu:
    """Ask for the menu of the row that is looked at, as the menu key does."""
    page.rows.menu_wanted.emit("", page.rows.mapToGlobal(page.rows.rect().center()))
    shown = QApplication.activePopupWidget()
    assert isinstance(shown, QMenu)
    return shown


def choose(page: HistoryPage, disagreement_id: str) -> None:
    page.rows.choose(page.model.place_of(disagreement_id))
    page.settle()


def test_del_moves_the_selected_one_to_the_trash_and_ctrl_z_brings_it_back(
    page: HistoryPage,
) -> None:
    choose(page, "d-1")
    page.rows.setFocus()
    page.qtbot.keyClick(page.rows, Qt.Key.Key_Delete)
    page.settle()
    assert "d-1" not in page.shown()
    assert "“Q4 lead quality” is in the trash for 30 days." in page.notice.text
    assert page.detail.found is None or page.detail.found.disagreement.id != "d-1"
    page.qtbot.keyClick(page.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    page.settle()
    assert "d-1" in page.shown()


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_one_call_goes_and_its_disagreement_stays(page: HistoryPage) -> None:
    choose(page, "d-1")
    shown = menu(page)
    (calls,) = [m for m in shown.findChildren(QMenu) if m.title() == "Delete one call"]
    assert len(calls.actions()) == 2
    with page.qtbot.waitSignal(page.window.deleting.calls_leaving) as leaving:
        calls.actions()[0].trigger()
    page.settle()
    assert leaving.args == [("k-2",)]
    assert page.detail.found is not None
    assert [call.id for call in page.detail.found.disagreement.calls] == ["k-1"]
    shown.close()


def test_much_goes_after_a_question_only(page: HistoryPage) -> None:
    choose(page, "d-9")
    page.window.deleting.delete_disagreement("d-9")
    page.settle()
    assert "21 calls of 25 would go" in page.notice.text
    assert "d-9" in page.shown()
    page.notice.act()
    page.settle()
    assert "d-9" not in page.shown()


def test_a_client_goes_with_everything_and_comes_back(page: HistoryPage) -> None:
    page.window.deleting.delete_client("c-2")
    page.settle()
    assert "d-3" not in page.shown()
    page.press("Undo")
    assert "d-3" in page.shown()


def test_a_running_call_is_told_and_stays(page: HistoryPage) -> None:
    def run(store: Store) -> None:
        call = Call(id="run", state=CallState.RUNNING)
        store.disagreements.put(Disagreement(id="d-8", client="c-1", topic="Now", calls=(call,)))

    page.store(run)
    page.window.deleting.delete_disagreement("d-8")
    page.settle()
    assert "running" in page.notice.text
    assert "d-8" in page.shown()
