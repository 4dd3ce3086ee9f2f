"""A transcript comes to its call in a window of its own, and proposes what to keep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from companion.gui.progress import Stopped
from companion.gui.tasks import Tasks
from companion.gui.transcript.window import TranscriptWindow
from companion.gui.transcript.work import look_through
from companion.model import Call, NoteKind, Side, TranscriptLine
from companion.store import Store
from tests.gui.recap_history import SteppedClock, full_call, history

CALL = """WEBVTT

NOTE made by a recorder

1
00:00:01.000 --> 00:00:04.000
dana.o: Our reopen rate is at 18 percent and should be 12 by March.

2
00:00:05.000 --> 00:00:09.000
Priya Nair: I'll send you the plan by Thursday.

between two cues

3
00:00:10.000 --> 00:00:11.000
dana.o: We'll see.

4
00:00:12.000 --> 00:00:15.000
dana.o: Could you send the minutes to Tom?
"""


class Opened:
    """The window of a transcript on a history of its own."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.path, self.clock, self.qtbot = folder / "history.db", SteppedClock(), qtbot
        self.folder = folder
        self.tasks = Tasks(self.path)
        self.tasks.write(lambda store: store.documents.load(history(full_call())))
        self.before = self.call
        self.window = TranscriptWindow(self.tasks, self.clock, "k-1")
        self.ui = self.window.ui
        with qtbot.waitSignal(self.window.ready):
            self.window.show()

    @property
    def call(self) -> Call:
        self.settle()
        with Store.open(self.path, reader=True) as store:
            return store.calls.get("k-1")

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.is_idle)

    def read(self, text: str = CALL, name: str = "call.vtt") -> None:
        path = self.folder / name
        path.write_text(text)
        self.window.read(str(path))
        self.settle()

    def press(self, keys: str) -> None:
        QTest.keySequence(self.window, QKeySequence(keys))
        self.settle()

    def attach(self) -> None:
        self.read()
        self.press("Ctrl+Return")

    def open_another(self) -> TranscriptWindow:
        again = TranscriptWindow(self.tasks, self.clock, "k-1")
        with self.qtbot.waitSignal(again.ready):
            again.show()
        again.activateWindow()
        return again

    def close(self) -> None:
        self.window.close()
        self.tasks.close()


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    window = Opened(qtbot, tmp_path)
    window.window.activateWindow()
    yield window
    window.close()


def test_a_file_is_looked_at_before_anything_is_stored(opened: Opened) -> None:
    opened.read()
    assert "WebVTT · 5 lines · 00:12" in opened.ui.read.text()
    assert [each.heard for each in opened.ui.speakers.speakers] == ["dana.o", "Priya Nair"]
    assert opened.ui.rest.text().startswith("One line has no speaker or time of its own")
    assert opened.call.transcript == ()


def test_what_was_not_understood_is_shown_with_its_line(opened: Opened) -> None:
    opened.read()
    opened.ui.rest_fold.click()
    assert opened.ui.rest_lines.isVisible()
    assert "Line 13: between two cues" in opened.ui.rest_lines.text()
    assert "Line 3: NOTE made by a recorder" in opened.ui.rest_lines.text()


def test_a_known_name_is_matched_and_a_choice_is_remembered(opened: Opened) -> None:
    opened.read()
    dana, priya = opened.ui.speakers.choosers
    assert priya.currentText() == "Priya Nair · ours"
    dana.setCurrentIndex(dana.findText("Dana Ortiz · theirs"))
    opened.press("Ctrl+Return")
    with Store.open(opened.path, reader=True) as store:
        known = store.people.client("c-1").speakers
    assert {(each.heard, each.name, each.side) for each in known} == {
        ("dana.o", "Dana Ortiz", Side.THEIRS),
        ("Priya Nair", "Priya Nair", Side.OURS),
    }
    again = opened.open_another()
    again.read(str(opened.folder / "call.vtt"))
    opened.settle()
    assert again.ui.speakers.choosers[0].currentText() == "Dana Ortiz · theirs"
    again.close()


def test_attaching_keeps_every_line_and_undo_takes_them_back(opened: Opened) -> None:
    opened.attach()
    assert [line.text for line in opened.call.transcript][2] == "between two cues"
    assert len(opened.call.transcript) == 5
    opened.press("Ctrl+Z")
    assert opened.call == opened.before
    assert opened.ui.attach.isVisible()


def test_by_keys_alone_proposals_are_kept_and_left_and_taken_back(opened: Opened) -> None:
    opened.attach()
    assert opened.ui.card.line.text() == "reopen rate — 18% now, 12% by March"
    opened.press("F8")
    assert opened.ui.card.who.text() == "Priya Nair"
    opened.press("F8")
    opened.press("Shift+F8")
    step = opened.call.next_steps[-1]
    assert (step.text, step.owner, step.side, step.at_ms) == (
        "I'll send you the plan by Thursday.",
        "Priya Nair",
        Side.OURS,
        5000,
    )
    assert step.due == date(2026, 11, 26)
    note = next(note for note in opened.call.notes if note.source == "transcript")
    assert (note.kind, note.at_ms) == (NoteKind.METRIC, 1000)
    assert not opened.ui.card.isVisible()
    for _ in range(4):
        opened.press("Ctrl+Z")
    assert opened.call == opened.before


