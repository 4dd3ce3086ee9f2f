"""The ways out of a recap: the clipboard, a file, the mail program; and what comes after."""

from __future__ import annotations

import email
import email.policy
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from companion.gui.recap.ways_out import Mail, WaysOut
from companion.gui.tasks import Tasks
from companion.model import Attendee, Recap, RecapState
from tests.gui.recap_history import ENDED, Opened, Opens, Program, full_call, opening


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Opens:
    return opening(qtbot, tmp_path)


def send(opened: Opened, qtbot: QtBot) -> None:
    """Copy the recap and say that it went out."""
    opened.ui.copy.click()
    qtbot.waitUntil(opened.ui.question.isVisible)
    opened.ui.question.mark.click()
    qtbot.waitUntil(opened.ui.sent.isVisible)
    opened.settle()


def test_copy_puts_rich_and_plain_text_on_the_clipboard(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.ui.copy.click()
    qtbot.waitUntil(opened.ui.question.isVisible)
    copied = QGuiApplication.clipboard().mimeData()
    assert "<b>" in copied.html() or "<strong>" in copied.html()
    assert "qrichtext" not in copied.html()
    assert copied.text().startswith("Hi Dana, hi Sam,\n\n")
    assert "**" not in copied.text()
    assert opened.ui.question.words == "The recap is on the clipboard. Did it go out?"


def test_the_key_copies_once_however_long_it_is_held(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    clicks: list[str] = []
    opened.ui.copy.clicked.connect(lambda: clicks.append("copy"))
    QTest.keySequence(opened.window, QKeySequence("Ctrl+Shift+C"))
    held = QKeyEvent(
        QEvent.Type.KeyPress,
        Qt.Key.Key_C,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        "c",
        True,
    )
    QApplication.sendEvent(opened.ui.copy, held)
    assert clicks == ["copy"]
    opened.settle()


def test_a_saved_eml_is_an_unsent_draft_for_any_mail_program(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = opens()
    opened.window._leaving.more.save.trigger()
    qtbot.waitUntil(lambda: opened.window.findChild(QFileDialog) is not None)
    dialog = opened.window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "2026-11-21 Q4 lead quality.eml"
    name = dialog.findChild(QLineEdit)
    assert isinstance(name, QLineEdit)
    name.setText(str(tmp_path / "recap.eml"))
    dialog.accept()
    qtbot.waitUntil(opened.ui.question.isVisible)
    mail = email.message_from_bytes(
        (tmp_path / "recap.eml").read_bytes(), policy=email.policy.default
    )
    assert mail["X-Unsent"] == "1"
    assert mail["Subject"] == opened.recap().subject
    assert "dana@northwind.example" in mail["To"]
    assert mail["Message-ID"] == opened.recap().message_id
    assert (tmp_path / "recap.eml").stat().st_mode & 0o077 == 0


def test_what_was_typed_a_moment_ago_is_in_the_mail(
    opens: Opens, qtbot: QtBot, tmp_path: Path
) -> None:
    opened = opens()
    qtbot.keyClicks(opened.ui.text, "One more word. ")
    opened.ui.open.click()
    qtbot.waitUntil(lambda: bool(opened.program.asked))
    written = Path(opened.program.asked[0].toLocalFile())
    assert b"One more word." in written.read_bytes()
    assert written.parent.stat().st_mode & 0o077 == 0


def test_a_short_plain_mail_goes_as_a_link(opens: Opens, qtbot: QtBot) -> None:
    opened = opens(replace(full_call(), next_steps=()))
    opened.ui.text.replace_text("Hi Dana,\n\nthank you for today.\n")
    opened.ui.open.click()
    qtbot.waitUntil(opened.ui.question.isVisible)
    (link,) = opened.program.asked
    assert link.scheme() == "mailto"
    assert "thank%20you" in bytes(link.toEncoded().data()).decode()


def test_without_a_mail_program_it_says_so_and_keeps_the_draft(opens: Opens, qtbot: QtBot) -> None:
    opened = opens(has_program=False)
    opened.ui.open.click()
    qtbot.waitUntil(lambda: opened.ui.notice.text != "")
    assert opened.ui.notice.text.startswith("No mail program on this computer took the recap over.")
    assert not opened.ui.question.isVisible()
    assert opened.recap().state is RecapState.DRAFT


def test_an_address_that_no_mail_can_carry_is_said(opens: Opens, qtbot: QtBot) -> None:
    call = replace(full_call(), attendees=(Attendee(name="Dana", email="dana at northwind"),))
    opened = opens(call)
    opened.ui.open.click()
    qtbot.waitUntil(lambda: opened.ui.notice.text != "")
    assert "is not an e-mail address we can send to" in opened.ui.notice.text
    assert opened.program.asked == []


def test_marking_as_sent_keeps_how_and_when_and_closes_the_text(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.clock.go_on(minutes=2)
    send(opened, qtbot)
    recap = opened.recap()
    assert (recap.state, recap.via) == (RecapState.SENT, "copy")
    assert recap.sent_at == ENDED + timedelta(minutes=6)
    assert opened.ui.text.isReadOnly()
    assert opened.ui.sent.sentences == ("Copied into a mail, Saturday 21 November at 14:51.",)


def test_the_mark_can_be_taken_back(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    send(opened, qtbot)
    opened.ui.sent.back.click()
    qtbot.waitUntil(lambda: not opened.ui.sent.isVisible())
    assert opened.recap().state is RecapState.DRAFT
    assert not opened.ui.text.isReadOnly()


def test_not_yet_leaves_a_draft(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.ui.copy.click()
    qtbot.waitUntil(opened.ui.question.isVisible)
    opened.ui.question.later.click()
    assert not opened.ui.question.isVisible()
    assert opened.recap().state is RecapState.DRAFT


def test_the_key_marks_nothing_before_anything_went_out(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    QTest.keySequence(opened.window, QKeySequence("Ctrl+M"))
    opened.settle()
    assert opened.recap().state is RecapState.DRAFT


def test_the_history_is_asked_for_its_disagreement(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    send(opened, qtbot)
    with qtbot.waitSignal(opened.window.history_wanted) as asked:
        opened.ui.sent.history.click()
    assert asked.args == ["d-1"]


def test_a_disk_that_refuses_the_file_is_said_plainly(qtbot: QtBot, tmp_path: Path) -> None:
    tasks, window = Tasks(tmp_path / "history.db"), QWidget()
    qtbot.addWidget(window)
    ways = WaysOut(tasks, Program(), window)
    with qtbot.waitSignal(ways.failed) as failed:
        ways._save(tmp_path / "missing" / "recap.eml", Mail(name="recap.eml", content=b""))
    assert failed.args is not None
    assert str(failed.args[0]).endswith("The draft is kept.")
    tasks.close()


def test_a_recap_that_was_sent_stays_as_it_went(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    send(opened, qtbot)
    before: Recap = opened.recap()
    opened.tasks.write(lambda store: store.live.answer("k-1", "reframe", "How do we both win?"))
    opened.window.refresh()
    opened.settle()
    assert opened.recap() == before
