"""The X server's own account of a program: when its windows were painted, and where.

Nothing is built into the programs that are measured: the server is asked to report every painting
in every window (its DAMAGE extension), and the time is taken as the report arrives. Times are
seconds of CLOCK_MONOTONIC.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psutil
from Xlib import XK, X, error
from Xlib.display import Display
from Xlib.ext import damage, xtest
from Xlib.protocol.event import ClientMessage

QUIET = 0.7
"""Seconds without a large painting after which a window has shown all that it has to show."""

PATIENCE = 30.0
"""Seconds after which a program that shows nothing is given up."""

LARGE = 0.1
"""The part of a window from which a painting counts as one of its contents."""

_SMALLEST = 300 * 300
"""Pixels of the smallest window that is looked at: toolkits make many tiny ones."""


class NotShown(Exception):
    """What was waited for did not come to the screen."""


@dataclass(frozen=True)
class Painting:
    """A rectangle of a window that was painted, in pixels of that window."""

    time: float
    window: int
    x: int
    y: int
    width: int
    height: int
    of_width: int
    of_height: int

    @property
    def is_large(self) -> bool:
        """Whether it is more than a caret, a clock or a hovered button."""
        return self.width * self.height >= LARGE * self.of_width * self.of_height


@dataclass(frozen=True)
class Program:
    """A program that was executed at *started* and has come to rest, with its paintings so far."""

    child: subprocess.Popen[bytes]
    started: float
    paintings: tuple[Painting, ...]

    @property
    def windows(self) -> tuple[int, ...]:
        """The windows that were painted, in the order of their first frames."""
        return tuple(dict.fromkeys(painting.window for painting in self.paintings))

    @property
    def first_frame(self) -> float:
        """Seconds from exec to the first painting of a whole window."""
        return self.paintings[0].time - self.started

    @property
    def last_frame(self) -> float:
        """Seconds from exec to the last large painting: everything is there to be read."""
        return self.paintings[-1].time - self.started

    def memory(self) -> int:
        """Return the bytes of memory that it holds now (RSS).

        Its share of what programs have in common (PSS) would be fairer to Qt, but falls with
        every other program on the machine that uses Qt.
        """
        return psutil.Process(self.child.pid).memory_info().rss


class Screen:
    """Watches one display, and types on it."""

    def __init__(self, display: str) -> None:
        """Connect to *display* and ask to hear of every new window."""
        self._display = Display(display)
        self._display.damage_query_version()
        self._display.set_error_handler(error.CatchError())
        self._root = self._display.screen().root
        self._root.change_attributes(event_mask=X.SubstructureNotifyMask)
        self._display.sync()
        self._paintings: list[Painting] = []
        self._fresh: set[int] = set()
        self._known: set[int] = set()

    @contextmanager
    def program(self, command: Sequence[str], env: dict[str, str]) -> Iterator[Program]:
        """Execute *command*, wait until its windows are painted; close them afterwards."""
        self._read()
        self._paintings.clear()
        self._fresh.clear()
        started = time.monotonic()
        child = subprocess.Popen(command, env=env, start_new_session=True)
        windows: tuple[int, ...] = ()
        try:
            program = self._at_rest(child, started)
            windows = program.windows
            yield program
        finally:
            self._end(child, windows)

    def press(self, *names: str) -> float:
        """Press keys together and let them go; return when the last one went down."""
        codes = [self._display.keysym_to_keycode(XK.string_to_keysym(name)) for name in names]
        for code in codes[:-1]:
            xtest.fake_input(self._display, X.KeyPress, code)
        self._display.sync()
        now = time.monotonic()
        xtest.fake_input(self._display, X.KeyPress, codes[-1])
        for code in reversed(codes):
            xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.flush()
        return now

    def point(self, window: int, x: int, y: int) -> None:
        """Put the pointer so many pixels into a window."""
        self._display.create_resource_object("window", window).warp_pointer(x, y)
        self._display.sync()

    def click(self, button: int) -> float:
        """Press a button of the mouse, or turn its wheel; return when."""
        now = time.monotonic()
        xtest.fake_input(self._display, X.ButtonPress, button)
        xtest.fake_input(self._display, X.ButtonRelease, button)
        self._display.flush()
        return now

    def windows(self) -> tuple[int, ...]:
        """Return the windows that are known by now, shown or closed again."""
        self._read()
        return tuple(self._known)

    def paintings(self, window: int, quiet: float, *, large: bool = False) -> list[Painting]:
        """Return what is painted in *window* from now on until nothing was for *quiet* seconds.

        With *large*, a caret that blinks and the like count for nothing.
        """
        self._paintings.clear()
        deadline = time.monotonic() + quiet
        while (left := deadline - time.monotonic()) > 0:
            self._wait(left)
            mine = [p for p in self._paintings if p.window == window and (p.is_large or not large)]
            if mine:
                deadline = mine[-1].time + quiet
        return [p for p in self._paintings if p.window == window and (p.is_large or not large)]

    def opened(self, known: Sequence[int], quiet: float) -> list[Painting]:
        """Return the large paintings of a window that is none of *known*, once it is quiet."""
        self._paintings.clear()
        deadline = time.monotonic() + PATIENCE
        while (left := deadline - time.monotonic()) > 0:
            self._wait(min(left, 0.05))
            found = [p for p in self._paintings if p.window not in known and p.is_large]
            if found and time.monotonic() - found[-1].time > quiet:
                return found
        raise NotShown("A key was pressed and no window opened.")

    def _at_rest(self, child: subprocess.Popen[bytes], started: float) -> Program:
        while child.poll() is None and time.monotonic() < started + PATIENCE:
            self._wait(0.05)
            large = tuple(p for p in self._paintings if p.is_large and p.window in self._fresh)
            if large and time.monotonic() - large[-1].time > QUIET:
                return Program(child, started, large)
        raise NotShown(f"{' '.join(map(str, child.args))} showed no window.")  # type: ignore[arg-type]

    def _end(self, child: subprocess.Popen[bytes], windows: Sequence[int]) -> None:
        for window in windows:
            self._ask_to_close(window)
        try:
            child.wait(10 if windows else 0)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGTERM)
            child.wait()

    def _ask_to_close(self, window: int) -> None:
        """Close a window as a click on its cross does."""
        atoms = [self._display.get_atom(name) for name in ("WM_PROTOCOLS", "WM_DELETE_WINDOW")]
        message = ClientMessage(
            window=window, client_type=atoms[0], data=(32, [atoms[1], X.CurrentTime, 0, 0, 0])
        )
        self._display.create_resource_object("window", window).send_event(message)
        self._display.flush()

    def _wait(self, seconds: float) -> None:
        if not self._display.pending_events():
            select.select([self._display], [], [], seconds)
        self._read()

    def _read(self) -> None:
        while self._display.pending_events():
            self._take(self._display.next_event())

    def _take(self, event: Any) -> None:  # noqa: ANN401 - events share no class with these fields
        now = time.monotonic()
        if event.type == X.CreateNotify and event.width * event.height >= _SMALLEST:
            self._fresh.add(event.window.id)
            self._known.add(event.window.id)
            event.window.damage_create(damage.DamageReportRawRectangles)
            self._display.flush()
        elif event.type == self._display.extension_event.DamageNotify:
            area, whole = event.area, event.drawable_geometry
            place = (area.x, area.y, area.width, area.height, whole.width, whole.height)
            self._paintings.append(Painting(now, event.drawable.id, *place))
