"""How long a note takes to the disk while the largest transcript comes in beside it.

``python -m bench.attaching`` makes up a file of 50,000 cues, some 18 MB, and reads it, attaches it,
looks it through and takes it back by the window's own ways, with a note every 30 ms meanwhile; and
before that, with nothing beside it. It prints what each note took from the call of the window's
thread until that thread hears that it is on the disk, and how long each piece of the work took.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from bench.figures import percentile
from companion import transcribing
from companion.exchange.progress import untold
from companion.exchange.transcripts import Transcript
from companion.store.transcripts import Attached

CUES, WORDS = 50_000, 60
EVERY_MS = 30
_SAID = (
    "we look at cost over revenue and I will send you the plan by Thursday because the board"
    " wants a lower churn rate from five percent to three what about the form"
)


def write_transcript(path: Path) -> None:
    """Write the largest transcript that is taken, or nearly."""
    chance, said_words = random.Random(1), _SAID.split()
    with path.open("w") as file:
        file.write("WEBVTT\n\n")
        for number in range(CUES):
            begin, end = (_stamp(700 * number + after) for after in (0, 600))
            who = chance.choice(("Dana Ortiz", "Priya Nair", "Tom Becker"))
            said = " ".join(chance.choices(said_words, k=WORDS))
            file.write(f"{number}\n{begin} --> {end}\n{who}: {said}\n\n")


def _stamp(at_ms: int) -> str:
    minutes, ms = divmod(at_ms, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{ms / 1000:06.3f}"


class Desk:
    """A history with a running call, whose notes are timed while something else is done."""

    def __init__(self, folder: Path) -> None:
        """Open it in *folder*."""
        from PySide6.QtCore import QTimer

        from companion.app import TURN_S, application
        from companion.clocks import SystemClock
        from companion.gui.tasks import Tasks
        from companion.session import start_unplanned
        from tests.gui.recap_history import full_call, history

        sys.setswitchinterval(TURN_S)
        self.app, self.clock = application(), SystemClock()
        self.tasks = Tasks(folder / "history.db")
        self.tasks.write(lambda store: store.documents.load(history(full_call())))
        self.tasks.write(lambda store: start_unplanned(store, self.clock))
        self.call = str(self.wait(partial(self.tasks.write, lambda store: store.calls.running())))
        self.times: list[float] = []
        self.timer = QTimer()
        self.timer.setInterval(EVERY_MS)
        self.timer.timeout.connect(self._note)

    def wait(self, start: Callable[..., None]) -> object:
        """Start something and return what comes of it; the window's events go on meanwhile."""
        came: list[object] = []
        start(came.append)
        while not came:
            self.app.processEvents()
            time.sleep(0.001)
        return came[0]

    def beside(self, what: str, work: Callable[[], object]) -> object:
        """Do *work* with notes beside it; print what both took."""
        self.times = []
        self.timer.start()
        begun = time.perf_counter()
        result = self.wait(partial(self.tasks.run_apart, work))
        took = time.perf_counter() - begun
        self.timer.stop()
        notes = [1000 * each for each in self.times]
        print(
            f"| {what} | {took:.1f} | {len(notes)} | {median(notes):.1f} |"
            f" {percentile(notes, 99):.0f} | {max(notes):.0f} |"
        )
        return result

    def _note(self) -> None:
        from companion.model import Note, new_id

        begun = time.perf_counter()
        note = Note(id=new_id(), at_ms=0, text="a note")
        self.tasks.write(
            lambda store: store.live.add_note(self.call, note),
            lambda _: self.times.append(time.perf_counter() - begun),
        )


def main() -> None:
    """Print the table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from companion.gui.transcript.work import look_through

    with tempfile.TemporaryDirectory(prefix="companion-bench-") as folder:
        file = Path(folder) / "large.vtt"
        write_transcript(file)
        desk = Desk(Path(folder))
        keep = desk.tasks.keep
        print(f"{file.stat().st_size / 1e6:.1f} MB, {CUES:,} cues, a note every {EVERY_MS} ms\n")
        print("| beside | s | notes | median, ms | p99 | longest |\n|---|---|---|---|---|---|")
        desk.beside("nothing", partial(time.sleep, 5))
        read = desk.beside("reading", lambda: transcribing.read_file(file, None))
        assert isinstance(read, Transcript)
        attached = desk.beside(
            "attaching", lambda: transcribing.attach(keep, "k-1", read.lines, ())
        )
        assert isinstance(attached, Attached)
        desk.beside(
            "looking through", lambda: look_through(read.lines, (), date(2026, 11, 22), untold)
        )
        desk.beside("taking back", lambda: transcribing.detach(keep, attached))
        desk.tasks.close()


if __name__ == "__main__":
    main()
