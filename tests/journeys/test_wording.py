"""Wording that divides, met by keyboard alone: typed, gone to, said otherwise, kept, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from companion.model import Call
from companion.store import Store
from tests.journeys.person import Person
from tests.journeys.x_server import XServer

PAST = "You removed the budget field in May."
BETTER = "The budget field is not there today; we can bring it back."


def test_a_sentence_is_said_otherwise_by_keyboard_alone(x_server: XServer, tmp_path: Path) -> None:
    with Person(x_server, tmp_path) as person:
        person.start()
        call = person.starts_unplanned()

        def says(*words: str) -> Call:
            return person.finds_call(call, lambda call: _holds(call, *words))

        person.press("ctrl+e")
        person.is_at("^Recap")
        person.type("Maya Roth")
        says("Maya Roth")
        # The window manager may give the keyboard to the main window once the call's is gone.
        person.wait_until(lambda: len(person.windows()) == 2)
        person.x.settle()
        if not person.title().startswith("Recap"):
            person.tries(("alt+Tab",), lambda: person.title().startswith("Recap"))
        person.press("Escape", "ctrl+Home")
        person.type(f"{PAST} ")
        person.press("Return")
        person.type("We send it soon. ")
        says(PAST, "We send it soon.")

        person.tries(("F7", "F8"), lambda: BETTER in person.reads(_text(call)))
        person.press("ctrl+z")
        says(PAST)
        person.tries(("F8",), lambda: BETTER in person.reads(_text(call)))
        person.tries(("shift+F8",), lambda: person.reads(_kept(call)))
        says(BETTER, "We send it soon.")
        assert "We send it soon." in person.reads(_kept(call))
        assert person.close_windows() == 0


def _holds(call: Call, *words: str) -> bool:
    return any(all(each in recap.text for each in words) for recap in call.recaps[-1:])


def _text(call_id: str) -> Callable[[Store], str]:
    return lambda store: store.recaps.of_call(call_id)[-1].text


def _kept(call_id: str) -> Callable[[Store], str]:
    return lambda store: store.drafts.get(f"wording:{store.recaps.of_call(call_id)[-1].id}")
