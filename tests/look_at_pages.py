"""Takes pictures of all pages: python tests/look_at_pages.py FOLDER [light-font2 …]."""

from __future__ import annotations

import re
import signal
import sys
import tempfile
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from companion.clocks import SystemClock
from companion.exchange.demo import believable_year
from companion.model import TranscriptLine
from companion.paths import HISTORY_NAME
from companion.settings import SettingsFile, ThemeChoice
from companion.store import Store
from tests.journeys.person import Person
from tests.journeys.system_font import LARGE, USUAL, system_font
from tests.journeys.x_server import XServer
from tests.unit.transcript_files import zoom_vtt

LOOKS = {"scale1": (1, USUAL), "scale2": (2, USUAL), "font2": (1, LARGE)}
"""The scale and the points of the letters: 100 %, 200 %, and letters of twice the size at 100 %."""

NARROW = (640, 560)
"""A main window that stands beside a call."""

HIGH = 940
"""The height that shows most of a page at once that is rolled."""

ENTRIES = {
    "insights": (4, "^Insights"),
    "people": (5, "^Clients and people"),
    "playbooks": (6, "^Playbooks"),
    "texts": (7, "^Words of recaps"),
    "account": (8, "^Mail account"),
    "import": (9, "^Import"),
    "contacts": (10, "^Bring contacts in"),
    "export": (11, "^Export"),
    "trash": (12, "^Trash"),
}
"""Windows that the menu of the main window opens: how far down their entries are, their titles."""

ROLLED = {"insights"}
"""Windows that have more to show than they are high."""

ATTACH = 4
"""How far down in the menu of a row the transcripts are, where a call was held."""

CALM = 8
"""Pictures in a row that are the same before one is kept: what is read comes a moment later."""

SAID = tuple(
    TranscriptLine(at_ms=at * 1000, speaker=who, text=text)
    for at, who, text in (
        (4, "Dana Ortiz", "Thanks for the time. We look at cost over revenue, it is at 31% now."),
        (19, "Priya Nair", "That helps. We will send you the weekly lead list by Friday."),
        (33, "Dana Ortiz", "Sam will tell you by 3 December what sales can check."),
    )
)
"""A short call, with two next steps and a figure to propose."""

LIVE_SIZES = ((400, 900), (400, 620), (320, 900), (460, 900))


