"""What a person does on the page that opens first: each act is stored, told, and taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from companion.gui.today.answer import AnswerLine
from companion.model import InboxNote, Reply, ReplyKind, Review
from companion.store import Store
from tests.clock import NOON
from tests.gui.history_page import HistoryPage, history_page
from tests.gui.today_page import (
    DAY,
    WAITING,
    awaited,
    changed_scope,
    clients,
    corrected,
    due_check_in,
    due_review,
    due_step,
    due_verdict,
    ended_trial,
    keys_of,
    noted,
    open_matter,
    prepared,
    released,
    row_of,
    running,
    stored,
    today_of,
    unsent,
    words_on,
)

POPUP = r"This plugin does not support (raise|grabbing the keyboard|grabbing the mouse)"
REVIEW = "review:d-6:2026-11-21"


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with history_page(qtbot, tmp_path / "history.db", clients, unsent, place="today") as opened:
        yield opened


def tick(page: HistoryPage, key: str) -> None:
    check = row_of(page, key).check
    assert check is not None
    check.click()
    page.settle()


def review_of(page: HistoryPage) -> Review:
    with Store.open(page.path, reader=True) as store:
        return store.disagreements.get("d-6").reviews[0]


def answer_field(page: HistoryPage) -> QLineEdit:
    line = row_of(page, REVIEW).findChild(AnswerLine)
    assert isinstance(line, AnswerLine)
    return line.field


def in_inbox(page: HistoryPage) -> list[InboxNote]:
    with Store.open(page.path, reader=True) as store:
        return list(store.inbox.notes())


def notes_of(page: HistoryPage, call_id: str) -> list[tuple[int, str, str]]:
    return [(n.at_ms, n.text, n.source) for n in stored(page, call_id).notes]


def calls_offered(page: HistoryPage) -> QMenu:
    """Open the calls that the waiting note may go to."""
    page.press("Put into a call…")
    (menu,) = [menu for menu in today_of(page).findChildren(QMenu) if menu.isVisible()]
    return menu


def choose_call(page: HistoryPage, words: str) -> None:
    menu = calls_offered(page)
    next(a for a in menu.actions() if a.text().startswith(words)).trigger()
    menu.close()
    page.settle()


@pytest.mark.parametrize(
    ("act", "words", "signal", "about"),
    [
        (prepared, "Open", "call_opened", "k-1"),
        (unsent, "Review and send", "recap_wanted", "k-2"),
        (released, "Open", "recap_wanted", "k-9"),
        (ended_trial, "Prepare a call", "continue_wanted", "d-10"),
    ],
)
def test_a_line_leads_to_its_window(
    page: HistoryPage, act: object, words: str, signal: str, about: str
) -> None:
    page.store(act)
    with page.qtbot.waitSignal(getattr(page.window, signal)) as asked:
        page.press(words)
    assert asked.args == [about]


def test_a_correction_leads_to_its_recap(page: HistoryPage) -> None:
    page.store(corrected)
    with page.qtbot.waitSignal(page.window.recap_wanted) as asked:
        row_of(page, "correction:k-3").button("send").click()
    assert asked.args == ["k-3"]


def test_an_answer_that_is_waited_for_is_recorded_and_brought_back(page: HistoryPage) -> None:
    page.store(awaited)
    row = row_of(page, "answer:r-9")
    assert row.line.facts == "sent 4 days ago, no answer yet"
    row.button("confirmed").click()
    page.settle()
    assert stored(page, "k-9").recaps[0].reply == Reply(kind=ReplyKind.CONFIRMED, at=NOON)
    assert "answer:r-9" not in keys_of(page)
    page.press("Undo")
    assert stored(page, "k-9").recaps[0].reply is None
    assert "answer:r-9" in keys_of(page)


def test_what_they_corrected_is_written_down_beside_the_recap(page: HistoryPage) -> None:
    page.store(awaited)
    with page.qtbot.waitSignal(page.window.recap_wanted) as asked:
        row_of(page, "answer:r-9").button("corrected").click()
    assert asked.args == ["k-9"]


def test_an_open_one_is_shown_in_the_list(page: HistoryPage) -> None:
    page.store(open_matter)
    page.press("Open")
    assert page.rows.isVisible()
    assert page.text().startswith("Landing page")


def test_a_click_on_a_line_tells_its_story(page: HistoryPage) -> None:
    page.store(due_step)
    row = row_of(page, "step:s-1")
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 8, 8))
    page.settle()
    assert page.text().startswith("Lead quality")


def test_a_step_is_ticked_off_and_brought_back(page: HistoryPage) -> None:
    page.store(due_step)
    tick(page, "step:s-1")
    assert stored(page, "k-4").next_steps[0].done_at == NOON
    assert "step:s-1" not in keys_of(page)
    assert page.notice.text == "Done: Send weekly lead list"
    page.press("Undo")
    assert stored(page, "k-4").next_steps[0].done_at is None
    row = row_of(page, "step:s-1")
    assert row.check is not None
    assert not row.check.isChecked()


def test_an_agreement_is_brought_up_to_date(page: HistoryPage) -> None:
    page.store(changed_scope)
    tick(page, "scope:s-5")
    assert stored(page, "k-5").next_steps[0].agreement_updated_on == DAY
    page.press("Undo")
    assert stored(page, "k-5").next_steps[0].agreement_updated_on is None


def test_a_check_in_is_done_and_undone(page: HistoryPage) -> None:
    page.store(due_check_in)
    tick(page, "client:c-1")
    assert "client:c-1" not in keys_of(page)
    page.qtbot.keyClick(page.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    page.settle()
    assert "client:c-1" in keys_of(page)


def test_where_a_step_is_gone_it_is_said_and_no_tick_stays(page: HistoryPage) -> None:
    page.store(due_step)
    page.tasks.write(lambda store: store.live.remove_next_step("s-1"))
    tick(page, "step:s-1")
    assert "not in the history any more" in page.notice.text
    assert keys_of(page) == ["recap:k-2", "step:s-2"]


def test_it_held_with_one_press(page: HistoryPage) -> None:
    page.store(due_review)
    page.press("It held")
    assert review_of(page) == Review(due=DAY, answered_at=NOON, held=True)
    page.press("Undo")
    assert review_of(page) == Review(due=DAY)


@pytest.mark.parametrize("words", ["We were", "They were", "Both"])
def test_who_was_right_is_said_with_one_press(page: HistoryPage, words: str) -> None:
    page.store(due_verdict)
    assert row_of(page, "right:d-11").line.title == "Who was right? Discount"
    page.press(words)
    with Store.open(page.path, reader=True) as store:
        assert words.lower().startswith(str(store.disagreements.get("d-11").who_was_right))
    assert "right:d-11" not in keys_of(page)
    page.press("Undo")
    with Store.open(page.path, reader=True) as store:
        assert store.disagreements.get("d-11").who_was_right is None
    assert "right:d-11" in keys_of(page)


def test_what_did_not_quite_hold_is_said_in_a_line(page: HistoryPage) -> None:
    page.store(due_review)
    page.press("Not quite")
    field = answer_field(page)
    assert field.hasFocus()
    page.qtbot.keyClicks(field, "only until July")
    page.qtbot.keyClick(field, Qt.Key.Key_Return)
    page.settle()
    told = Review(due=DAY, answered_at=NOON, held=False, text="only until July")
    assert review_of(page) == told
    page.press("Undo")
    assert answer_field(page).text() == "only until July"


def test_what_is_typed_stays_while_the_page_changes(page: HistoryPage) -> None:
    page.store(due_review)
    page.press("Not quite")
    field = answer_field(page)
    page.qtbot.keyClicks(field, "only un")
    page.store(due_step)
    assert answer_field(page) is field
    assert field.hasFocus()
    assert field.text() == "only un"


def test_what_is_typed_is_there_after_a_new_start(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with history_page(qtbot, path, clients, due_review, place="today") as page:
        page.press("Not quite")
        page.qtbot.keyClicks(answer_field(page), "only until")
        page.window.close()
    with history_page(qtbot, path, place="today") as again:
        assert answer_field(again).text() == "only until"


def test_escape_leaves_the_line_and_forgets_it(page: HistoryPage) -> None:
    page.store(due_review)
    page.press("Not quite")
    page.qtbot.keyClicks(answer_field(page), "oh")
    page.qtbot.keyClick(answer_field(page), Qt.Key.Key_Escape)
    page.window.hide()
    page.settle()
    assert row_of(page, REVIEW).button("not_quite") is not None
    with Store.open(page.path, reader=True) as store:
        assert store.drafts.get("review:d-6:2026-11-21") == ""


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_a_note_goes_into_the_call_that_is_chosen_at_its_time(page: HistoryPage) -> None:
    page.store(due_step)
    page.store(lambda store: store.inbox.add(InboxNote(id="i-2", at=NOON, text="x")))
    choose_call(page, "Northwind · Lead quality")
    assert in_inbox(page) == []
    assert notes_of(page, "k-4") == [(0, "x", "command")]
    assert page.notice.text == "The note is in Northwind · Lead quality now."


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_the_running_call_is_offered_first_and_takes_the_note_now(page: HistoryPage) -> None:
    page.store(running)
    page.store(noted)
    menu = calls_offered(page)
    assert menu.actions()[0].text() == "Northwind · Price, running now"
    menu.actions()[0].trigger()
    menu.close()
    page.settle()
    assert (23 * 60_000, WAITING.text, "command") in notes_of(page, "k-8")


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_what_one_looked_at_last_is_offered_before_the_others(page: HistoryPage) -> None:
    page.store(open_matter)
    page.store(noted)
    before = calls_offered(page)
    assert before.actions()[0].text().startswith("Northwind · Reporting cadence")
    before.close()
    page.window.show_disagreement("d-7")
    page.settle()
    page.places.choose("today")
    assert calls_offered(page).actions()[0].text().startswith("Northwind · Landing page")


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_a_placed_note_can_be_taken_back(page: HistoryPage) -> None:
    page.store(noted)
    choose_call(page, "Northwind · Reporting cadence")
    page.press("Undo")
    assert in_inbox(page) == [WAITING]
    assert notes_of(page, "k-2") == []
    assert WAITING.text in words_on(page)


def test_a_note_put_aside_can_be_brought_back(page: HistoryPage) -> None:
    page.store(noted)
    page.press("Put aside")
    assert in_inbox(page) == []
    assert "note:i-1" not in keys_of(page)
    page.press("Undo")
    assert in_inbox(page) == [WAITING]


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_where_the_call_is_gone_the_note_stays_and_it_is_said(page: HistoryPage) -> None:
    page.store(noted)
    page.tasks.write(lambda store: store.disagreements.delete("d-2"))
    choose_call(page, "Northwind · Reporting cadence")
    assert in_inbox(page) == [WAITING]
    assert "k-2" in page.notice.text


@pytest.mark.qt_log_ignore(POPUP, extend=True)
def test_a_note_without_any_call_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    with history_page(qtbot, tmp_path / "history.db", clients, noted, place="today") as page:
        [action] = calls_offered(page).actions()
        assert not action.isEnabled()
