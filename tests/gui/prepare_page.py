"""A preparation in a window of its own, with a client who has a history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from companion.gui.prepare.window import PrepareWindow
from companion.gui.tasks import Tasks
from companion.gui.widgets.text import Label
from companion.model import (
    Call,
    CallState,
    Chosen,
    Client,
    Contact,
    Disagreement,
    Metric,
    MetricPoint,
    NextStep,
    Outcome,
    OutcomeKind,
    StepMark,
)
from companion.session import begin_disagreement
from companion.store import Store
from tests.clock import NOON, HandClock

CTRL = Qt.KeyboardModifier.ControlModifier
MAY = NOON - timedelta(days=193)


def northwind() -> Client:
    point = MetricPoint(at=MAY, now=30, target=25, by=date(2027, 3, 31))
    return Client(
        id="c",
        name="Northwind",
        contacts=(
            Contact(id="p", name="Dana Ortiz", email="dana@northwind.example", fears="The board"),
        ),
        metrics=(Metric(id="m", label="Cost ÷ revenue", unit="%", points=(point,)),),
    )


def budget_cut() -> Disagreement:
    call = Call(
        id="k",
        state=CallState.ENDED,
        playbook="five-steps",
        started_at=MAY,
        ended_at=MAY,
        steps=tuple(
            StepMark(key=key, done_ms=1) for key in ("metric", "reframe", "options", "next")
        ),
        chosen=Chosen(label="B"),
        outcome=Outcome(kind=OutcomeKind.AGREED, at=MAY),
        next_steps=(NextStep(id="s", text="Send the list", owner="Maya", due=date(2026, 11, 18)),),
    )
    return Disagreement(
        id="d",
        client="c",
        topic="Budget cut in Q2",
        metric="m",
        our_metric="Number of leads",
        calls=(call,),
    )


@dataclass
class PreparePage:
    """A window with what is behind it, and short words for what a person does."""

    qtbot: QtBot
    path: Path
    clock: HandClock
    past: bool
    tasks: Tasks = field(init=False)
    call_id: str = field(init=False)
    window: PrepareWindow = field(init=False)

    def __post_init__(self) -> None:
        with Store.open(self.path) as store:
            store.people.put_client(northwind())
            store.disagreements.put(budget_cut())
            self.call_id = begin_disagreement(store, self.clock).calls[0].id
        self.tasks = Tasks(self.path)
        self.open()

    def open(self) -> None:
        """Open the window, again where it was closed."""
        self.window = PrepareWindow(self.tasks, self.clock, self.call_id, past=self.past)
        with self.qtbot.waitSignal(self.window.shown):
            self.window.show()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def type(self, field: QWidget, text: str) -> None:
        """Go to a field, write a text in place of what stands there."""
        # Off screen, a list of completions takes the window's place for good when it closes.
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, CTRL)
        QTest.keyClick(field, Qt.Key.Key_Delete)
        if text.isascii():
            self.qtbot.keyClicks(field, text)
        else:
            self.compose(field, text)

    def compose(self, field: QWidget, text: str) -> None:
        """Write a text as an input method does, which no key of this keyboard can."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(field, event)

    def fill(self, field: QWidget, text: str) -> None:
        """Write a text into a field and leave it."""
        self.type(field, text)
        self.leave(field)

    def leave(self, field: QWidget) -> None:
        """Leave a field by Tab, and wait until the window has digested what was typed."""
        QTest.keyClick(field, Qt.Key.Key_Tab)
        self.settle()

    def settle(self) -> None:
        """Wait until everything is on the disk and shown."""
        self.qtbot.waitUntil(lambda: self.window.saver.is_saved and self.tasks.is_idle)
        # What a layout was given is shown by an event of its own.
        QApplication.processEvents()

    def close(self) -> None:
        """Close the window and wait until it has written its last word."""
        if shiboken6.isValid(self.window):
            self.window.close()
        self.qtbot.waitUntil(lambda: self.tasks.is_idle)

    def look(self, question: Callable[[Store], object]) -> object:
        """Ask the history on the disk."""
        with Store.open(self.path, reader=True) as store:
            return question(store)

    def disagreement(self) -> Disagreement:
        """Return what the history has of this preparation."""
        found = self.look(
            lambda store: store.disagreements.get(store.calls.disagreement_of(self.call_id))
        )
        assert isinstance(found, Disagreement)
        return found

    def call(self) -> Call:
        """Return the prepared call as the history has it."""
        return next(call for call in self.disagreement().calls if call.id == self.call_id)

    def client(self) -> Client:
        """Return the client of this preparation as the history has it."""
        found = self.look(lambda store: store.people.client(self.disagreement().client))
        assert isinstance(found, Client)
        return found

    def said(self) -> str:
        """Return everything that the side panel says."""
        parts: list[Label | QPushButton] = [*self.window.memory.findChildren(Label)]
        parts += self.window.memory.findChildren(QPushButton)
        return "\n".join(part.text() for part in parts if not part.isHidden())


@contextmanager
def prepare_page(qtbot: QtBot, folder: Path, *, past: bool = False) -> Iterator[PreparePage]:
    """Open a preparation, and close it with everything written."""
    page = PreparePage(qtbot, folder / "history.db", HandClock(), past)
    try:
        yield page
    finally:
        page.close()
        page.tasks.close()
