"""The live page follows any playbook: its number of steps, its keys, and where its answers go."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.gui.live.day_answer import DayAnswer
from companion.gui.live.metric_strip import MetricStrip
from companion.gui.live.next_step_foot import NextStepFoot
from companion.gui.live.step_row import StepRow
from companion.gui.widgets.entry import GrowingEntry
from companion.model import Client, Playbook, PlaybookStep
from companion.store import Store
from tests.clock import HandClock
from tests.gui.live_page import ALT, CTRL, DIGIT_ROW, LivePage, live_page, running_call

PageOf = Callable[[str], LivePage]

NINE = Playbook(
    key="own",
    title="Nine",
    steps=tuple(PlaybookStep(key=f"s{n}", title=f"Step {n}") for n in range(1, 10)),
)


@pytest.fixture
def page_of(qtbot: QtBot, tmp_path: Path) -> Iterator[PageOf]:
    opened = ExitStack()

    def open_page(playbook: str) -> LivePage:
        path, clock = tmp_path / "history.db", HandClock()
        call_id = running_call(path, clock)
        with Store.open(path) as store:
            store.playbooks.put(NINE)
            store.live.set_text(call_id, "playbook", playbook)
        return opened.enter_context(live_page(qtbot, path, clock, call_id))

    with opened:
        yield open_page


def _client(page: LivePage) -> Client:
    with Store.open(page.path, reader=True) as store:
        return store.people.client(page.disagreement().client)


def _type(page: LivePage, text: str) -> None:
    """Type into the answer of the open step, as far as keys go there."""
    page.type(text)
    page.press(Qt.Key.Key_Return)
    page.settle()


@pytest.mark.parametrize(
    ("playbook", "count"),
    [("feel-felt-found", 3), ("four-steps", 4), ("apple", 5), ("set-the-stage", 5), ("own", 9)],
)
def test_every_step_has_a_row(page_of: PageOf, playbook: str, count: int) -> None:
    page = page_of(playbook)
    assert len(page.window.findChildren(StepRow)) == count


def test_ctrl_nine_ticks_the_ninth_step(page_of: PageOf) -> None:
    page = page_of("own")
    DIGIT_ROW.setdefault(9, 18)
    page.press_digit(9, CTRL)
    page.settle()
    page.qtbot.waitUntil(lambda: page.stored().step("s9").done_ms is not None)


def test_a_caring_no_is_stored_in_its_two_parts(page_of: PageOf) -> None:
    page = page_of("caring-no")
    for number, text in ((1, "More budget"), (2, "More leads"), (3, "March"), (4, "A trial")):
        page.press_digit(number, ALT)
        _type(page, text)
    about, call = page.disagreement(), page.stored()
    assert (about.request, about.wanted_result) == ("More budget", "More leads")
    assert (call.caring_no.cost_to_them, call.caring_no.alternative) == ("March", "A trial")


def test_setting_the_stage_makes_the_clients_expectations(page_of: PageOf) -> None:
    page = page_of("set-the-stage")
    page.press_digit(2, ALT)
    _type(page, "We stop after four weeks")
    page.press_digit(5, ALT)
    _type(page, "26 Nov")
    client = _client(page)
    (kept,) = client.expectations
    assert (kept.question, kept.answer) == ("What if it fails?", "We stop after four weeks")
    assert client.check_in_on is not None
    assert client.check_in_on.isoformat() == "2026-11-26"


def test_a_day_is_shown_as_it_was_understood(page_of: PageOf) -> None:
    page = page_of("set-the-stage")
    answer = page.window.findChild(DayAnswer)
    assert isinstance(answer, DayAnswer)
    page.press_digit(5, ALT)
    page.type("in two")
    assert answer.meant == "No day is set by these words yet."
    page.type(" weeks")
    assert answer.meant == "We check in on Saturday 5 December."


def test_what_was_prepared_stands_in_the_answer_already(page_of: PageOf) -> None:
    page = page_of("caring-no")
    with Store.open(page.path) as store:
        store.disagreements.set_text(page.disagreement().id, "request", "A discount")
    page.window.refresh()
    field = page.window.findChildren(StepRow)[0].answer.findChild(GrowingEntry)
    assert isinstance(field, GrowingEntry)
    page.qtbot.waitUntil(lambda: field.text() == "A discount")


def test_a_playbook_without_a_step_for_it_has_room_for_a_next_step(page_of: PageOf) -> None:
    page = page_of("caring-no")
    foot = page.window.findChild(NextStepFoot)
    assert isinstance(foot, NextStepFoot)
    assert not foot.answer.isVisible()
    page.press(Qt.Key.Key_F4)
    page.type("Draft the trial")
    page.settle()
    assert [step.text for step in page.stored().next_steps] == ["Draft the trial"]


def test_the_five_steps_have_their_own_place_for_a_next_step(page_of: PageOf) -> None:
    assert page_of("five-steps").window.findChild(NextStepFoot) is None


@pytest.mark.parametrize(
    ("playbook", "words"),
    [
        ("five-steps", "Not known yet – ask (Ctrl 1)"),
        ("apple", "Not known yet – ask (Ctrl 2)"),
        ("caring-no", "Not known yet"),
    ],
)
def test_the_strip_names_the_key_of_the_step_that_asks(
    page_of: PageOf, playbook: str, words: str
) -> None:
    strip = page_of(playbook).window.findChild(MetricStrip)
    assert isinstance(strip, MetricStrip)
    assert strip.accessibleName().endswith(words)


def test_steps_edited_during_a_call_wait_for_its_next_opening(page_of: PageOf) -> None:
    page = page_of("own")
    with Store.open(page.path) as store:
        store.playbooks.put(Playbook(key="own", title="Nine", steps=NINE.steps[:2]))
    page.note("still here")
    page.window.refresh()
    page.settle()
    assert len(page.window.findChildren(StepRow)) == 9
