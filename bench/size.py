"""Every page of a large history in the program's own windows, beside a history of ten.

Keys and turns of the wheel go through the X server to two programs in turn, and the last large
painting after each counts: what was asked of the history stands there then. Before that, every
question of a page is asked of the history alone.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.figures import Figure, percentile, ratio
from bench.history import generated
from bench.screen import NotShown, Program, Screen
from bench.size_asked import asked
from bench.start import clean
from companion.paths import HISTORY_NAME
from tests.journeys.x_server import XServer
from tests.look_at_pages import ENTRIES

TEN = 60
"""Calls of a history of fifteen disagreements: with only ten there would be nothing to scroll."""

SCROLLED_REACH = 1.25
"""Times the frames of ten."""

NOTCHES = 40
"""Turns of the wheel in one round: down, and up again where the list ends."""

ROUNDS = 3

_QUIET = 1.0
"""Seconds without a large painting after which a page shows all that it has to show."""

_FRAME_QUIET = 0.1

_WHEEL_UP, _WHEEL_DOWN = 4, 5


def measure(calls: int) -> list[Figure]:
    """Measure a generated history with so many calls."""
    with tempfile.TemporaryDirectory(prefix="companion-bench-") as place:
        home = Path(place) / "large"
        shutil.copytree(generated(calls), home)
        return of_folder(home, Path(place))


def of_folder(home: Path, place: Path, pictures: Path | None = None) -> list[Figure]:
    """Measure the history in *home*, which prepares and starts calls; *place* takes a small one.

    Where *pictures* is a folder, it gets a picture of every page.
    """
    figures = asked(home / HISTORY_NAME)
    ten = place / "ten"
    shutil.copytree(generated(TEN), ten)
    with XServer() as server:
        screen = Screen(server.display)
        with _opened(screen, server, home) as large, _opened(screen, server, ten) as small:
            large.pictures = pictures
            for _ in range(ROUNDS):
                for window in (small, large):
                    window.scroll()
                    window.turn_pages()
            for window in (small, large):
                window.hold_a_call()
            return [*figures, *_figures(small, large)]


@dataclass
class _Window:
    """The main window of one program, and the milliseconds that each page took in it."""

    screen: Screen
    server: XServer
    program: Program
    pictures: Path | None = None
    times: dict[str, list[float]] = field(default_factory=dict)

    @property
    def main(self) -> int:
        return self.program.windows[0]

    def scroll(self) -> None:
        """Turn the wheel over the list, then go to its end; every frame is timed."""
        self._enter_list()
        self.screen.point(self.main, 400, 300)
        button = _WHEEL_DOWN
        for _ in range(NOTCHES):
            turned = self.screen.click(button)
            painted = self.screen.paintings(self.main, _FRAME_QUIET, large=True)
            if painted:
                self._keep("frame after a turn of the wheel", painted[-1].time - turned)
            else:  # it is at the end of the list, or at its start again
                button = _WHEEL_UP if button == _WHEEL_DOWN else _WHEEL_DOWN
        self._time("end of the list", "End")
        self._picture("list-end", self.main)
        self._time("start of the list", "Home")

    def turn_pages(self) -> None:
        """Open every page that the main window leads to, one after another."""
        self._enter_list()
        self._time("all about a client", "Control_L", "l")
        self._picture("client", self.main)
        self._press("Control_L", "f")
        for letter in "budge":
            self._press(letter)
        self._time("search, the last letter", "t")
        self._picture("search", self.main)
        self._enter_side("Down")
        self._time("today", "Up")
        self._picture("today", self.main)
        self._enter_side("Down", "Down", "Down")
        self._time("next steps", "Down")
        self._picture("next-steps", self.main)
        for page, (entry, _) in ENTRIES.items():
            self._open_from_menu(page, entry)

    def hold_a_call(self) -> None:
        """Prepare a call, start another one, end it, and see its recap."""
        self._front()
        self._time_window("preparation", "Control_L", "n")
        self.server.key("alt+F4")
        self._front()
        opened = self._time_window("live window", "Control_L", "Shift_L", "n")
        self.server.activate(str(opened))
        self._time_window("recap", "Control_L", "e")

    def _enter_list(self) -> None:
        """Go to all disagreements, and to the rows of the list."""
        self._enter_side("Down")
        self._press("F6")

    def _enter_side(self, *keys: str) -> None:
        """Search for nothing, and go down from the top of the side bar."""
        self._front()
        self._press("Control_L", "f")
        for key in ("BackSpace", "F6", "Home", *keys):
            self._press(key)
        self.screen.paintings(self.main, _QUIET, large=True)

    def _open_from_menu(self, page: str, entry: int) -> None:
        self._front()
        self._press("F10")
        self.screen.paintings(self.main, _FRAME_QUIET)
        for _ in range(entry):
            self._press("Down")
        self._time_window(page, "Return")
        self.server.key("alt+F4")

    def _time(self, name: str, *keys: str) -> None:
        pressed = self.screen.press(*keys)
        painted = self.screen.paintings(self.main, _QUIET, large=True)
        if not painted:  # other work may go on beside
            painted = self.screen.paintings(self.main, 5 * _QUIET, large=True)
        if not painted:
            raise NotShown(f"Nothing was painted for: {name}.")
        self._keep(name, painted[-1].time - pressed)

    def _time_window(self, name: str, *keys: str) -> int:
        known = self.screen.windows()
        pressed = self.screen.press(*keys)
        painted = self.screen.opened(known, _QUIET)
        self._keep(name, painted[-1].time - pressed)
        self._picture(name.replace(" ", "-"), painted[-1].window)
        return painted[-1].window

    def _keep(self, name: str, seconds: float) -> None:
        self.times.setdefault(name, []).append(1000 * seconds)

    def _front(self) -> None:
        self.server.activate(str(self.main))

    def _press(self, *keys: str) -> None:
        self.screen.press(*keys)

    def _picture(self, name: str, window: int) -> None:
        if self.pictures is not None:
            self.pictures.mkdir(parents=True, exist_ok=True)
            self.server.screenshot(self.pictures / f"{name}.png", str(window))


@contextmanager
def _opened(screen: Screen, server: XServer, home: Path) -> Iterator[_Window]:
    command = [sys.executable, "-m", "companion", "--data-dir", str(home)]
    with screen.program(command, clean(server.env)) as program:
        window = _Window(screen, server, program)
        window.times["start, with data"] = [1000 * program.last_frame]
        yield window


def _figures(small: _Window, large: _Window) -> list[Figure]:
    memory = Figure(
        "memory at the end",
        large.program.memory() / small.program.memory(),
        "×",
        detail=f"{large.program.memory() / 2**20:.0f} MiB; with ten"
        f" {small.program.memory() / 2**20:.0f} MiB",
    )
    return [*(_figure(name, small.times[name], large.times[name]) for name in large.times), memory]


def _figure(name: str, small: list[float], large: list[float]) -> Figure:
    detail = (
        f"p50 {median(large):.0f}, p95 {percentile(large, 95):.0f} ms; with ten"
        f" p50 {median(small):.0f}, p95 {percentile(small, 95):.0f} ms"
    )
    if "wheel" in name:
        value = percentile(large, 95) / percentile(small, 95)
        return Figure(f"{name}, p95", value, "×", SCROLLED_REACH, detail)
    return Figure(name, ratio(large, small), "×", detail=detail)


def main() -> int:
    """Measure a history where it lies: `python -m bench.size FOLDER [FOLDER-FOR-PICTURES]`."""
    from bench.figures import table

    pictures = Path(sys.argv[2]) if sys.argv[2:] else None
    with tempfile.TemporaryDirectory(prefix="companion-bench-") as place:
        print(table(of_folder(Path(sys.argv[1]), Path(place), pictures)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
