"""Somebody who hears and never sees: the program's accessibility tree, and no other way to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.journeys.x_server import PATIENCE, XServer

SYSTEM_PYTHON = "/usr/bin/python3"
"""Debian's own, the only one that its bindings of AT-SPI are built for."""

READER = Path(__file__).with_name("reader.py")
LOOK_EVERY_S = 0.05


class SpokenServer(XServer):
    """An X server with a message bus of its own, on which programs tell what they show."""

    def __enter__(self) -> Self:
        super().__enter__()
        reading, writing = os.pipe()
        command = ["dbus-daemon", "--session", "--nofork", f"--print-address={writing}"]
        try:
            # What it starts and says is the system's, and no part of a test.
            quiet = subprocess.DEVNULL
            bus = subprocess.Popen(
                command, pass_fds=[writing], env=super().env, stdout=quiet, stderr=quiet
            )
        finally:
            os.close(writing)
        self._children.append(bus)
        with os.fdopen(reading) as answer:
            self._address = answer.readline().strip()
        return self

    @property
    def env(self) -> dict[str, str]:
        """As for any program here, and with the way to the bus."""
        return {
            **super().env,
            "DBUS_SESSION_BUS_ADDRESS": getattr(self, "_address", ""),
            # Qt tells the tree on a desktop where a screen reader runs; here none does.
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            # AT-SPI 2.46 asks for a private bus, which no Qt has: each client is told so once.
            "QT_LOGGING_RULES": "qt.accessibility.atspi.warning=false",
        }


class ScreenReader:
    """`with ScreenReader(x) as reader:` acts in the program's windows and hears what it says.

    Keeps a log of all that was done and heard, in its order: `reader.log`.
    """

    def __init__(self, x: XServer, program: str = "Companion") -> None:
        self.log: list[str] = []
        self._heard = 0
        command = [SYSTEM_PYTHON, "-W", "ignore::DeprecationWarning", str(READER), program]
        self._reader = subprocess.Popen(
            command, env=x.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._hear()
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        self._reader.stdin.close()
        self._reader.wait(PATIENCE)
        self._reader.stdout.close()
        # pytest shows it with a failure, and always with -s.
        sys.stdout.write("\n".join(["", *self.log, ""]))

    def goes_to(self, title: str) -> None:
        """Wait until a window with a title that begins so is open, and act in it from now on."""
        self._insist("enter", title)
        self._note(f"in    window {title!r}")

    def presses(self, role: str, name: str) -> None:
        """Press a button, or tick a check box, as soon as it is there."""
        done = self._insist("press", role, name)
        self._note(f"did   {done} on {role} {name!r}")

    def writes(self, name: str, text: str) -> None:
        """Put a text into the field with that name."""
        self._insist("write", "text", name, text)
        self._note(f"wrote {text!r} into {name!r}")

    def reads(self, name: str) -> str:
        """Return what stands in the field with that name."""
        text = str(self._insist("read", "text", name))
        self._note(f"read  {len(text)} characters in {name!r}")
        return text

    def ticked(self, name: str) -> bool:
        """Return whether a check box is ticked."""
        return "checked" in self._insist("states", "check box", name)

    def hears(self, words: str) -> None:
        """Wait until the program announces these words, after all that was heard before."""
        self._wait(lambda: self._hear(words), f"announcement {words!r}")

    def finds(self, role: str, name: str) -> list[str]:
        """Wait until there is a thing with that role and name; its states."""
        return list(self._insist("states", role, name))

    def tree(self) -> list[list[Any]]:
        """Return everything in the window: depth, role, name, description, text, states, acts."""
        return list(self._insist("tree"))

    def windows(self) -> list[list[str]]:
        """Return role and title of each window."""
        return list(self._insist("windows"))

    def waits_until(self, look: Callable[[], object]) -> None:
        """Wait until *look* says so."""
        self._wait(look, "what was waited for")

    def _hear(self, wanted: str = "") -> bool:
        """Log what was announced since; return whether the words were in it."""
        heard = self._ask("heard")["is"]
        for number, (source, words) in enumerate(heard[self._heard :], start=self._heard + 1):
            self.log.append(f"heard {words!r} from {source!r}")
            if words == wanted:
                self._heard = number
                return True
        self._heard = len(heard)
        return False

    def _note(self, line: str) -> None:
        self.log.append(line)

    def _insist(self, *request: str) -> Any:  # noqa: ANN401 - what JSON has
        """Ask until it can be done: the window may still be opening."""
        answer: dict[str, Any] = {}

        def can_be_done() -> bool:
            answer.clear()
            answer.update(self._ask(*request))
            return "is" in answer

        try:
            self._wait(can_be_done, " ".join(request))
        except AssertionError as error:
            raise AssertionError(f"{error}: {answer.get('not')}") from None
        return answer["is"]

    def _wait(self, look: Callable[[], object], what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not look():
            assert time.monotonic() < deadline, f"never came about: {what}"
            threading.Event().wait(LOOK_EVERY_S)

    def _ask(self, *request: str) -> dict[str, Any]:
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        self._reader.stdin.write(json.dumps(request) + "\n")
        self._reader.stdin.flush()
        answer: dict[str, Any] = json.loads(self._reader.stdout.readline())
        return answer


@contextmanager
def spoken_server() -> Iterator[SpokenServer]:
    """Open an X server whose programs can be heard."""
    with SpokenServer() as server:
        yield server