class Look:
    """One walk through the pages in one theme and size; a picture of each."""

    def __init__(self, person: Person, folder: Path, name: str, scale: int) -> None:
        self._person = person
        self._folder = folder
        self._name = name
        self._scale = scale

    def picture(self, page: str) -> None:
        """Take a picture of the window that has the keyboard, once it is painted."""
        x = self._person.x
        x.settle(self._window(), tries=60, same=CALM)
        x.screenshot(self._folder / f"{page}-{self._name}.png", self._window())

    def full(self) -> None:
        """Walk through a history with a year in it."""
        person = self._person
        person.is_at("^Companion$")
        self.picture("today")
        person.press("ctrl+f")
        person.type("lead")
        self.picture("search")
        person.press("Escape", "F6", "Home", "Down")
        self.picture("main")
        person.press("F1")
        person.is_at("[Kk]eys")
        self.picture("keys")
        person.press("Escape")
        person.is_at("^Companion$")
        self._narrow("main-narrow")
        person.press("ctrl+d")
        self.picture("next-steps")
        self._narrow("next-steps-narrow")
        self._client()
        self._transcript()
        for page in ENTRIES:
            self._other(page)
        self._full_trash()
        self._call()

    def _narrow(self, page: str) -> None:
        """Take a picture of the main window as it stands beside a call."""
        x, window = self._person.x, self._window()
        geometry = x.size(window)
        x.resize(window, *(each * self._scale for each in NARROW))
        x.settle(window)
        self._person.press("shift")
        self.picture(page)
        x.resize(window, *geometry)

    def _call(self) -> None:
        """Take pictures of a call from its preparation to the mail and the brief after it."""
        person = self._person
        person.tries(("ctrl+n",), lambda: "Prepare a call" in person.title())
        person.type("Northwind")
        # Keys that come within the instant in which the list of names opens go to the list.
        person.x.settle()
        person.type("", "The budget of spring", "Thu 14:00", "45", "Ada Quill", "")
        person.type("", "Revenue, 1.2m")
        self.picture("prepare")
        person.press("ctrl+Return")
        call = person.running_call()
        person.is_at("^Northwind —")
        for text in ("They doubt the figures", "Three offices report on Friday"):
            person.type(text)
            person.press("Return")
        person.finds_call(call, lambda call: len(call.notes) > 1)
        person.press("ctrl+10", "ctrl+11", "ctrl+12")
        for width, height in LIVE_SIZES:
            person.x.resize(self._window(), width * self._scale, height * self._scale)
            self.picture(f"live-{width}x{height}")
        person.press("ctrl+e")
        person.is_at("^Recap")
        person.finds_call(call, lambda call: call.recaps)
        self.picture("recap")
        person.tries(
            ("Escape", "F10", "Up", "Up", "Return"),
            lambda: person.title().startswith("Internal brief"),
        )
        self.picture("brief")

    def _client(self) -> None:
        """Take pictures of all about a client, and come back to the list."""
        self._person.press("ctrl+f")
        self._person.type("lead")
        self._person.press("Down", "ctrl+l")
        self._high("client")
        self._person.press("F6", "F6", "Home", "Down")

    def _transcript(self) -> None:
        """Take pictures of a transcript on its way to a call: before, read, attached."""
        person = self._person
        file = person.folder.parent / "call.vtt"
        file.write_text(zoom_vtt(SAID))
        person.tries(
            ("Escape", "ctrl+f", "Down", "Down", "Down", "Menu", *("Down",) * ATTACH, "Return"),
            lambda: person.title().startswith("Attach"),
        )
        self.picture("transcript")
        person.tries(("ctrl+o",), lambda: person.title().startswith("Choose"))
        person.type(str(file))
        person.press("Return")
        person.is_at("^Attach")
        self.picture("transcript-read")
        person.press("ctrl+Return")
        self.picture("transcript-attached")
        person.press("alt+F4")
        person.is_at("^Companion$")

    def _full_trash(self) -> None:
        """Take a picture of the trash once it holds something."""
        person = self._person
        person.press("Escape", "ctrl+f")
        person.type("client:fabrikam")
        person.x.settle(self._window())
        person.press("Escape", "Down", "Delete")
        person.finds(lambda store: store.trash.lines())
        self.picture("deleted")
        self._other("trash", "trash-full")

    def _high(self, page: str) -> None:
        """Take a picture of a page as it opens, and one of most of it at once."""
        x, window = self._person.x, self._window()
        width, height = x.size(window)
        self.picture(page)
        x.resize(window, width, HIGH * self._scale)
        self.picture(f"{page}-high")
        x.resize(window, width, height)

    def _other(self, page: str, name: str = "") -> None:
        """Take a picture of a window that the menu opens, named *name* or as its page."""
        person, (entry, title) = self._person, ENTRIES[page]
        person.tries(
            ("Escape", "F10", *("Down",) * entry, "Return"),
            lambda: re.search(title, person.title()),
        )
        (self._high if page in ROLLED else self.picture)(name or page)
        person.press("alt+F4")
        person.is_at("^Companion$")

    def empty(self) -> None:
        """Walk through a history with nothing in it."""
        person = self._person
        person.is_at("^Companion$")
        self.picture("empty-main")
        self._narrow("empty-narrow")
        for page in ENTRIES:
            self._other(page, f"empty-{page}")
        person.starts_unplanned()
        self.picture("empty-live")
        person.press("ctrl+e")
        person.is_at("^Recap")
        self.picture("empty-recap")

    def _window(self) -> str:
        return self._person.x.active_window()


def take(folder: Path, theme: str, look: str) -> None:
    """Take all pictures in one theme and size."""
    scale, points = LOOKS[look]
    with tempfile.TemporaryDirectory() as place, XServer("2600x2000") as x:
        for kind in ("full", "empty"):
            home = Path(place) / kind
            home.mkdir()
            SettingsFile(home).change(theme=ThemeChoice(theme))
            if kind == "full":
                with Store.open(home / HISTORY_NAME) as store:
                    store.documents.load(believable_year(SystemClock().now()))
            env = system_font(Path(place), points) | {"QT_SCALE_FACTOR": str(scale)}
            with Person(x, home, env) as person:
                getattr(Look(person, folder, f"{theme}-{look}", scale), kind)()


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
