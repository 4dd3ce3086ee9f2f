"""The real program, a real X server and a real mail server: an account set up by keyboard alone."""

from __future__ import annotations

from pathlib import Path

from companion.account import Account, Security, Server
from companion.settings import SettingsFile
from tests.journeys.person import Person
from tests.journeys.x_server import XServer
from tests.mail_servers.servers import PASSWORDS, MailServers

ANA = "ana@our.example"
MENU_ENTRY = 8
"""How far down *Mail account…* is in the menu of the main window."""


def trusting(servers: MailServers) -> dict[str, str]:
    """Return what makes a program trust these servers as it does those of the world."""
    return {"SSL_CERT_FILE": str(servers.folder / "ca.pem")}


def open_account(person: Person) -> None:
    """Open the window from the menu of the main window."""
    person.is_at("^Companion$")
    keys = ("Escape", "F10", *("Down",) * MENU_ENTRY, "Return")
    person.tries(keys, lambda: person.title().startswith("Mail account"))


def set_up(person: Person, servers: MailServers, password: str = PASSWORDS[ANA]) -> None:
    """Open the window, fill it in and press Enter."""
    open_account(person)
    # Past the provider, which is another one, and the fold, which is open.
    person.type(ANA, "", password, "", "")
    person.type("", "localhost", "", str(servers.ports["submissions"]))
    person.type("", "localhost", "", str(servers.ports["imaps"]))
    person.press("Return")


def kept(person: Person) -> Account | None:
    return SettingsFile(person.folder).settings.mail_account


def test_an_account_is_set_up_tried_and_tested_by_keyboard(
    x_server: XServer, mail_servers: MailServers, tmp_path: Path
) -> None:
    with Person(x_server, tmp_path / "history", trusting(mail_servers)) as person:
        set_up(person, mail_servers)
        account = person.wait_until(lambda: kept(person))
        ports = mail_servers.ports
        secure = Security.TLS
        assert account == Account(
            address=ANA,
            username=ANA,
            smtp=Server(host="localhost", port=ports["submissions"], security=secure),
            imap=Server(host="localhost", port=ports["imaps"], security=secure),
        )
        # The button that sends a test has the focus once the account is kept.
        person.tries(("Return",), lambda: mail_servers.mails(ANA))
        assert b"Subject: A test from Companion" in mail_servers.await_mail(ANA, b"A test from")
        files = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
        assert PASSWORDS[ANA].encode() not in files
        assert person.close_windows() == 0
