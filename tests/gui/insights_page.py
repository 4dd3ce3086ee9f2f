"""Histories of many disagreements, and the window on what they teach."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from companion.gui.insights.card import InsightCard
from companion.gui.insights.window import InsightsWindow
from companion.gui.tasks import Tasks
from companion.model import (
    Call,
    CallState,
    Client,
    Confidence,
    Disagreement,
    Outcome,
    OutcomeKind,
    Recap,
    RecapState,
    StepMark,
    Verdict,
)
from companion.store import Store
from tests.clock import NOON, HandClock

OPENED = NOON - timedelta(days=80)


def tell_agreed(
    store: Store, count: int, *steps: str, playbook: str = "five-steps", first: int = 0
) -> None:
    """Keep *count* calls that ended agreed with *steps* done; 20 minutes later the recap went."""
    store.people.put_client(Client(id="c-1", name="Northwind"))
    marks = tuple(StepMark(key=key, done_ms=1) for key in steps)
    for number in range(first, first + count):
        sent = Recap(
            id=f"r-{number}", state=RecapState.SENT, sent_at=OPENED + timedelta(minutes=20)
        )
        call = Call(
            id=f"k-{number}",
            state=CallState.ENDED,
            playbook=playbook,
            started_at=OPENED,
            ended_at=OPENED,
            steps=marks,
            outcome=Outcome(kind=OutcomeKind.AGREED, at=OPENED),
            recaps=(sent,),
        )
        told = Disagreement(
            id=f"d-{number}",
            client="c-1",
            topic=f"Topic {number}",
            opened_at=OPENED,
            confidence=(Confidence(at=OPENED, percent=70),),
            who_was_right=Verdict.WE,
            calls=(call,),
        )
        store.disagreements.put(told)


def tell_open(store: Store) -> None:
    """Keep a disagreement that is open for 80 days, with words that look like markup."""
    store.people.put_client(Client(id="c-2", name="Contoso <b>Ltd</b>"))
    told = Disagreement(id="d-open", client="c-2", topic="<b>Price</b>", opened_at=OPENED)
    store.disagreements.put(told)


class InsightsDesk:
    """The window, and what can be read on it."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.qtbot, self.path = qtbot, path
        self.tasks = Tasks(path)
        self.window = InsightsWindow(self.tasks, HandClock())
        self.page = self.window.page
        qtbot.addWidget(self.window)
        self.window.show()
        self.settle()

    def settle(self) -> None:
        """Wait until everything that was begun has come back."""
        self.qtbot.waitUntil(lambda: self.tasks.is_idle)

    def words(self, card: InsightCard) -> list[str]:
        """Return every text that can be read on a card."""
        labels = card.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisibleTo(self.window)]

    def row(self, card: InsightCard, at: int) -> list[str]:
        """Return a row of a card's table."""
        items = [card.table.item(at, column) for column in range(card.table.columnCount())]
        return [item.text() for item in items if item is not None]


@contextmanager
def insights_desk(qtbot: QtBot, path: Path) -> Iterator[InsightsDesk]:
    """Open the window on the history at *path*, and close it."""
    desk = InsightsDesk(qtbot, path)
    try:
        yield desk
    finally:
        desk.window.close()
        desk.settle()
        desk.tasks.close()
