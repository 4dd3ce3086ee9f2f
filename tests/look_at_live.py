"""Takes pictures of the live window: python tests/look_at_live.py FOLDER [light-font2 …]."""

from __future__ import annotations

import signal
import sys
import tempfile
from datetime import timedelta
from itertools import cycle, product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from msgspec.structs import replace

from companion.clocks import SystemClock
from companion.model import (
    Attendee,
    Chosen,
    Metric,
    MetricPoint,
    NextStep,
    NoteKind,
    Option,
    StepMark,
)
from companion.paths import HISTORY_NAME
from companion.session import Session, begin_disagreement
from companion.settings import SettingsFile, ThemeChoice
from companion.store import Store
from tests.clock import HandClock
from tests.journeys.person import Person
from tests.journeys.system_font import LARGE, USUAL, system_font
from tests.journeys.x_server import XServer

LOOKS = {"font1": USUAL, "font2": LARGE}
"""The points of the system's font."""

CALM = 8
"""Pictures in a row that are the same before one is kept: what is read comes a moment later."""

SIZES = ((320, 900), (400, 900), (460, 900), (400, 620), (460, 620))
KEYS = {
    "client-safe": (("F9",), ("F9",)),
    "read-back": (("ctrl+b",), ("Escape", "F9")),
    "compact": (("ctrl+shift+m",), ("ctrl+shift+m",)),
    "menu": (("F10",), ("Escape",)),
}
"""Each picture with the keys that lead to it and those that lead back."""

MINUTES, NOTES = 90, 300
SAID = (
    (NoteKind.FACT, "Sales closes 4 of 100 leads, marketing counts 38 as good."),
    (NoteKind.CONCERN, "Leads “look busy but don’t buy”, and Mondays go into sorting them."),
    (NoteKind.QUOTE, "“We can’t go to the board with 30% again.”"),
    (NoteKind.PRIVATE, "Sam seems to be under pressure from the new CFO."),
    (NoteKind.IDEA, "Ask for the budget in the form."),
    (NoteKind.POINT, "A shorter form brought more leads and fewer orders in spring."),
)


def long_call(folder: Path) -> None:
    """Put a call into the history that has run for 90 minutes and has 300 notes."""
    begun = SystemClock().now() - timedelta(minutes=MINUTES)
    clock = HandClock(begun)
    with Store.open(folder / HISTORY_NAME) as store:
        made = begin_disagreement(store, clock, "Northwind")
        call = replace(
            made.calls[0],
            planned_minutes=45,
            attendees=(Attendee(name="Dana Ortiz"), Attendee(name="Sam Lee")),
            steps=tuple(StepMark(key=key, done_ms=at * 60_000) for key, at in _TICKED),
            options=(
                Option(label="A", text="Pause display, move the budget to search"),
                Option(label="B", text="Add a qualifying question to the form"),
                Option(label="C", text="Score leads together, weekly"),
            ),
            chosen=Chosen(label="B", why="It is the least work for sales"),
            next_steps=(
                NextStep(
                    id="next", text="Draft the form", owner="Priya",
                    due=(begun + timedelta(days=5)).date(), at_ms=80 * 60_000,
                ),
            ),
        )  # fmt: skip
        metric = Metric(
            id="metric", label="Cost ÷ revenue", unit="%", lower_is_better=True,
            points=(MetricPoint(at=begun, now=30, target=25),),
        )  # fmt: skip
        store.people.save_metric(made.client, metric)
        put = replace(made, topic="Q4 lead quality", metric=metric.id, calls=(call,))
        store.disagreements.put(put)
        session = Session(store, clock, call.id)
        session.start()
        for (kind, text), _ in zip(cycle(SAID), range(NOTES), strict=False):
            clock.pass_ms(MINUTES * 60_000 // NOTES)
            session.note(text, kind, at_ms=session.clock_ms(), at=clock.now())


_TICKED = (("metric", 4), ("reframe", 14), ("we", 21))


class Look:
    """One walk through the window in one theme and size of letters."""

    def __init__(self, person: Person, folder: Path, name: str) -> None:
        self._person = person
        self._folder = folder
        self._name = name

    def picture(self, page: str, window: str = "") -> None:
        """Take a picture of a window, by default of the one with the keyboard, when painted."""
        x = self._person.x
        shown = window or x.active_window()
        x.settle(shown, tries=60, same=CALM)
        x.screenshot(self._folder / f"live-{page}-{self._name}.png", shown)

    def long(self) -> None:
        """Show a call that has run for 90 minutes in every size and view."""
        person = self._person
        person.is_at("^Northwind —")
        for width, height in SIZES:
            person.x.resize(person.x.active_window(), width, height)
            # The first picture after it may still be the one of the size before.
            person.x.settle(person.x.active_window())
            person.press("shift")
            self.picture(f"{width}x{height}")
        person.x.resize(person.x.active_window(), 400, 900)
        for name, (there, back) in KEYS.items():
            person.press(*there)
            person.press("shift")
            self.picture(name, "root" if name == "menu" else "")
            person.press(*back)

    def empty(self) -> None:
        """Show a call that nobody prepared, before anything is typed."""
        self._person.starts_unplanned()
        self._person.press("shift")
        self.picture("empty")


def take(folder: Path, theme: str, look: str) -> None:
    """Take all pictures in one theme and size of letters."""
    with tempfile.TemporaryDirectory() as place, XServer("1600x1200") as x:
        for kind in ("long", "empty"):
            home = Path(place) / kind
            home.mkdir()
            SettingsFile(home).change(theme=ThemeChoice(theme))
            if kind == "long":
                long_call(home)
            with Person(x, home, system_font(Path(place), LOOKS[look])) as person:
                getattr(Look(person, folder, f"{theme}-{look}"), kind)()


def main() -> int:
    """Take the pictures of the looks that are named, such as dark-font2, or of all."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for theme, look in product(("light", "dark"), LOOKS):
        if not sys.argv[2:] or f"{theme}-{look}" in sys.argv[2:]:
            take(folder, theme, look)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
