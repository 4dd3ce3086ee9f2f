"""A live window on a call of its own, with clocks that a test moves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from companion.gui.live.notes_view import NotesView
from companion.gui.live.timeline import TEXT, Line
from companion.gui.live.window import LiveWindow
from companion.gui.tasks import Tasks
from companion.gui.widgets.entry import GrowingEntry
from companion.model import Attendee, Call, Disagreement, Option
from companion.session import Session, begin_disagreement
from companion.store import Store
from tests.clock import HandClock

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
DIGIT_ROW = {1: 10, 2: 11, 3: 12, 4: 13, 5: 14}


@dataclass
class LivePage:
    """A window with what is behind it, and short words for what a person does."""

    qtbot: QtBot
    path: Path
    tasks: Tasks
    clock: HandClock
    call_id: str
    window: LiveWindow = field(init=False)

    def __post_init__(self) -> None:
        self.window = LiveWindow(self.tasks, self.clock, self.call_id)
        self.window.resize(400, 900)
        with self.qtbot.waitSignal(self.window.ready):
            self.window.show()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def entry(self) -> GrowingEntry:
        entry = self.window.findChild(GrowingEntry, "note")
        assert isinstance(entry, GrowingEntry)
        return entry

    @property
    def notes(self) -> NotesView:
        notes = self.window.findChild(NotesView)
        assert isinstance(notes, NotesView)
        return notes

    def lines(self) -> list[Line]:
        timeline = self.notes.timeline
        return [timeline.line(row) for row in range(timeline.rowCount())]

    def texts(self) -> list[str]:
        return [line.text for line in self.lines()]

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        """Press a key as a keyboard does: at the native window, which finds the focus."""
        window = self.window.windowHandle()
        QTest.keyClick(window, key, held or Qt.KeyboardModifier.NoModifier)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.window.windowHandle(), ord(letter))

    def press_digit(self, digit: int, held: Qt.KeyboardModifier, types: str = "") -> None:
        """Press a key of the digit row, by its code on X11, that types *types*."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, held, DIGIT_ROW[digit], 0, 0, types)
            QCoreApplication.sendEvent(self.window.windowHandle(), event)

    def look_at_the_clock(self) -> None:
        """Do what the window does once a second."""
        self.window._standing.tick()

    def note(self, text: str) -> str:
        """Type a note, commit it, and return its id when it is shown as saved."""
        self.type(text)
        with self.qtbot.waitSignal(self.window.note_saved) as saved:
            self.press(Qt.Key.Key_Return)
        return str(saved.args[0])

    @contextmanager
    def busy_disk(self) -> Iterator[None]:
        """Let every write of the window wait until this ends."""
        with Store.open(self.path) as other, other.write():
            yield

    def lose_patience(self) -> None:
        """Let a write that has to wait fail after a moment, not after the 5 s of the program."""
        soon = "PRAGMA busy_timeout=100"
        self.tasks.write(lambda store: store._connection.raw.execute(soon).close())
        self.qtbot.waitUntil(lambda: self.tasks.is_idle)

    def settle(self) -> None:
        """Wait until nothing waits to be saved."""
        self.qtbot.waitUntil(
            lambda: self.tasks.is_idle and self.status().startswith("Saved"), timeout=5_000
        )

    def status(self) -> str:
        return self.window._ui.endBar.status

    def stored(self) -> Call:
        with Store.open(self.path, reader=True) as store:
            return store.calls.get(self.call_id)

    def disagreement(self) -> Disagreement:
        with Store.open(self.path, reader=True) as store:
            return store.disagreements.get(store.calls.disagreement_of(self.call_id))

    def field_named(self, name: str) -> QWidget:
        """Return the visible field or button with that accessible name."""
        found = [
            child
            for child in self.window.findChildren(QWidget)
            if child.accessibleName() == name and child.isVisible()
        ]
        assert len(found) == 1, f"{name}: {len(found)}"
        return found[0]

    def select(self, row: int) -> None:
        self.notes.setFocus()
        self.notes.setCurrentIndex(self.notes.timeline.index(row, TEXT))


def running_call(path: Path, clock: HandClock, client: str = "Northwind") -> str:
    """Put a running call with three options into a new history; return its id."""
    with Store.open(path) as store:
        made = begin_disagreement(store, clock, client)
        call = replace(
            made.calls[0],
            planned_minutes=45,
            attendees=(Attendee(name="Dana Ortiz"), Attendee(name="Sam Lee")),
            options=tuple(
                Option(label=label, text=text)
                for label, text in zip("ABC", ("Pause", "A form question", "Score"), strict=True)
            ),
        )
        store.disagreements.put(replace(made, topic="Lead quality", calls=(call,)))
        Session(store, clock, call.id).start()
        return call.id


@contextmanager
def live_page(qtbot: QtBot, path: Path, clock: HandClock, call_id: str) -> Iterator[LivePage]:
    """Open the window on a call, and close it with everything behind it."""
    tasks = Tasks(path)
    page = LivePage(qtbot, path, tasks, clock, call_id)
    try:
        yield page
    finally:
        page.window.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        tasks.close()
