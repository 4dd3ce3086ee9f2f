"""The call that the tests of the recap window are about, and the window opened for it."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Protocol

import shiboken6
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from companion.gui.recap.window import RecapWindow
from companion.gui.tasks import Tasks
from companion.model import (
    Attendee,
    Call,
    CallState,
    Chosen,
    Client,
    Colleague,
    Contact,
    Disagreement,
    History,
    Me,
    Metric,
    MetricPoint,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
    Recap,
    StepMark,
)
from companion.store import Store
from tests.gui.post import Post

ZONE = timezone(timedelta(hours=1))
ENDED = datetime(2026, 11, 21, 14, 45, tzinfo=ZONE)
PRIYA = Me(
    name="Priya Nair",
    company="Lumen Agency",
    emails=("priya@lumen.example",),
    sign_off="Best regards,",
    colleagues=(Colleague(name="Maya", email="maya@lumen.example"),),
)
SECRET = "We could give in on the price if it comes to that"


class SteppedClock:
    """Stands at a moment until it is told to go on."""

    def __init__(self, now: datetime = ENDED + timedelta(minutes=4)) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    def steady_ms(self) -> int:
        return int(self.moment.timestamp() * 1000)

    def awake_ms(self) -> int:
        return self.steady_ms()

    def boot(self) -> str:
        return "boot"

    def go_on(self, **time: int) -> None:
        self.moment += timedelta(**time)


def options() -> tuple[Option, ...]:
    return (
        Option(label="A", text="Pause display, move budget to search"),
        Option(label="B", text="Add a qualifying question to the form"),
        Option(label="C", text="Score leads together, weekly"),
    )


def full_call() -> Call:
    return Call(
        id="k-1",
        state=CallState.ENDED,
        playbook="five-steps",
        started_at=ENDED - timedelta(minutes=43),
        ended_at=ENDED,
        attendees=(
            Attendee(name="Dana Ortiz", email="dana@northwind.example"),
            Attendee(name="Sam Lee", email="sam@northwind.example"),
        ),
        steps=(
            StepMark(key="metric", done_ms=252_000),
            StepMark(
                key="reframe",
                done_ms=595_000,
                answer="How can we bring in fewer, better-qualified leads together?",
            ),
        ),
        notes=(Note(id="n-1", at_ms=9_000, kind=NoteKind.PRIVATE, text=SECRET),),
        options=options(),
        chosen=Chosen(label="B", why="least work for sales"),
        next_steps=(
            NextStep(
                id="s-1",
                text="Draft the form change and share it with Sam",
                owner="Priya",
                due=date(2026, 11, 26),
            ),
        ),
        outcome=Outcome(kind=OutcomeKind.AGREED, at=ENDED),
    )


def history(call: Call, me: Me = PRIYA, contacts: tuple[Contact, ...] = ()) -> History:
    metric = Metric(
        id="m-1",
        label="Cost as a share of revenue",
        unit="%",
        points=(MetricPoint(at=ENDED, now=30, target=25, by=date(2027, 3, 31)),),
    )
    client = Client(id="c-1", name="Northwind", contacts=contacts, metrics=(metric,))
    disagreement = Disagreement(
        id="d-1", client="c-1", topic="Q4 lead quality", metric="m-1", calls=(call,)
    )
    return History(
        format="companion-history",
        version=1,
        me=me,
        clients=(client,),
        disagreements=(disagreement,),
    )


class Program:
    """Stands for the system's program: remembers what it was asked to open."""

    def __init__(self, *, is_there: bool = True) -> None:
        self.is_there = is_there
        self.asked: list[QUrl] = []

    def __call__(self, url: QUrl) -> bool:
        self.asked.append(url)
        return self.is_there


class Opened:
    """A recap window on a history of its own, complete on the screen."""

    def __init__(self, qtbot: QtBot, folder: Path, loaded: History, program: Program) -> None:
        self.path = folder / "history.db"
        self.clock = SteppedClock()
        self.program = program
        self.tasks = Tasks(self.path)
        self.tasks.write(lambda store: store.documents.load(loaded))
        self.post = Post(self.tasks, self.clock, folder)
        courier = self.post.courier
        self.window = RecapWindow(self.tasks, self.clock, "k-1", courier, program)
        self.ui = self.window._ui
        self._qtbot = qtbot
        qtbot.addWidget(self.window, before_close_func=self._close)
        with qtbot.waitSignal(self.window.ready):
            self.window.show()
        self.settle()

    def settle(self) -> None:
        """Wait until everything typed and asked for is done."""
        saver = self.window._keeping.saver
        saver.flush()
        self._qtbot.waitUntil(lambda: self.tasks.is_idle and saver.is_saved)

    def recaps(self) -> tuple[Recap, ...]:
        """Return what another program finds in the history."""
        with Store.open(self.path, reader=True) as store:
            return store.recaps.of_call("k-1")

    def recap(self) -> Recap:
        return self.recaps()[-1]

    def call(self) -> Call:
        with Store.open(self.path, reader=True) as store:
            return store.calls.get("k-1")

    def me(self) -> Me:
        with Store.open(self.path, reader=True) as store:
            return store.people.me()

    def _close(self, window: QWidget) -> None:
        window.close()
        self.tasks.close()
        # Not left to the collector of garbage, which may run on a thread that knows no timers.
        shiboken6.delete(self.post.courier)
        for url in self.program.asked:
            if url.isLocalFile():
                shutil.rmtree(Path(url.toLocalFile()).parent)


class Opens(Protocol):
    """Opens a recap window; what is left out is the full call of PRIYA."""

    def __call__(
        self,
        call: Call | None = None,
        me: Me = PRIYA,
        *,
        contacts: tuple[Contact, ...] = (),
        has_program: bool = True,
    ) -> Opened: ...


def opening(qtbot: QtBot, folder: Path) -> Opens:
    """Return what opens recap windows in *folder*."""

    def opens(
        call: Call | None = None,
        me: Me = PRIYA,
        *,
        contacts: tuple[Contact, ...] = (),
        has_program: bool = True,
    ) -> Opened:
        loaded = history(call or full_call(), me, contacts)
        return Opened(qtbot, folder, loaded, Program(is_there=has_program))

    return opens