def test_a_metric_that_is_kept_is_a_reading_and_taking_it_back_restores_the_client(
    opened: Opened,
) -> None:
    def client() -> object:
        opened.settle()
        with Store.open(opened.path, reader=True) as store:
            return store.people.client("c-1").metrics

    before = client()
    opened.attach()
    opened.press("F8")
    assert client() != before
    opened.press("Ctrl+Z")
    assert client() == before


def test_what_is_kept_can_be_corrected_first(opened: Opened) -> None:
    opened.attach()
    opened.press("F7")
    opened.ui.card.what.setText("Send the plan")
    opened.ui.card.who.setText("Maya")
    opened.ui.card.when.setText("whenever")
    opened.press("F8")
    assert "not a date" in opened.ui.notice.text
    opened.ui.card.when.setText("1 Dec")
    opened.press("F8")
    step = opened.call.next_steps[-1]
    assert (step.text, step.owner, step.due) == ("Send the plan", "Maya", date(2026, 12, 1))


def test_what_is_no_transcript_is_refused_in_a_sentence(opened: Opened) -> None:
    opened.read("Dear all,\nsee you.\n", "mail.txt")
    assert "no speaker and no time" in opened.ui.notice.text
    opened.window.read(str(opened.folder / "gone.vtt"))
    opened.settle()
    assert "cannot be read" in opened.ui.notice.text
    assert opened.ui.choose.isVisible()
    assert opened.call == opened.before


def test_a_single_line_is_told_as_one(opened: Opened) -> None:
    opened.read("WEBVTT\n\n00:01.000 --> 00:04.000\nDana: Could you send the minutes?\n")
    assert "WebVTT · 1 line · 00:01" in opened.ui.read.text()
    opened.ui.attach.click()
    opened.settle()
    assert opened.ui.notice.text == "1 line attached to the call."


def test_the_same_file_twice_says_so(opened: Opened) -> None:
    opened.attach()
    again = opened.open_another()
    assert "has a transcript of 5 lines" in again.ui.about.text()
    again.read(str(opened.folder / "call.vtt"))
    opened.settle()
    again.ui.attach.click()
    opened.settle()
    assert again.ui.notice.text == "All of its lines were there already."
    again.close()


def test_a_file_that_is_there_proposes_what_was_not_kept_yet(opened: Opened) -> None:
    opened.attach()
    assert opened.ui.card.place.text() == "1 of 3"
    opened.press("F8")
    again = opened.open_another()
    again.read(str(opened.folder / "call.vtt"))
    opened.settle()
    again.ui.attach.click()
    opened.settle()
    assert again.ui.card.place.text() == "1 of 2"
    assert again.ui.card.who.text() == "Priya Nair"
    again.close()


def test_escape_closes_the_notice_and_then_the_window(opened: Opened) -> None:
    opened.attach()
    QTest.keyClick(opened.window, Qt.Key.Key_Escape)
    assert opened.window.isVisible()
    QTest.keyClick(opened.window, Qt.Key.Key_Escape)
    assert not opened.window.isVisible()


def test_a_proposal_that_is_back_has_the_keyboard_again(opened: Opened) -> None:
    opened.attach()
    for _ in range(3):
        opened.press("Shift+F8")
    assert opened.ui.done.hasFocus()
    opened.press("Ctrl+Z")
    assert opened.ui.keep.hasFocus()


def test_once_something_is_decided_undo_begins_with_that(opened: Opened) -> None:
    opened.attach()
    assert opened.ui.notice.act_said == "Undo"
    opened.press("F8")
    assert opened.ui.notice.text == ""
    opened.press("Ctrl+Z")
    assert len(opened.call.transcript) == 5
    assert len(opened.call.next_steps) == len(opened.before.next_steps)


def test_attaching_that_is_stopped_keeps_nothing(opened: Opened) -> None:
    cues = (
        f"00:{n // 60:02}:{n % 60:02}.000 --> 00:59:00.000\ndana.o: Sentence {n}.\n"
        for n in range(1500)
    )
    opened.read("WEBVTT\n\n" + "\n".join(cues))
    opened.ui.attach.click()
    assert opened.window.work.is_busy
    opened.window.work.stop()
    opened.settle()
    assert opened.ui.notice.text == "Stopped. Nothing of it was kept."
    assert opened.call == opened.before
    assert opened.ui.attach.isEnabled()


def test_a_window_that_is_closed_while_it_attaches_finishes(opened: Opened) -> None:
    opened.read()
    opened.ui.attach.click()
    opened.window.close()
    assert len(opened.call.transcript) == 5
    with Store.open(opened.path, reader=True) as store:
        assert len(store.transcripts.found("d-1", "thursday")) == 1


def test_who_stops_the_looking_gets_what_was_found_until_then() -> None:
    def tell(done: int, _whole: int) -> None:
        if done == 1:
            raise Stopped("Enough.")

    lines = tuple(
        TranscriptLine(at_ms=1000 * n, speaker="Tom", text="I'll send you the plan by Thursday.")
        for n in range(5)
    )
    looked = look_through(lines, (), date(2026, 11, 22), tell)
    assert [each.line for each in looked.proposals] == [0, 1]
    assert looked.until_ms == 1000


def test_a_transcript_is_taken_out_later_and_put_back(opened: Opened) -> None:
    opened.attach()
    before = opened.call
    later = opened.open_another()
    later.ui.take_out.click()
    opened.settle()
    assert opened.call.transcript == ()
    assert "taken out" in later.ui.notice.text
    assert not later.ui.take_out.isVisible()
    QTest.keySequence(later, QKeySequence("Ctrl+Z"))
    assert opened.call == before
    assert later.ui.take_out.isVisible()
    later.close()
