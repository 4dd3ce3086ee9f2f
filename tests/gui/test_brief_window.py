"""The internal brief stands in a window of its own and can be addressed to colleagues alone."""

from __future__ import annotations

import email
import email.policy
import shutil
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from companion.errors import InvalidInput
from companion.gui.brief.page import keep_recipients, mail, read_page
from companion.gui.brief.window import BriefWindow
from companion.gui.history.recap_lines import recap_lines
from companion.gui.history.window import HistoryWindow
from companion.gui.recap.window import RecapWindow
from companion.gui.tasks import Tasks
from companion.model import Contact
from companion.store import Store
from tests.gui.every_window import every_window
from tests.gui.recap_history import SECRET, Program, SteppedClock, full_call, history

MAYA = "maya@lumen.example"


class Opened:
    """The window of a brief on a history of its own."""

    def __init__(self, qtbot: QtBot, folder: Path, *, has_program: bool = True) -> None:
        self.path, self.clock = folder / "history.db", SteppedClock()
        self.program, self.qtbot = Program(is_there=has_program), qtbot
        self.tasks = Tasks(self.path)
        contacts = (Contact(id="p-1", name="Dana Ortiz", fears="an empty quarter"),)
        self.tasks.write(
            lambda store: store.documents.load(history(full_call(), contacts=contacts))
        )
        self.window = BriefWindow(self.tasks, self.clock, "k-1", self.program)
        self.ui = self.window.ui
        with qtbot.waitSignal(self.window.ready):
            self.window.show()
        self.settle()

    def settle(self) -> None:
        self.window._saver.flush()
        self.qtbot.waitUntil(lambda: self.tasks.is_idle and self.window._saver.is_saved)

    def type_address(self, typed: str) -> None:
        line = self.ui.to_row.chips.line
        line.setFocus()
        line.setText(typed)
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.settle()

    def handed_over(self) -> EmailMessage:
        """Open the brief in the mail program and return what the program got."""
        self.ui.open.click()
        self.qtbot.waitUntil(lambda: bool(self.program.asked))
        self.settle()
        read = email.message_from_bytes(
            Path(self.program.asked[-1].toLocalFile()).read_bytes(), policy=email.policy.default
        )
        assert isinstance(read, EmailMessage)
        return read

    def close(self) -> None:
        self.window.close()
        self.tasks.close()
        for url in self.program.asked:
            shutil.rmtree(Path(url.toLocalFile()).parent)


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    opened: list[Opened] = []

    def open_one(*, has_program: bool = True) -> Opened:
        opened.append(Opened(qtbot, tmp_path, has_program=has_program))
        return opened[-1]

    yield open_one
    for each in opened:
        each.close()


def test_the_brief_shows_what_is_private_and_says_so(opens: Callable[..., Opened]) -> None:
    opened = opens()
    text = opened.ui.text.toPlainText()
    assert SECRET in text
    assert "an empty quarter" in text
    assert opened.window.windowTitle().startswith("Internal brief — for colleagues only · North")
    assert opened.ui.band.property("tone") == "concern"
    assert opened.ui.subject.text() == "[Internal] Northwind, Q4 lead quality, 21 November"


def test_nothing_in_the_window_sends(opens: Callable[..., Opened]) -> None:
    buttons = [each.text() for each in opens().window.findChildren(QPushButton)]
    assert not any("send" in text.casefold() for text in buttons)


def test_nobody_gets_it_until_somebody_is_chosen(opens: Callable[..., Opened]) -> None:
    opened = opens()
    assert not opened.ui.to_row.addresses
    assert [button.text() for button in opened.ui.to_row.offer_buttons] == ["Add Maya"]
    opened.ui.to_row.offer_buttons[0].click()
    opened.settle()
    assert opened.ui.to_row.addresses == (MAYA,)
    assert opened.ui.to_row.offer_buttons == []


@pytest.mark.parametrize("typed", ["dana@northwind.example", "Maya <dana@northwind.example>"])
def test_an_address_outside_is_refused_with_a_sentence(
    opens: Callable[..., Opened], typed: str
) -> None:
    opened = opens()
    opened.type_address(typed)
    assert opened.ui.to_row.addresses == ()
    sentence = opened.ui.to_row.sentence
    assert "“dana@northwind.example” is not an address of a colleague" in sentence


def test_an_address_of_our_own_organisation_is_taken(opens: Callable[..., Opened]) -> None:
    opened = opens()
    opened.type_address("tom@lumen.example, sue@lumen.example")
    assert opened.ui.to_row.addresses == ("tom@lumen.example", "sue@lumen.example")


