"""Steps of the live window: ticked by place on the keyboard, answered while they are typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from companion.gui.live.metric_strip import MetricStrip
from companion.gui.live.steps_card import StepsCard
from companion.gui.live.text_answer import TextAnswer
from companion.model import Chosen, Metric, Option, OutcomeKind, Side, StepMark
from companion.store import Store
from tests.clock import HandClock
from tests.gui.live_page import ALT, CTRL, SHIFT, LivePage, live_page, running_call


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, clock: HandClock) -> Iterator[LivePage]:
    path = tmp_path / "history.db"
    with live_page(qtbot, path, clock, running_call(path, clock)) as page:
        yield page


def card(page: LivePage) -> StepsCard:
    found = page.window.findChild(StepsCard)
    assert isinstance(found, StepsCard)
    return found


def metric(page: LivePage) -> Metric | None:
    with Store.open(page.path, reader=True) as store:
        about = store.disagreements.get(store.calls.disagreement_of(page.call_id))
        return store.people.client(about.client).metric(about.metric)


def strip(page: LivePage) -> str:
    found = page.window.findChild(MetricStrip)
    assert isinstance(found, MetricStrip)
    return found.accessibleName()


@pytest.mark.parametrize("types", ["1", "&", ""], ids=["us", "french", "silent"])
def test_a_step_is_ticked_by_the_place_of_its_digit(
    page: LivePage, clock: HandClock, types: str
) -> None:
    clock.pass_ms(252_000)
    page.press_digit(1, CTRL, types)
    page.qtbot.waitUntil(lambda: page.stored().step("metric").done_ms == 252_000)
    page.qtbot.waitUntil(lambda: card(page).rows["metric"].is_done)


def test_the_number_pad_ticks_too(page: LivePage) -> None:
    page.press(Qt.Key.Key_3, CTRL | Qt.KeyboardModifier.KeypadModifier)
    page.qtbot.waitUntil(lambda: card(page).rows["we"].is_done)


def test_the_same_key_unticks_a_step(page: LivePage) -> None:
    page.press_digit(2, CTRL)
    page.qtbot.waitUntil(lambda: card(page).rows["reframe"].is_done)
    page.press_digit(2, CTRL)
    page.qtbot.waitUntil(lambda: page.stored().step("reframe").done_ms is None)


def test_ticking_opens_the_next_step_that_is_not_done(page: LivePage) -> None:
    assert card(page).open_key == "metric"
    page.press_digit(2, CTRL)
    page.qtbot.waitUntil(lambda: card(page).open_key == "we")
    page.press_digit(5, CTRL)
    page.qtbot.waitUntil(lambda: card(page).open_key == "metric")


def test_ticking_leaves_the_entry_its_focus_and_its_text(page: LivePage) -> None:
    page.type("hal")
    page.press_digit(1, CTRL)
    page.type("f")
    assert page.entry.text() == "half"


def test_a_step_is_a_real_check_box(page: LivePage) -> None:
    box = page.field_named("Reframe")
    assert isinstance(box, QCheckBox)
    box.click()
    page.qtbot.waitUntil(lambda: page.stored().step("reframe").done_ms == 0)


def test_a_title_opens_its_step_without_ticking_it(page: LivePage) -> None:
    title = page.field_named("Open: Present three options")
    assert isinstance(title, QPushButton)
    title.click()
    assert card(page).open_key == "options"
    assert page.stored().steps == ()


def test_their_metric_is_typed_as_a_line_and_stays_in_sight(page: LivePage) -> None:
    assert "Not known yet" in strip(page)
    page.press_digit(1, ALT)
    page.type("Cost / revenue, now 30%, wants 25% by March")
    page.press(Qt.Key.Key_Return)
    page.qtbot.waitUntil(lambda: "Cost / revenue — 30% now, 25% by March" in strip(page))
    known = metric(page)
    assert known is not None
    assert known.latest is not None
    assert (known.latest.now, known.latest.target) == (30, 25)
    assert page.entry.hasFocus()


def test_a_corrected_metric_is_one_reading_and_not_two(page: LivePage) -> None:
    page.press_digit(1, ALT)
    page.type("Cost, now 30%")
    page.press(Qt.Key.Key_Return)
    page.press_digit(1, ALT)
    page.press(Qt.Key.Key_A, CTRL)
    page.type("Cost, now 31%")
    page.press(Qt.Key.Key_Return)
    page.qtbot.waitUntil(lambda: "31% now" in strip(page))
    known = metric(page)
    assert known is not None
    assert [point.now for point in known.points] == [31]


def test_a_metric_that_was_typed_is_taken_over_by_its_tick(page: LivePage) -> None:
    page.press_digit(1, ALT)
    page.type("Cost, now 30%")
    page.press_digit(1, CTRL)
    page.qtbot.waitUntil(lambda: "30% now" in strip(page))


def test_an_answer_is_saved_while_it_is_typed(page: LivePage) -> None:
    page.press_digit(2, ALT)
    page.type("How do we get there?")
    page.qtbot.waitUntil(lambda: page.stored().step("reframe").answer == "How do we get there?")


def test_an_answer_is_there_again_after_a_crash(qtbot: QtBot, page: LivePage) -> None:
    page.press_digit(2, ALT)
    page.type("How do we")
    page.qtbot.waitUntil(lambda: page.stored().step("reframe").answer == "How do we")
    with live_page(qtbot, page.path, page.clock, page.call_id) as again:
        again.press_digit(2, ALT)
        again.type(" win?")
        again.qtbot.waitUntil(lambda: again.stored().step("reframe").answer == "How do we win?")


def test_a_key_marks_the_option_that_they_picked_and_takes_it_off(page: LivePage) -> None:
    page.press_digit(2, CTRL | SHIFT)
    page.qtbot.waitUntil(lambda: page.stored().chosen == Chosen(label="B"))
    page.press_digit(2, CTRL | SHIFT)
    page.qtbot.waitUntil(lambda: page.stored().chosen is None)


def test_a_click_marks_an_option_and_why_is_kept(page: LivePage) -> None:
    page.press_digit(4, ALT)
    option = page.field_named("Option A, Pause")
    page.qtbot.waitUntil(lambda: option.height() > 0)
    page.qtbot.mouseClick(option, Qt.MouseButton.LeftButton)
    page.field_named("Why they picked it").setFocus()
    page.type("it is quick")
    wanted = Chosen(label="A", why="it is quick")
    page.qtbot.waitUntil(lambda: page.stored().chosen == wanted)


def test_an_option_is_edited_in_its_place(page: LivePage) -> None:
    page.press_digit(4, ALT)
    page.press(Qt.Key.Key_F2)
    page.type(" display")
    page.qtbot.waitUntil(lambda: page.stored().options[0].text == "Pause display")


def test_a_next_step_is_typed_field_by_field(page: LivePage) -> None:
    page.press_digit(5, ALT)
    page.type("We draft the form")
    page.press(Qt.Key.Key_Return)
    page.type("Priya")
    page.press(Qt.Key.Key_Return)
    page.type("Thu")
    page.press(Qt.Key.Key_Return)
    page.settle()
    step = page.stored().next_steps[0]
    assert (step.text, step.owner, step.due) == ("We draft the form", "Priya", date(2026, 11, 26))
    assert step.due_text == "Thu"
    assert page.lines()[-1].due == "Thu 26 Nov"
    assert page.entry.hasFocus()


def test_a_second_next_step_follows_the_first(page: LivePage) -> None:
    for text in ("One", "Two"):
        page.press_digit(5, ALT)
        for part in (text, "Priya", "Thu"):
            page.type(part)
            page.press(Qt.Key.Key_Return)
    page.settle()
    assert [step.text for step in page.stored().next_steps] == ["One", "Two"]


def test_a_date_that_is_none_is_kept_and_told(page: LivePage) -> None:
    page.press_digit(5, ALT)
    page.type("We call")
    due = page.field_named("Due date")
    due.setFocus()
    page.type("someday")
    page.settle()
    step = page.stored().next_steps[0]
    assert (step.due, step.due_text) == (None, "someday")
    shown = [label.text() for label in card(page).findChildren(type(page.window._ui.state))]
    assert any("“someday” is not a date" in text for text in shown)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_next_step_of_one_of_theirs_is_theirs(page: LivePage) -> None:
    page.press_digit(5, ALT)
    page.type("Send the numbers")
    page.press(Qt.Key.Key_Return)
    page.type("Dana")
    page.settle()
    assert page.stored().next_steps[0].side is Side.THEIRS


def test_an_emptied_next_step_is_gone(page: LivePage) -> None:
    page.press_digit(5, ALT)
    page.type("x")
    page.settle()
    page.press(Qt.Key.Key_Backspace)
    page.settle()
    assert page.stored().next_steps == ()
    assert page.texts() == []


def test_none_agreed_says_why(page: LivePage) -> None:
    page.press_digit(5, ALT)
    page.field_named("None agreed, because").setFocus()
    page.type("their board meets first")
    page.settle()
    assert page.stored().none_agreed_because == "their board meets first"


def test_where_it_landed_is_said_by_keyboard(page: LivePage) -> None:
    page.press(Qt.Key.Key_O, CTRL)
    page.press(Qt.Key.Key_Tab)
    buttons = page.window.findChildren(QPushButton)
    trial = next(button for button in buttons if button.text() == "on trial")
    trial.setFocus()
    page.press(Qt.Key.Key_Space)
    page.type("15 Jan")
    page.press(Qt.Key.Key_Return)
    page.settle()
    outcome = page.stored().outcome
    assert outcome is not None
    assert (outcome.kind, outcome.until) == (OutcomeKind.TRIAL, date(2027, 1, 15))
    assert page.entry.hasFocus()


def test_a_low_window_shows_the_open_step_alone_and_all_circles(page: LivePage) -> None:
    page.window.resize(400, 560)
    page.qtbot.waitUntil(lambda: page.window.height() == 560)
    shown = [key for key, row in card(page).rows.items() if row.isVisible()]
    assert shown == ["metric"]
    box = page.field_named("Say “we”")
    assert isinstance(box, QCheckBox)
    box.click()
    page.qtbot.waitUntil(lambda: page.stored().steps == (StepMark(key="we", done_ms=0),))


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_owner_is_chosen_from_those_who_are_there(page: LivePage) -> None:
    page.press_digit(5, ALT)
    page.type("Send the numbers")
    page.press(Qt.Key.Key_Return)
    page.type("Sa")
    popup = page.field_named("Owner").completer().popup()  # type: ignore[attr-defined]
    page.qtbot.waitUntil(popup.isVisible)
    page.press(Qt.Key.Key_Down)
    page.press(Qt.Key.Key_Return)
    page.qtbot.waitUntil(lambda: page.lines()[-1].person == "Sam Lee")
    page.settle()
    assert page.stored().next_steps[0].owner == "Sam Lee"


def test_a_refresh_leaves_alone_what_is_being_answered(page: LivePage) -> None:
    page.press_digit(2, ALT)
    page.type("How do we get there?")
    page.window.refresh()
    page.press(Qt.Key.Key_Escape)
    page.settle()
    answer = card(page).rows["reframe"].answer
    assert isinstance(answer, TextAnswer)
    assert answer.text() == "How do we get there?"
    assert page.stored().step("reframe").answer == "How do we get there?"


def test_what_another_window_changed_is_shown(page: LivePage) -> None:
    with Store.open(page.path) as store:
        store.live.set_option(page.call_id, Option(label="A", text="Pause all of it"))
    page.window.refresh()
    page.press_digit(4, ALT)
    page.qtbot.waitUntil(lambda: bool(page.field_named("Option A, Pause all of it")))


def agree(page: LivePage, *parts: str) -> None:
    """Type a next step into its fields, one after another."""
    page.press_digit(5, ALT)
    for part in parts:
        page.type(part)
        page.press(Qt.Key.Key_Return)
    page.settle()


def test_enter_on_a_next_step_in_the_list_opens_its_fields(page: LivePage) -> None:
    agree(page, "We draft", "Priya", "Thu")
    page.press(Qt.Key.Key_Up)
    page.press(Qt.Key.Key_Return)
    page.type(" the form")
    page.qtbot.waitUntil(lambda: page.stored().next_steps[0].text == "We draft the form")


def test_a_deleted_next_step_can_be_brought_back(page: LivePage) -> None:
    agree(page, "We draft", "Priya", "Thu")
    before = page.stored().next_steps
    page.press(Qt.Key.Key_Up)
    page.press(Qt.Key.Key_Delete)
    page.qtbot.waitUntil(lambda: page.stored().next_steps == ())
    page.press(Qt.Key.Key_Z, CTRL)
    page.qtbot.waitUntil(lambda: page.stored().next_steps == before)
    assert page.texts() == ["We draft"]


def test_next_steps_are_there_again_after_a_crash(qtbot: QtBot, page: LivePage) -> None:
    agree(page, "One", "Priya", "Thu")
    page.press_digit(5, ALT)
    page.type("Two")
    page.settle()
    with live_page(qtbot, page.path, page.clock, page.call_id) as again:
        again.press_digit(5, ALT)
        again.field_named("Edit the next step: One · Priya · Thu 26 Nov")
        again.field_named("Next step").setFocus()
        again.press(Qt.Key.Key_End)
        again.type("nd")
        again.settle()
        assert [step.text for step in again.stored().next_steps] == ["One", "Twond"]
