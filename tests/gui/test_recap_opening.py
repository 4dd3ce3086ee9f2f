"""The recap window, opened for an ended call, shows the complete draft at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from companion.gui.recap.checks import Point
from companion.model import Attendee, CallState, Me, NoteKind
from tests.gui.recap_history import SECRET, Opens, full_call, opening


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Opens:
    return opening(qtbot, tmp_path)


def test_the_complete_draft_is_on_the_screen_and_on_the_disk(opens: Opens) -> None:
    opened = opens()
    stored = opened.recap()
    assert "Cost as a share of revenue: 30% now, 25% by March." in stored.text
    assert opened.ui.text.text() == stored.text
    assert opened.ui.subject.text() == stored.subject
    assert opened.ui.to_row.addresses == stored.to
    assert stored.to == ("dana@northwind.example", "sam@northwind.example")
    assert not stored.edited


def test_every_check_of_a_full_call_is_fine(opens: Opens) -> None:
    assert opens().ui.checks.sentences == (
        "Their metric is in it",
        "Three options, one chosen",
        "Next step has an owner and a date",
        "Nothing private in it",
        "It goes to 2 people",
    )


def test_the_title_names_client_and_topic(opens: Opens) -> None:
    assert opens().window.windowTitle() == "Recap · Northwind, Q4 lead quality"


def test_opening_alone_counts_as_no_edit_and_makes_no_second_recap(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens()
    for _ in range(3):
        opened.window.refresh()
    opened.settle()
    assert len(opened.recaps()) == 1
    assert opened.ui.status.text() == "Draft saved · 14:49"


def test_the_age_of_the_call_follows_the_clock(opens: Opens) -> None:
    opened = opens()
    assert opened.ui.age.heading == "Call ended 4 minutes ago"
    opened.clock.go_on(minutes=1)
    opened.window._tell_age()
    assert opened.ui.age.heading == "Call ended 5 minutes ago"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "Back to the call"), (11, "Back to the call"), (90, "Reopen and add")],
)
def test_the_way_back_is_named_by_how_long_ago_the_call_ended(
    opens: Opens, minutes: int, words: str
) -> None:
    opened = opens()
    opened.clock.go_on(minutes=minutes)
    opened.window._tell_age()
    assert opened.ui.age.back.text() == words


def test_a_call_that_runs_again_is_gone_back_to(opens: Opens) -> None:
    call = replace(full_call(), state=CallState.RUNNING, ended_at=None)
    age = opens(call).ui.age
    assert (age.heading, age.back.text()) == ("", "Back to the call")


def test_going_back_asks_for_the_call(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    with qtbot.waitSignal(opened.window.call_wanted) as asked:
        opened.ui.age.back.click()
    assert asked.args == ["k-1"]


def test_an_untouched_draft_follows_what_is_added_to_the_call(opens: Opens) -> None:
    opened = opens()
    opened.tasks.write(lambda store: store.live.answer("k-1", "reframe", "How do we both win?"))
    opened.window.refresh()
    opened.settle()
    assert "How do we both win?" in opened.ui.text.text()
    assert opened.recap().text == opened.ui.text.text()


def test_hostile_text_is_shown_literally_and_nothing_is_fetched(opens: Opens) -> None:
    hostile = '<img src="file:///etc/hostname"> ![x](file:///etc/hostname) <b>b</b>'
    call = full_call()
    opened = opens(replace(call, none_agreed_because=hostile, next_steps=()))
    opened.ui.show_preview.click()
    opened.settle()
    assert "<b>b</b>" in opened.ui.preview.toPlainText()
    assert "￼" not in opened.ui.preview.toPlainText()  # what Qt writes for a picture


def test_the_writer_is_asked_for_once_and_signs_the_untouched_draft(
    opens: Opens, qtbot: QtBot
) -> None:
    opened = opens(me=Me())
    assert opened.ui.me_form.isVisible()
    assert "It is not signed yet" in opened.ui.checks.sentences
    qtbot.keyClicks(opened.ui.me_form.name, "Priya Nair")
    qtbot.keyClicks(opened.ui.me_form.company, "Lumen Agency")
    opened.settle()
    qtbot.waitUntil(lambda: "Priya Nair · Lumen Agency" in opened.ui.text.text())
    opened.settle()
    assert opened.me() == Me(name="Priya Nair", company="Lumen Agency")
    assert "It is not signed yet" not in opened.ui.checks.sentences
    assert opened.ui.me_form.name.text() == "Priya Nair"


def test_an_own_address_that_is_none_is_said_and_kept(opens: Opens, qtbot: QtBot) -> None:
    opened = opens(me=Me())
    qtbot.keyClicks(opened.ui.me_form.emails.line, "priya@@lumen\r")
    qtbot.waitUntil(lambda: "priya@@lumen" in opened.ui.notice.text)
    opened.settle()
    assert opened.me().emails == ("priya@@lumen",)


def test_who_signs_is_known_afterwards_and_can_be_changed(opens: Opens) -> None:
    opened = opens()
    assert not opened.ui.me_form.isVisible()
    opened.ui.words.change_me.click()
    assert opened.ui.me_form.isVisible()
    assert opened.ui.me_form.name.text() == "Priya Nair"
    assert opened.me().colleagues[0].name == "Maya"


def test_a_private_passage_is_found_and_shown_in_the_text(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    assert any(note.kind is NoteKind.PRIVATE for note in opened.call().notes)
    assert SECRET not in opened.ui.text.text()
    opened.ui.text.insertPlainText(f"{SECRET}.\n\n")
    assert f"“{SECRET}” is recorded as private" in opened.ui.checks.sentences
    opened.ui.checks.row(Point.PRIVATE).mend.click()
    assert opened.ui.text.textCursor().selectedText() == SECRET
    qtbot.keyClicks(opened.ui.text, "x")
    assert "Nothing private in it" in opened.ui.checks.sentences


def test_an_attendee_without_an_address_is_named_and_can_be_given_one(
    opens: Opens, qtbot: QtBot
) -> None:
    dana = Attendee(name="Dana Ortiz", email="dana@northwind.example")
    opened = opens(replace(full_call(), attendees=(dana, Attendee(name="Sam Lee"))))
    (line,) = opened.window._recipients.lines.values()
    assert line.sentence == "Sam Lee has no address yet."
    qtbot.keyClicks(line.line, "sam@northwind.example\r")
    qtbot.waitUntil(lambda: not opened.window._recipients.lines)
    opened.settle()
    assert opened.recap().to == ("dana@northwind.example", "sam@northwind.example")
    assert opened.call().attendees[1].email == "sam@northwind.example"
