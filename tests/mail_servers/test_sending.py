"""Sending for real: to a postfix that proves who it is, with dovecot asked for the password."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from companion.account import Account, Security, Server
from companion.mail.smtp import SmtpTransport
from companion.mail.transport import NotDelivered, Trouble
from companion.model.outbox import Outgoing
from tests.mail_servers.servers import PASSWORDS, MailServers

ANA, BUERO, DANA, BEN, *_ = PASSWORDS
SECURITIES = pytest.mark.parametrize("security", list(Security))
BODY = "Grüße,\n.\n..zwei Punkte\n\n" + "lang " * 300 + "\nEnde ohne Zeilenende"


def account(
    servers: MailServers,
    address: str = ANA,
    security: Security = Security.TLS,
    host: str = "localhost",
) -> Account:
    port = servers.ports["submissions" if security is Security.TLS else "submission"]
    server = Server(host=host, port=port, security=security)
    return Account(address=address, username=address, smtp=server)


def outgoing(name: str, sender: str, *recipients: str) -> Outgoing:
    head = f"Subject: {name}\r\nMessage-ID: <{name}@our.example>\r\n\r\n"
    mail = (head + BODY.replace("\n", "\r\n")).encode()
    return Outgoing(
        recap_id=name,
        ticket=name,
        mail=mail,
        message_id=f"<{name}@our.example>",
        sender=sender,
        recipients=recipients,
    )


def send(
    servers: MailServers, here: Account, mail: Outgoing, password: str | None = None
) -> dict[str, int]:
    """Send as the program does; return who was refused."""
    word = PASSWORDS[here.address] if password is None else password
    transport = SmtpTransport(here, word, servers.trusting())
    try:
        return dict(transport.deliver(mail, lambda: None).refused)
    finally:
        transport.close()


@SECURITIES
@pytest.mark.parametrize("sender", [ANA, BUERO])
def test_a_mail_arrives_with_every_byte_of_its_text(
    mail_servers: MailServers, sender: str, security: Security
) -> None:
    name = f"arrives-{security}-{sender.encode().hex()}"
    here = account(mail_servers, sender, security)
    assert send(mail_servers, here, outgoing(name, sender, DANA)) == {}
    arrived = mail_servers.await_mail(DANA, f"<{name}@".encode())
    assert arrived.partition(b"\n\n")[2] == f"{BODY}\n".encode()
    assert f"sasl_username={sender}" in mail_servers.said()


def test_an_address_with_letters_beyond_ascii_gets_it_too(mail_servers: MailServers) -> None:
    send(mail_servers, account(mail_servers), outgoing("to-büro", ANA, BUERO))
    assert b"<to-b\xc3\xbcro@" in mail_servers.await_mail(BUERO, "<to-büro@".encode())


def test_one_refused_recipient_is_named_and_the_other_gets_the_mail_once(
    mail_servers: MailServers,
) -> None:
    mail = outgoing("partial", ANA, "nobody@client.example", BEN)
    assert send(mail_servers, account(mail_servers), mail) == {"nobody@client.example": 550}
    mail_servers.await_mail(BEN, b"<partial@")
    assert sum(b"<partial@" in each for each in mail_servers.mails(BEN)) == 1


def trouble(act: Callable[[], object]) -> Trouble:
    with pytest.raises(NotDelivered) as told:
        act()
    return told.value.trouble


def test_a_wrong_password_is_tried_once(mail_servers: MailServers) -> None:
    here, mail = account(mail_servers, DANA), outgoing("wrong-password", DANA, ANA)
    refused = trouble(lambda: send(mail_servers, here, mail, "canary wörd"))
    assert refused is Trouble.WRONG_PASSWORD
    assert mail_servers.wrong_passwords(DANA) == 1
    assert "canary" not in mail_servers.said()


@SECURITIES
def test_an_unproven_server_gets_neither_password_nor_mail(
    mail_servers: MailServers, security: Security
) -> None:
    somebody = f"nobody-sends-{security}@our.example"
    mail = outgoing(f"unproven-{security}", somebody, DANA)
    here = account(mail_servers, somebody, security)
    unknown = SmtpTransport(here, "a word")
    assert trouble(lambda: unknown.deliver(mail, lambda: None)) is Trouble.CERTIFICATE_UNKNOWN
    other = account(mail_servers, somebody, security, host="127.0.0.1")
    told = trouble(lambda: send(mail_servers, other, mail, "a word"))
    assert told is Trouble.CERTIFICATE_OTHER_HOST
    told = trouble(lambda: send(mail_servers, here, mail, "a word"))
    assert told is Trouble.WRONG_PASSWORD
    assert mail_servers.wrong_passwords(somebody) == 1


def test_a_server_without_encryption_gets_no_password(mail_servers: MailServers) -> None:
    port = mail_servers.ports["plain"]
    server = Server(host="localhost", port=port, security=Security.STARTTLS)
    here = Account(address=ANA, username=ANA, smtp=server)
    told = trouble(lambda: send(mail_servers, here, outgoing("plain", ANA, DANA)))
    assert told is Trouble.NO_ENCRYPTION
    mail_servers.await_said(r"disconnect from \S+ ehlo=1 (?:quit=1 )?commands=")


def test_a_mail_beyond_the_limit_of_the_server_is_told_apart(mail_servers: MailServers) -> None:
    mail = outgoing("large", ANA, DANA)
    large = Outgoing(
        recap_id="large",
        ticket="large",
        mail=mail.mail + b"x" * 1_000_000,
        message_id=mail.message_id,
        sender=ANA,
        recipients=(DANA,),
    )
    told = trouble(lambda: send(mail_servers, account(mail_servers), large))
    assert told is Trouble.TOO_LARGE
