"""A transcript comes to its call, and a report leaves: by keyboard alone, from the same row."""

from __future__ import annotations

from pathlib import Path

from companion.model import Side, Speaker
from tests.journeys.person import Person
from tests.journeys.x_server import XServer
from tests.unit.exported import PRIVATE, SPOKEN, stored

FILE = """WEBVTT

1
00:00:01.000 --> 00:00:04.000
dana.o (guest): Our zeppelins are late.

2
00:00:05.000 --> 00:00:09.000
iPhone 12: I'll send you the figures by Thursday.

3
00:00:10.000 --> 00:00:12.000
dana.o (guest): Good.
"""


def choose_in_menu(person: Person, word: str, entry: int, title: str) -> None:
    """Search for a *word*, and choose from the menu of the row that is found."""
    person.is_at("^Companion$")
    person.press("ctrl+f", "ctrl+a")
    person.type(word)
    person.tries(
        ("ctrl+f", "Down", "Menu", *["Down"] * entry, "Return"),
        lambda: person.title().startswith(title),
    )


def return_to_history(person: Person) -> None:
    """Close what lies before the main window: a notice may come, and takes an Escape."""
    person.tries(("Escape",), lambda: person.title() == "Companion")


def attach(person: Person, path: Path) -> None:
    """Attach the transcript at *path* to the call, say who spoke, keep what it proposes."""
    person.tries(("ctrl+o",), lambda: person.title().startswith("Choose a transcript"))
    person.names_file(path, lambda: person.title().startswith("Attach a transcript"))
    # The first name has the keyboard once the file is read; its list finds a name by its letters.
    person.x.settle()
    person.type("Dana")
    person.press("ctrl+Return")
    person.finds_call("k", lambda call: len(call.transcript) == 4)
    person.tries(
        ("F8",), lambda: person.reads(lambda store: len(store.calls.get("k").next_steps) == 2)
    )
    return_to_history(person)


def test_a_transcript_comes_in_and_a_report_goes_out(x_server: XServer, tmp_path: Path) -> None:
    with stored(tmp_path):
        pass
    (tmp_path / "call.vtt").write_text(FILE)
    report = tmp_path / "report.html"
    with Person(x_server, tmp_path / "data") as person:
        choose_in_menu(person, "quality", 4, "Attach a transcript")
        attach(person, tmp_path / "call.vtt")
        dana = Speaker(heard="dana.o (guest)", name="Dana Ortiz", side=Side.THEIRS)
        assert dana in person.reads(lambda store: store.people.speakers("c"))

        choose_in_menu(person, "zeppelins", 5, "Export")
        person.tries(("ctrl+Return",), lambda: person.title().startswith("Choose where"))
        person.names_file(report, report.exists)
        person.is_at("^Export")
        return_to_history(person)
    html = report.read_text("utf-8")
    assert "<h1>Q4 lead quality</h1>" in html
    assert "I&#x27;ll send you the figures by Thursday." in html
    assert not any(word in html for word in (*PRIVATE.values(), *SPOKEN, "zeppelins"))
