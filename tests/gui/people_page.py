"""Two clients that are one and a third, and the window on clients and people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.qtbot import QtBot

from companion.gui.people.window import PeopleWindow
from companion.gui.tasks import Tasks
from companion.model import Client, Contact, Disagreement, History, Metric
from companion.model.history import FORMAT, VERSION
from companion.store import Store

T = TypeVar("T")

HISTORY = History(
    format=FORMAT,
    version=VERSION,
    clients=(
        Client(
            id="b",
            name="Brightpath",
            contacts=(Contact(id="p1", name="Dana Ortiz", email="dana@bright.example"),),
        ),
        Client(
            id="l",
            name="Brightpath Ltd",
            contacts=(
                Contact(id="p2", name="D. Ortiz", email="dana@bright.example", role="CMO"),
                Contact(id="p3", name="Sam Lee", role="Lead"),
            ),
            metrics=(Metric(id="m", label="Cost"),),
        ),
        Client(id="n", name="Northwind"),
    ),
    disagreements=(Disagreement(id="d", client="l", topic="Budget"),),
)


class PeopleDesk:
    """The window, what a person does with it, and what the history then has."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.path = folder / "history.db"
        with Store.open(self.path) as store:
            store.documents.load(HISTORY)
        self.qtbot = qtbot
        self.tasks = Tasks(self.path)
        self.window = PeopleWindow(self.tasks)
        self.ui = self.window.ui
        qtbot.addWidget(self.window)
        self.window.show()
        self.settle()

    def settle(self) -> None:
        """Wait until everything that was begun has come back."""
        self.qtbot.waitUntil(lambda: self.tasks.is_idle)

    def ask(self, question: Callable[[Store], T]) -> T:
        """Return what the history answers."""
        with Store.open(self.path, reader=True) as store:
            return question(store)

    def choose(self, client_id: str) -> None:
        """Look at a client."""
        self.ui.clients.choose(client_id)
        self.settle()

    def write_name(self, view: QAbstractItemView, name: str) -> None:
        """Press F2 in a list, write a name over the one that stands there, and Enter."""
        view.setFocus()
        self.qtbot.keyClick(view, Qt.Key.Key_F2)
        (editor,) = view.viewport().findChildren(QLineEdit)
        editor.selectAll()
        self.qtbot.keyClicks(editor, name)
        self.qtbot.keyClick(editor, Qt.Key.Key_Return)
        # A list takes what was written once the key has been dealt with.
        self.qtbot.waitUntil(lambda: not view.viewport().findChildren(QLineEdit))
        self.settle()

    def answer(self, answer_id: str) -> None:
        """Choose an answer to the question, and confirm it once its preview stands there."""
        choice = self.ui.choice
        choice.answers.setCurrentIndex(choice.answers.findData(answer_id))
        self.settle()
        choice.confirm.click()
        self.settle()


@contextmanager
def people_desk(qtbot: QtBot, folder: Path) -> Iterator[PeopleDesk]:
    """Open the window, and close what it needs afterwards."""
    desk = PeopleDesk(qtbot, folder)
    try:
        yield desk
    finally:
        desk.tasks.close()
