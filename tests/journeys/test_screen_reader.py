"""A whole call by the accessibility tree alone: nothing is seen, no key is pressed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from companion.model import CallState
from tests.journeys.person import Person
from tests.journeys.screen_reader import ScreenReader, SpokenServer, spoken_server

OPTIONS = {"A": "Halve the form", "B": "Pause the ads", "C": "Go on as it is"}
NOTES = ("The form has nine fields", "Rosa will ask the board on Friday")
QUESTION = "How can each of us help to bring 60 EUR about?"
STEPS = ("Understand their metric", "Reframe", "Say “we”", "Present three options")
LAST_STEP = "Agree a next step"


@pytest.fixture
def spoken() -> Iterator[SpokenServer]:
    with spoken_server() as server:
        yield server


def prepare(reader: ScreenReader) -> None:
    reader.goes_to("Companion")
    reader.presses("button", "Prepare a call")
    reader.goes_to("Prepare a call")
    reader.writes("Client", "Northwind")
    reader.writes("What you disagree about", "Cost per lead")
    reader.writes("They judge us by", "Cost per lead, now 82 EUR, wants 60 EUR by March")
    reader.writes("On the call", "Rosa Lindt <rosa@northwind.example>,")
    for label, text in OPTIONS.items():
        reader.writes(f"Option {label}", text)
    # The window may be named for the client by now.
    reader.goes_to("")
    reader.presses("button", "Start call")


def hold(reader: ScreenReader) -> None:
    reader.goes_to("Northwind —")
    reader.finds("text", "Note")
    for note in NOTES:
        reader.writes("Note", note)
        reader.presses("button", "Add the note")
        reader.hears("Saved")
    reader.presses("button", "Open: Reframe")
    reader.writes("Reframe", QUESTION)
    for step in STEPS:
        reader.presses("check box", step)
        reader.waits_until(partial(reader.ticked, step))
    reader.presses("button", "Open: Present three options")
    reader.presses("radio button", "Option B")
    reader.writes("Why they picked it", "It costs nothing")
    agree_next_step(reader)


def agree_next_step(reader: ScreenReader) -> None:
    reader.presses("button", f"Open: {LAST_STEP}")
    reader.writes("Next step", "Send the figures")
    reader.writes("Owner", "Rosa Lindt")
    reader.writes("Due date", "in 3 days")
    reader.presses("check box", LAST_STEP)
    reader.waits_until(lambda: reader.ticked(LAST_STEP))


def test_a_whole_call_without_seeing_it(spoken: SpokenServer, tmp_path: Path) -> None:
    with Person(spoken, tmp_path / "history") as person, ScreenReader(spoken) as reader:
        prepare(reader)
        call_id = person.running_call()
        hold(reader)
        reader.presses("button", "End & write recap")
        call = person.finds_call(
            call_id, lambda call: call.state is CallState.ENDED and call.recaps
        )
        assert [note.text for note in call.notes] == list(NOTES)
        assert [step.done_ms for step in call.steps].count(None) == 0
        assert [step.answer for step in call.steps if step.answer] == [QUESTION]
        assert call.chosen is not None
        assert (call.chosen.label, call.chosen.why) == ("B", "It costs nothing")
        assert [step.is_agreed for step in call.next_steps] == [True]
        assert [attendee.email for attendee in call.attendees] == ["rosa@northwind.example"]

        reader.goes_to("Recap · Northwind, Cost per lead")
        recap = reader.reads("Text of the recap")
        for said in (QUESTION, *OPTIONS.values(), "it costs nothing", "will send the figures"):
            assert said in recap, said
        assert person.close_windows() == 0


def test_every_window_of_a_call_is_told_as_a_window(spoken: SpokenServer, tmp_path: Path) -> None:
    with Person(spoken, tmp_path / "history") as person, ScreenReader(spoken) as reader:
        reader.goes_to("Companion")
        assert reader.windows() == [["frame", "Companion"]]
        reader.presses("button", "Prepare a call")
        reader.goes_to("Prepare a call")
        assert {role for role, _title in reader.windows()} == {"frame"}
        assert person.close_windows() == 0


def test_whatever_can_have_the_focus_has_a_name(spoken: SpokenServer, tmp_path: Path) -> None:
    with Person(spoken, tmp_path / "history") as person, ScreenReader(spoken) as reader:
        prepare(reader)
        reader.goes_to("Northwind —")
        reader.finds("text", "Note")
        reader.goes_to("")
        told = reader.tree()
        stops = [(role, name) for _, role, name, _, _, states, _ in told if "focusable" in states]
        assert len(stops) > 20
        assert [role for role, name in stops if not name] == []
        assert not {role for role, _name in stops} & {"unknown", "invalid"}
        assert person.close_windows() == 0
