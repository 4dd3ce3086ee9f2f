"""From exec to the first frame, to the first frame with data, and the memory that is then taken."""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime
from pathlib import Path
from statistics import median

from bench.figures import Figure, alternately, ratio
from bench.screen import Program, Screen
from companion.exchange.demo import believable_year
from companion.paths import HISTORY_NAME
from companion.store import Store
from tests.journeys.x_server import XServer

FIRST_FRAME_REACH = 1.25
WITH_DATA_REACH = 1.5
MEMORY_REACH = 1.25
"""Times the bare window with the same controls and as many lines."""

BARE = Path(__file__).with_name("bare_window.py")


def measure(rounds: int) -> list[Figure]:
    """Start Companion on the demo's history, and the bare window, in turn."""
    with tempfile.TemporaryDirectory(prefix="companion-bench-") as folder, XServer() as server:
        rows = _fill(Path(folder) / HISTORY_NAME)
        screen = Screen(server.display)
        env = clean(server.env)
        ours, bare = _Starts(screen, env), _Starts(screen, env)
        alternately(
            1 + rounds,
            lambda: ours.start("-m", "companion", "--data-dir", folder),
            lambda: bare.start(str(BARE), "--rows", str(rows)),
        )
    return _figures(ours, bare)


def clean(env: dict[str, str]) -> dict[str, str]:
    """Return *env* as a person has it: with byte code kept from one start to the next."""
    return {name: text for name, text in env.items() if name != "PYTHONDONTWRITEBYTECODE"}


class _Starts:
    """What was seen of one program; its first start only warms the caches."""

    def __init__(self, screen: Screen, env: dict[str, str]) -> None:
        self._screen = screen
        self._env = env
        self._seen: list[tuple[float, float, float]] = []

    def start(self, *arguments: str) -> float:
        with self._screen.program([sys.executable, *arguments], self._env) as program:
            self._seen.append(_seen(program))
        return self._seen[-1][0]

    def column(self, number: int) -> list[float]:
        """Return the first frames (0), the last frames (1) or the memory (2) of all starts."""
        return [seen[number] for seen in self._seen[1:]]


def _seen(program: Program) -> tuple[float, float, float]:
    return 1000 * program.first_frame, 1000 * program.last_frame, program.memory() / 2**20


def _figures(ours: _Starts, bare: _Starts) -> list[Figure]:
    names = (
        ("exec → first frame", "ms", FIRST_FRAME_REACH),
        ("exec → first frame with data", "ms", WITH_DATA_REACH),
        ("memory after the start", "MiB", MEMORY_REACH),
    )
    return [
        Figure(
            name,
            ratio(ours.column(number), bare.column(number)),
            "×",
            reach,
            f"{median(ours.column(number)):.0f} {unit}; bare PySide6"
            f" {median(bare.column(number)):.0f} {unit}",
        )
        for number, (name, unit, reach) in enumerate(names)
    ]


def _fill(path: Path) -> int:
    """Keep the demo's year at *path*; return how many disagreements it has."""
    year = believable_year(datetime.now().astimezone())
    with Store.open(path) as store:
        store.documents.load(year)
    return len(year.disagreements)
