"""The import window: seen before it comes in, decided by keys, whole or not at all, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.exchange.document import encode
from companion.gui.history.menu import MainMenu
from companion.gui.importing.window import ImportWindow
from companion.gui.tasks import Tasks
from companion.model import Client, Disagreement, History, Note
from companion.store import Store
from tests.clock import HandClock
from tests.gui.history_page import fill, history_page


class ImportDesk:
    """The window, a file made from what the history has, and what the history has then."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot, self.path, self.file = qtbot, folder / "history.db", folder / "Northwind.json"
        with Store.open(self.path) as store:
            fill(store)
        self.before = self.history()
        self.tasks = Tasks(self.path)
        self.window = ImportWindow(self.tasks, HandClock())
        self.ui = self.window.ui
        qtbot.addWidget(self.window)
        self.window.show()
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.tasks.is_idle and not self.window.work.is_busy)

    def history(self) -> History:
        with Store.open(self.path, reader=True) as store:
            return store.documents.dump()

    def opens(self, history: History) -> None:
        self.file.write_bytes(encode(history))
        self.window.open(self.file)
        self.settle()

    def listed(self) -> list[str]:
        parts = self.ui.parts.parts
        return [parts.index(row).data() for row in range(parts.rowCount())]

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.ui.parts, key)

    @contextmanager
    def held_up(self) -> Iterator[None]:
        """Let what is written wait until everything inside was asked for."""
        goes_on = Event()
        self.tasks.write(lambda _store: goes_on.wait())
        yield
        goes_on.set()

    def imports(self) -> None:
        self.ui.go.click()
        self.settle()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[ImportDesk]:
    opened = ImportDesk(qtbot, tmp_path)
    yield opened
    opened.tasks.close()


def other_topic(history: History) -> History:
    """Return the history with other words about its first disagreement, and one more."""
    changed = next(each for each in history.disagreements if each.id == "d-1")
    rest = [each for each in history.disagreements if each.id != "d-1"]
    call = replace(changed.calls[0], notes=(*changed.calls[0].notes, Note(id="x", text="said too")))
    new = Disagreement(id="d-7", client="c-7", topic="Price of support")
    return replace(
        history,
        clients=(*history.clients, Client(id="c-7", name="Fabrikam")),
        disagreements=(
            replace(changed, topic="Leads of Q4", calls=(call, *changed.calls[1:])),
            *rest,
            new,
        ),
    )


def test_nothing_changes_before_the_word(desk: ImportDesk) -> None:
    desk.opens(other_topic(desk.before))
    assert desk.ui.brings.text() == ("Adds 1 client and 1 disagreement. 1 differs from yours.")
    assert desk.listed() == ["Leads of Q4\ndiffers: the file’s stands · Northwind · 2 calls"]
    assert "yours: Q4 lead quality\n    the file’s: Leads of Q4" in desk.ui.changes.text()
    assert "Notes, new: “said too”" in desk.ui.changes.text()
    assert desk.history() == desk.before


def test_it_comes_in_as_a_whole_and_undo_takes_it_back(desk: ImportDesk) -> None:
    desk.opens(other_topic(desk.before))
    with desk.qtbot.waitSignal(desk.window.imported):
        desk.imports()
    assert desk.ui.notice.text == "Northwind.json is in the history: 2 new, 1 brought up to date."
    assert {"Leads of Q4", "Price of support"} <= {d.topic for d in desk.history().disagreements}
    assert desk.ui.earlier.item(0).text().startswith("Northwind.json\n21 Nov 12:00 · ")
    control = Qt.KeyboardModifier.ControlModifier
    desk.qtbot.keyClick(desk.ui.choose, Qt.Key.Key_Z, control)
    desk.settle()
    assert desk.history() == desk.before
    assert desk.ui.nothing.isVisible()


def test_a_key_lets_ones_own_words_stand(desk: ImportDesk) -> None:
    desk.opens(other_topic(desk.before))
    desk.press(Qt.Key.Key_M)
    assert desk.listed()[0].partition("\n")[2].startswith("differs: yours stands")
    assert desk.ui.second.isChecked()
    desk.imports()
    told = next(each for each in desk.history().disagreements if each.id == "d-1")
    assert told.topic == "Q4 lead quality"
    assert "said too" in [note.text for note in told.calls[0].notes]


def test_all_that_differs_is_decided_at_once(desk: ImportDesk) -> None:
    desk.opens(other_topic(desk.before))
    desk.ui.mine.click()
    assert desk.listed()[0].partition("\n")[2].startswith("differs: yours stands")
    desk.ui.theirs.click()
    assert desk.listed()[0].partition("\n")[2].startswith("differs: the file’s stands")


def test_a_client_who_is_known_under_another_id_is_joined_by_a_key(desk: ImportDesk) -> None:
    client = Client(id="x", name="Northwind")
    about = Disagreement(id="d-8", client="x", topic="Price")
    desk.opens(replace(desk.before, clients=(client,), disagreements=(about,)))
    assert desk.listed() == ["Northwind\nnew, and alike: Northwind · client"]
    assert desk.ui.brings.text().endswith("1 client may be one that you have.")
    desk.press(Qt.Key.Key_J)
    desk.imports()
    known = {each.id: each.client for each in desk.history().disagreements}
    assert known["d-8"] == "c-1"


