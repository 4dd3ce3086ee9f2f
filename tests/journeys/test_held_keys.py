"""A key that is held down acts once, and nothing in the window that opens under it."""

from __future__ import annotations

from pathlib import Path

from companion.model import CallState
from tests.journeys.person import Person
from tests.journeys.x_server import XServer


def test_a_held_end_ends_the_call_and_does_nothing_else(x_server: XServer, tmp_path: Path) -> None:
    with Person(x_server, tmp_path / "history") as person:
        call = person.starts_unplanned()
        x_server.hold("e", "ctrl", repeats=25)
        person.is_at("^Recap")
        ended = person.finds_call(call, lambda call: call.state is CallState.ENDED and call.recaps)
        # Had the recap taken the key, or the letter, its text or its fields would say so.
        person.type("Ada")
        person.finds(lambda store: store.people.me().name == "Ada")
        (recap,) = person.reads(lambda store: store.calls.get(call)).recaps
        assert recap.sent_at is None
        assert recap.text.startswith(ended.recaps[0].text[:40])
        assert person.close_windows() == 0


def test_a_held_enter_adds_one_note(x_server: XServer, tmp_path: Path) -> None:
    with Person(x_server, tmp_path / "history") as person:
        call = person.starts_unplanned()
        person.type("Once")
        x_server.hold("Return")
        person.type("Twice")
        person.press("Return")
        notes = person.finds_call(call, lambda call: len(call.notes) > 1).notes
        assert [note.text for note in notes] == ["Once", "Twice"]
        assert person.close_windows() == 0


def test_a_held_new_call_opens_one(x_server: XServer, tmp_path: Path) -> None:
    with Person(x_server, tmp_path / "history") as person:
        person.is_at("^Companion$")
        x_server.hold("n", "ctrl")
        person.is_at("^Prepare a call")
        person.type("Northwind", "")
        person.is_at("^Northwind · Prepare a call")
        assert len(person.reads(lambda store: store.disagreements.ids())) == 1
        assert person.close_windows() == 0
