"""A hint stands above the entry, takes no focus, goes by a key, and leads where it says."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.gui.live.hint_line import HintLine
from companion.method.live_state import Level
from companion.model import NoteKind
from tests.clock import HandClock
from tests.gui.live_page import ALT, SHIFT, LivePage, live_page, running_call

MINUTE = 60_000


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[LivePage]:
    path, clock = tmp_path / "history.db", HandClock()
    with live_page(qtbot, path, clock, running_call(path, clock)) as page:
        yield page


def _line(page: LivePage) -> HintLine:
    line = page.window.findChild(HintLine)
    assert isinstance(line, HintLine)
    return line


def _at(page: LivePage, minutes: float) -> str:
    """Let the call reach that minute of its clock, and return what is said then."""
    page.clock.pass_ms(int(minutes * MINUTE) - page.window._held.clock_ms())
    page.window.hinting.look()
    return _line(page).text


def test_nothing_is_said_at_the_beginning(page: LivePage) -> None:
    assert _at(page, 1) == ""
    assert not _line(page).isVisible()


def test_a_third_into_the_call_the_metric_is_asked_for(page: LivePage) -> None:
    assert "Which number" in _at(page, 15)
    assert page.entry.hasFocus()
    page.press(Qt.Key.Key_F8)
    focus = page.window.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "Understand their metric"
    assert _line(page).text == ""


def test_a_metric_that_was_noted_is_not_asked_for(page: LivePage) -> None:
    page.type("/metric ")
    page.note("CFO looks at cost over revenue")
    assert _at(page, 15) == ""


def test_a_blame_question_can_be_asked_together_by_key(page: LivePage) -> None:
    page.note("Whose fault is it?")
    assert "(1 of 3)" in _line(page).text
    page.press(Qt.Key.Key_F7)
    assert "(2 of 3)" in _line(page).text
    question = _line(page).text.split("“")[1].split("”")[0]
    page.press(Qt.Key.Key_F8)
    page.settle()
    assert page.stored().step("reframe").answer == question
    assert page.entry.hasFocus()


def test_a_taken_question_stands_behind_the_answer_that_was_there(page: LivePage) -> None:
    page.press_digit(2, ALT)
    page.type("how can we help?")
    page.press(Qt.Key.Key_Return)
    page.settle()
    page.note("who is to blame?")
    page.press(Qt.Key.Key_F8)
    page.settle()
    lines = page.stored().step("reframe").answer.splitlines()
    assert len(lines) == 2
    assert lines[0] == "how can we help?"


def test_three_points_of_ours_offer_to_note_theirs(page: LivePage) -> None:
    for number in range(3):
        page.type("/point ")
        page.note(f"our point {number}")
    assert "Three points of ours" in _line(page).text
    page.press(Qt.Key.Key_F8)
    assert page.window._ui.entry.kind is NoteKind.CONCERN


def test_five_minutes_before_the_end_a_next_step_is_begun_by_key(page: LivePage) -> None:
    assert "no next step" in _at(page, 40)
    page.press(Qt.Key.Key_F8)
    page.type("Draft it")
    page.settle()
    assert [step.text for step in page.stored().next_steps] == ["Draft it"]
    assert _at(page, 41) == ""


def test_escape_drops_a_hint_for_good_and_keeps_what_is_typed(page: LivePage) -> None:
    page.note("Whose fault is it?")
    page.type("more")
    page.press(Qt.Key.Key_Escape)
    assert _line(page).text == ""
    page.window.hinting.look()
    assert _line(page).text == ""
    assert page.entry.text() == "more"


def test_one_key_switches_hints_off_and_on_again(page: LivePage) -> None:
    with page.qtbot.waitSignal(page.window.hinting.level_chosen) as chosen:
        page.press(Qt.Key.Key_F8, SHIFT)
    assert chosen.args == ["off"]
    page.note("Whose fault is it?")
    assert _line(page).text == ""
    with page.qtbot.waitSignal(page.window.hinting.level_chosen) as chosen:
        page.press(Qt.Key.Key_F8, SHIFT)
    assert chosen.args == ["quiet"]


def test_the_client_sees_no_hint(page: LivePage) -> None:
    page.note("Whose fault is it?")
    page.window.hinting.set_quiet(True)
    assert not _line(page).isVisible()
    page.window.hinting.set_quiet(False)
    assert not _line(page).isVisible()


def test_a_paused_call_is_left_in_peace(page: LivePage) -> None:
    page.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    page.qtbot.waitUntil(lambda: page.window._held.is_paused)
    assert _at(page, 15) == ""


def test_what_a_hint_offers_is_done_by_the_mouse_too_and_takes_no_focus(page: LivePage) -> None:
    page.note("Whose fault is it?")
    buttons = [child for child in _line(page).children() if hasattr(child, "focusPolicy")]
    assert all(button.focusPolicy() == Qt.FocusPolicy.NoFocus for button in buttons)
    assert page.entry.hasFocus()


def test_the_menu_of_all_acts_has_the_hints_and_says_whether_they_are_on(page: LivePage) -> None:
    acts = {act.text(): act for act in page.window._acts.new_menu().actions()}
    assert acts["Hints"].isChecked()
    page.note("Whose fault is it?")
    before = _line(page).text
    acts["Another line of the hint"].trigger()
    assert _line(page).text not in ("", before)
    acts["Take the hint"].trigger()
    assert _line(page).text == ""
    acts["Hints"].trigger()
    assert page.window.hinting.level is Level.OFF
    assert not acts["Hints"].isChecked()