def test_a_name_with_an_ampersand_makes_no_key(desk: ImportDesk) -> None:
    sons = Client(id="c-9", name="Miller & Sons")
    desk.tasks.write(lambda store: store.people.put_client(sons))
    desk.opens(replace(desk.before, clients=(replace(sons, id="x"),), disagreements=()))
    assert desk.ui.second.text() == "It is Miller && Sons (J)"
    assert desk.ui.second.shortcut().isEmpty()


def test_each_sort_can_be_looked_at_alone(desk: ImportDesk) -> None:
    desk.opens(other_topic(desk.before))
    sorts = [desk.ui.sort.itemText(at) for at in range(desk.ui.sort.count())]
    assert sorts == ["Everything (7)", "Differs (1)", "New (2)", "Known (4)"]
    desk.ui.sort.setCurrentIndex(2)
    assert [line.partition("\n")[0] for line in desk.listed()] == ["Fabrikam", "Price of support"]


def test_the_same_file_again_changes_nothing(desk: ImportDesk) -> None:
    desk.opens(desk.before)
    assert desk.ui.brings.text() == "Everything in this file is in the history already."
    desk.imports()
    assert desk.ui.nothing.isVisible()


@pytest.mark.parametrize("content", ["", "{", '{"format": "other"}'])
def test_a_file_that_is_none_is_refused_in_one_sentence(desk: ImportDesk, content: str) -> None:
    desk.opens(desk.before)
    desk.file.write_text(content)
    desk.window.open(desk.file)
    desk.settle()
    assert "(at $" in desk.ui.notice.text
    assert not desk.ui.preview.isVisible()


def test_an_import_of_before_is_taken_back_but_what_was_changed_since(desk: ImportDesk) -> None:
    desk.opens(other_topic(desk.before))
    desk.imports()
    desk.tasks.write(lambda store: store.disagreements.set_text("d-7", "topic", "Price"))
    desk.qtbot.keyClick(desk.ui.earlier, Qt.Key.Key_Return)
    desk.settle()
    assert "“Fabrikam”, “Price”" in desk.ui.notice.text
    assert desk.ui.earlier.item(0).text().endswith("1 disagreement, 1 client new")


def test_who_writes_meanwhile_goes_first_and_the_import_comes_after(desk: ImportDesk) -> None:
    desk.opens(other_topic(desk.before))
    with desk.held_up():
        desk.ui.go.click()
        desk.tasks.write(
            lambda store: store.disagreements.set_text("d-2", "topic", "Typed meanwhile")
        )
    with desk.qtbot.waitSignal(desk.window.work.gave_way):
        pass
    desk.settle()
    assert {"Typed meanwhile", "Price of support"} <= {
        each.topic for each in desk.history().disagreements
    }


def test_an_import_that_is_stopped_leaves_the_history_as_it_was(desk: ImportDesk) -> None:
    desk.opens(other_topic(desk.before))
    with desk.held_up():
        desk.ui.go.click()
        desk.qtbot.keyClick(desk.window, Qt.Key.Key_Escape)
    desk.settle()
    assert desk.ui.notice.text == "Stopped. The history is as it was."
    assert desk.ui.preview.isVisible()
    assert desk.history() == desk.before


def test_escape_leaves_the_file_then_the_window(desk: ImportDesk) -> None:
    desk.opens(other_topic(desk.before))
    desk.press(Qt.Key.Key_Escape)
    assert desk.ui.beginning.isVisible()
    desk.qtbot.keyClick(desk.ui.choose, Qt.Key.Key_Escape)
    assert not desk.window.isVisible()
    assert desk.history() == desk.before


def test_a_window_that_is_closed_meanwhile_has_no_last_word_elsewhere(desk: ImportDesk) -> None:
    told: list[object] = []
    desk.tasks.failed.connect(told.append)
    desk.file.write_bytes(encode(other_topic(desk.before)))
    window = ImportWindow(desk.tasks, HandClock())
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    window.open(desk.file)
    with desk.qtbot.waitSignal(window.destroyed):
        window.close()
    desk.settle()
    assert told == []
    assert desk.history() == desk.before


def test_the_menu_and_a_dropped_file_ask_for_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    with history_page(qtbot, tmp_path / "history.db", fill) as page:
        wanted: list[str] = []
        page.window.import_wanted.connect(wanted.append)
        page.window.findChildren(MainMenu)[0].import_wanted.emit()
        dragged = QMimeData()
        dragged.setUrls([QUrl.fromLocalFile("/home/priya/Northwind.json")])
        how = (Qt.DropAction.CopyAction, dragged, Qt.MouseButton.LeftButton)
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(page.window, QDragEnterEvent(QPoint(9, 9), *how, none))
        QApplication.sendEvent(page.window, QDropEvent(QPointF(9, 9), *how, none))
        assert wanted == ["", "/home/priya/Northwind.json"]
