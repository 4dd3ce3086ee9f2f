"""A person who types into the real program: opens its windows, types, tells what the screen says.

``python -m tests.faults.typist FOLDER SEED`` opens the history in FOLDER as the program does,
waits for the window of the running call and types notes into its entry, 40 keys a second, until
it is killed. On stdout, unbuffered, one JSON array a line:

    ["key", seconds, notes entered, text typed since]    after each key, by CLOCK_MONOTONIC
    ["enter", kind, text]                                 a note is about to be entered
    ["note", id, text]                                    the window shows a note as saved
    ["draft", text]                                       the window says that typing is saved
    ["restored", kind, text]                              what stood in the entry at the start

``--late`` puts a fault into the store (see late.py), ``--still`` types nothing, and
``--largest BYTES`` lets no file grow beyond that.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from functools import partial
from pathlib import Path
from random import Random

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from companion.app import application
from companion.clocks import SystemClock
from companion.gui.desk import Desk
from companion.gui.faults import watch_for_bugs
from companion.gui.live.entry_line import EntryLine
from companion.gui.live.window import LiveWindow
from companion.gui.tasks import Tasks, _Desk
from companion.gui.theme.palette import Theme
from companion.model import NoteKind
from companion.paths import HISTORY_NAME, resource_root
from companion.settings import SettingsFile
from tests.faults.late import open_late

KEY_MS = 25
"""40 keys a second: the fastest typists reach 20."""

WORDS = ("cost", "revenue", "they said", "form", "board", "leads", "budget", "fewer", "better")
KINDS = {"q": NoteKind.QUOTE, "co": NoteKind.CONCERN, "pri": NoteKind.PRIVATE}


def tell(*event: object) -> None:
    """Write one event past every buffer, so that a kill cannot take it back."""
    os.write(1, json.dumps(event).encode() + b"\n")


class Typist(QObject):
    """Presses one key at a time on the entry of a call's window."""

    def __init__(self, line: EntryLine, seed: int) -> None:
        super().__init__(line)
        self._line = line
        self._entry = line.field
        self._random = Random(seed)
        self._keys: list[str] = []
        self._entered = 0
        self._partial = ""
        self._picking = False
        self._timer = QTimer(self, interval=KEY_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._press)
        self._timer.start()

    def _press(self) -> None:
        if not self._keys:
            self._keys = self._next_note()
        key = self._keys.pop(0)
        if key == "\n":
            tell("enter", self._line.kind, self._partial)
            QTest.keyClick(self._entry, Qt.Key.Key_Return)
            self._entered += 1
            self._partial = ""
        else:
            QTest.keyClicks(self._entry, key)
            self._partial = self._typed_so_far(key)
        tell("key", time.monotonic(), self._entered, self._partial)

    def _typed_so_far(self, key: str) -> str:
        """Return the text of this note up to now; a kind that is being picked is no text."""
        if self._picking:
            self._picking = key != " "
            return ""
        return self._partial + key

    def _next_note(self) -> list[str]:
        words = self._random.choices(WORDS, k=self._random.randrange(2, 9))
        keys = list(" ".join(words))
        kind = self._random.choice(("", "", *KINDS))
        # A kind is picked at the start of an empty line only.
        self._picking = bool(kind) and not self._entry.text()
        return [*(f"/{kind} " if self._picking else ""), *keys, "\n"]


class LateTasks(Tasks):
    """The program's own tasks with the fault in the store that they write to."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._writer = _Desk("writer", lambda: open_late(path))


def watch(window: QWidget, options: argparse.Namespace) -> None:
    """Tell what the window of the call says, and begin to type when it stands."""
    if not isinstance(window, LiveWindow):
        return
    window.note_saved.connect(lambda note_id, text: tell("note", note_id, text))
    window.draft_saved.connect(lambda text: tell("draft", text))
    window.ready.connect(partial(begin, window, options))


def begin(window: LiveWindow, options: argparse.Namespace) -> None:
    """Tell what stands in the entry, then type on."""
    entry = window._ui.entry
    tell("restored", entry.kind, entry.text())
    if not options.still:
        window._typist = Typist(entry, options.seed)  # type: ignore[attr-defined]


def limit_files(largest: int) -> None:
    """Let every write beyond *largest* bytes of a file fail, as on a disk with errors."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))


def main() -> int:
    """Open the program's windows as ``companion.app`` does, with ears on them."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("--late", action="store_true")
    parser.add_argument("--still", action="store_true")
    parser.add_argument("--largest", type=int, default=0)
    options = parser.parse_args()
    os.umask(0o077)
    app = application()
    settings = SettingsFile(options.folder)
    theme = Theme(app, resource_root() / "style", settings.settings.theme)
    tasks = (LateTasks if options.late else Tasks)(options.folder / HISTORY_NAME)
    watch_for_bugs(options.folder)
    desk = Desk(tasks, SystemClock(), settings, theme)
    desk.window_opened.connect(lambda window: watch(window, options))
    if options.largest:
        limit_files(options.largest)
    desk.open()
    # Nobody waits for a typist whose starter is gone.
    parent = os.getppid()
    orphan = QTimer(app, interval=1_000)
    orphan.timeout.connect(lambda: os.getppid() == parent or QCoreApplication.exit(3))
    orphan.start()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
