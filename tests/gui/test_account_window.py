"""Setting up the mail account: by its address, tried before it is kept, the password unseen."""

from __future__ import annotations

import logging
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from companion.account import Account, Security, Server
from companion.mail.imap import MailboxTrouble
from companion.mail.providers import providers
from companion.mail.transport import NotDelivered, Trouble
from tests.gui.account_page import WORD, AccountDesk, Drawer, Servers, account_desk

GMAIL = {"smtp.gmail.com": None, "imap.gmail.com": None}
KEPT = providers()["gmail"].account("ana@gmail.com")


def test_an_address_of_a_known_provider_is_all_that_is_asked_beside_the_password(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with account_desk(qtbot, tmp_path, Servers(GMAIL)) as desk:
        desk.try_out("ana@gmail.com")
        assert desk.account == KEPT
        assert desk.drawer.entries == {("Companion mail ana@gmail.com", "ana@gmail.com"): WORD}
        assert "It works" in desk.notice
        assert "keyring" in desk.ui.kept.text()


def test_nobody_is_asked_anything_before_the_button_is_pressed(
    qtbot: QtBot, tmp_path: Path
) -> None:
    servers = Servers(GMAIL)
    with account_desk(qtbot, tmp_path, servers) as desk:
        desk.write(desk.ui.address, "ana@gmail.com")
        desk.write(desk.ui.password, WORD)
        desk.settle()
        assert servers.asked == []
        assert desk.account is None


def test_the_persons_own_address_stands_there_already(qtbot: QtBot, tmp_path: Path) -> None:
    with account_desk(qtbot, tmp_path, Servers({})) as desk:
        assert desk.ui.address.text() == "ana@our.example"
        assert desk.ui.password.hasFocus()


def test_an_unknown_provider_is_found_by_guessing_in_order(qtbot: QtBot, tmp_path: Path) -> None:
    servers = Servers({"mail.our.example": None})
    with account_desk(qtbot, tmp_path, servers) as desk:
        desk.try_out()
        assert [host for host, _ in servers.asked] == [
            "smtp.our.example",
            "mail.our.example",
            "imap.our.example",
            "mail.our.example",
        ]
        assert desk.account is not None
        assert desk.account.smtp == Server(host="mail.our.example", port=465, security=Security.TLS)
        assert desk.account.imap is not None


def test_a_wrong_password_is_tried_once_and_the_cursor_is_back_in_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    servers = Servers(GMAIL)
    with account_desk(qtbot, tmp_path, servers) as desk:
        desk.try_out("ana@gmail.com", "not the word")
        assert servers.asked == [("smtp.gmail.com", "nottheword")]
        assert "did not accept the password" in desk.notice
        assert desk.ui.password.hasFocus()
        assert (desk.account, desk.drawer.entries) == (None, {})


def test_the_blanks_between_the_groups_of_an_app_password_are_left_out(
    qtbot: QtBot, tmp_path: Path
) -> None:
    servers = Servers(GMAIL)
    with account_desk(qtbot, tmp_path, servers) as desk:
        desk.try_out("ana@gmail.com", " ".join((WORD[:6], WORD[6:12], WORD[12:])))
        assert servers.asked[0] == ("smtp.gmail.com", WORD)


def test_without_a_safe_keyring_the_password_is_held_for_this_run_and_that_is_said(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with account_desk(qtbot, tmp_path, Servers(GMAIL), Drawer(is_open=False)) as desk:
        desk.try_out("ana@gmail.com")
        assert "for this run only" in desk.ui.kept.text()
        assert desk.account == KEPT
        assert desk.credentials.password(KEPT) == WORD


def test_a_keyring_that_waits_for_a_person_holds_no_window_up(qtbot: QtBot, tmp_path: Path) -> None:
    servers = Servers(GMAIL)
    with account_desk(qtbot, tmp_path, servers) as desk:
        desk.drawer.gate.clear()
        desk.write(desk.ui.address, "ana@gmail.com")
        desk.write(desk.ui.password, WORD)
        desk.ui.try_out.click()
        qtbot.waitUntil(lambda: len(servers.asked) == 2)
        later = QTimer(desk.window, singleShot=True)
        with qtbot.waitSignal(later.timeout):
            later.start(0)
        assert desk.window.trying.is_busy
        assert desk.ui.stop.isVisible()
        desk.drawer.gate.set()
        desk.settle()
        assert desk.account == KEPT


def texts_of(window: QWidget) -> list[str]:
    """Return all that *window* says, to eyes and to a screen reader."""
    said = [each.text() for each in window.findChildren(QLabel)]
    said += [each.text() for each in window.findChildren(QLineEdit)]
    others = window.findChildren(QWidget)
    return said + [f"{each.accessibleName()} {each.toolTip()}" for each in others]


def test_the_password_is_on_no_screen_in_no_file_and_in_no_log(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with account_desk(qtbot, tmp_path, Servers(GMAIL), Drawer(is_open=False)) as desk:
        desk.try_out("ana@gmail.com", f"wrong {WORD}")
        assert desk.ui.password.echoMode() is QLineEdit.EchoMode.Password
        assert WORD not in desk.ui.password.displayText()
        desk.try_out("ana@gmail.com")
        assert desk.ui.password.text() == ""
        assert WORD not in "".join(texts_of(desk.window))
    files = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert WORD.encode() not in files
    assert WORD not in caplog.text


def test_a_mailbox_that_says_no_is_told_and_the_account_is_kept(
    qtbot: QtBot, tmp_path: Path
) -> None:
    servers = Servers({**GMAIL, "imap.gmail.com": MailboxTrouble(Trouble.NOT_REACHABLE)})
    with account_desk(qtbot, tmp_path, servers) as desk:
        desk.try_out("ana@gmail.com")
        assert desk.account == KEPT
        assert "Drafts cannot be saved at imap.gmail.com" in desk.notice


def test_what_cannot_be_reached_now_may_be_kept_all_the_same(qtbot: QtBot, tmp_path: Path) -> None:
    with account_desk(qtbot, tmp_path, Servers({})) as desk:
        desk.try_out("ana@gmail.com")
        assert desk.account is None
        desk.ui.notice.act()
        desk.settle()
        assert desk.account == KEPT
        assert desk.credentials.password(KEPT) == WORD


def test_microsofts_refusal_is_recognised_and_the_other_ways_are_named(
    qtbot: QtBot, tmp_path: Path
) -> None:
    off = NotDelivered(Trouble.SIGN_IN_SWITCHED_OFF, 550)
    with account_desk(qtbot, tmp_path, Servers({"smtp.office365.com": off})) as desk:
        desk.try_out("ana@contoso.onmicrosoft.com")
        assert "mail program or in Outlook on the web, or copy them" in desk.notice


def test_from_its_day_on_microsoft_is_known_to_refuse(qtbot: QtBot, tmp_path: Path) -> None:
    with account_desk(qtbot, tmp_path, Servers({})) as desk:
        desk.clock.wall += timedelta(days=3_650)
        desk.write(desk.ui.address, "ana@contoso.onmicrosoft.com")
        assert "administrator" in desk.ui.refusal_text.text()
        assert desk.ui.try_out.isEnabled()


def test_where_no_password_is_taken_none_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    with account_desk(qtbot, tmp_path, Servers({})) as desk:
        desk.write(desk.ui.address, "ana@hotmail.com")
        assert not desk.ui.password.isVisible()
        assert not desk.ui.try_out.isEnabled()
        assert "copy them" in desk.ui.refusal_text.text()
        desk.write(desk.ui.address, "ana@gmail.com")
        assert desk.ui.password.isVisible()
        assert desk.ui.try_out.isEnabled()


def test_servers_written_by_hand_are_the_only_ones_tried(qtbot: QtBot, tmp_path: Path) -> None:
    servers = Servers({"post.our.example": None})
    with account_desk(qtbot, tmp_path, servers) as desk:
        form = desk.ui.servers
        desk.write(form.username, "ortiz")
        desk.write(form.smtp.host, "post.our.example")
        form.smtp.security.setCurrentIndex(1)
        form.smtp.security.activated.emit(1)
        desk.write(form.imap.host, "")
        desk.try_out()
        assert desk.account == Account(
            address="ana@our.example",
            username="ortiz",
            smtp=Server(host="post.our.example", port=587, security=Security.STARTTLS),
        )
        assert servers.asked == [("post.our.example", WORD)]


def test_a_provider_chosen_by_hand_stays_while_the_name_changes(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with account_desk(qtbot, tmp_path, Servers({})) as desk:
        box = desk.ui.provider
        box.setCurrentIndex(box.findData("ionos"))
        box.activated.emit(box.currentIndex())
        desk.ui.address.setCursorPosition(0)
        desk.qtbot.keyClicks(desk.ui.address, "m")
        assert (desk.ui.address.text(), box.currentData()) == ("mana@our.example", "ionos")
        assert desk.ui.servers.smtp.host.text() == "smtp.ionos.de"
        assert desk.ui.servers.username.text() == "mana@our.example"


@pytest.mark.parametrize(
    ("written", "used"), [("2525", 2525), ("0", 465), ("70000", 465), ("x", 465), ("", 465)]
)
def test_a_port_that_is_none_becomes_the_usual_one(
    qtbot: QtBot, tmp_path: Path, written: str, used: int
) -> None:
    with account_desk(qtbot, tmp_path, Servers({"smtp.our.example": None})) as desk:
        desk.write(desk.ui.servers.smtp.port, written)
        desk.try_out()
        assert desk.account is not None
        assert desk.account.smtp.port == used


def test_a_test_goes_to_oneself_built_as_every_recap_is(qtbot: QtBot, tmp_path: Path) -> None:
    servers = Servers(GMAIL)
    with account_desk(qtbot, tmp_path, servers) as desk:
        assert not desk.ui.test.isEnabled()
        desk.try_out("ana@gmail.com")
        desk.ui.test.click()
        desk.settle()
        (sent,) = servers.sent
        mail = message_from_bytes(sent.mail, policy=default)
        assert (sent.sender, sent.recipients) == ("ana@gmail.com", ("ana@gmail.com",))
        assert str(mail["From"]) == "Ana Ortiz <ana@gmail.com>"
        assert mail["Subject"] == "A test from Companion"
        assert "The test is sent" in desk.notice


def test_a_trial_can_be_stopped(qtbot: QtBot, tmp_path: Path) -> None:
    servers = Servers(GMAIL)
    servers.gate.clear()
    with account_desk(qtbot, tmp_path, servers) as desk:
        desk.write(desk.ui.address, "ana@gmail.com")
        desk.write(desk.ui.password, WORD)
        desk.ui.try_out.click()
        qtbot.waitUntil(lambda: servers.asked != [])
        assert desk.ui.stop.isVisible()
        assert not desk.ui.try_out.isEnabled()
        qtbot.keyClick(desk.window, Qt.Key.Key_Escape)
        desk.settle()
        assert desk.account is None
        assert not desk.ui.stop.isVisible()


def test_enter_tries_and_a_held_enter_does_not_try_again(qtbot: QtBot, tmp_path: Path) -> None:
    servers = Servers({"smtp.gmail.com": NotDelivered(Trouble.WRONG_PASSWORD, 535)})
    with account_desk(qtbot, tmp_path, servers) as desk:
        desk.write(desk.ui.address, "ana@gmail.com")
        desk.write(desk.ui.password, "wrong")
        qtbot.keyClick(desk.ui.password, Qt.Key.Key_Return)
        desk.settle()
        assert len(servers.asked) == 1
        keys = desk.window.findChildren(QShortcut)
        assert keys
        assert not any(key.autoRepeat() for key in keys)


def answer_yes(box: QMessageBox | None) -> None:
    assert box is not None
    (yes,) = [
        each for each in box.buttons() if box.buttonRole(each) is QMessageBox.ButtonRole.AcceptRole
    ]
    yes.click()


def removed(desk: AccountDesk) -> None:
    """Remove the account as its button does, and confirm it."""
    desk.ui.remove.click()
    answer_yes(desk.window.findChild(QMessageBox))
    desk.settle()


def test_a_removed_account_takes_its_password_with_it(qtbot: QtBot, tmp_path: Path) -> None:
    with account_desk(qtbot, tmp_path, Servers(GMAIL)) as desk:
        desk.try_out("ana@gmail.com")
        with qtbot.waitSignal(desk.window.account_removed):
            removed(desk)
        assert (desk.account, desk.drawer.entries) == (None, {})
        assert "are removed" in desk.notice
        assert not desk.ui.remove.isVisible()


def test_a_keyring_that_is_locked_when_the_account_goes_is_named(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with account_desk(qtbot, tmp_path, Servers(GMAIL)) as desk:
        desk.try_out("ana@gmail.com")
        desk.drawer.is_open = False
        removed(desk)
        assert desk.account is None
        assert "“Companion mail ana@gmail.com”" in desk.notice


def test_an_account_whose_password_is_gone_asks_for_it(qtbot: QtBot, tmp_path: Path) -> None:
    with account_desk(qtbot, tmp_path, Servers(GMAIL), account=KEPT) as desk:
        assert "not here any more" in desk.ui.kept.text()
        assert desk.ui.password.hasFocus()
        desk.try_out()
        assert desk.credentials.password(KEPT) == WORD


def test_what_is_known_is_tried_again_without_being_typed_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    servers = Servers(GMAIL)
    with account_desk(qtbot, tmp_path, servers) as desk:
        desk.try_out("ana@gmail.com")
        servers.asked.clear()
        desk.ui.try_out.click()
        desk.settle()
        assert servers.asked[0] == ("smtp.gmail.com", WORD)


def test_another_address_forgets_the_password_of_the_one_before(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with account_desk(qtbot, tmp_path, Servers(GMAIL)) as desk:
        desk.try_out("ana@gmail.com")
        desk.try_out("ben@gmail.com")
        assert list(desk.drawer.entries) == [("Companion mail ben@gmail.com", "ben@gmail.com")]


@pytest.mark.parametrize("address", ["", "ana", "ana@", "a@b.example, c@d.example"])
def test_what_is_no_address_is_told_and_nobody_is_asked(
    qtbot: QtBot, tmp_path: Path, address: str
) -> None:
    servers = Servers(GMAIL)
    with account_desk(qtbot, tmp_path, servers) as desk:
        desk.ui.address.clear()
        desk.try_out(address)
        assert desk.notice
        assert (servers.asked, desk.account) == ([], None)
