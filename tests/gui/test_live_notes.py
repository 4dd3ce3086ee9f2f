"""Notes of the live window: on the disk before they are called saved, and never lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from companion.gui.live.window import LiveWindow
from companion.gui.widgets.step_check import StepCheck
from companion.model import Note, NoteKind, new_id
from companion.store import Store
from tests.clock import HandClock
from tests.gui.live_page import CTRL, SHIFT, LivePage, live_page, running_call


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, clock: HandClock) -> Iterator[LivePage]:
    path = tmp_path / "history.db"
    with live_page(qtbot, path, clock, running_call(path, clock)) as page:
        yield page


def test_a_note_is_on_the_disk_when_it_is_called_saved(page: LivePage) -> None:
    on_disk: list[bool] = []
    page.window.note_saved.connect(
        lambda note_id, _text: on_disk.append(note_id in [note.id for note in page.stored().notes])
    )
    page.note("they look at cost")
    assert on_disk == [True]
    assert page.entry.text() == ""


def test_what_is_typed_beside_a_field_is_a_note(page: LivePage) -> None:
    check = page.window.findChildren(StepCheck)[0]
    check.setFocus()
    page.qtbot.keyClicks(check, "angry")
    assert page.entry.text() == "angry"
    assert page.entry.hasFocus()


def test_a_note_keeps_its_text_in_the_entry_until_it_is_saved(page: LivePage) -> None:
    with page.busy_disk():
        page.type("kept")
        page.press(Qt.Key.Key_Return)
        page.qtbot.waitUntil(lambda: bool(page.lines()) and page.lines()[-1].is_pending)
        assert page.entry.text() == "kept"
    page.qtbot.waitUntil(lambda: page.entry.text() == "")
    assert not page.lines()[-1].is_pending


def test_a_note_is_shown_by_what_the_disk_answers_and_not_before(page: LivePage) -> None:
    unsaved: list[str] = []

    def look() -> None:
        kept = {note.id for note in page.stored().notes}
        saved = [line for line in page.lines() if not line.is_pending]
        unsaved.extend(line.text for line in saved if line.id not in kept)

    page.notes.timeline.rowsInserted.connect(look)
    page.note("quick")
    assert page.texts() == ["quick"]
    assert unsaved == []


def test_what_is_typed_while_a_note_is_being_saved_stays(page: LivePage) -> None:
    with page.busy_disk():
        page.type("first")
        page.press(Qt.Key.Key_Return)
        page.type(" second")
    page.qtbot.waitUntil(lambda: page.entry.text() == " second")
    assert [note.text for note in page.stored().notes] == ["first"]


@pytest.mark.parametrize("is_quick", [True, False], ids=["entered meanwhile", "entered later"])
def test_a_kind_that_is_typed_while_a_note_is_being_saved_counts(
    page: LivePage, is_quick: bool
) -> None:
    with page.busy_disk():
        page.type("first")
        page.press(Qt.Key.Key_Return)
        page.type("/idea second")
        if is_quick:
            page.press(Qt.Key.Key_Return)
    if not is_quick:
        page.qtbot.waitUntil(lambda: page.entry.text() == "second")
        page.press(Qt.Key.Key_Return)
    page.settle()
    noted = [(note.kind, note.text) for note in page.stored().notes]
    assert noted == [(NoteKind.FACT, "first"), (NoteKind.IDEA, "second")]
    assert page.entry.text() == ""


def test_a_second_enter_before_the_first_came_back_makes_no_double(page: LivePage) -> None:
    with page.busy_disk():
        page.type("once")
        page.press(Qt.Key.Key_Return)
        page.press(Qt.Key.Key_Return)
    page.settle()
    assert [note.text for note in page.stored().notes] == ["once"]


def test_a_note_is_stamped_with_the_moment_its_typing_began(
    page: LivePage, clock: HandClock
) -> None:
    clock.pass_ms(61_000)
    page.type("h")
    clock.pass_ms(30_000)
    page.note("ello")
    assert page.stored().notes[0].at_ms == 61_000


def test_shift_enter_breaks_the_line(page: LivePage) -> None:
    page.type("one")
    page.press(Qt.Key.Key_Return, SHIFT)
    page.note("two")
    assert page.stored().notes[0].text == "one\ntwo"


def test_blanks_are_no_note(page: LivePage) -> None:
    page.type("   ")
    page.press(Qt.Key.Key_Return)
    page.settle()
    assert page.texts() == []


@pytest.mark.parametrize("pick", [Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space])
def test_a_slash_and_a_letter_pick_a_kind(page: LivePage, pick: Qt.Key) -> None:
    page.type("/m")
    page.press(pick)
    page.note("cost")
    assert page.stored().notes[0].kind is NoteKind.METRIC


def test_arrows_go_through_the_kinds(page: LivePage) -> None:
    page.type("/p")
    page.press(Qt.Key.Key_Down)
    page.press(Qt.Key.Key_Return)
    page.note("we send it")
    assert page.stored().notes[0].kind is NoteKind.PROMISE


def test_a_slash_that_means_no_kind_stays_text(page: LivePage) -> None:
    page.note("/tmp is full")
    assert page.stored().notes[0].text == "/tmp is full"


def test_escape_makes_a_slash_a_text(page: LivePage) -> None:
    page.type("/m")
    page.press(Qt.Key.Key_Escape)
    page.note("")
    assert page.stored().notes[0].text == "/m"


def test_backspace_at_the_start_takes_the_kind_off(page: LivePage) -> None:
    page.type("/r ")
    page.press(Qt.Key.Key_Backspace)
    page.note("plain")
    assert page.stored().notes[0].kind is NoteKind.FACT


def test_a_private_note_is_veiled_until_its_key_is_pressed(page: LivePage) -> None:
    page.type("/pri ")
    page.note("they may leave")
    index = page.notes.timeline.index(0, 1)
    assert "leave" not in str(index.data())
    page.press(Qt.Key.Key_H, CTRL)
    assert "they may leave" in str(index.data())


def test_a_large_paste_is_kept_whole(page: LivePage) -> None:
    text = "word " * 20_000 + "end"
    QGuiApplication.clipboard().setText(text)
    page.entry.paste()
    page.note("")
    assert page.stored().notes[0].text == text


def test_user_text_is_no_markup(page: LivePage) -> None:
    page.note("<b>bold</b>")
    assert page.stored().notes[0].text == "<b>bold</b>"
    assert str(page.notes.timeline.index(0, 1).data()) == "<b>bold</b>"


def test_what_is_typed_is_on_the_disk_before_enter(page: LivePage) -> None:
    with page.qtbot.waitSignal(page.window.draft_saved) as saved:
        page.type("half a tho")
    assert "half a tho".startswith(saved.args[0])
    page.qtbot.waitUntil(lambda: draft(page) == "half a tho")


def test_a_saved_note_leaves_no_draft(page: LivePage) -> None:
    with page.qtbot.waitSignal(page.window.draft_saved):
        page.type("soon")
    page.note("er")
    page.settle()
    assert draft(page) == ""


def test_the_entry_is_as_it_was_after_a_crash(qtbot: QtBot, page: LivePage) -> None:
    page.type("/c ")
    page.type("they fear")
    page.qtbot.waitUntil(lambda: draft(page) == "/concern they fear")
    with live_page(qtbot, page.path, page.clock, page.call_id) as again:
        assert again.entry.text() == "they fear"
        again.note(" the board")
        note = again.stored().notes[0]
    assert (note.kind, note.text) == (NoteKind.CONCERN, "they fear the board")


def test_enter_edits_a_note_in_its_place(page: LivePage) -> None:
    page.note("frist")
    page.press(Qt.Key.Key_Up)
    page.press(Qt.Key.Key_Return)
    retype(page, "first")
    page.press(Qt.Key.Key_Return)
    page.qtbot.waitUntil(lambda: page.stored().notes[0].text == "first")
    page.qtbot.waitUntil(lambda: page.texts() == ["first"])
    assert page.entry.hasFocus()


def test_an_edit_is_saved_while_it_is_typed(page: LivePage) -> None:
    page.note("first")
    page.select(0)
    page.press(Qt.Key.Key_F2)
    page.type(" thought")
    page.qtbot.waitUntil(lambda: page.stored().notes[0].text == "first thought")


def test_escape_gives_an_edit_up(page: LivePage) -> None:
    page.note("first")
    page.select(0)
    page.press(Qt.Key.Key_F2)
    page.type(" thought")
    page.qtbot.waitUntil(lambda: page.stored().notes[0].text == "first thought")
    page.press(Qt.Key.Key_Escape)
    page.qtbot.waitUntil(lambda: page.stored().notes[0].text == "first")
    page.qtbot.waitUntil(lambda: not page.lines()[0].is_pending)
    assert page.texts() == ["first"]


def test_an_edit_can_make_a_note_private(page: LivePage) -> None:
    page.note("they may leave")
    page.select(0)
    page.press(Qt.Key.Key_F2)
    retype(page, "/private they may leave")
    page.press(Qt.Key.Key_Return)
    page.qtbot.waitUntil(lambda: page.stored().notes[0].kind is NoteKind.PRIVATE)
    assert page.stored().notes[0].text == "they may leave"


def test_delete_can_be_undone_by_its_key(page: LivePage) -> None:
    page.note("one")
    page.note("two")
    page.select(0)
    page.press(Qt.Key.Key_Delete)
    page.qtbot.waitUntil(lambda: page.texts() == ["two"])
    assert [note.text for note in page.stored().notes] == ["two"]
    page.press(Qt.Key.Key_Z, CTRL)
    page.qtbot.waitUntil(lambda: page.texts() == ["one", "two"])
    assert [note.text for note in page.stored().notes] == ["one", "two"]


def test_a_note_is_moved_on_the_clock(page: LivePage, clock: HandClock) -> None:
    clock.pass_ms(60_000)
    page.note("early")
    clock.pass_ms(60_000)
    page.note("late")
    page.select(1)
    page.press(Qt.Key.Key_R, CTRL)
    page.type("0:30")
    page.press(Qt.Key.Key_Return)
    page.qtbot.waitUntil(lambda: page.texts() == ["late", "early"])
    moved = page.stored().notes[0]
    assert (moved.at_ms, moved.retimed_from_ms) == (30_000, 120_000)


def test_a_time_that_is_none_changes_nothing_and_says_so(page: LivePage) -> None:
    page.note("one")
    page.select(0)
    page.press(Qt.Key.Key_R, CTRL)
    page.type("soon")
    page.press(Qt.Key.Key_Return)
    assert "soon" in page.window._ui.notice.text
    assert page.stored().notes[0].at_ms == 0


def test_up_goes_to_the_notes_and_down_comes_back(page: LivePage) -> None:
    page.note("one")
    page.press(Qt.Key.Key_Up)
    assert page.notes.hasFocus()
    page.press(Qt.Key.Key_Down)
    assert page.entry.hasFocus()


def test_typing_in_the_notes_goes_on_in_the_entry(page: LivePage) -> None:
    page.note("one")
    page.press(Qt.Key.Key_Up)
    page.type("two")
    assert page.entry.text() == "two"


def test_a_note_of_another_program_appears(page: LivePage, clock: HandClock) -> None:
    page.note("mine")
    with Store.open(page.path) as store:
        other = Note(id=new_id(), at_ms=5_000, at=clock.now(), text="theirs", source="command")
        store.live.add_note(page.call_id, other)
    page.window.refresh()
    page.qtbot.waitUntil(lambda: page.texts() == ["mine", "theirs"])


def test_a_refresh_disturbs_no_one_who_is_typing(page: LivePage) -> None:
    page.note("one")
    page.type("two")
    page.window.refresh()
    page.settle()
    assert page.entry.text() == "two"
    assert page.texts() == ["one"]


def test_two_thousand_notes_are_shown_and_go_on(
    qtbot: QtBot, tmp_path: Path, clock: HandClock
) -> None:
    path = tmp_path / "history.db"
    call_id = running_call(path, clock)
    with Store.open(path) as store, store.write():
        for number in range(2_000):
            store.live.add_note(call_id, Note(id=new_id(), at_ms=number, text=f"note {number}"))
    with live_page(qtbot, path, clock, call_id) as page:
        clock.pass_ms(60_000)
        page.note("the last one")
        assert page.texts()[-1] == "the last one"
        last = page.notes.timeline.index(2_000, 1)
        assert page.notes.viewport().rect().intersects(page.notes.visualRect(last))


def draft(page: LivePage) -> str:
    with Store.open(page.path, reader=True) as store:
        return store.drafts.get(f"note:{page.call_id}")


def retype(page: LivePage, text: str) -> None:
    """Replace everything in the field that is open in the list."""
    page.press(Qt.Key.Key_A, CTRL)
    page.type(text)


def test_the_entry_has_the_focus_when_the_window_opens(page: LivePage) -> None:
    focus: QWidget | None = page.window.focusWidget()
    assert isinstance(page.window, LiveWindow)
    assert focus is page.entry


def test_a_draft_that_a_note_took_over_is_not_called_saved_before_the_note(page: LivePage) -> None:
    told: list[str] = []
    page.window.draft_saved.connect(lambda text: told.append(f"draft {text}"))
    page.window.note_saved.connect(lambda _id, text: told.append(f"note {text}"))
    page.type("entered at once")
    page.press(Qt.Key.Key_Return)
    assert "draft entered at once" not in told
    page.qtbot.waitUntil(lambda: "note entered at once" in told)


def test_a_note_of_another_program_pushes_mine_out_of_no_sight(
    page: LivePage, clock: HandClock
) -> None:
    for number in range(30):
        page.note(f"note {number}")
    clock.pass_ms(60_000)
    page.note("mine")
    with Store.open(page.path) as store:
        other = Note(id=new_id(), at_ms=59_000, at=clock.now(), text="theirs", source="command")
        store.live.add_note(page.call_id, other)
    page.window.refresh()
    page.qtbot.waitUntil(lambda: page.texts()[-2:] == ["theirs", "mine"])
    last = page.notes.visualRect(page.notes.timeline.index(31, 1))
    assert page.notes.viewport().rect().contains(last)
