"""An invitation dropped on the main window becomes a prepared call; a client opens its people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from companion.gui.desk import Desk
from companion.gui.history.window import HistoryWindow
from companion.gui.introducing.window import IntroducingWindow
from companion.gui.meetings.window import MeetingsWindow
from companion.gui.people.window import PeopleWindow
from companion.gui.prepare.window import PrepareWindow
from companion.gui.tasks import Tasks
from companion.gui.theme.palette import Theme
from companion.model import Client, Contact, Me
from companion.paths import HISTORY_NAME, resource_root
from companion.settings import SettingsFile
from companion.store import Store
from tests.clock import HandClock

# A desk brings its windows forward, which nobody can do offscreen.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

INVITATION = """\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Ad spend
DTSTART;TZID=Middle Earth:20261124T150000
DURATION:PT30M
ORGANIZER;CN=Dana Ortiz:mailto:dana@bright.example
ATTENDEE;CN=Jo:MAILTO:jo@studio.example
END:VEVENT
END:VCALENDAR
"""


class Opened:
    """A desk with one client in its history, and the windows that it opened."""

    def __init__(self, app: QApplication, qtbot: QtBot, folder: Path) -> None:
        with Store.open(folder / HISTORY_NAME) as store:
            store.people.save_me(Me(name="Jo", emails=("jo@studio.example",)))
            dana = Contact(id="p", name="Dana", email="d@bright.example")
            store.people.put_client(Client(id="b", name="Brightpath", contacts=(dana,)))
        self.qtbot, self.folder = qtbot, folder
        self.tasks = Tasks(folder / HISTORY_NAME)
        theme = Theme(app, resource_root() / "style")
        self.windows: list[QWidget] = []
        self.desk = Desk(self.tasks, HandClock(), SettingsFile(folder), theme)
        self.desk.window_opened.connect(self.windows.append)
        self.desk.open()
        self.settle()
        (history,) = self.windows
        assert isinstance(history, HistoryWindow)
        self.history = history

    def settle(self) -> None:
        """Wait until everything that was begun has come back."""
        self.qtbot.waitUntil(lambda: self.tasks.is_idle)

    def drop(self, *paths: Path) -> bool:
        """Drag files over the window and drop them there; return whether it took them."""
        dragged = QMimeData()
        dragged.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        copy, left, none = (
            Qt.DropAction.CopyAction,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        enter = QDragEnterEvent(QPoint(300, 300), copy, dragged, left, none)
        QApplication.sendEvent(self.history, enter)
        if enter.isAccepted():
            dropped = QDropEvent(QPointF(300, 300), copy, dragged, left, none)
            QApplication.sendEvent(self.history, dropped)
            self.settle()
        return enter.isAccepted()


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    desk = Opened(qapp, qtbot, tmp_path)
    yield desk
    desk.desk.close()
    for window in desk.windows:
        if shiboken6.isValid(window):
            window.close()
    desk.settle()
    # What it does a moment after opening must not find its threads gone.
    shiboken6.delete(desk.desk)
    desk.tasks.close()
    qapp.setStyleSheet("")


def written(folder: Path, name: str, text: str = INVITATION) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_dropped_invitation_opens_as_a_prepared_call(opened: Opened) -> None:
    assert opened.drop(written(opened.folder, "invite.ICS"))
    opened.qtbot.waitUntil(lambda: len(opened.windows) == 2)
    window = opened.windows[1]
    assert isinstance(window, PrepareWindow)
    opened.qtbot.waitUntil(lambda: window.ui.client.text() == "Brightpath")
    assert window.ui.topic.text() == "Ad spend"
    assert window.ui.minutes.text() == "30 min"
    assert [person.name for person in window.ui.people.people()] == ["Dana Ortiz"]
    assert "“Middle Earth”" in window.notice.text


def test_of_a_calendar_one_meeting_is_chosen_and_its_call_prepared(opened: Opened) -> None:
    later = INVITATION.split("\n", 1)[1].replace("20261124", "20261125").replace("UID:1", "UID:2")
    calendar = INVITATION.replace("END:VCALENDAR\n", later.replace("Ad spend", "Forms"))
    assert opened.drop(written(opened.folder, "work.ics", calendar))
    opened.qtbot.waitUntil(lambda: len(opened.windows) == 2)
    window = opened.windows[1]
    assert isinstance(window, MeetingsWindow)
    opened.settle()
    lines = [window.ui.list.item(row).text() for row in range(window.ui.list.count())]
    assert lines[0].startswith("Ad spend\nTue 24 Nov, 15:00 · 30 min · Dana Ortiz")
    window.ui.filter.setText("zebra")
    assert window.ui.none.isVisible()
    window.ui.filter.setText("forms dana")
    assert not window.ui.none.isVisible()
    opened.qtbot.keyClick(window.ui.filter, Qt.Key.Key_Return)
    opened.qtbot.waitUntil(lambda: len(opened.windows) == 3)
    prepared = opened.windows[2]
    assert isinstance(prepared, PrepareWindow)
    opened.qtbot.waitUntil(lambda: prepared.ui.topic.text() == "Forms")
    assert opened.drop(written(opened.folder, "other.ics", calendar))
    opened.qtbot.waitUntil(lambda: "other.ics" in window.ui.about.text())
    opened.settle()
    assert window.ui.filter.text() == ""
    window.read(str(written(opened.folder, "none.ics", "nothing")))
    opened.settle()
    assert not window.ui.list.count()
    assert not window.ui.prepare.isEnabled()


def test_a_dropped_address_book_shows_its_people(opened: Opened) -> None:
    assert opened.drop(written(opened.folder, "team.csv", "name,email\nSam,sam@bright.example\n"))
    window = opened.windows[1]
    assert isinstance(window, IntroducingWindow)
    opened.qtbot.waitUntil(lambda: window.ui.plan.text() == "1 person will be added.")
    window.ui.bring.click()
    opened.qtbot.waitUntil(lambda: window.ui.notice.text == "1 person added.")
    with Store.open(opened.tasks.history_path, reader=True) as store:
        assert [each.name for each in store.people.client("b").contacts] == ["Dana", "Sam"]


def test_what_is_no_invitation_is_said_on_the_main_window(opened: Opened) -> None:
    assert opened.drop(written(opened.folder, "invite.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT"))
    notice = opened.history._ui.notice
    opened.qtbot.waitUntil(lambda: "it is cut off" in notice.text)
    assert opened.windows == [opened.history]


def test_other_files_and_several_at_once_are_not_taken(opened: Opened) -> None:
    picture = written(opened.folder, "picture.png")
    first, second = (written(opened.folder, name) for name in ("a.ics", "b.ics"))
    assert not opened.drop(picture)
    assert not opened.drop(first, second)


def test_an_invitation_can_be_chosen_from_the_menu(opened: Opened) -> None:
    opened.history.menu.invitation_wanted.emit()
    dialog = opened.history.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(written(opened.folder, "invite.ics")))
    dialog.reject()
    opened.qtbot.waitUntil(lambda: len(opened.windows) == 2)
    assert isinstance(opened.windows[1], PrepareWindow)


@pytest.mark.parametrize(("key", "archived"), [(Qt.Key.Key_F2, False), (Qt.Key.Key_Delete, True)])
def test_a_key_on_a_client_of_the_side_bar_opens_its_people(
    opened: Opened, key: Qt.Key, archived: bool
) -> None:
    places = opened.history._ui.places
    places.setFocus()
    places.setCurrentIndex(places.model().index(places.model().rowCount() - 1, 0))
    opened.qtbot.keyClick(places, key)
    opened.settle()
    people = opened.windows[1]
    assert isinstance(people, PeopleWindow)
    assert people.ui.title.text() == ("" if archived else "Brightpath")
    with Store.open(opened.tasks.history_path, reader=True) as store:
        assert store.people.client("b").archived is archived


def test_a_change_of_people_stands_in_the_side_bar_at_once(opened: Opened) -> None:
    opened.desk.cabinet.people("b", "away")
    opened.settle()
    places = opened.history._ui.places.model()
    titles = [places.index(row, 0).data() for row in range(places.rowCount())]
    assert "Brightpath" not in titles
