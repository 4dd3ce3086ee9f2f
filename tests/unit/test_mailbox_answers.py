"""What mailboxes answer, in the words of known ones; a real one is in tests/mail_servers."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from companion.account import Account, Security, Server
from companion.mail.imap import (
    ALL,
    DRAFTS,
    SENT,
    MailboxTrouble,
    _folders_in,
    _sign_in_trouble,
    save_draft,
    sign_in,
)
from companion.model.outbox import Trouble

WORD = "canary-pässwörd-7c1f"


class Mailbox(socketserver.StreamRequestHandler):
    """Greets without encryption, says what it can do, and remembers what it was told."""

    def handle(self) -> None:
        server = self.server
        assert isinstance(server, Mailboxes)
        self.wfile.write(server.greeting)
        for line in self.rfile:
            server.heard.append(line)
            tag, command = line.split()[:2]
            if command == b"CAPABILITY":
                self.wfile.write(b"* CAPABILITY IMAP4rev1 " + server.can + b"\r\n")
            self.wfile.write(tag + b" OK done\r\n")


class Mailboxes(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, greeting: bytes, can: bytes) -> None:
        super().__init__(("127.0.0.1", 0), Mailbox)
        self.greeting, self.can = greeting, can
        self.heard: list[bytes] = []

    @property
    def account(self) -> Account:
        here = Server(host="127.0.0.1", port=self.server_address[1], security=Security.STARTTLS)
        return Account(address="a@our.example", username="a@our.example", smtp=here, imap=here)


@contextmanager
def mailbox(greeting: bytes = b"* OK hello\r\n", can: bytes = b"AUTH=PLAIN") -> Iterator[Mailboxes]:
    with Mailboxes(greeting, can) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def told(server: Mailboxes) -> Trouble | None:
    with pytest.raises(MailboxTrouble) as error:
        sign_in(server.account, WORD)
    assert WORD not in str(error.value) + repr(error.value)
    return error.value.trouble


@pytest.mark.parametrize("greeting", [b"* OK hello\r\n", b"* PREAUTH come in\r\n"])
def test_a_mailbox_without_encryption_gets_no_password(greeting: bytes) -> None:
    with mailbox(greeting) as server:
        assert told(server) is Trouble.NO_ENCRYPTION
        assert not [line for line in server.heard if b"CAPABILITY" not in line]


def test_a_mailbox_that_lets_everybody_in_before_encryption_gets_no_password() -> None:
    with mailbox(b"* PREAUTH come in\r\n", b"STARTTLS AUTH=PLAIN") as server:
        assert told(server) is not None
        assert not [line for line in server.heard if b"AUTHENTICATE" in line or b"LOGIN" in line]


@pytest.mark.parametrize("greeting", [b"220 smtp.our.example ESMTP\r\n", b"SSH-2.0-x\r\n"])
def test_what_is_no_mailbox_is_told_apart(greeting: bytes) -> None:
    with mailbox(greeting) as server:
        assert told(server) in (Trouble.NOT_A_MAIL_SERVER, Trouble.NOT_REACHABLE)


def test_an_account_that_only_sends_has_no_mailbox_to_ask() -> None:
    here = Server(host="127.0.0.1", port=1, security=Security.TLS)
    account = Account(address="a@our.example", username="a", smtp=here)
    with pytest.raises(MailboxTrouble, match="No mailbox is set up"):
        save_draft(account, WORD, b"")


@pytest.mark.parametrize(
    ("said", "host", "trouble"),
    [
        ("[AUTHENTICATIONFAILED] Invalid credentials", "imap.gmail.com", Trouble.WRONG_PASSWORD),
        (
            "[ALERT] Application-specific password required: https://support.google.com/",
            "imap.gmail.com",
            Trouble.APP_PASSWORD_NEEDED,
        ),
        ("[WEBALERT https://x.example] Web login", "imap.gmail.com", Trouble.SIGN_IN_NEEDED),
        ("AUTHENTICATE failed.", "outlook.office365.com", Trouble.SIGN_IN_SWITCHED_OFF),
        ("[UNAVAILABLE] Try again", "outlook.office365.com", Trouble.BUSY),
        ("LOGIN failed.", "imap.our.example", Trouble.WRONG_PASSWORD),
    ],
)
def test_a_refused_sign_in_is_told_apart(said: str, host: str, trouble: Trouble) -> None:
    assert _sign_in_trouble(said, host) is trouble


@pytest.mark.parametrize(
    ("lines", "folders"),
    [
        (
            [
                b'(\\HasNoChildren) "/" "INBOX"',
                b'(\\All \\HasNoChildren) "/" "[Gmail]/Alle Nachrichten"',
                b'(\\Drafts \\HasNoChildren) "/" "[Gmail]/Entw&APw-rfe"',
                b'(\\HasNoChildren \\Sent) "/" "[Gmail]/Gesendet"',
            ],
            {
                ALL: '"[Gmail]/Alle Nachrichten"',
                DRAFTS: '"[Gmail]/Entw&APw-rfe"',
                SENT: '"[Gmail]/Gesendet"',
            },
        ),
        ([b"(\\drafts) NIL Drafts"], {DRAFTS: '"Drafts"'}),
        ([b'(\\Sent) "\\\\" "say \\"sent\\""'], {SENT: '"say \\"sent\\""'}),
        ([(b'(\\Sent) "/" {6}', b'a "b" '), b""], {SENT: '"a \\"b\\" "'}),
        ([b'(\\Drafts \\Noselect) "/" "gone"', None], {}),
        ([b'(\\Drafts) "/" "first"', b'(\\Drafts) "/" "second"'], {DRAFTS: '"first"'}),
    ],
)
def test_folders_are_known_by_what_they_are_for(
    lines: list[object], folders: dict[str, str]
) -> None:
    found = _folders_in(lines)
    assert {each: found[each] for each in (DRAFTS, SENT, ALL) if each in found} == folders
