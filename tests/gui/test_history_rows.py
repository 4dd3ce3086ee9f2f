"""The list: brought page by page, quick when long, spoken, and the place in it kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from companion.gui.history.rows_model import RowsModel
from companion.gui.history.wanted import Wanted
from companion.gui.tasks import Tasks
from companion.model import Client, Disagreement, Note
from companion.store import Store
from companion.store.browse import PAGE
from companion.store.search import NEWEST
from tests.clock import NOON, HandClock
from tests.gui.history_page import HistoryPage, fill, held_call, history_page

MANY = 3 * PAGE + 20


def fill_many(store: Store) -> None:
    with store.write():
        store.people.put_client(Client(id="c-1", name="Northwind"))
        for number in range(MANY):
            opened = NOON - timedelta(days=number)
            store.disagreements.put(
                Disagreement(id=f"d-{number}", client="c-1", topic="budget", opened_at=opened)
            )


@pytest.fixture
def long_model(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[RowsModel, Tasks]]:
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        fill_many(store)
    tasks = Tasks(path)
    model = RowsModel(tasks, HandClock())
    with qtbot.waitSignal(model.answered):
        model.show(Wanted())
    yield model, tasks
    tasks.close()


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with history_page(qtbot, tmp_path / "history.db", fill) as opened:
        yield opened


def test_all_rows_are_counted_and_only_a_page_is_read(
    long_model: tuple[RowsModel, Tasks],
) -> None:
    model, _ = long_model
    assert model.rowCount() == MANY
    assert model.row_at(PAGE - 1) is not None
    assert model.row_at(PAGE) is None


def test_a_row_that_is_looked_at_brings_its_page(
    qtbot: QtBot, long_model: tuple[RowsModel, Tasks]
) -> None:
    model, _ = long_model
    with qtbot.waitSignal(model.dataChanged):
        assert model.index(MANY - 1).data() is None
    row = model.row_at(MANY - 1)
    assert row is not None
    assert row.id == f"d-{MANY - 1}"
    assert model.row_at(PAGE) is None


def test_a_search_brings_the_newest_and_more_when_it_is_scrolled(
    qtbot: QtBot, long_model: tuple[RowsModel, Tasks]
) -> None:
    model, tasks = long_model
    with qtbot.waitSignal(model.answered):
        model.show(Wanted(text="budget"))
    assert model.rowCount() == NEWEST
    root = model.index(-1)
    while model.canFetchMore(root):
        model.fetchMore(root)
        qtbot.waitUntil(lambda: tasks.is_idle)
    assert model.rowCount() == MANY


def test_home_and_end_reach_the_ends_of_a_long_list(qtbot: QtBot, tmp_path: Path) -> None:
    with history_page(qtbot, tmp_path / "history.db", fill_many) as page:
        qtbot.keyClick(page.rows, Qt.Key.Key_End)
        qtbot.waitUntil(lambda: page.rows.current_row() is not None)
        page.settle()
        assert page.detail.found is not None
        assert page.detail.found.disagreement.id == f"d-{MANY - 1}"
        qtbot.keyClick(page.rows, Qt.Key.Key_Home)
        page.settle()
        assert page.detail.found.disagreement.id == "d-0"


def test_every_row_has_the_same_height_and_a_passage_makes_all_higher(page: HistoryPage) -> None:
    delegate, option = page.rows.itemDelegate(), QStyleOptionViewItem()
    heights = {delegate.sizeHint(option, page.model.index(n)).height() for n in range(3)}
    page.search_for("form")
    higher = {delegate.sizeHint(option, page.model.index(n)).height() for n in range(2)}
    assert len(heights) == len(higher) == 1
    assert higher.pop() > heights.pop()


def test_a_row_is_spoken_in_words(page: HistoryPage) -> None:
    spoken = page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Q4 lead quality, Northwind, 20 Nov, 2 calls, 2 of 5 steps, agreed"
    page.search_for("only")
    spoken = page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("open: only the budget goes down")


def test_arrows_look_at_the_next_one_and_enter_goes_to_read_it(page: HistoryPage) -> None:
    page.rows.setFocus()
    page.qtbot.keyClick(page.rows, Qt.Key.Key_Down)
    page.settle()
    assert "Topic 2" in page.text()
    page.qtbot.keyClick(page.rows, Qt.Key.Key_Return)
    assert page.detail.page.hasFocus()


def test_what_one_looks_at_stays_when_the_history_grows(page: HistoryPage) -> None:
    page.rows.choose(1)
    page.settle()
    newest = Disagreement(id="d-9", client="c-1", topic="New", opened_at=NOON)
    page.store(lambda store: store.disagreements.put(newest))
    assert page.shown() == ["d-9", "d-1", "d-2", "d-3"]
    row = page.rows.current_row()
    assert row is not None
    assert row.id == "d-2"


@pytest.mark.parametrize("grows", [False, True])
def test_one_stays_far_down_in_a_long_list_too(
    qtbot: QtBot, tmp_path: Path, *, grows: bool
) -> None:
    with history_page(qtbot, tmp_path / "history.db", fill_many) as page:
        qtbot.keyClick(page.rows, Qt.Key.Key_End)
        qtbot.waitUntil(lambda: page.rows.current_row() is not None)
        newest = Disagreement(id="d-new", client="c-1", topic="New", opened_at=NOON)
        page.store(lambda store: store.disagreements.put(newest) if grows else None)
        assert page.rows.currentIndex().row() == MANY - 1
        qtbot.waitUntil(lambda: page.rows.current_row() is not None)


def test_nothing_new_builds_nothing_again(page: HistoryPage) -> None:
    resets: list[bool] = []
    page.model.modelReset.connect(lambda: resets.append(True))
    page.window.refresh()
    page.settle()
    assert resets == []


def test_the_side_bar_counts_and_narrows(page: HistoryPage) -> None:
    places = page.places.model()
    said = [
        places.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for n in range(places.rowCount())
    ]
    assert said == [
        "Today, 1",
        "All disagreements, 3",
        "Open, 2",
        "Recap not sent, 1",
        "Next steps, 1",
        "Clients",
        "Northwind, 2",
        "Contoso & <b>Sons</b>, 1",
    ]
    assert not places.flags(places.index(5, 0)) & Qt.ItemFlag.ItemIsSelectable
    page.places.setCurrentIndex(places.index(7, 0))
    page.settle()
    page.search_for("the")
    assert page.shown() == ["d-3"]


def test_a_client_without_a_name_is_called_so(page: HistoryPage) -> None:
    def begin(store: Store) -> None:
        store.people.put_client(Client(id="c-9", name=""))
        call = held_call("k-9", 0, Note(id="n-9", text="x"))
        told = Disagreement(id="d-9", client="c-9", topic="", opened_at=NOON, calls=(call,))
        store.disagreements.put(told)

    page.store(begin)
    spoken = page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("No topic yet, Client not named yet")
