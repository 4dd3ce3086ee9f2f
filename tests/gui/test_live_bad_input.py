"""What a long day does to the live window: sleep, clocks, held keys, floods and huge pastes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.gui.live import line_layout
from companion.gui.live.timeline import line_of_note
from companion.model import Note
from companion.session import Session
from companion.store import Store
from tests.clock import HandClock
from tests.gui.live_page import CTRL, LivePage, live_page, running_call
from tests.gui.watchdog import Watchdog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, clock: HandClock) -> Iterator[LivePage]:
    path = tmp_path / "history.db"
    with live_page(qtbot, path, clock, running_call(path, clock)) as opened:
        yield opened


def hold(page: LivePage, key: Qt.Key, held: Qt.KeyboardModifier, text: str = "") -> None:
    """Send what a keyboard sends while a key is held: one press, then repeats."""
    for repeats in range(20):
        event = QKeyEvent(QEvent.Type.KeyPress, key, held, text, repeats > 0)
        QCoreApplication.sendEvent(page.window.windowHandle(), event)


def test_a_sleep_leaves_a_mark_and_no_character_behind(page: LivePage) -> None:
    page.type("They want")
    page.clock.sleep_ms(40 * 60_000)
    page.look_at_the_clock()
    page.qtbot.waitUntil(lambda: "The computer slept for 40 minutes." in page.texts())
    page.note(" a number")
    assert "They want a number" in page.texts()


def test_a_clock_set_back_moves_no_note(page: LivePage) -> None:
    page.clock.pass_ms(60_000)
    page.note("First")
    page.clock.set_wall(-timedelta(hours=3))
    page.look_at_the_clock()
    page.clock.pass_ms(60_000)
    page.note("Second")
    notes = [line for line in page.lines() if not line.is_mark]
    assert [line.text for line in notes] == ["First", "Second"]
    assert [line.at_ms for line in notes] == [60_000, 120_000]


def test_another_time_zone_leaves_no_mark_and_the_clock_goes_on(page: LivePage) -> None:
    page.clock.pass_ms(60_000)
    page.clock.move_to(timezone(timedelta(hours=-7)))
    page.look_at_the_clock()
    page.note("On the way")
    assert [(line.text, line.at_ms) for line in page.lines()] == [("On the way", 60_000)]


@pytest.mark.parametrize(("keys", "key"), [("F9", Qt.Key.Key_F9), ("F3", Qt.Key.Key_F3)])
def test_a_held_key_acts_once(page: LivePage, keys: str, key: Qt.Key) -> None:
    act = next(act for act in page.window.actions() if act.shortcut().toString() == keys)
    fired: list[str] = []
    act.triggered.connect(lambda: fired.append(keys))
    hold(page, key, Qt.KeyboardModifier.NoModifier)
    assert fired == [keys]


def test_a_letter_held_down_is_typed_as_often_as_it_came(page: LivePage) -> None:
    hold(page, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    assert page.entry.text() == "a" * 20


def test_a_thousand_notes_lay_out_only_themselves(
    page: LivePage, capsys: pytest.CaptureFixture[str]
) -> None:
    page.note("The first of many")
    laid_out = _CountedLayouts(page)
    with Watchdog() as watchdog:
        for number in range(1_000):
            page.clock.pass_ms(3_600)
            at_ms = page.window._held.clock_ms()
            note = Note(id=f"n{number}", at_ms=at_ms, at=page.clock.now(), text=f"Note {number}")
            page.notes.timeline.put(line_of_note(note))
            QApplication.processEvents()
    with capsys.disabled():
        sys.stdout.write(f"\n1,000 notes: {watchdog.report()}\n")
    assert page.notes.timeline.rowCount() == 1_001
    # Each new line once to be measured, and what is painted beside it comes from what is kept.
    assert laid_out.count() <= 1_000 + line_layout.MOST_KEPT


def test_a_thousand_notes_in_an_hour_are_all_kept(page: LivePage) -> None:
    with Store.open(page.path) as store:
        session = Session(store, page.clock, page.call_id)
        for number in range(1_000):
            page.clock.pass_ms(3_600)
            session.note(f"Note {number}", at_ms=session.clock_ms(), at=page.clock.now())
    page.window.refresh()
    page.qtbot.waitUntil(lambda: page.notes.timeline.rowCount() == 1_000, timeout=20_000)
    page.note("And one typed")
    assert page.texts()[-1] == "And one typed"
    assert page.stored().notes[-1].text == "And one typed"


def test_a_paste_of_a_megabyte_is_kept_whole(
    page: LivePage, capsys: pytest.CaptureFixture[str]
) -> None:
    text = ("They counted the leads twice. " * 40_000)[:1_048_576]
    pasted = QMimeData()
    pasted.setText(text)
    with Watchdog() as watchdog:
        page.entry.insertFromMimeData(pasted)
        QApplication.processEvents()
    with capsys.disabled():
        sys.stdout.write(f"\n1 MB pasted: {watchdog.report()}\n")
    assert page.entry.text() == text
    with page.qtbot.waitSignal(page.window.note_saved, timeout=20_000):
        page.press(Qt.Key.Key_Return)
    assert page.stored().notes[-1].text == text.strip()


def test_a_paste_while_the_client_may_look_is_kept_whole_too(page: LivePage) -> None:
    text = "word " * 20_000
    page.press(Qt.Key.Key_F9)
    pasted = QMimeData()
    pasted.setText(text)
    page.entry.insertFromMimeData(pasted)
    page.press(Qt.Key.Key_B, CTRL)
    page.qtbot.waitUntil(lambda: bool(page.stored().notes))
    assert page.stored().notes[-1].text == text.strip()


class _CountedLayouts:
    """Counts the lines that the list had to lay out since it began to look."""

    def __init__(self, page: LivePage) -> None:
        self._kept = page.notes._texts._layouts
        self._before = self._kept.made

    def count(self) -> int:
        return self._kept.made - self._before
