"""The live window beside another program: it stays where it is put and never takes the keyboard."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path

from companion.model import Call
from tests.journeys.person import Person
from tests.journeys.x_server import XServer

OTHER = "The video call"


def other_program(x: XServer) -> str:
    """Start a program of somebody else's with a window that has the keyboard; its window's id."""
    code = (
        "import sys; from PySide6.QtWidgets import QApplication, QPlainTextEdit;"
        f"app = QApplication(sys.argv); field = QPlainTextEdit(); field.setWindowTitle('{OTHER}');"
        "field.setGeometry(40, 60, 500, 300); field.show(); app.exec()"
    )
    x.start(sys.executable, "-c", code)
    window = x.wait_for_window(OTHER)
    x.activate(window)
    return window


def left_edge(x: XServer, window: str) -> int:
    done = subprocess.run(
        ["xdotool", "getwindowgeometry", "--shell", window],
        env=x.env, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return int(dict(line.split("=") for line in done.stdout.split())["X"])


def test_notes_from_elsewhere_never_take_the_keyboard_from_the_call(
    x_server: XServer, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with Person(x_server, folder) as person:
        call = person.starts_unplanned("Northwind")
        other_program(x_server)
        for number in range(3):
            person.tell("note", f"From elsewhere {number}")
            person.finds_call(call, partial(_has, text=f"From elsewhere {number}"))
            assert person.title() == OTHER
        x_server.type("still in the call")
        assert person.title() == OTHER
        assert not person.reads(lambda store: store.calls.get(call).steps)


def test_switching_on_top_and_compact_from_the_keyboard_keeps_the_window(
    x_server: XServer, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with Person(x_server, folder) as person:
        person.starts_unplanned("Northwind")
        window = x_server.active_window()
        for keys in ("ctrl+t", "ctrl+t", "ctrl+shift+m", "ctrl+shift+m", "F9", "F9"):
            person.press(keys)
        assert x_server.active_window() == window


def test_keys_put_the_window_at_either_edge(x_server: XServer, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    with Person(x_server, folder) as person:
        person.starts_unplanned("Northwind")
        window = x_server.active_window()
        person.press("ctrl+shift+l")
        person.wait_until(lambda: left_edge(x_server, window) < 20)
        wide, high = x_server.size(window)
        assert 320 <= wide <= 460
        assert high > 800
        person.press("ctrl+shift+r")
        person.wait_until(lambda: left_edge(x_server, window) > 1000)
        assert left_edge(x_server, window) + wide <= 1600
        assert x_server.active_window() == window


def test_without_a_message_bus_a_call_goes_on_as_ever(x_server: XServer, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    bus = {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/nobody-listens"}
    with Person(x_server, folder, bus) as person:
        call = person.starts_unplanned("Northwind")
        person.type("Nobody listens")
        person.press("Return")
        stored = person.finds_call(call, lambda call: _has(call, "Nobody listens"))
        assert [note.text for note in stored.notes] == ["Nobody listens"]


def _has(call: Call, text: str) -> bool:
    return any(note.text == text for note in call.notes)
