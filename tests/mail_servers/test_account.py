"""An account tried out for real, as the account window does it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from companion.account import Account, Security, Server
from companion.mail.imap import sign_in
from companion.mail.smtp import SmtpTransport
from companion.mail.transport import NotDelivered, Trouble
from companion.mail.trial import Trial, mail_to_oneself
from tests.mail_servers.servers import PASSWORDS, MailServers

ANA, BEN = "ana@our.example", "ben@client.example"


def trial(servers: MailServers) -> Trial:
    """Return a trial that knows the servers by the certificate of these tests."""
    context = servers.trusting()
    return Trial(
        lambda account, password: SmtpTransport(account, password, context),
        lambda account, password: sign_in(account, password, context),
    )


def server(servers: MailServers, port: str, security: Security = Security.TLS) -> Server:
    return Server(host="localhost", port=servers.ports[port], security=security)


def ways(servers: MailServers) -> tuple[Account, ...]:
    """Return guesses of which only the last is right, and none but it may see the password."""
    nobody = Server(host="localhost", port=1, security=Security.TLS)
    guessed = (
        nobody,
        server(servers, "submission"),
        server(servers, "plain", Security.STARTTLS),
        server(servers, "submission", Security.STARTTLS),
    )
    return tuple(Account(address=ANA, username=ANA, smtp=each) for each in guessed)


def test_guesses_go_on_until_one_signs_in_and_a_test_then_arrives(
    mail_servers: MailServers,
) -> None:
    guessed = (server(mail_servers, "imap"), server(mail_servers, "imaps"))
    tried = trial(mail_servers).run(ways(mail_servers), guessed, PASSWORDS[ANA], is_guess=True)
    assert tried.account.smtp == server(mail_servers, "submission", Security.STARTTLS)
    assert tried.account.imap == server(mail_servers, "imaps")
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    letter = mail_to_oneself(tried.account, "Ana Ortiz", "A test", "Grüße an mich.", now)
    trial(mail_servers).send(tried.account, PASSWORDS[ANA], letter)
    arrived = mail_servers.await_mail(ANA, letter.message_id.encode())
    assert b"From: Ana Ortiz <ana@our.example>" in arrived


def test_a_wrong_password_is_shown_to_one_server_once(mail_servers: MailServers) -> None:
    guessed = tuple(replace(way, username=BEN) for way in ways(mail_servers))
    with pytest.raises(NotDelivered) as told:
        trial(mail_servers).run((*guessed, guessed[-1]), (), "canary wörd", is_guess=True)
    assert told.value.trouble is Trouble.WRONG_PASSWORD
    assert mail_servers.wrong_passwords(BEN) == 1
