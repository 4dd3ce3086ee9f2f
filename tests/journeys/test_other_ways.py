"""The other ways through a call: unplanned, taken back, logged, reopened, noted from outside."""

from __future__ import annotations

from pathlib import Path

from companion.model import CallState, NoteKind
from tests.journeys.person import Person
from tests.journeys.x_server import XServer


def test_an_unplanned_call_is_given_its_client_later(x_server: XServer, tmp_path: Path) -> None:
    with Person(x_server, tmp_path / "history") as person:
        call = person.starts_unplanned()
        person.type("They rang us")
        person.press("Return")
        person.finds_call(call, lambda call: call.notes)
        person.press("ctrl+l")
        person.type("Oakline")
        person.press("Return")
        person.type("Late delivery")
        person.press("Return")
        person.is_at("^Oakline —")
        person.type("They want it weekly")
        person.press("Return")
        person.finds_call(call, lambda call: len(call.notes) == 2)
        about = person.finds(lambda store: store.browse.rows()[0])
        assert (about.client_name, about.topic) == ("Oakline", "Late delivery")
        assert person.close_windows() == 0


def test_an_end_is_taken_back(x_server: XServer, tmp_path: Path) -> None:
    with Person(x_server, tmp_path / "history") as person:
        call = person.starts_unplanned("Oakline")
        person.press("ctrl+e")
        person.is_at("^Recap")
        ended = person.finds_call(call, lambda call: call.state is CallState.ENDED)
        # From who writes round to the side panel, and behind its list to "Back to the call".
        person.press("F6", "F6", "F6", "Tab", "space")
        person.is_at("^Oakline —")
        person.press("ctrl+z")
        running = person.finds_call(call, lambda call: call.state is CallState.RUNNING)
        assert (running.started_at, running.ended_at) == (ended.started_at, None)
        person.type("Not over yet")
        person.press("Return")
        person.finds_call(call, lambda call: call.notes)
        assert person.close_windows() == 0


def test_an_ended_call_is_added_to(x_server: XServer, tmp_path: Path) -> None:
    with Person(x_server, tmp_path / "history") as person:
        call = person.starts_unplanned("Oakline")
        person.press("ctrl+e")
        person.finds_call(call, lambda call: call.recaps)
        assert person.close_windows() == 0
        person.start()
        person.is_at("^Companion$")
        menu = ("Menu", "Down", "Down", "Down", "Return")
        to_list = ("Escape", "ctrl+f", "F6", "Home", "Down", "F6")
        person.tries((*to_list, *menu), lambda: person.title().startswith("Oakline"))
        person.type("What I forgot")
        person.press("Return")
        added = person.finds_call(call, lambda call: call.notes)
        assert added.state is CallState.ENDED
        assert person.close_windows() == 0


def test_a_past_call_is_logged(x_server: XServer, tmp_path: Path) -> None:
    with Person(x_server, tmp_path / "history") as person:
        person.is_at("^Companion$")
        menu = ("Escape", "F10", "Down", "Down", "Return")
        person.tries(menu, lambda: person.title().startswith("Log a past call"))
        person.type("Harbour", "Storage fees", "yesterday 14:00", "30")
        person.press("ctrl+Return")
        person.is_at("^Harbour —")
        call = person.finds(lambda store: store.calls.last_ended() or "")
        person.type("They were calm")
        person.press("Return")
        logged = person.finds_call(call, lambda call: call.notes)
        assert logged.started_at is not None
        assert logged.ended_at is not None
        assert (logged.ended_at - logged.started_at).total_seconds() == 30 * 60
        person.press("ctrl+e")
        person.is_at("^Recap · Harbour, Storage fees")
        assert person.close_windows() == 0


def test_a_note_from_outside_comes_into_the_window(x_server: XServer, tmp_path: Path) -> None:
    with Person(x_server, tmp_path / "history") as person:
        call = person.starts_unplanned("Oakline")
        assert "running call" in person.tell("note", "/concern", "From outside")
        (note,) = person.reads(lambda store: store.calls.get(call)).notes
        assert (note.kind, note.text) == (NoteKind.CONCERN, "From outside")

        # It stands in the window when it can be taken away there.
        person.tries(
            ("Up", "Delete"), lambda: not person.reads(lambda store: store.calls.get(call)).notes
        )
        assert person.close_windows() == 0


def test_a_note_without_a_call_waits_in_the_inbox(x_server: XServer, tmp_path: Path) -> None:
    with Person(x_server, tmp_path / "history") as person:
        call = person.starts_unplanned("Oakline")
        person.press("ctrl+e")
        person.is_at("^Recap")
        person.press("alt+F4")
        person.is_at("^Companion$")
        assert "inbox" in person.tell("note", "Ask for the forecast")
        assert [note.text for note in person.reads(lambda store: store.inbox.notes())] == [
            "Ask for the forecast"
        ]

        # After a new start the note is there with the first picture: the line below the recap that
        # was not sent, and its first act asks for the call.
        assert person.close_windows() == 0
        person.start()
        person.is_at("^Companion$")
        person.x.settle(person.x.active_window())
        # A person sees the line before its act, and the list of calls before choosing in it.
        for keys in (("ctrl+f", "F6", "F6", "Down"), ("space",), ("Down", "Return")):
            person.press(*keys)
            person.x.settle()
        person.finds(lambda store: not store.inbox.notes())
        notes = person.reads(lambda store: store.calls.notes(call))
        assert [note.text for note in notes] == ["Ask for the forecast"]
        assert person.close_windows() == 0


def test_a_second_start_raises_the_first_window(x_server: XServer, tmp_path: Path) -> None:
    with Person(x_server, tmp_path / "history") as person:
        person.starts_unplanned("Oakline")
        before = sorted(person.windows())
        assert person.starts_again() == 0
        person.is_at("^Companion$")
        assert sorted(person.windows()) == before
        assert person.close_windows() == 0


def test_a_saved_note_does_not_come_back_into_the_entry(x_server: XServer, tmp_path: Path) -> None:
    with Person(x_server, tmp_path / "history") as person:
        call = person.starts_unplanned("Oakline")
        person.type("Saved")
        person.press("Return")
        person.finds_call(call, lambda call: call.notes)
        # Longer than a draft takes to the disk, were there one.
        person.tell("list")
        person.kill()
        person.start()
        person.is_at("^Oakline —")
        person.type("Next")
        person.press("Return")
        notes = person.finds_call(call, lambda call: len(call.notes) > 1).notes
        assert [note.text for note in notes] == ["Saved", "Next"]
        assert person.close_windows() == 0
