"""Every key of a call on keyboards of three countries, and the characters that only they type."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.model import CallState
from tests.journeys.person import Person
from tests.journeys.test_whole_call import FIRST_DIGIT
from tests.journeys.x_server import XServer

ALT_GR = "ISO_Level3_Shift"
LAYOUTS = ("de", "us", "fr")
OWN = {
    # The key left of 1 is dead on a German keyboard, the one right of P on a French one.
    "de": (("49", "e", f"{ALT_GR}+24", "47"), "ê@ö"),
    "fr": (("34", "e", f"{ALT_GR}+19", "11"), "ê@é"),
}
"""Key codes with what they type there."""


@pytest.mark.parametrize("layout", LAYOUTS)
def test_steps_options_and_the_end_have_their_keys(
    x_server: XServer, tmp_path: Path, layout: str
) -> None:
    x_server.set_layout(layout)
    with Person(x_server, tmp_path / "history") as person:
        call = person.starts_unplanned("Northwind")
        for number in range(5):
            person.press(f"ctrl+{FIRST_DIGIT + number}")
        person.finds_call(call, lambda c: [s.done_ms for s in c.steps].count(None) == 0 and c.steps)
        person.press(f"ctrl+{FIRST_DIGIT}")
        person.finds_call(call, lambda c: c.steps[0].done_ms is None)
        person.press(f"alt+{FIRST_DIGIT + 3}")
        person.type("Halve the form")
        person.press("Escape", f"ctrl+shift+{FIRST_DIGIT}")
        person.finds_call(call, lambda c: c.chosen and c.chosen.label == "A")
        person.press("ctrl+p")
        person.finds_call(call, lambda c: c.pauses)
        person.press("ctrl+p")
        person.finds_call(call, lambda c: c.pauses[-1].to_ms is not None)
        person.press("ctrl+e")
        person.finds_call(call, lambda c: c.state is CallState.ENDED)
        person.is_at("^Recap")
        assert person.close_windows() == 0


@pytest.mark.parametrize("layout", OWN)
def test_dead_keys_and_the_third_level_type_into_the_entry(
    x_server: XServer, tmp_path: Path, layout: str
) -> None:
    x_server.set_layout(layout)
    keys, typed = OWN[layout]
    with Person(x_server, tmp_path / "history") as person:
        call = person.starts_unplanned("Northwind")
        person.press(*keys, "Return")
        noted = person.finds_call(call, lambda c: c.notes)
        assert [note.text for note in noted.notes] == [typed]
        assert person.close_windows() == 0


@pytest.mark.parametrize("layout", LAYOUTS)
def test_f1_shows_the_keys_and_escape_comes_back(
    x_server: XServer, tmp_path: Path, layout: str
) -> None:
    x_server.set_layout(layout)
    with Person(x_server, tmp_path / "history") as person:
        person.starts_unplanned("Northwind")
        person.press("F1")
        person.is_at("^All keys")
        person.press("Escape")
        person.is_at("^Northwind —")
        assert person.close_windows() == 0
