"""People come in from a file: looked at, ticked, given a client, brought in, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.exchange.contacts import Part
from companion.gui.introducing.people_list import tick_room
from companion.gui.introducing.window import IntroducingWindow
from companion.gui.tasks import Tasks
from companion.model import Client, Contact
from companion.store import Store
from tests.clock import HandClock
from tests.unit import contact_files as files

T = TypeVar("T")

PEOPLE = """\
name,email,company,role
Sam Lee,sam@sons.example,Sons,Owner
Ada Quill,ada@bright.example,Brightpath Ltd,CMO
Dana Ortiz,dana@bright.example,Brightpath,
Pat,pat@gmail.com,,
"""


class Desk:
    """The window on a history with one client, and what the history then has."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.folder, self.qtbot = folder, qtbot
        with Store.open(folder / "history.db") as store:
            dana = Contact(id="p", name="Dana Ortiz", email="dana@bright.example", role="CFO")
            store.people.put_client(Client(id="b", name="Brightpath", contacts=(dana,)))
        self.tasks = Tasks(folder / "history.db")
        self.window = IntroducingWindow(self.tasks, HandClock())
        self.ui, self.people = self.window.ui, self.window.ui.list.people
        qtbot.addWidget(self.window)
        self.window.show()

    def read(self, data: str | bytes, name: str = "team.csv") -> None:
        """Read a file of that name and wait for its people."""
        path = self.folder / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        self.window.read(str(path))
        self.settle()

    def settle(self) -> None:
        """Wait until everything that was begun has come back."""
        self.qtbot.waitUntil(lambda: self.tasks.is_idle)

    def names(self) -> list[str]:
        """Return who is shown, with a tick before whoever has one."""
        rows = range(self.people.rowCount())
        return [
            ("x " if self.people.is_ticked(row) else "") + str(self.people.index(row).data())
            for row in rows
        ]

    def spoken(self, row: int) -> str:
        """Return how a row is read out."""
        return str(self.people.index(row).data(Qt.ItemDataRole.AccessibleTextRole))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Press a key in the list."""
        self.qtbot.keyClick(self.ui.list, key, modifiers)
        self.settle()

    def ask(self, question: Callable[[Store], T]) -> T:
        """Return what the history answers."""
        with Store.open(self.folder / "history.db", reader=True) as store:
            return question(store)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    opened = Desk(qtbot, tmp_path)
    yield opened
    opened.tasks.close()


NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_a_file_is_shown_with_whose_everybody_is_and_nothing_is_stored(desk: Desk) -> None:
    before = desk.ask(lambda store: store.people.client("b"))
    desk.read(PEOPLE)
    assert desk.ui.read.text() == "team.csv · CSV · 4 people"
    assert desk.names() == ["x Ada Quill", "Sam Lee", "Pat", "Dana Ortiz"]
    assert desk.spoken(0) == (
        "Ada Quill, ticked, ada@bright.example · CMO · Brightpath Ltd, Brightpath, new"
    )
    assert desk.spoken(1).endswith("Sons, a new client, new")
    assert desk.spoken(3).endswith("Brightpath, known already")
    assert desk.ui.plan.text() == "1 person will be added."
    assert desk.ask(lambda store: store.people.client("b")) == before


def test_who_is_ticked_comes_in_and_undo_takes_exactly_them_back(desk: Desk) -> None:
    desk.read(PEOPLE)
    with desk.qtbot.waitSignal(desk.window.changed):
        desk.press(Qt.Key.Key_Return, CONTROL)
    desk.settle()
    names = [c.name for c in desk.ask(lambda store: store.people.client("b").contacts)]
    assert names == ["Dana Ortiz", "Ada Quill"]
    assert desk.ui.notice.text == "1 person added."
    assert desk.spoken(0).endswith("Brightpath, known already")
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert len(desk.ask(lambda store: store.people.client("b").contacts)) == 1
    assert desk.ui.notice.text == "It is as it was before."
    assert desk.names()[0] == "x Ada Quill"


def test_space_ticks_and_whoever_has_no_client_is_asked_about(desk: Desk) -> None:
    desk.read(PEOPLE)
    desk.press(Qt.Key.Key_Space, NONE)
    desk.press(Qt.Key.Key_Down, NONE)
    desk.press(Qt.Key.Key_Space, NONE)
    assert desk.names() == ["Ada Quill", "x Sam Lee", "Pat", "Dana Ortiz"]
    assert desk.ui.plan.text() == "1 person will be added with 1 new client."
    desk.press(Qt.Key.Key_Down, NONE)
    desk.press(Qt.Key.Key_Space, NONE)
    assert desk.ui.notice.text.startswith("Say first whose they are")
    assert desk.names()[2] == "Pat"


def test_the_client_that_is_asked_for_is_theirs_alone_who_have_none(desk: Desk) -> None:
    desk.read(PEOPLE)
    desk.press(Qt.Key.Key_A, CONTROL)
    desk.press(Qt.Key.Key_Space, NONE)
    assert desk.ui.list.chosen_rows() == [2]
    desk.ui.client.setText("Gmail & Co")
    desk.qtbot.keyClick(desk.ui.client, Qt.Key.Key_Return)
    assert desk.spoken(0).endswith("Brightpath, new")
    assert desk.spoken(2).endswith("Gmail & Co, a new client, new")
    assert not desk.ui.notice.isVisible()


def test_who_is_asked_about_stays_in_sight_above_the_question(desk: Desk) -> None:
    several = "".join(f"P{n},p{n}@bright.example,Brightpath,\n" for n in range(30))
    desk.read(PEOPLE + several)
    view = desk.ui.list
    desk.press(Qt.Key.Key_A, CONTROL)
    desk.press(Qt.Key.Key_Space, NONE)
    desk.qtbot.waitUntil(desk.ui.notice.isVisible)
    QApplication.processEvents()
    assert desk.people.index(view.currentIndex().row()).data() == "Pat"
    assert view.viewport().rect().contains(view.visualRect(view.currentIndex()))


def test_a_held_space_turns_the_ticks_once_and_everybody_stays_selected(desk: Desk) -> None:
    desk.read(PEOPLE.replace("Pat,pat@gmail.com,,\n", ""))
    desk.press(Qt.Key.Key_A, CONTROL)
    desk.press(Qt.Key.Key_Space, NONE)
    ticked = desk.names()
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, NONE, " ", autorep=True)
    QApplication.sendEvent(desk.ui.list, held)
    assert desk.names() == ticked
    assert desk.ui.list.chosen_rows() == [0, 1, 2]


def test_a_click_on_the_mark_of_who_is_selected_turns_it_once(desk: Desk) -> None:
    desk.read(PEOPLE)
    view = desk.ui.list
    row = view.visualRect(desk.people.index(0))
    mark = tick_room(QRectF(row)).toRect()
    for place in (row.center(), QPoint(mark.left() + 2, mark.center().y())):
        desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.names()[0] == "Ada Quill"


def test_a_typed_client_is_that_of_everybody_selected(desk: Desk) -> None:
    desk.read(PEOPLE)
    chosen, select = desk.ui.list.selectionModel(), QItemSelectionModel.SelectionFlag.Select
    desk.ui.list.clearSelection()
    for row in (1, 2):
        chosen.select(desk.people.index(row), select)
    desk.ui.client.setText("brightpath")
    desk.qtbot.keyClick(desk.ui.client, Qt.Key.Key_Return)
    assert [desk.spoken(row).endswith("Brightpath, new") for row in (1, 2)] == [True, True]
    assert desk.ui.plan.text() == "3 people will be added."


def test_a_filter_shows_some_and_all_or_none_of_them_are_ticked(desk: Desk) -> None:
    desk.read(PEOPLE)
    desk.ui.tick_none.click()
    desk.ui.filter.setText("OWNER sons")
    assert desk.names() == ["Sam Lee"]
    desk.ui.tick_all.click()
    desk.ui.filter.clear()
    assert desk.names() == ["Ada Quill", "x Sam Lee", "Pat", "Dana Ortiz"]
    desk.ui.filter.setText("nobody has this")
    assert desk.ui.nobody.isVisible()


def test_a_change_elsewhere_is_followed_and_what_was_chosen_stays(desk: Desk) -> None:
    desk.read(PEOPLE)
    desk.ui.tick_all.click()
    with Store.open(desk.folder / "history.db") as store:
        store.people.save_contact("b", Contact(id="q", name="Ada Quill", role="CMO"))
    desk.window.refresh()
    desk.settle()
    assert desk.spoken(0).endswith("Brightpath, known, gets: address")
    assert desk.names() == ["x Ada Quill", "x Sam Lee", "Pat", "Dana Ortiz"]


def test_columns_without_headings_are_said_by_the_person(desk: Desk) -> None:
    desk.read("CFO;Dana;dana@bright.example\nCMO;Ada;ada@bright.example\n")
    assert desk.ui.columns.isVisible()
    assert desk.names() == ["x CMO", "CFO"]
    for part, column in ((Part.NAME, 1), (Part.ROLE, 0)):
        box = desk.ui.columns.choosers[part]
        box.setCurrentIndex(box.findData(column))
        box.activated.emit(box.currentIndex())
    desk.settle()
    assert desk.names() == ["x Ada", "Dana"]


def test_a_file_that_is_none_is_refused_by_its_line_and_the_last_one_stays(desk: Desk) -> None:
    desk.read(files.APPLE, "team.vcf")
    assert desk.ui.read.text() == "team.vcf · vCard · 1 person"
    desk.read("BEGIN:VCARD\nFN:A\n", "cut.vcf")
    assert "it is cut off" in desk.ui.notice.text
    assert "(line 1)" in desk.ui.notice.text
    assert desk.names() == ["Dr. Dana Ortiz"]
