"""What is pasted into a window is kept whole and shown literally: breaks, markup, 100 kB."""

from __future__ import annotations

from pathlib import Path

from tests.journeys.person import Person
from tests.journeys.x_server import XServer

NASTY = '<b>Bold</b>\n<img src="x">\r\n&amp; <i>\tend'
ON_ONE_LINE = '<b>Bold</b> <img src="x"> &amp; <i> end'
LONG = "".join(f"line {number:05d} of what they sent\n" for number in range(3_500)).strip()


def pastes(person: Person) -> None:
    """Paste, and look at what came of it before going on."""
    person.paste(NASTY)
    person.x.settle(person.x.active_window())


def test_lines_take_no_breaks_and_no_markup(x_server: XServer, tmp_path: Path) -> None:
    with Person(x_server, tmp_path / "history") as person:
        person.begins("ctrl+n", "^Prepare a call")
        pastes(person)
        person.press("Tab")
        pastes(person)
        person.press("Tab", "Tab", "Tab", "Tab", "Tab")
        pastes(person)
        # Past the button that unfolds more, and the one for costs, to the first option.
        person.press("Tab", "Tab", "Tab")
        pastes(person)
        person.press("ctrl+Return")
        call = person.running_call()
        person.is_at("^<b>Bold</b> <img")
        person.x.settle(person.x.active_window())
        pastes(person)
        person.press("Return")
        held = person.finds_call(call, lambda call: call.notes)
        about = person.reads(lambda store: store.browse.rows()[0])
        assert (about.client_name, about.topic) == (ON_ONE_LINE, ON_ONE_LINE)
        told = person.reads(lambda store: store.disagreements.get(about.id))
        assert told.our_metric == ON_ONE_LINE
        assert held.options[0].text == ON_ONE_LINE
        assert held.notes[0].text == NASTY.replace("\r\n", "\n").replace(
            "\t", held.notes[0].text[-4]
        )
        x_server.settle()
        x_server.screenshot(tmp_path / "literally.png")
        assert person.close_windows() == 0


def test_a_long_paste_becomes_one_whole_note(x_server: XServer, tmp_path: Path) -> None:
    with Person(x_server, tmp_path / "history") as person:
        call = person.starts_unplanned()
        person.paste(LONG)
        person.press("Return")
        (note,) = person.finds_call(call, lambda call: call.notes).notes
        assert len(LONG) > 100_000
        assert note.text == LONG
        person.type("next")
        person.press("Return")
        person.finds_call(call, lambda call: len(call.notes) == 2)
        assert person.close_windows() == 0
