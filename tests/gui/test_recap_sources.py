"""What stands behind each line of a recap: told under the mouse and by a key, in plain text."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from companion.gui.said import clock_time
from companion.model import Call, Note, NoteKind
from tests.gui.recap_history import ENDED, Opened, Opens, full_call, opening

SAID_AT = ENDED - timedelta(minutes=39)


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Opens:
    return opening(qtbot, tmp_path)


def with_notes(*notes: Note) -> Call:
    call = full_call()
    return replace(call, notes=(*call.notes, *notes))


def number_of(opened: Opened, words: str) -> int:
    lines = opened.ui.text.text().split("\n")
    return next(number for number, line in enumerate(lines) if words in line)


def behind(opened: Opened, words: str) -> str:
    return opened.window._sourcing.of_line(number_of(opened, words))


def go_to(opened: Opened, words: str) -> None:
    cursor = QTextCursor(opened.ui.text.document().findBlockByNumber(number_of(opened, words)))
    opened.ui.text.setTextCursor(cursor)


def test_a_promise_tells_its_note_and_when_it_was_written(opens: Opens) -> None:
    promise = Note(
        id="n-2", at_ms=240_000, at=SAID_AT, kind=NoteKind.PROMISE, text="Share the March figures"
    )
    opened = opens(with_notes(promise))
    time = clock_time(SAID_AT)
    told = behind(opened, "Share the March figures")
    assert told == f"From the note at {time} · promise: Share the March figures"


def test_their_number_tells_the_note_in_which_it_was_said(opens: Opens) -> None:
    metric = Note(id="n-2", at=SAID_AT, kind=NoteKind.METRIC, text="CFO looks at cost over revenue")
    opened = opens(with_notes(metric))
    told = behind(opened, "Cost as a share of revenue")
    time = clock_time(SAID_AT)
    assert told.splitlines() == [
        "From their metric: Cost as a share of revenue",
        f"From the note at {time} · metric: CFO looks at cost over revenue",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Hi Dana", "From the people on the call: Dana Ortiz"),
        ("A. Pause display", "From option A: Pause display, move budget to search"),
        ("Add a qualifying question", "From the choice of B: least work for sales"),
        ("better-qualified", "From what was answered in the call"),
        ("## Next step", "Part of the letter; nothing recorded stands behind it."),
        ("Priya Nair", "From who signs: Priya Nair"),
    ],
)
def test_each_line_tells_its_record(opens: Opens, words: str, told: str) -> None:
    assert told in behind(opens(), words)


def test_a_line_that_was_changed_keeps_its_source_and_says_whose_words_it_is(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens()
    go_to(opened, "C. Score leads")
    qtbot.keyClick(opened.ui.text, Qt.Key.Key_End)
    qtbot.keyClicks(opened.ui.text, " on Mondays")
    assert behind(opened, "on Mondays").splitlines() == [
        "Your words. What stands behind them:",
        "From option C: Score leads together, weekly",
    ]


def test_a_line_of_ones_own_says_that_nothing_stands_behind_it(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.ui.text.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(opened.ui.text, "\rZzz 12345 qqq")
    assert behind(opened, "Zzz") == "Your words; nothing recorded stands behind them."


def test_the_key_shows_the_source_of_the_cursors_line_until_it_is_pressed_again(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens()
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    line, before = opened.window._sourcing.line, opened.ui.text.text()
    assert line.words == ""
    go_to(opened, "A. Pause display")
    QTest.keySequence(opened.window, QKeySequence("Ctrl+I"))
    assert line.words.startswith("From option A")
    go_to(opened, "C. Score leads")
    assert line.words.startswith("From option C")
    QTest.keySequence(opened.window, QKeySequence("Ctrl+I"))
    assert line.words == ""
    assert opened.ui.text.text() == before


def rest_on(opened: Opened, words: str) -> None:
    """Let the mouse rest on a line."""
    go_to(opened, words)
    place = opened.ui.text.cursorRect().center() + QPoint(4, 0)
    view = opened.ui.text.viewport()
    event = QHelpEvent(QEvent.Type.ToolTip, place, view.mapToGlobal(place))
    QApplication.sendEvent(view, event)


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_the_mouse_that_rests_on_a_line_is_told_in_plain_text(opens: Opens) -> None:
    promise = Note(id="n-2", kind=NoteKind.PROMISE, text="Share <b>all</b> & <img src='/x.png'>")
    opened = opens(with_notes(promise))
    rest_on(opened, "Share ")
    assert "Share &lt;b&gt;all&lt;/b&gt; &amp; &lt;img" in QToolTip.text()
    QToolTip.hideText()


def test_private_notes_stand_behind_no_line(opens: Opens) -> None:
    opened = opens()
    count = opened.ui.text.document().blockCount()
    told = [opened.window._sourcing.of_line(number) for number in range(count)]
    assert not any("give in" in each or "private" in each for each in told)


def test_a_pasted_chapter_is_ones_own(opens: Opens) -> None:
    opened = opens()
    opened.ui.text.replace_text("\n".join(f"line {n}" for n in range(2_000)))
    assert behind(opened, "line 1999") == "Your words; nothing recorded stands behind them."
