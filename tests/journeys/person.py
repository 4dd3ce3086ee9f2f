"""Somebody at the keyboard of the real program, who looks at its windows and at the history."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from companion.model import Call
from companion.paths import HISTORY_NAME
from companion.store import Store
from tests.journeys.x_server import XServer

PATIENCE = 30
"""Seconds after which what should have come about is given up."""

SOON = 1.5
"""Seconds within which the window shows what is new in the history: it looks every second."""

LOOK_EVERY_S = 0.02

T = TypeVar("T")


class Person:
    """`with Person(x_server, folder) as person:` starts the program on the history in *folder*.

    Whatever the program says on its standard error, a warning of Qt's or a failure, is a fault
    and is raised at the end.
    """

    def __init__(self, x: XServer, folder: Path, env: dict[str, str] | None = None) -> None:
        self.x = x
        self._env = {**x.env, **(env or {})}
        self.folder = folder
        self._said = folder.parent / f"{folder.name}.stderr"
        self._said.touch()
        self._programs: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            self.x.screenshot(self.folder.parent / "failed.png")
        while self._programs:
            self.kill()
        if kind is None:
            assert self._said.read_text() == ""

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start the program; with *arguments* it is the command line's."""
        command = [sys.executable, "-m", "companion", "--data-dir", str(self.folder), *arguments]
        with self._said.open("ab") as said:
            program = subprocess.Popen(command, env=self._env, stderr=said)
        self._programs.append(program)
        return program

    def tell(self, *arguments: str) -> str:
        """Run the command line to its end while the windows are open; what it says."""
        command = [sys.executable, "-m", "companion", "--data-dir", str(self.folder), *arguments]
        done = subprocess.run(
            command, env=self.x.env, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    def kill(self) -> None:
        """Kill the newest program at once, in the middle of what it does."""
        program = self._programs.pop()
        program.kill()
        program.wait(PATIENCE)

    def close_windows(self) -> int:
        """Close window after window by Alt+F4 until the program has ended; its exit code."""
        program = self._programs.pop()

        def ended() -> bool:
            if program.poll() is None and self.title():
                self.x.key("alt+F4")
            return program.poll() is not None

        self.wait_until(ended)
        return program.returncode

    def starts_again(self) -> int:
        """Start the program beside the one that runs; the second one's exit code."""
        self.start()
        return self._programs.pop().wait(PATIENCE)

    def starts_unplanned(self, client: str = "") -> str:
        """Start an unplanned call from the main window, and name its client; the call's id."""
        self.begins("ctrl+shift+n", "^New call")
        call = self.running_call()
        if client:
            self.press("ctrl+l")
            self.type(client)
            self.press("Return", "Return")
            self.is_at(f"^{client} —")
        return call

    def begins(self, key: str, title: str) -> None:
        """Press a key of the main window once: it waits there for the first page, however long."""
        self.is_at("^Companion$")
        self.press(key)
        self.is_at(title)

    def tries(self, keys: tuple[str, ...], is_done: Callable[[], object]) -> None:
        """Press keys again and again, as a person does who waits for a list to show something."""

        def try_once() -> bool:
            self.press(*keys)
            return self._is_soon(is_done)

        self.wait_until(try_once)

    def names_file(self, path: Path, is_done: Callable[[], object]) -> None:
        """Name a file in a dialog, whose list of completions may take the first Return."""

        def try_once() -> bool:
            self.press("ctrl+a")
            self.type(str(path))
            self.press("Return")
            return self._is_soon(is_done)

        self.wait_until(try_once)

    def press(self, *keys: str) -> None:
        """Press keys one after another, by their names or as key codes."""
        self.x.key(*keys)

    def type(self, *texts: str) -> None:
        """Type texts, with Tab between them."""
        for number, text in enumerate(texts):
            if number:
                self.press("Tab")
            if text:
                self.x.type(text)

    def paste(self, text: str) -> None:
        """Paste a text that another program has put on the clipboard."""
        # An owner that takes the clipboard over at the same moment could leave it empty.
        if self._clipboard() != text:
            self._copy(text)
        self.press("ctrl+v")

    def _copy(self, text: str) -> None:
        own = subprocess.Popen(
            ["xclip", "-selection", "clipboard", "-quiet"],
            env=self.x.env,
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert own.stdin is not None
        with own.stdin as clipboard:
            clipboard.write(text.encode())
        self._programs.insert(0, own)
        self.wait_until(lambda: self._clipboard() == text)

    def title(self) -> str:
        """Return the title of the window that has the keyboard; "" while there is none."""
        done = subprocess.run(
            ["xdotool", "getactivewindow", "getwindowname"],
            env=self.x.env,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip() if done.returncode == 0 else ""

    def is_at(self, title: str) -> None:
        """Wait until the window whose title matches the regular expression has the keyboard."""
        self.wait_until(lambda: re.search(title, self.title()) is not None, f"window {title}")

    def windows(self) -> list[str]:
        """Return the titles of all windows that can be seen."""
        done = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--class", "companion", "getwindowname", "%@"],
            env=self.x.env,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.splitlines()

    def finds(self, look: Callable[[Store], T]) -> T:
        """Wait until *look* finds something in the history on the disk, and return it."""
        self.wait_until((self.folder / HISTORY_NAME).exists, "a history")
        with Store.open(self.folder / HISTORY_NAME, reader=True) as store:
            return self.wait_until(lambda: look(store))

    def reads(self, look: Callable[[Store], T]) -> T:
        """Return what *look* reads in the history now."""
        with Store.open(self.folder / HISTORY_NAME, reader=True) as store:
            return look(store)

    def running_call(self) -> str:
        """Wait until a call runs, and return its id."""
        return self.finds(lambda store: store.calls.running() or "")

    def finds_call(self, call_id: str, is_so: Callable[[Call], object]) -> Call:
        """Wait until the history has the call as *is_so* wants it, and return it."""

        def look(store: Store) -> Call | None:
            call = store.calls.get(call_id)
            return call if is_so(call) else None

        call = self.finds(look)
        assert call is not None
        return call

    def wait_until(self, look: Callable[[], T], what: str = "") -> T:
        """Return the first true answer of *look*; raises AssertionError where none comes."""
        deadline = time.monotonic() + PATIENCE
        while not (answer := look()):
            assert time.monotonic() < deadline, f"never came about: {what or look}"
            threading.Event().wait(LOOK_EVERY_S)
        return answer

    def _is_soon(self, look: Callable[[], object]) -> bool:
        deadline = time.monotonic() + SOON
        while not look():
            if time.monotonic() > deadline:
                return False
            threading.Event().wait(LOOK_EVERY_S)
        return True

    def _clipboard(self) -> str:
        command = ["xclip", "-selection", "clipboard", "-o"]
        done = subprocess.run(command, env=self.x.env, capture_output=True, check=False)
        return done.stdout.decode()
