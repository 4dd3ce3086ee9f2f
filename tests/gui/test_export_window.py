"""The export window: it says what it will write, writes just that, and can be stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from companion.exchange.document import decode
from companion.gui.history.client_menu import ClientMenu
from companion.gui.history.menu import MainMenu
from companion.model import Disagreement, History
from tests.gui.export_page import ExportPerson, export_person
from tests.gui.history_page import fill, history_page
from tests.unit.exported import PRIVATE, SPOKEN, history


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path) -> Iterator[ExportPerson]:
    with export_person(qtbot, tmp_path, disagreement="d") as opened:
        yield opened


def many(count: int) -> History:
    """Return a history of *count* disagreements."""
    told = tuple(Disagreement(id=f"x{n}", client="c", topic=f"Topic {n}") for n in range(count))
    return replace(history(), disagreements=told, inbox=())


def test_it_begins_with_what_it_was_opened_on_and_nothing_private(person: ExportPerson) -> None:
    assert person.ui.one.isChecked()
    assert person.ui.topic.text() == "Q4 lead quality, with Northwind"
    assert person.ui.said.text() == (
        "Will be written: “Q4 lead quality”, without what is private or any transcript."
    )


def test_a_report_holds_what_was_said_before(person: ExportPerson) -> None:
    assert person.write("report.html") == "1 disagreement is in report.html."
    html = person.written()["report.html"].decode()
    assert "<h1>Q4 lead quality</h1>" in html
    assert not any(word in html for word in PRIVATE.values())


def test_what_is_private_goes_along_only_after_it_was_said(person: ExportPerson) -> None:
    person.ui.private.click()
    assert "go along" in person.ui.privacy.text()
    assert person.ui.said.text().endswith("with what is private and the transcripts.")
    assert not person.ui.transcripts.isVisible()
    person.write("report.html")
    html = person.written()["report.html"].decode()
    assert [word for word in PRIVATE.values() if word not in html] == []


def test_a_transcript_goes_along_only_after_it_was_said(person: ExportPerson) -> None:
    person.write("report.html")
    assert SPOKEN[0] not in person.written()["report.html"].decode()
    person.ui.transcripts.click()
    assert person.ui.said.text().endswith("without what is private, with transcripts.")
    person.write("report.html")
    html = person.written()["report.html"].decode()
    assert SPOKEN[0] in html
    assert not any(word in html for word in PRIVATE.values())


def test_a_hand_over_is_a_folder_of_its_own(person: ExportPerson) -> None:
    person.ui.theirs.click()
    person.choose("handover")
    assert person.ui.said.text() == (
        "Will be written: everything with Northwind, without what is private or any transcript."
    )
    said = person.write()
    assert said == "1 disagreement is in Hand-over Northwind."
    person.write()
    assert list(person.written()) == [
        "Hand-over Northwind/companion-history.json",
        "Hand-over Northwind/report.html",
        "Hand-over Northwind 2/companion-history.json",
        "Hand-over Northwind 2/report.html",
    ]
    told = decode(person.written()["Hand-over Northwind/companion-history.json"])
    assert [client.id for client in told.clients] == ["c"]


def test_the_whole_history_is_no_report(person: ExportPerson) -> None:
    person.ui.all.click()
    offered = {person.ui.way.itemData(n) for n in range(person.ui.way.count())}
    assert offered == {"markdown", "csv", "sqlite", "json"}
    assert person.ui.said.text() == (
        "Will be written: the whole history, without what is private or any transcript."
    )


@pytest.mark.parametrize(
    ("way", "names"),
    [
        ("json", ["out.json"]),
        ("sqlite", ["out.db"]),
        ("csv", ["disagreements.csv", "next-steps.csv", "notes.csv"]),
        ("markdown", ["Fabrikam – Price of support.md", "Northwind – Q4 lead quality.md"]),
    ],
)
def test_the_whole_history_leaves_in_every_other_form(
    way: str, names: list[str], qtbot: QtBot, tmp_path: Path
) -> None:
    with export_person(qtbot, tmp_path) as person:
        person.choose(way)
        is_file = len(names) == 1
        said = person.write(names[0] if is_file else "")
        assert said.startswith("2 disagreements are in ")
        assert [name.rpartition("/")[2] for name in person.written()] == names


def test_notes_are_brought_up_to_date_in_the_same_folder(person: ExportPerson) -> None:
    person.choose("markdown")
    person.write()
    assert person.write() == "1 disagreement is in out. 1 of the files said the same already."
    file = person.out / "Northwind – Q4 lead quality.md"
    file.write_text(file.read_text("utf-8") + "mine", "utf-8")
    assert "1 that you had changed stayed" in person.write()


def test_what_is_stopped_leaves_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    with export_person(qtbot, tmp_path, told=many(3_000)) as person:
        person.choose("markdown")
        person.window.write_to(person.out)
        qtbot.waitSignal(person.window.work.progressed, timeout=20_000).wait()
        assert person.ui.stop.isVisible()
        assert not person.ui.go.isEnabled()
        qtbot.keyClick(person.window, Qt.Key.Key_Escape)
        person.settle()
        assert person.ui.notice.text == "Stopped. Nothing of it was kept."
        assert list(person.out.iterdir()) == []
        assert person.ui.go.isEnabled()


def test_closing_the_window_stops_it(qtbot: QtBot, tmp_path: Path) -> None:
    with export_person(qtbot, tmp_path, told=many(3_000)) as person:
        person.choose("csv")
        person.window.write_to(person.out)
        qtbot.waitSignal(person.window.work.progressed, timeout=20_000).wait()
        person.window.close()
        person.settle()
        assert list(person.out.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(person: ExportPerson) -> None:
    assert "cannot be written" in person.write("no folder/report.html")
    assert person.ui.go.isEnabled()


def test_what_is_gone_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    with export_person(qtbot, tmp_path, disagreement="gone") as person:
        assert "There is no disagreement gone" in person.ui.notice.text


def test_the_folder_is_opened_when_asked_for(person: ExportPerson) -> None:
    person.write("report.html")
    person.ui.notice.act()
    assert [Path(url.toLocalFile()) for url in person.opened] == [person.out]


@pytest.mark.parametrize(
    ("way", "mode", "name"),
    [
        ("html", QFileDialog.AcceptMode.AcceptSave, "Northwind – Q4 lead quality.html"),
        ("csv", QFileDialog.AcceptMode.AcceptOpen, ""),
    ],
)
def test_where_is_asked_without_stopping_the_window(
    way: str, mode: QFileDialog.AcceptMode, name: str, person: ExportPerson
) -> None:
    person.choose(way)
    person.qtbot.keyClick(person.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = person.window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.isVisible()
    assert dialog.acceptMode() is mode
    assert not name or Path(dialog.selectedFiles()[0]).name == name
    dialog.fileSelected.emit(str(person.out / name))
    dialog.reject()
    person.settle()
    assert person.ui.notice.text.startswith("1 disagreement is in ")


def test_the_main_window_leads_here_from_its_menus_and_the_page(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with history_page(qtbot, tmp_path / "history.db", fill) as page:
        wanted: list[tuple[str, str]] = []
        page.window.export_wanted.connect(lambda *about: wanted.append(about))
        main, clients = page.window.findChild(MainMenu), page.window.findChild(ClientMenu)
        assert isinstance(main, MainMenu)
        assert isinstance(clients, ClientMenu)
        next(a for a in main.menu.findChildren(QAction) if a.text() == "Export…").trigger()
        clients.export_wanted.emit("c-1")
        page.detail._act("export", "d-1")
        assert wanted == [("", ""), ("", "c-1"), ("d-1", "")]
