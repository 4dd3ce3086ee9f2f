"""A history with a few disagreements in it, and the main window on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from companion.gui.history.detail import Detail
from companion.gui.history.rows_model import RowsModel
from companion.gui.history.rows_view import RowsView
from companion.gui.history.search_field import SearchField
from companion.gui.history.sidebar import Sidebar
from companion.gui.history.tray import Tray
from companion.gui.history.window import HistoryWindow
from companion.gui.tasks import Tasks
from companion.gui.widgets.notice import NoticeBar
from companion.model import (
    Attendee,
    Call,
    CallState,
    Chosen,
    Client,
    Disagreement,
    Metric,
    MetricPoint,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
    Recap,
    RecapState,
    Reply,
    ReplyKind,
    StepMark,
)
from companion.store import Store
from tests.clock import NOON, HandClock

T = TypeVar("T", bound=QObject)

FORM_NOTE = "form has 4 fields; budget field was removed"


def held_call(
    call_id: str,
    days_ago: int,
    *notes: Note,
    kind: OutcomeKind = OutcomeKind.OPEN,
    recaps: tuple[Recap, ...] = (),
) -> Call:
    at = NOON - timedelta(days=days_ago)
    return Call(
        id=call_id,
        state=CallState.ENDED,
        playbook="five-steps",
        started_at=at,
        ended_at=at + timedelta(minutes=43),
        attendees=(
            Attendee(name="Dana Ortiz", email="dana@northwind.example"),
            Attendee(name="Sam Lee", email="sam@northwind.example"),
        ),
        notes=notes,
        outcome=Outcome(kind=kind, at=at + timedelta(minutes=43)),
        recaps=recaps,
    )


def landed_call() -> Call:
    sent = NOON - timedelta(days=1) + timedelta(minutes=49)
    call = held_call(
        "k-2",
        1,
        Note(id="n-2", at_ms=252_000, kind=NoteKind.METRIC, text="CFO looks at cost"),
        Note(id="n-3", at_ms=843_000, kind=NoteKind.QUOTE, who="Dana", text="“not 30% again”"),
        Note(id="n-4", at_ms=1_167_000, text=FORM_NOTE),
        Note(id="n-5", at_ms=1_200_000, kind=NoteKind.PRIVATE, text="Sam seems unsure"),
        kind=OutcomeKind.AGREED,
        recaps=(
            Recap(
                id="r-2",
                state=RecapState.SENT,
                to=("dana@northwind.example", "sam@northwind.example"),
                sent_at=sent,
                reply=Reply(kind=ReplyKind.CONFIRMED, at=sent, text="As I remember it."),
            ),
        ),
    )
    parts = {name: getattr(call, name) for name in call.__struct_fields__}
    return Call(
        **parts
        | {
            "steps": (StepMark(key="metric", done_ms=252_000), StepMark(key="next", done_ms=1)),
            "options": (
                Option(label="A", text="Pause display"),
                Option(label="B", text="Add a question to the form"),
            ),
            "chosen": Chosen(label="B", why="least work"),
            "next_steps": (
                NextStep(
                    id="s-1",
                    at_ms=1_385_000,
                    text="Draft the form change",
                    owner="Priya",
                    due=date(2026, 11, 26),
                ),
            ),
        }
    )


def fill(store: Store) -> None:
    """Two clients; three disagreements, of which the first has two calls."""
    points = (MetricPoint(now=30, target=25, by=date(2027, 3, 31)),)
    metric = Metric(id="m-1", label="Cost ÷ revenue", unit="%", points=points)
    store.people.put_client(Client(id="c-1", name="Northwind", metrics=(metric,)))
    store.people.put_client(Client(id="c-2", name="Contoso & <b>Sons</b>"))
    first = Note(id="n-1", at_ms=60_000, text="first words about it")
    store.disagreements.put(
        Disagreement(
            id="d-1",
            client="c-1",
            topic="Q4 lead quality",
            opened_at=NOON - timedelta(days=14),
            metric="m-1",
            request="More budget",
            our_view="They filter too late",
            calls=(held_call("k-1", 14, first), landed_call()),
        )
    )
    for number, client, days, text in (
        (2, "c-1", 80, "wants the form moved up, budget not approved"),
        (3, "c-2", 193, "only the budget goes down"),
    ):
        note = Note(id=f"n-{number}0", at=NOON - timedelta(days=days), text=text)
        sent = Recap(id=f"r-{number}0", state=RecapState.SENT)
        call = held_call(f"k-{number}0", days, note, recaps=(sent,))
        told = Disagreement(id=f"d-{number}", client=client, topic=f"Topic {number}", calls=(call,))
        store.disagreements.put(told)


class HistoryPage:
    """The main window with what is behind it, and short words for what stands on it."""

    def __init__(self, qtbot: QtBot, path: Path, place: str) -> None:
        self.qtbot, self.clock = qtbot, HandClock()
        self.path = path
        self.tasks = Tasks(path)
        self.window = HistoryWindow(self.tasks, self.clock)
        qtbot.addWidget(self.window)
        with qtbot.waitSignal(self.window.ready):
            self.window.show()
        self.places.choose(place)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.qtbot.waitUntil(lambda: self.tasks.is_idle and self.detail.page.is_written)

    def store(self, act: object) -> None:
        """Do something to the history, as another window would, and look again."""
        self.tasks.write(act)  # type: ignore[arg-type]
        self.settle()
        self.window.refresh()
        self.settle()

    def search_for(self, text: str) -> None:
        self.qtbot.keyClicks(self.search, text)
        self.settle()

    def shown(self) -> list[str]:
        rows = [self.model.row_at(place) for place in range(self.model.rowCount())]
        return [row.id for row in rows if row]

    def text(self) -> str:
        return self.detail.page.toPlainText()

    def press(self, words: str) -> None:
        """Press the button that says so."""
        buttons = self.window.findChildren(QAbstractButton)
        button = next(b for b in buttons if b.text() == words and b.isVisible())
        button.click()
        self.settle()

    @property
    def search(self) -> SearchField:
        return self._child(SearchField, "search")

    @property
    def rows(self) -> RowsView:
        return self._child(RowsView, "rows")

    @property
    def model(self) -> RowsModel:
        model = self.rows.model()
        assert isinstance(model, RowsModel)
        return model

    @property
    def places(self) -> Sidebar:
        return self._child(Sidebar, "places")

    @property
    def detail(self) -> Detail:
        return self._child(Detail, "detail")

    @property
    def notice(self) -> NoticeBar:
        return self._child(NoticeBar, "notice")

    @property
    def tray(self) -> Tray:
        tray = self.window.findChild(Tray)
        assert isinstance(tray, Tray)
        return tray

    def _child(self, kind: type[T], name: str) -> T:
        child = self.window.findChild(kind, name)
        assert isinstance(child, kind)
        return child


@contextmanager
def history_page(
    qtbot: QtBot, path: Path, *acts: object, place: str = "all"
) -> Iterator[HistoryPage]:
    """Open the main window at a place of its side bar, on a history that *acts* have filled."""
    with Store.open(path) as store:
        for act in acts:
            act(store)  # type: ignore[operator]
    page = HistoryPage(qtbot, path, place)
    yield page
    page.tasks.close()
