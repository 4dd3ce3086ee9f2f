"""Send and its ten seconds: what leaves, how often, and what the window says of it."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.gui.recap.outbox_bar import Act
from companion.mail.transport import Accepted, NobodyKnows, NotDelivered
from companion.model import Note, NoteKind, RecapState
from companion.model.outbox import Trouble
from tests.gui.post import ACCOUNT, IMAP, PASSWORD
from tests.gui.recap_history import Opened, Opens, full_call, opening


@pytest.fixture
def opens(qtbot: QtBot, tmp_path: Path) -> Opens:
    return opening(qtbot, tmp_path)


@pytest.fixture
def opened(opens: Opens) -> Opened:
    """Return the recap of the full call, with an account to send it by."""
    opened = opens()
    opened.post.set_up()
    return opened


def release(opened: Opened, qtbot: QtBot) -> None:
    opened.ui.send.click()
    stands(opened, qtbot, RecapState.QUEUED)


def let_it_go(opened: Opened) -> None:
    """Let the ten seconds pass."""
    opened.clock.go_on(seconds=10)
    opened.post.courier.wake()


def stands(opened: Opened, qtbot: QtBot, state: RecapState) -> None:
    """Wait until the recap stands so, on the disk and in the window."""
    page = opened.window._sending
    qtbot.waitUntil(lambda: opened.recap().state is state)
    qtbot.waitUntil(lambda: page._delivery is not None and page._delivery.state is state)
    opened.settle()


def send(opened: Opened, qtbot: QtBot, becomes: RecapState = RecapState.SENT) -> None:
    release(opened, qtbot)
    let_it_go(opened)
    stands(opened, qtbot, becomes)


def test_send_waits_ten_seconds_and_arrives_once(opened: Opened, qtbot: QtBot) -> None:
    release(opened, qtbot)
    assert opened.ui.outbox.words.startswith("Sending to 2 people in 10 s. If you close")
    assert opened.post.arrived == []
    let_it_go(opened)
    stands(opened, qtbot, RecapState.SENT)
    (outgoing,) = opened.post.arrived
    mail = email.message_from_bytes(outgoing.mail, policy=email.policy.default)
    assert mail["Subject"] == opened.recap().subject
    assert mail["Message-ID"] == opened.recap().message_id
    assert opened.ui.status.text() == "Sent at 14:49"
    assert opened.ui.outbox.words == ""


def test_the_envelope_is_the_list_that_is_shown(opened: Opened, qtbot: QtBot) -> None:
    opened.ui.cc_row.add("maya@lumen.example")
    opened.settle()
    shown = opened.ui.to_row.addresses + opened.ui.cc_row.addresses
    send(opened, qtbot)
    assert opened.post.arrived[0].recipients == shown
    assert opened.post.arrived[0].sender == ACCOUNT.address


def test_undo_makes_it_a_draft_that_can_be_written_in(opened: Opened, qtbot: QtBot) -> None:
    release(opened, qtbot)
    assert opened.ui.text.isReadOnly()
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    opened.ui.text.setFocus()
    QTest.keySequence(opened.window, QKeySequence("Ctrl+Z"))
    stands(opened, qtbot, RecapState.DRAFT)
    assert not opened.ui.text.isReadOnly()
    assert opened.ui.send.isEnabled()
    let_it_go(opened)
    opened.settle()
    assert opened.post.arrived == []


def test_an_undo_that_comes_too_late_says_so(opened: Opened, qtbot: QtBot) -> None:
    opened.post.is_open.clear()
    release(opened, qtbot)
    undo = opened.ui.outbox.button(Act.UNDO)
    let_it_go(opened)
    qtbot.waitUntil(lambda: opened.recap().state is RecapState.SENDING)
    undo.click()
    qtbot.waitUntil(lambda: "could not be taken back" in opened.ui.notice.text)
    opened.post.is_open.set()
    stands(opened, qtbot, RecapState.SENT)


def test_many_clicks_and_a_held_key_send_once(opened: Opened, qtbot: QtBot) -> None:
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    for _ in range(50):
        opened.ui.send.click()
        QTest.keySequence(opened.window, QKeySequence("Ctrl+Shift+Return"))
    held = QKeyEvent(
        QEvent.Type.KeyPress,
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        "",
        True,
    )
    QApplication.sendEvent(opened.ui.send, held)
    stands(opened, qtbot, RecapState.QUEUED)
    let_it_go(opened)
    stands(opened, qtbot, RecapState.SENT)
    opened.post.courier.wake()
    opened.settle()
    assert len(opened.post.arrived) == 1


def test_what_was_typed_a_moment_before_is_in_it(opened: Opened, qtbot: QtBot) -> None:
    qtbot.keyClicks(opened.ui.text, "One more word. ")
    send(opened, qtbot)
    assert b"One more word." in opened.post.arrived[0].mail


def test_keys_after_send_change_nothing(opened: Opened, qtbot: QtBot) -> None:
    opened.ui.send.click()
    qtbot.keyClicks(opened.ui.text, "Too late. ")
    stands(opened, qtbot, RecapState.QUEUED)
    let_it_go(opened)
    stands(opened, qtbot, RecapState.SENT)
    assert b"Too late." not in opened.post.arrived[0].mail
    assert "Too late." not in opened.ui.text.text()


def test_nobody_to_send_to_is_nothing_to_send(opens: Opens, qtbot: QtBot) -> None:
    opened = opens(replace(full_call(), attendees=()))
    opened.post.set_up()
    assert not opened.ui.send.isEnabled()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(opened.ui.text, Qt.Key.Key_Return, keys)
    assert opened.ui.notice.text.startswith("Nobody gets it yet")
    opened.ui.to_row.add("dana@northwind.example")
    opened.settle()
    assert opened.ui.send.isEnabled()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_address_half_typed_is_looked_at_first(opened: Opened, qtbot: QtBot) -> None:
    with qtbot.waitExposed(opened.window):
        opened.window.activateWindow()
    opened.ui.cc_row.chips.line.setFocus()
    qtbot.keyClicks(opened.ui.cc_row.chips.line, "lee@northwind.example")
    QTest.keySequence(opened.window, QKeySequence("Ctrl+Shift+Return"))
    opened.settle()
    assert opened.recap().state is RecapState.DRAFT
    assert opened.ui.notice.text.startswith("An address was still being typed.")
    assert opened.recap().cc == ("lee@northwind.example",)
    send(opened, qtbot)
    assert "lee@northwind.example" in opened.post.arrived[0].recipients


def test_without_an_account_it_asks_for_one_and_keeps_the_draft(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    with qtbot.waitSignal(opened.window.account_wanted):
        opened.ui.send.click()
    opened.settle()
    assert opened.recap().state is RecapState.DRAFT


def test_private_words_need_a_second_act(opens: Opens, qtbot: QtBot) -> None:
    secret = "They would pay a third more"
    note = Note(id="n-secret", kind=NoteKind.PRIVATE, text=secret)
    opened = opens(replace(full_call(), notes=(note,)))
    opened.post.set_up()
    opened.ui.text.replace_text(f"Hi Dana,\n\n{secret}.\n")
    for _ in range(3):
        opened.ui.send.click()
    opened.ui.text.insertPlainText("One more word. ")
    opened.ui.notice.act()
    opened.settle()
    assert opened.recap().state is RecapState.DRAFT
    assert secret in opened.ui.notice.text
    opened.ui.notice.act()
    stands(opened, qtbot, RecapState.QUEUED)


def test_a_refused_address_is_named_and_sent_to_alone(opened: Opened, qtbot: QtBot) -> None:
    opened.post.answers = [Accepted({"sam@northwind.example": 550})]
    send(opened, qtbot)
    assert opened.ui.outbox.words == (
        "The mail server did not take sam@northwind.example; its answer was 550."
        " Everybody else has it."
    )
    assert opened.ui.outbox.button(Act.AGAIN).text() == "Send again to it"
    opened.ui.outbox.button(Act.AGAIN).click()
    stands(opened, qtbot, RecapState.QUEUED)
    let_it_go(opened)
    stands(opened, qtbot, RecapState.SENT)
    first, second = opened.post.arrived
    assert second.recipients == ("sam@northwind.example",)
    assert second.mail == first.mail


def test_what_may_pass_is_tried_again_by_itself(opened: Opened, qtbot: QtBot) -> None:
    opened.post.answers = [NotDelivered(Trouble.BUSY, 451, may_pass=True)]
    send(opened, qtbot, RecapState.RETRY)
    assert opened.ui.outbox.words == (
        "The mail server could not take it just now. Its answer was 451. The recap is kept, and"
        " is tried again at 14:50."
    )
    assert opened.ui.status.text() == "Will be tried again at 14:50"
    opened.clock.go_on(minutes=1)
    opened.post.courier.wake()
    stands(opened, qtbot, RecapState.SENT)
    assert len(opened.post.arrived) == 1


def test_it_can_be_tried_now_or_taken_back(opened: Opened, qtbot: QtBot) -> None:
    busy = NotDelivered(Trouble.BUSY, 451, may_pass=True)
    opened.post.answers = [busy, busy]
    send(opened, qtbot, RecapState.RETRY)
    opened.ui.outbox.button(Act.NOW).click()
    qtbot.waitUntil(lambda: len(opened.post.passwords) == 2)
    stands(opened, qtbot, RecapState.RETRY)
    opened.ui.outbox.button(Act.DRAFT).click()
    stands(opened, qtbot, RecapState.DRAFT)


def test_a_refused_mail_says_what_helps_and_becomes_a_draft(opened: Opened, qtbot: QtBot) -> None:
    opened.post.answers = [NotDelivered(Trouble.SIGN_IN_SWITCHED_OFF, 550)]
    send(opened, qtbot, RecapState.REFUSED)
    assert opened.ui.outbox.words == (
        "Your mail provider lets no program sign in with a password. Its answer was 550. The recap"
        " is kept, and nobody has it yet. Open it in your mail app, or in Outlook on the web"
        " under More."
    )
    opened.ui.outbox.button(Act.DRAFT).click()
    stands(opened, qtbot, RecapState.DRAFT)
    assert not opened.ui.text.isReadOnly()


def test_a_refused_mail_can_leave_another_way(opened: Opened, qtbot: QtBot) -> None:
    opened.post.answers = [NotDelivered(Trouble.CONTENT_REFUSED, 554)]
    send(opened, qtbot, RecapState.REFUSED)
    opened.ui.copy.click()
    qtbot.waitUntil(opened.ui.question.isVisible)
    opened.ui.question.mark.click()
    stands(opened, qtbot, RecapState.SENT)
    assert opened.recap().via == "copy"
    assert opened.ui.outbox.words == ""


def test_a_wrong_password_is_tried_once(opened: Opened, qtbot: QtBot) -> None:
    opened.post.answers = [NotDelivered(Trouble.WRONG_PASSWORD, 535)]
    send(opened, qtbot, RecapState.REFUSED)
    opened.ui.outbox.button(Act.AGAIN).click()
    stands(opened, qtbot, RecapState.QUEUED)
    let_it_go(opened)
    qtbot.waitUntil(lambda: Act.PASSWORD in opened.ui.outbox.acts)
    assert opened.post.passwords == [PASSWORD]
    opened.post.set_up(password="another")
    opened.post.courier.account_changed()
    stands(opened, qtbot, RecapState.SENT)
    assert opened.post.passwords == [PASSWORD, "another"]


def test_a_missing_password_is_asked_for_in_place(opens: Opens, qtbot: QtBot) -> None:
    opened = opens()
    opened.post.set_up(password="")
    release(opened, qtbot)
    let_it_go(opened)
    qtbot.waitUntil(lambda: Act.PASSWORD in opened.ui.outbox.acts)
    assert opened.ui.outbox.words == (
        "Your mail password is needed to send. The recap waits for it."
    )
    with qtbot.waitSignal(opened.window.account_wanted):
        opened.ui.outbox.button(Act.PASSWORD).click()
    opened.post.set_up()
    opened.post.courier.account_changed()
    stands(opened, qtbot, RecapState.SENT)


def test_what_nobody_knows_is_never_sent_again_by_itself(opened: Opened, qtbot: QtBot) -> None:
    opened.post.answers, opened.post.after_dot = [NobodyKnows("cut")], True
    send(opened, qtbot, RecapState.UNCERTAIN)
    assert opened.ui.outbox.acts == (Act.WAS_SENT, Act.AGAIN, Act.NOT_SENT)
    opened.clock.go_on(hours=2)
    opened.post.courier.wake()
    opened.settle()
    assert len(opened.post.arrived) == 1
    opened.ui.outbox.button(Act.WAS_SENT).click()
    stands(opened, qtbot, RecapState.SENT)


def test_the_person_may_say_that_it_was_not_sent(opened: Opened, qtbot: QtBot) -> None:
    opened.post.answers, opened.post.after_dot = [NobodyKnows("cut")], True
    send(opened, qtbot, RecapState.UNCERTAIN)
    opened.ui.outbox.button(Act.NOT_SENT).click()
    stands(opened, qtbot, RecapState.DRAFT)


def test_a_mail_that_is_in_sent_was_sent(opened: Opened, qtbot: QtBot) -> None:
    opened.post.set_up(replace(ACCOUNT, imap=IMAP))
    opened.post.answers, opened.post.after_dot = [NobodyKnows("cut")], True
    release(opened, qtbot)
    opened.post.sent = [opened.recap().message_id]
    let_it_go(opened)
    stands(opened, qtbot, RecapState.SENT)


def test_a_mail_that_is_not_in_sent_is_asked_about(opened: Opened, qtbot: QtBot) -> None:
    opened.post.set_up(replace(ACCOUNT, imap=IMAP))
    opened.post.answers, opened.post.after_dot = [NobodyKnows("cut")], True
    send(opened, qtbot, RecapState.UNCERTAIN)
    qtbot.waitUntil(lambda: "it is not in your Sent folder" in opened.ui.outbox.words)
    assert opened.ui.outbox.acts == (Act.LOOK, Act.WAS_SENT, Act.AGAIN, Act.NOT_SENT)
    opened.post.sent = [opened.recap().message_id]
    opened.ui.outbox.button(Act.LOOK).click()
    stands(opened, qtbot, RecapState.SENT)


def test_a_slow_server_can_be_stopped_before_the_last_byte(opened: Opened, qtbot: QtBot) -> None:
    opened.post.is_open.clear()
    release(opened, qtbot)
    let_it_go(opened)
    qtbot.waitUntil(lambda: "It is on its way" in opened.ui.outbox.words)
    opened.clock.go_on(seconds=11)
    qtbot.waitUntil(lambda: Act.STOP in opened.ui.outbox.acts)
    assert opened.ui.outbox.words.startswith("The mail server takes its time.")
    opened.ui.outbox.button(Act.STOP).click()
    stands(opened, qtbot, RecapState.DRAFT)
    assert opened.post.arrived == []


def test_after_half_a_day_it_asks_before_it_goes(opened: Opened, qtbot: QtBot) -> None:
    release(opened, qtbot)
    opened.clock.go_on(hours=13)
    opened.post.courier.wake()
    opened.window.refresh()
    qtbot.waitUntil(lambda: Act.NOW in opened.ui.outbox.acts)
    assert opened.ui.outbox.words == (
        "It has waited since 21 November, 14:49, so we ask first: should it still go?"
    )
    assert opened.post.arrived == []
    opened.ui.outbox.button(Act.NOW).click()
    stands(opened, qtbot, RecapState.SENT)


def test_a_later_start_takes_up_what_an_earlier_one_left(opened: Opened, qtbot: QtBot) -> None:
    release(opened, qtbot)
    opened.clock.go_on(minutes=5)
    opened.tasks.write(lambda store: store.outbox.take(opened.recap().id, opened.clock.now()))
    opened.post.courier.open()
    stands(opened, qtbot, RecapState.SENT)
    assert len(opened.post.arrived) == 1
