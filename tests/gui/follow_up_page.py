"""Two clients with lines of every sort, and the page on what is to be followed up with them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.gui.follow_up.model import FollowModel
from companion.gui.follow_up.page import FollowPage
from companion.gui.widgets.text import Label
from companion.model import Call, CallState, Client, Disagreement, NextStep, Side
from companion.store import Store
from tests.clock import NOON
from tests.gui.history_page import HistoryPage, history_page

DAY = NOON.date()


def step(step_id: str, text: str, owner: str, days: int | None, **more: object) -> NextStep:
    due = None if days is None else DAY + timedelta(days=days)
    return NextStep(id=step_id, text=text, owner=owner, due=due, **more)  # type: ignore[arg-type]


def agreed(store: Store) -> None:
    """Two clients, a line of every sort, the first client to be checked in with."""
    ago = NOON - timedelta(days=21)
    for client, name, steps in (
        (
            "c-1",
            "Northwind",
            (
                step("s-1", "Send the lead list", "Maya", -3),
                step("s-2", "Draft the form", "Priya", 5),
                step("s-3", "Pay the <b>bill</b>", "Dana", -1, side=Side.THEIRS),
                step("s-4", "Old matter", "Maya", -9, done_at=NOON - timedelta(days=1)),
            ),
        ),
        ("c-2", "Contoso", (step("s-5", "Add a page", "Jo", None, scope_changed=True),)),
    ):
        store.people.put_client(Client(id=client, name=name))
        call = Call(id=f"k-{client}", state=CallState.ENDED, started_at=ago, next_steps=steps)
        store.disagreements.put(
            Disagreement(id=f"d-{client}", client=client, topic="Leads", calls=(call,))
        )
    store.agenda.plan_check_in("c-1", DAY - timedelta(days=2))


def follow(page: HistoryPage) -> FollowPage:
    found = page.window.findChild(FollowPage)
    assert isinstance(found, FollowPage)
    return found


def shown(page: HistoryPage) -> list[str]:
    """Return what the rows say from the top down, headings in capitals."""
    model = follow(page).list.model()
    assert isinstance(model, FollowModel)
    texts = []
    for row in range(model.rowCount()):
        text = str(model.index(row, 0).data())
        texts.append(text if model.key_at(row) else text.upper())
    return texts


def at(page: HistoryPage) -> str:
    return str(follow(page).list.currentIndex().data())


def press(page: HistoryPage, *keys: Qt.Key) -> None:
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None
        page.qtbot.keyClick(target, key)
    page.settle()


def go_to(page: HistoryPage, title: str) -> None:
    follow(page).list.choose(shown(page).index(title))


def seen_texts(page: HistoryPage) -> list[str]:
    return [each.text() for each in follow(page).findChildren(Label) if each.isVisible()]


def stored(page: HistoryPage, step_id: str) -> NextStep:
    with Store.open(page.path, reader=True) as store:
        calls = [store.calls.get(call_id) for call_id in ("k-c-1", "k-c-2")]
    return next(each for call in calls for each in call.next_steps if each.id == step_id)


@contextmanager
def follow_page(qtbot: QtBot, folder: Path) -> Iterator[HistoryPage]:
    """Open the main window at the page, with the keyboard in its list."""
    with history_page(qtbot, folder / "history.db", agreed, place="steps") as opened:
        follow(opened).list.setFocus()
        yield opened
