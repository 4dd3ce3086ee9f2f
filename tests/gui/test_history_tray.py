"""What waits above the list: the running call, prepared calls, notes that belong to a call."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMenu
from pytestqt.qtbot import QtBot

from companion.model import Call, CallState, InboxNote, Note
from companion.store import Store
from tests.clock import NOON
from tests.gui.history_page import HistoryPage, fill, history_page

POPUP = r"This plugin does not support (raise|grabbing the keyboard|grabbing the mouse)"
WAITING = InboxNote(id="i-1", at=NOON - timedelta(days=1, minutes=-10), text="ask <b>Dana</b>")


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with history_page(qtbot, tmp_path / "history.db", fill) as opened:
        yield opened


def labels(page: HistoryPage) -> list[str]:
    return [label.text() for label in page.tray.findChildren(QLabel) if label.isVisible()]


def times(page: HistoryPage) -> list[str]:
    return [text for text in labels(page) if text.endswith("30 min")]


def running(store: Store) -> None:
    notes = (Note(id="n-8", text="one"), Note(id="n-9", text="two"))
    started = NOON - timedelta(minutes=23)
    call = Call(id="k-8", state=CallState.RUNNING, started_at=started, notes=notes)
    store.calls.put("d-2", call)


def prepared(store: Store, count: int = 3) -> None:
    for number in range(count):
        at = NOON + timedelta(hours=3, days=number)
        call = Call(id=f"p-{number}", state=CallState.PREPARED, planned_at=at, planned_minutes=30)
        store.calls.put("d-3", call)


def waiting(store: Store) -> None:
    store.inbox.add(WAITING)


def choose_call(page: HistoryPage, words: str) -> None:
    """Open the calls that a note may go to, and pick the one whose name begins so."""
    page.press("Put into a call…")
    (menu,) = [menu for menu in page.tray.findChildren(QMenu) if menu.isVisible()]
    action = next(a for a in menu.actions() if a.text().startswith(words))
    action.trigger()
    menu.close()
    page.settle()


def notes_of(page: HistoryPage, call_id: str) -> list[tuple[int, str, str]]:
    with Store.open(page.path, reader=True) as store:
        return [(n.at_ms, n.text, n.source) for n in store.calls.notes(call_id)]


def in_inbox(page: HistoryPage) -> list[InboxNote]:
    with Store.open(page.path, reader=True) as store:
        return list(store.inbox.notes())


def test_it_takes_no_room_while_nothing_waits(page: HistoryPage) -> None:
    assert not page.tray.isVisible()


def test_a_running_call_is_one_press_away(page: HistoryPage) -> None:
    page.store(running)
    assert "Northwind · Topic 2 is still running" in labels(page)
    with page.qtbot.waitSignal(page.window.call_opened) as opened:
        page.press("Return to the call")
    assert opened.args == ["k-8"]


def test_prepared_calls_are_listed_with_their_time_the_next_ones_first(page: HistoryPage) -> None:
    page.store(prepared)
    assert times(page) == [
        f"today {(NOON + timedelta(hours=3)).astimezone():%H:%M} · 30 min",
        f"Sun 22 Nov, {(NOON + timedelta(hours=3)).astimezone():%H:%M} · 30 min",
    ]
    page.press("Show all 3")
    page.qtbot.waitUntil(lambda: len(times(page)) == 3)
    with page.qtbot.waitSignal(page.window.call_opened) as opened:
        page.press("Open")
    assert opened.args == ["p-0"]


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_a_note_goes_into_the_call_that_is_chosen_at_its_time(page: HistoryPage) -> None:
    page.store(waiting)
    assert "ask <b>Dana</b>" in labels(page)
    choose_call(page, "Northwind · Q4 lead quality")
    assert in_inbox(page) == []
    assert (600_000, "ask <b>Dana</b>", "command") in notes_of(page, "k-2")
    assert page.notice.text == "The note is in Northwind · Q4 lead quality now."
    assert "ask <b>Dana</b>" in page.text()


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_the_running_call_is_offered_first_and_takes_the_note_now(page: HistoryPage) -> None:
    page.store(running)
    page.store(waiting)
    page.press("Put into a call…")
    (menu,) = [menu for menu in page.tray.findChildren(QMenu) if menu.isVisible()]
    assert menu.actions()[0].text() == "Northwind · Topic 2, running now"
    menu.actions()[0].trigger()
    menu.close()
    page.settle()
    assert (23 * 60_000, "ask <b>Dana</b>", "command") in notes_of(page, "k-8")


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_a_placed_note_can_be_taken_back(page: HistoryPage) -> None:
    page.store(waiting)
    before = notes_of(page, "k-2")
    choose_call(page, "Northwind · Q4 lead quality")
    page.press("Undo")
    assert in_inbox(page) == [WAITING]
    assert notes_of(page, "k-2") == before
    assert "ask <b>Dana</b>" in labels(page)


def test_a_note_put_aside_can_be_brought_back(page: HistoryPage) -> None:
    page.store(waiting)
    page.press("Put aside")
    assert in_inbox(page) == []
    assert not page.tray.isVisible()
    page.press("Undo")
    assert in_inbox(page) == [WAITING]


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_where_the_call_is_gone_the_note_stays_and_it_is_said(page: HistoryPage) -> None:
    page.store(waiting)
    page.tasks.write(lambda store: store.disagreements.delete("d-1"))
    choose_call(page, "Northwind · Q4 lead quality")
    assert in_inbox(page) == [WAITING]
    assert "k-2" in page.notice.text


def test_only_what_runs_stays_in_sight_while_one_searches(page: HistoryPage) -> None:
    page.store(running)
    page.store(waiting)
    page.search_for("form")
    page.qtbot.waitUntil(lambda: "ask <b>Dana</b>" not in labels(page))
    assert "Northwind · Topic 2 is still running" in labels(page)
    page.search.clear()
    page.settle()
    page.qtbot.waitUntil(lambda: "ask <b>Dana</b>" in labels(page))


def test_it_never_takes_more_than_its_share_of_the_window(page: HistoryPage) -> None:
    page.store(running)
    page.store(lambda store: prepared(store, 12))
    page.press("Show all 12")
    assert page.tray.parentWidget() is not None
    assert page.rows.height() > page.window.height() * 0.3
