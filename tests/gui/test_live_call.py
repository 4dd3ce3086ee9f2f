"""The call in the live window: its clock, its names, its pauses, its end and its return."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.gui.live.header import LiveHeader
from companion.gui.widgets.notice import NoticeBar
from companion.gui.widgets.text import Label
from companion.model import CallState
from companion.session import Session, begin_disagreement, start_unplanned
from companion.store import Store
from tests.clock import HandClock
from tests.gui.live_page import CTRL, LivePage, live_page, running_call


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, clock: HandClock) -> Iterator[LivePage]:
    path = tmp_path / "history.db"
    with live_page(qtbot, path, clock, running_call(path, clock)) as page:
        yield page


def head(page: LivePage) -> list[str]:
    """Return every text of the header that can be seen."""
    header = page.window.findChild(LiveHeader)
    assert isinstance(header, LiveHeader)
    return [label.text() for label in header.findChildren(Label) if label.isVisible()]


def notice(page: LivePage) -> NoticeBar:
    found = page.window.findChild(NoticeBar)
    assert isinstance(found, NoticeBar)
    return found


def client_name(page: LivePage) -> str:
    with Store.open(page.path, reader=True) as store:
        return store.people.client(page.disagreement().client).name


def test_the_header_says_whom_what_and_how_long(page: LivePage, clock: HandClock) -> None:
    clock.pass_ms(23 * 60_000 + 41_000)
    page.look_at_the_clock()
    page.qtbot.waitUntil(lambda: "23:41" in head(page))
    assert "Northwind · Lead quality" in head(page)
    assert "Dana Ortiz, Sam Lee" in head(page)
    assert "21 min left of 45" in head(page)


@pytest.mark.parametrize(
    ("minutes", "words"), [(45, "the 45 min are up"), (50, "5 min over"), (44, "1 min left of 45")]
)
def test_the_planned_time_is_told_in_words(
    page: LivePage, clock: HandClock, minutes: int, words: str
) -> None:
    clock.pass_ms(minutes * 60_000)
    page.look_at_the_clock()
    page.qtbot.waitUntil(lambda: words in head(page))


def test_after_an_hour_the_clock_shows_hours(page: LivePage, clock: HandClock) -> None:
    clock.pass_ms(3_600_000 + 252_000)
    page.look_at_the_clock()
    page.qtbot.waitUntil(lambda: "1:04:12" in head(page))


def test_a_pause_stops_the_clock_and_going_on_starts_it(page: LivePage, clock: HandClock) -> None:
    clock.pass_ms(10_000)
    page.press(Qt.Key.Key_P, CTRL)
    page.qtbot.waitUntil(lambda: page.window._ui.state.text() == "Paused")
    clock.pass_ms(60_000)
    page.press(Qt.Key.Key_P, CTRL)
    page.qtbot.waitUntil(lambda: page.window._ui.state.text() == "Live")
    clock.pass_ms(5_000)
    page.look_at_the_clock()
    page.qtbot.waitUntil(lambda: "00:15" in head(page))
    assert page.stored().pauses[0].to_ms == 70_000


def test_a_sleep_leaves_a_mark_and_asks_nothing(page: LivePage, clock: HandClock) -> None:
    clock.sleep_ms(600_000)
    page.look_at_the_clock()
    page.qtbot.waitUntil(lambda: page.texts() == ["The computer slept for 10 minutes."])
    assert page.lines()[0].is_mark
    assert notice(page).text == ""


def test_the_end_asks_for_the_recap(page: LivePage, clock: HandClock) -> None:
    clock.pass_ms(60_000)
    with page.qtbot.waitSignal(page.window.recap_wanted) as wanted:
        page.press(Qt.Key.Key_E, CTRL)
    assert wanted.args == [page.call_id]
    assert page.stored().status is CallState.ENDED


def test_the_end_keeps_what_is_still_in_the_entry(page: LivePage) -> None:
    page.type("half a thought")
    with page.qtbot.waitSignal(page.window.recap_wanted):
        page.press(Qt.Key.Key_E, CTRL)
    assert [note.text for note in page.stored().notes] == ["half a thought"]


def test_the_end_can_be_taken_back_and_the_time_between_counts(
    page: LivePage, clock: HandClock
) -> None:
    clock.pass_ms(60_000)
    with page.qtbot.waitSignal(page.window.ended):
        page.press(Qt.Key.Key_E, CTRL)
    assert notice(page).text.startswith(f"Ended {clock.now():%H:%M}")
    clock.pass_ms(30_000)
    page.press(Qt.Key.Key_Z, CTRL)
    page.qtbot.waitUntil(lambda: page.stored().status is CallState.RUNNING)
    page.qtbot.waitUntil(lambda: "01:30" in head(page))


def test_a_call_that_is_over_takes_notes_at_its_end(
    qtbot: QtBot, tmp_path: Path, clock: HandClock
) -> None:
    path = tmp_path / "history.db"
    call_id = running_call(path, clock)
    clock.pass_ms(60_000)
    with Store.open(path) as store:
        Session(store, clock, call_id).end()
    clock.pass_ms(86_400_000)
    with live_page(qtbot, path, clock, call_id) as page:
        assert page.window._ui.state.text() == "Adding afterwards"
        assert notice(page).text == ""
        page.note("one more thing")
        assert page.stored().notes[0].at_ms == 60_000
        with qtbot.waitSignal(page.window.recap_wanted):
            page.press(Qt.Key.Key_E, CTRL)


def test_a_running_call_goes_on_where_it_was(qtbot: QtBot, page: LivePage) -> None:
    page.clock.pass_ms(10_000)
    page.note("before")
    page.clock.pass_ms(20_000)
    with live_page(qtbot, page.path, page.clock, page.call_id) as again:
        assert again.texts() == ["before"]
        again.qtbot.waitUntil(lambda: "00:30" in head(again))


def test_an_unplanned_call_is_named_while_it_runs(
    qtbot: QtBot, tmp_path: Path, clock: HandClock
) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        call_id = start_unplanned(store, clock).call_id
    with live_page(qtbot, path, clock, call_id) as page:
        assert "New call" in head(page)
        page.press(Qt.Key.Key_L, CTRL)
        page.type("Northwind")
        page.press(Qt.Key.Key_Return)
        page.type("Lead quality")
        page.press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: "Northwind · Lead quality" in head(page))
        assert client_name(page) == "Northwind"
        assert page.entry.hasFocus()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_call_is_given_to_a_client_of_the_history(
    qtbot: QtBot, tmp_path: Path, clock: HandClock
) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        known = store.people.ensure_client("Northwind").id
        call_id = start_unplanned(store, clock).call_id
    with live_page(qtbot, path, clock, call_id) as page:
        page.press(Qt.Key.Key_L, CTRL)
        page.type("northwind")
        page.press(Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.disagreement().client == known)


def test_f6_goes_round_the_regions_and_escape_comes_back(page: LivePage) -> None:
    page.note("one")
    page.press(Qt.Key.Key_F6)
    assert page.window._ui.steps.isAncestorOf(page.window.focusWidget())
    page.press(Qt.Key.Key_F6)
    assert page.notes.hasFocus()
    page.press(Qt.Key.Key_F6)
    assert page.window._ui.top.isAncestorOf(page.window.focusWidget())
    page.press(Qt.Key.Key_F6)
    assert page.entry.hasFocus()
    page.press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    page.press(Qt.Key.Key_Escape)
    assert page.entry.hasFocus()


def test_staying_on_top_is_switched_without_a_new_window(page: LivePage) -> None:
    before = page.window.windowHandle()
    page.press(Qt.Key.Key_T, CTRL)
    flags = page.window.windowHandle().flags()
    assert flags & Qt.WindowType.WindowStaysOnTopHint
    assert page.window.windowHandle() is before


def test_a_history_that_cannot_be_written_keeps_the_text_and_says_so(page: LivePage) -> None:
    page.note("first")
    page.lose_patience()
    with page.busy_disk():
        page.type("second")
        page.press(Qt.Key.Key_Return)
        page.qtbot.waitUntil(lambda: bool(notice(page).text))
        assert page.entry.text() == "second"
    with page.qtbot.waitSignal(page.window.note_saved):
        page.press(Qt.Key.Key_Return)
    assert [note.text for note in page.stored().notes] == ["first", "second"]
    assert page.entry.text() == ""


def test_closing_keeps_what_is_being_typed(qtbot: QtBot, tmp_path: Path, clock: HandClock) -> None:
    path = tmp_path / "history.db"
    call_id = running_call(path, clock)
    with live_page(qtbot, path, clock, call_id) as page:
        page.type("not yet")
    with Store.open(path, reader=True) as store:
        assert store.drafts.get(f"note:{call_id}") == "not yet"


def test_tab_goes_from_the_entry_over_the_foot_to_the_top_and_down_the_steps(
    page: LivePage,
) -> None:
    def stop() -> str:
        page.press(Qt.Key.Key_Tab)
        return page.window.focusWidget().accessibleName()

    assert [stop() for _ in range(8)] == [
        "End & write recap (Ctrl+E)",
        "Pause (Ctrl+P)",
        "On top (Ctrl+T)",
        "All acts (F10)",
        "Understand their metric",
        "Open: Understand their metric",
        "Another line to say (F3)",
        "Understand their metric",
    ]


def test_a_pending_note_says_that_it_is_being_saved(page: LivePage) -> None:
    with page.busy_disk():
        page.type("slow")
        page.press(Qt.Key.Key_Return)
        page.qtbot.waitUntil(lambda: page.status() == "Saving…")
    page.settle()
    assert page.status().startswith("Saved")


def test_a_prepared_call_is_started_by_its_key(
    qtbot: QtBot, tmp_path: Path, clock: HandClock
) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        call_id = begin_disagreement(store, clock, "Northwind").calls[0].id
    with live_page(qtbot, path, clock, call_id) as page:
        assert "not started" in head(page)
        page.press(Qt.Key.Key_Return, CTRL)
        qtbot.waitUntil(lambda: page.stored().status is CallState.RUNNING)
        qtbot.waitUntil(lambda: page.window._ui.state.text() == "Live")


def test_a_call_that_another_program_ended_is_shown_as_over(
    page: LivePage, clock: HandClock
) -> None:
    clock.pass_ms(60_000)
    with Store.open(page.path) as store:
        Session(store, clock, page.call_id).end()
    clock.pass_ms(60_000)
    page.window.refresh()
    page.qtbot.waitUntil(lambda: page.window._ui.state.text() == "Adding afterwards")
    assert "01:00" in head(page)


def test_an_edit_that_could_not_be_saved_is_kept_and_saved_later(page: LivePage) -> None:
    page.note("first")
    page.press(Qt.Key.Key_Up)
    page.press(Qt.Key.Key_Return)
    page.lose_patience()
    with page.busy_disk():
        page.type(" thought")
        page.press(Qt.Key.Key_Return)
        page.qtbot.waitUntil(lambda: bool(notice(page).text))
        assert page.texts() == ["first thought"]
        assert page.lines()[0].is_pending
    notice(page).act()
    page.qtbot.waitUntil(lambda: not page.lines()[0].is_pending)
    assert [note.text for note in page.stored().notes] == ["first thought"]
