"""The banner above the list while a call runs: the way back, whatever one looks at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from companion.model import Call, CallState, Note
from companion.store import Store
from tests.clock import NOON
from tests.gui.history_page import HistoryPage, fill, history_page


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with history_page(qtbot, tmp_path / "history.db", fill) as opened:
        yield opened


def labels(page: HistoryPage) -> list[str]:
    return [label.text() for label in page.tray.findChildren(QLabel) if label.isVisible()]


def running(store: Store, call_id: str = "k-8") -> None:
    notes = (Note(id=f"{call_id}-1", text="one"), Note(id=f"{call_id}-2", text="two"))
    started = NOON - timedelta(minutes=23)
    call = Call(id=call_id, state=CallState.RUNNING, started_at=started, notes=notes)
    store.calls.put("d-2", call)


def test_it_takes_no_room_while_nothing_runs(page: HistoryPage) -> None:
    assert not page.tray.isVisible()


def test_a_running_call_is_one_press_away(page: HistoryPage) -> None:
    page.store(running)
    started = (NOON - timedelta(minutes=23)).astimezone()
    assert labels(page) == [
        "Northwind · Topic 2 is still running",
        f"started {started:%H:%M} · 2 notes",
    ]
    with page.qtbot.waitSignal(page.window.call_opened) as opened:
        page.press("Return to the call")
    assert opened.args == ["k-8"]


def test_it_goes_when_the_call_ends(page: HistoryPage) -> None:
    page.store(running)
    assert page.tray.isVisible()
    ended = Call(id="k-8", state=CallState.ENDED, started_at=NOON, ended_at=NOON)
    page.store(lambda store: store.calls.put("d-2", ended))
    assert not page.tray.isVisible()


def test_it_stays_in_sight_while_one_searches(page: HistoryPage) -> None:
    page.store(running)
    page.search_for("form")
    assert "Northwind · Topic 2 is still running" in labels(page)


def test_it_never_takes_more_than_its_share_of_the_window(page: HistoryPage) -> None:
    for number in range(8):
        page.store(lambda store, call_id=f"k-8{number}": running(store, call_id))
    assert len(labels(page)) == 16
    assert page.rows.height() > page.window.height() * 0.3