def test_the_mail_is_an_unsent_draft_to_colleagues_and_marked_in_its_title(
    opens: Callable[..., Opened],
) -> None:
    opened = opens()
    opened.type_address(MAYA)
    read = opened.handed_over()
    assert (read["To"], read["Cc"], read["X-Unsent"]) == (MAYA, None, "1")
    assert read["Subject"].startswith("[Internal] ")
    body = read.get_body(("plain",))
    assert body is not None
    assert body.get_content().startswith("Internal, for colleagues only.")
    assert list(read.iter_attachments()) == []
    assert opened.ui.notice.text == "The internal brief is open in the mail program."


def test_an_address_that_came_in_otherwise_is_refused_when_the_mail_is_built(
    opens: Callable[..., Opened],
) -> None:
    opened = opens()
    with Store.open(opened.path) as store:
        keep_recipients(store, "k-1", ("dana@northwind.example",), opened.clock.now())
        page = read_page(store, "k-1", opened.clock.now())
    with pytest.raises(InvalidInput, match="not an address of a colleague"):
        mail(page, opened.clock.now())


def test_who_gets_it_is_remembered(opens: Callable[..., Opened]) -> None:
    opened = opens()
    opened.type_address(MAYA)
    with Store.open(opened.path, reader=True) as store:
        assert read_page(store, "k-1", opened.clock.now()).to == (MAYA,)


def test_the_copy_carries_its_title_so_that_it_is_not_taken_for_the_recap(
    opens: Callable[..., Opened], qtbot: QtBot
) -> None:
    opened = opens()
    QTest.keySequence(opened.window, QKeySequence("Ctrl+Shift+C"))
    qtbot.waitUntil(lambda: opened.ui.notice.text != "")
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text().startswith(
        "[Internal] Northwind, Q4 lead quality, 21 November\n\nInternal"
    )
    assert SECRET in copied.html()


def test_the_saved_file_says_in_its_name_that_it_is_internal(
    opens: Callable[..., Opened], qtbot: QtBot, tmp_path: Path
) -> None:
    opened = opens()
    opened.ui.save.click()
    qtbot.waitUntil(lambda: opened.window.findChild(QFileDialog) is not None)
    dialog = opened.window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "2026-11-21 Internal Q4 lead quality.eml"
    name = dialog.findChild(QLineEdit)
    assert isinstance(name, QLineEdit)
    name.setText(str(tmp_path / "brief.eml"))
    dialog.accept()
    qtbot.waitUntil((tmp_path / "brief.eml").exists)
    qtbot.waitUntil(lambda: "brief.eml" in opened.ui.notice.text)


def test_without_a_mail_program_it_says_so(opens: Callable[..., Opened], qtbot: QtBot) -> None:
    opened = opens(has_program=False)
    opened.ui.open.click()
    qtbot.waitUntil(lambda: "No mail program" in opened.ui.notice.text)
    opened.settle()


def test_what_the_call_says_anew_is_in_the_brief_and_who_gets_it_stays(
    opens: Callable[..., Opened], qtbot: QtBot
) -> None:
    opened = opens()
    opened.type_address(MAYA)
    with Store.open(opened.path) as store:
        store.live.set_text("k-1", "none_agreed_because", "they asked for a week")
    opened.window.refresh()
    qtbot.waitUntil(lambda: "they asked for a week" in opened.ui.text.toPlainText())
    assert opened.ui.to_row.addresses == (MAYA,)


def test_f6_goes_round_the_regions(opens: Callable[..., Opened], qtbot: QtBot) -> None:
    opened = opens()
    opened.window.activateWindow()
    opened.ui.text.setFocus()
    for region in (opened.ui.footer, opened.ui.to_bar):
        qtbot.keyClick(opened.window, Qt.Key.Key_F6)
        focus = opened.window.focusWidget()
        assert focus is not None
        assert region.isAncestorOf(focus)
    qtbot.keyClick(opened.window, Qt.Key.Key_F6)
    assert opened.window.focusWidget() is opened.ui.text


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_history_and_recap_lead_to_the_brief_each_by_an_act_of_its_own(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with every_window(qtbot.waitUntil, tmp_path) as windows:
        recap, history_window = windows["recap"], windows["history"]
        assert isinstance(recap, RecapWindow)
        assert isinstance(history_window, HistoryWindow)
        asked: list[str] = []
        recap.brief_wanted.connect(asked.append)
        history_window.brief_wanted.connect(asked.append)
        windows["brief"].hide()
        recap._leaving.more.brief.trigger()
        qtbot.waitUntil(windows["brief"].isVisible)
        history_window._ui.detail._act("brief", asked[0])
        assert asked == [asked[0]] * 2


def test_the_page_of_a_disagreement_offers_the_brief_of_an_ended_call() -> None:
    lines = list(recap_lines(full_call(), SteppedClock().now()))
    links = [run.link for line in lines for run in line.runs if run.text == "Internal brief"]
    assert links == ["act:brief:k-1"]
