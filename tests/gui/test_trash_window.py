"""The window on the trash: restore, and delete for good after a question."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.gui.tasks import Tasks
from companion.gui.trash.window import TrashWindow
from companion.store import Store
from companion.store.trash import Kind
from tests.clock import NOON, HandClock
from tests.gui.history_page import fill


class TrashDesk:
    """The window, and what the history then has."""

    def __init__(self, qtbot: QtBot, folder: Path, *deleted: tuple[Kind, str]) -> None:
        self.qtbot, self.path = qtbot, folder / "history.db"
        with Store.open(self.path) as store:
            fill(store)
            for kind, object_id in deleted:
                store.trash.put(kind, object_id, NOON)
        self.tasks = Tasks(self.path)
        self.window = TrashWindow(self.tasks, HandClock())
        self.ui = self.window.ui
        qtbot.addWidget(self.window)
        self.window.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.is_idle)

    def listed(self) -> list[str]:
        return [self.ui.list.item(row).text() for row in range(self.ui.list.count())]

    def topics(self) -> set[str]:
        with Store.open(self.path, reader=True) as store:
            return {each.topic for each in store.documents.dump().disagreements}


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[TrashDesk]:
    opened = TrashDesk(qtbot, tmp_path, (Kind.CALL, "k-1"), (Kind.DISAGREEMENT, "d-3"))
    yield opened
    opened.tasks.close()


def test_it_lists_what_was_deleted_last_first_and_until_when(desk: TrashDesk) -> None:
    first, second = desk.listed()
    assert first.startswith("“Topic 3”\ndisagreement · Contoso & <b>Sons</b> · 1 call · deleted")
    assert second.startswith("A call about “Q4 lead quality”\ncall · Northwind · deleted")


def test_enter_restores_the_chosen_one(desk: TrashDesk) -> None:
    with desk.qtbot.waitSignal(desk.window.restored):
        desk.qtbot.keyClick(desk.ui.list, Qt.Key.Key_Return)
    desk.settle()
    assert "Topic 3" in desk.topics()
    assert len(desk.listed()) == 1
    assert "in the history again" in desk.ui.notice.text


def test_del_asks_and_only_the_answer_deletes_for_good(desk: TrashDesk) -> None:
    desk.qtbot.keyClick(desk.ui.list, Qt.Key.Key_Delete)
    desk.settle()
    assert "copies that you made elsewhere stay" in desk.ui.sentence.text()
    assert desk.ui.keep.hasFocus()
    assert len(desk.listed()) == 2
    desk.ui.confirm.click()
    desk.settle()
    assert len(desk.listed()) == 1
    assert "Deleted for good" in desk.ui.notice.text
    assert b"only the budget goes down" not in desk.path.read_bytes()


def test_escape_keeps_it(desk: TrashDesk) -> None:
    desk.qtbot.keyClick(desk.ui.list, Qt.Key.Key_Delete)
    desk.settle()
    desk.qtbot.keyClick(desk.ui.keep, Qt.Key.Key_Escape)
    assert desk.ui.question.isHidden()
    assert len(desk.listed()) == 2


def test_the_trash_is_emptied_in_one_go(desk: TrashDesk) -> None:
    desk.ui.empty.click()
    desk.settle()
    assert desk.ui.sentence.text().startswith("All 2 will be deleted for good")
    desk.ui.confirm.click()
    desk.settle()
    assert desk.ui.nothing.isVisible()
    assert not desk.ui.list.isVisible()


def test_what_cannot_come_back_yet_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    desk = TrashDesk(qtbot, tmp_path, (Kind.CLIENT, "c-1"), (Kind.DISAGREEMENT, "d-3"))
    with Store.open(desk.path) as store:
        store.trash.put(Kind.CLIENT, "c-2", NOON)
    desk.window.refresh()
    desk.settle()
    desk.ui.list.setCurrentRow(1)
    desk.ui.restore.click()
    desk.settle()
    assert "Restore that first" in desk.ui.notice.text
    assert len(desk.listed()) == 3
    desk.tasks.close()


def test_tab_goes_from_keeping_to_deleting(desk: TrashDesk) -> None:
    desk.qtbot.keyClick(desk.ui.list, Qt.Key.Key_Delete)
    desk.settle()
    desk.qtbot.keyClick(desk.ui.keep, Qt.Key.Key_Tab)
    assert desk.ui.confirm.hasFocus()


def test_a_question_about_what_was_restored_meanwhile_goes(desk: TrashDesk) -> None:
    desk.qtbot.keyClick(desk.ui.list, Qt.Key.Key_Delete)
    desk.settle()
    desk.ui.restore.click()
    desk.settle()
    assert desk.ui.question.isHidden()
