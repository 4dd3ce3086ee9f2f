"""The page on what is to be followed up: by keyboard, with an undo, in a history of any size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from companion.gui.follow_up.model import FollowModel
from companion.model import Call, CallState, Client, Disagreement
from companion.store import Store
from tests.clock import NOON
from tests.gui.follow_up_page import (
    DAY,
    at,
    follow,
    follow_page,
    go_to,
    press,
    seen_texts,
    shown,
    step,
    stored,
)
from tests.gui.history_page import HistoryPage, history_page


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[HistoryPage]:
    with follow_page(qtbot, tmp_path) as opened:
        yield opened


def test_what_is_due_stands_first_and_ours_apart_from_theirs(page: HistoryPage) -> None:
    assert shown(page) == [
        "OURS, DUE",
        "Send the lead list",
        "THEIRS, DUE",
        "Pay the <b>bill</b>",
        "SCOPE CHANGED, AGREEMENT NOT UPDATED",
        "Update the agreement: Add a page",
        "CHECK-INS, DUE",
        "Check in with Northwind",
        "OURS, TO COME",
        "Draft the form",
        "OURS, NO DAY YET",
        "Add a page",
        "DONE IN THE LAST 7 DAYS",
        "Old matter",
    ]
    assert at(page) == "Send the lead list"


def test_a_line_is_spoken_whole(page: HistoryPage) -> None:
    spoken = follow(page).list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Send the lead list, Northwind · Maya · Leads, 3 days late, Ours, due"


def test_space_does_a_line_and_the_next_one_is_looked_at(page: HistoryPage) -> None:
    press(page, Qt.Key.Key_Space)
    assert stored(page, "s-1").done_at == NOON
    assert page.notice.text == "Done: Send the lead list"
    assert shown(page)[-3:] == ["DONE IN THE LAST 7 DAYS", "Send the lead list", "Old matter"]
    assert at(page) == "Pay the <b>bill</b>"
    assert follow(page).list.hasFocus()


def test_the_line_that_is_looked_at_stays_in_sight_below_a_notice(page: HistoryPage) -> None:
    view = follow(page).list
    go_to(page, "Old matter")
    page.notice.tell("Something was done.")
    page.settle()
    QApplication.processEvents()
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_ctrl_z_takes_it_back(page: HistoryPage) -> None:
    press(page, Qt.Key.Key_Space)
    page.qtbot.keyClick(page.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    page.settle()
    assert stored(page, "s-1").done_at is None
    assert shown(page)[:2] == ["OURS, DUE", "Send the lead list"]


def test_what_was_done_lately_can_be_opened_again(page: HistoryPage) -> None:
    go_to(page, "Old matter")
    press(page, Qt.Key.Key_Space)
    assert stored(page, "s-4").done_at is None
    page.notice.act()
    page.settle()
    assert stored(page, "s-4").done_at == NOON - timedelta(days=1)


def test_a_scope_change_waits_until_the_agreement_says_so(page: HistoryPage) -> None:
    go_to(page, "Update the agreement: Add a page")
    press(page, Qt.Key.Key_Space)
    assert stored(page, "s-5").agreement_updated_on == DAY
    assert stored(page, "s-5").done_at is None
    go_to(page, "Update the agreement: Add a page")
    press(page, Qt.Key.Key_Space)
    assert stored(page, "s-5").agreement_updated_on is None


def test_after_a_check_in_the_next_one_is_planned(page: HistoryPage) -> None:
    go_to(page, "Check in with Northwind")
    press(page, Qt.Key.Key_Space)
    assert "CHECK-INS, DUE" not in shown(page)
    page.qtbot.keyClicks(follow(page).day.field.line, "in 4 weeks")
    press(page, Qt.Key.Key_Return)
    assert page.notice.text == "The next check-in: Sat 19 Dec"
    assert shown(page)[6:8] == ["OURS, TO COME", "Draft the form"]
    assert "CHECK-INS, TO COME" in shown(page)


def test_f2_moves_a_day_and_escape_leaves_it(page: HistoryPage) -> None:
    day = follow(page).day
    press(page, Qt.Key.Key_F2)
    assert day.field.day == DAY - timedelta(days=3)
    press(page, Qt.Key.Key_Escape)
    assert day.isHidden()
    assert follow(page).list.hasFocus()
    press(page, Qt.Key.Key_F2)
    page.qtbot.keyClicks(day.field.line, "next Friday")
    press(page, Qt.Key.Key_Return)
    assert stored(page, "s-1").due == date(2026, 11, 27)
    page.notice.act()
    page.settle()
    assert stored(page, "s-1").due == DAY - timedelta(days=3)


def test_words_that_are_no_day_change_nothing(page: HistoryPage) -> None:
    press(page, Qt.Key.Key_F2)
    page.qtbot.keyClicks(follow(page).day.field.line, "soonish")
    press(page, Qt.Key.Key_Return)
    assert not follow(page).day.isHidden()
    assert "not a date" in follow(page).day.field.sentence
    assert stored(page, "s-1").due == DAY - timedelta(days=3)


def test_a_day_that_stays_as_it_was_keeps_its_words(page: HistoryPage) -> None:
    page.store(lambda store: store.agenda.move_step("s-2", None, "when legal signs"))
    go_to(page, "Draft the form")
    press(page, Qt.Key.Key_F2, Qt.Key.Key_Return)
    assert follow(page).day.isHidden()
    assert stored(page, "s-2").due_text == "when legal signs"


def test_letters_filter_and_escape_shows_all_again(page: HistoryPage) -> None:
    every = shown(page)
    page.qtbot.keyClick(follow(page).list, Qt.Key.Key_J)
    page.qtbot.keyClicks(follow(page).filter, "o")
    page.settle()
    assert shown(page) == [
        "SCOPE CHANGED, AGREEMENT NOT UPDATED",
        "Update the agreement: Add a page",
        "OURS, NO DAY YET",
        "Add a page",
    ]
    assert page.search.text() == ""
    press(page, Qt.Key.Key_Escape)
    assert shown(page) == every
    assert follow(page).list.hasFocus()


def test_words_that_we_say_in_a_title_are_found_too(page: HistoryPage) -> None:
    for words, titles in (
        ("check north", ["CHECK-INS, DUE", "Check in with Northwind"]),
        ("update", ["SCOPE CHANGED, AGREEMENT NOT UPDATED", "Update the agreement: Add a page"]),
    ):
        follow(page).filter.setText(words)
        page.settle()
        assert shown(page) == titles


def test_one_side_is_shown_alone(page: HistoryPage) -> None:
    (theirs,) = [b for b in follow(page).findChildren(QAbstractButton) if b.text() == "Theirs"]
    theirs.click()
    page.settle()
    assert shown(page) == ["THEIRS, DUE", "Pay the <b>bill</b>"]


def test_what_the_filter_leaves_out_is_said(page: HistoryPage) -> None:
    page.qtbot.keyClicks(follow(page).filter, "zebra")
    page.settle()
    assert not follow(page).list.isVisible()
    assert "Fewer or shorter words find more." in seen_texts(page)
    press(page, Qt.Key.Key_Escape)
    assert follow(page).list.hasFocus()


def test_enter_and_ctrl_l_lead_to_what_a_line_is_about(page: HistoryPage) -> None:
    press(page, Qt.Key.Key_Return)
    assert page.detail.isVisible()
    assert page.detail.found is not None
    assert page.detail.found.disagreement.id == "d-c-1"
    page.window.show_next_steps()
    page.settle()
    page.qtbot.keyClick(page.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page.settle()
    assert page.places.currentIndex().data() == "Northwind"


def test_a_search_leaves_the_page_and_comes_back(page: HistoryPage) -> None:
    page.qtbot.keyClick(page.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page.search_for("lead")
    assert page.rows.isVisible()
    page.search.clear()
    page.settle()
    assert follow(page).isVisible()


def test_ctrl_d_shows_it_from_anywhere(page: HistoryPage) -> None:
    page.places.choose("today")
    page.settle()
    page.qtbot.keyClick(page.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    page.settle()
    assert follow(page).list.hasFocus()


def test_what_is_shown_is_saved_for_the_calendar(page: HistoryPage) -> None:
    (save,) = [
        b for b in follow(page).findChildren(QAbstractButton) if b.text() == "Save for my calendar…"
    ]
    page.qtbot.keyClicks(follow(page).filter, "draft")
    page.settle()
    save.click()
    page.settle()
    (dialog,) = page.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(page.path.with_name("one.ics")))
    dialog.close()
    page.settle()
    written = page.path.with_name("one.ics").read_text()
    assert "Draft the form" in written
    assert written.count("BEGIN:VEVENT") == 1


def test_far_lines_are_read_when_they_are_looked_at(page: HistoryPage) -> None:
    def add_many(store: Store) -> None:
        call = Call(
            id="k-9",
            state=CallState.ENDED,
            next_steps=tuple(step(f"m-{n}", f"Step {n}", "Jo", 9) for n in range(900)),
        )
        store.disagreements.put(Disagreement(id="d-9", client="c-2", topic="T", calls=(call,)))

    page.store(add_many)
    view = follow(page).list
    view.scrollToBottom()
    view.viewport().repaint()
    page.settle()
    model = view.model()
    assert isinstance(model, FollowModel)
    assert model.line_at(model.rowCount() - 5) is not None
    assert model.line_at(450) is None
    assert at(page) == "Send the lead list"


def test_without_lines_the_page_says_what_it_is_for(qtbot: QtBot, tmp_path: Path) -> None:
    def begin(store: Store) -> None:
        store.people.put_client(Client(id="c-1", name="Northwind"))

    with history_page(qtbot, tmp_path / "history.db", begin, place="steps") as calm:
        assert "Nothing is to be followed up." in seen_texts(calm)
        assert not follow(calm).list.isVisible()
