"""The mailbox, asked for real: drafts and sent mail by what their folders are for."""

from __future__ import annotations

import ssl
from collections.abc import Callable

import pytest

from companion.account import Account, Security, Server
from companion.mail.imap import MailboxTrouble, file_sent, find_sent, save_draft, sign_in
from companion.model.outbox import Trouble
from tests.mail_servers.servers import PASSWORDS, MailServers

ANA, BUERO = "ana@our.example", "büro@our.example"
DRAFTS_FOLDER, SENT_FOLDER = ".Entw&APw-rfe", ".Gesendete Objekte"

SECURITIES = pytest.mark.parametrize("security", list(Security))


def account(
    servers: MailServers,
    address: str = ANA,
    security: Security = Security.TLS,
    host: str = "localhost",
) -> Account:
    port = servers.ports["imaps" if security is Security.TLS else "imap"]
    mailbox = Server(host=host, port=port, security=security)
    return Account(address=address, username=address, smtp=mailbox, imap=mailbox)


def a_mail(name: str) -> tuple[bytes, str]:
    message_id = f"<{name}@our.example>"
    lines = ("Subject: Caf=C3=A9", f"Message-ID: {message_id}", "", "Grüße", ".", "")
    return "\r\n".join(lines).encode(), message_id


@SECURITIES
@pytest.mark.parametrize("address", [ANA, BUERO])
def test_a_draft_lies_unsent_and_read_in_the_folder_for_drafts(
    mail_servers: MailServers, address: str, security: Security
) -> None:
    mail, _ = a_mail(f"draft-{security}-{address.encode().hex()}")
    here = account(mail_servers, address, security)
    save_draft(here, PASSWORDS[address], mail, mail_servers.trusting())
    assert mail in [
        kept.replace(b"\n", b"\r\n") for kept in mail_servers.mails(address, DRAFTS_FOLDER)
    ]
    folder = mail_servers.folder / "mail" / address / "Maildir" / DRAFTS_FOLDER / "cur"
    assert all(file.name.endswith(":2,DS") for file in folder.iterdir())


def test_a_sent_mail_is_found_by_its_id_and_filed_once(mail_servers: MailServers) -> None:
    mail, message_id = a_mail("filed")
    here, word, context = account(mail_servers), PASSWORDS[ANA], mail_servers.trusting()
    assert not find_sent(here, word, message_id, context)
    assert file_sent(here, word, mail, message_id, context)
    assert not file_sent(here, word, mail, message_id, context)
    assert find_sent(here, word, message_id, context)
    assert len([m for m in mail_servers.mails(ANA, SENT_FOLDER) if b"<filed@" in m]) == 1


@pytest.mark.parametrize("message_id", ["<other@our.example>", '<"q\\" @our.example>', "<ü@x>"])
def test_another_id_is_not_found(mail_servers: MailServers, message_id: str) -> None:
    here, word, context = account(mail_servers), PASSWORDS[ANA], mail_servers.trusting()
    file_sent(here, word, a_mail("another")[0], "<another@our.example>", context)
    assert not find_sent(here, word, message_id, context)


def test_a_draft_of_the_same_id_is_no_sent_mail(mail_servers: MailServers) -> None:
    mail, message_id = a_mail("only-a-draft")
    here, word, context = account(mail_servers), PASSWORDS[ANA], mail_servers.trusting()
    save_draft(here, word, mail, context)
    assert not find_sent(here, word, message_id, context)


def trouble(act: Callable[[], object]) -> Trouble | None:
    with pytest.raises(MailboxTrouble) as told:
        act()
    return told.value.trouble


def test_a_wrong_password_is_tried_once_and_told_apart(mail_servers: MailServers) -> None:
    here, context = account(mail_servers), mail_servers.trusting()
    assert trouble(lambda: sign_in(here, "canary wörd", context)) is Trouble.WRONG_PASSWORD
    assert mail_servers.wrong_passwords(ANA) == 1


@SECURITIES
def test_an_unproven_server_gets_no_password(mail_servers: MailServers, security: Security) -> None:
    somebody = f"nobody-reads-{security}@our.example"
    here = account(mail_servers, somebody, security)
    refused = trouble(lambda: sign_in(here, "a word"))
    assert refused is Trouble.CERTIFICATE_UNKNOWN
    other = account(mail_servers, somebody, security, host="127.0.0.1")
    refused = trouble(lambda: sign_in(other, "a word", mail_servers.trusting()))
    assert refused is Trouble.CERTIFICATE_OTHER_HOST
    refused = trouble(lambda: sign_in(here, "a word", mail_servers.trusting()))
    assert refused is Trouble.WRONG_PASSWORD
    assert mail_servers.wrong_passwords(somebody) == 1


def test_a_port_that_begins_otherwise_is_told_apart(mail_servers: MailServers) -> None:
    port = mail_servers.ports["imap"]
    wrong = Server(host="localhost", port=port, security=Security.TLS)
    here = Account(address=ANA, username=ANA, smtp=wrong, imap=wrong)
    refused = trouble(lambda: sign_in(here, PASSWORDS[ANA], mail_servers.trusting()))
    assert refused is Trouble.NO_ENCRYPTION


def test_nobody_there_is_told_apart(mail_servers: MailServers) -> None:
    nobody = Server(host="localhost", port=1, security=Security.TLS)
    here = Account(address=ANA, username=ANA, smtp=nobody, imap=nobody)
    context = ssl.create_default_context()
    assert trouble(lambda: sign_in(here, PASSWORDS[ANA], context)) is Trouble.NOT_REACHABLE
