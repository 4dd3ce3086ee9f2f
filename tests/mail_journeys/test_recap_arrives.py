"""A recap from the button to the client's mailbox, over a real mail server."""

from __future__ import annotations

from pathlib import Path

import fast_mail_parser

from companion.account import Account, Security, Server
from companion.model import RecapState
from companion.paths import HISTORY_NAME
from companion.settings import SettingsFile
from companion.store import Store
from tests.gui.recap_history import full_call, history
from tests.journeys.person import Person
from tests.journeys.test_sending import PEOPLE, becomes, open_recap, release
from tests.journeys.x_server import XServer
from tests.mail_journeys.test_mail_account import open_account, trusting
from tests.mail_servers.servers import PASSWORDS, MailServers

PRIYA, SENT_FOLDER = "priya@lumen.example", ".Gesendete Objekte"


def begin(folder: Path, servers: MailServers) -> None:
    """Leave an ended call with its recap, and an account whose password nobody has given yet."""
    folder.mkdir()
    place = Server(host="localhost", port=servers.ports["submission"], security=Security.STARTTLS)
    mailbox = Server(host="localhost", port=servers.ports["imaps"], security=Security.TLS)
    account = Account(address=PRIYA, username=PRIYA, smtp=place, imap=mailbox)
    SettingsFile(folder).change(mail_account=account)
    with Store.open(folder / HISTORY_NAME) as store:
        store.documents.load(history(full_call()))


def give_password(person: Person, servers: MailServers) -> None:
    """Enter the password in the account window, try it, and come back to the main window."""
    open_account(person)
    # It asks for the password that is not there, and the account signs in.
    person.x.settle(person.x.active_window())
    person.paste(PASSWORDS[PRIYA])
    person.press("Return")
    servers.await_sign_in(PRIYA)
    person.x.settle(person.x.active_window())
    person.tries(("alt+F4",), lambda: person.title() == "Companion")


def test_a_recap_arrives_at_each_of_its_recipients_once(
    x_server: XServer, mail_servers: MailServers, tmp_path: Path
) -> None:
    begin(tmp_path / "history", mail_servers)
    with Person(x_server, tmp_path / "history", trusting(mail_servers)) as person:
        give_password(person, mail_servers)
        open_recap(person)
        released = release(person)
        sent = becomes(person, RecapState.SENT)
        person.wait_until(lambda: mail_servers.mails(PRIYA, SENT_FOLDER))
        assert person.close_windows() == 0
    (filed,) = mail_servers.mails(PRIYA, SENT_FOLDER)
    assert sent.message_id.encode() in filed
    for address in PEOPLE:
        arrived = mail_servers.await_mail(address, sent.message_id.encode())
        mail = fast_mail_parser.parse_email(arrived)
        assert (mail.subject, released.message_id) == (sent.subject, sent.message_id)
        assert mail.headers["From"] == [f"Priya Nair <{PRIYA}>"]
        assert len(mail_servers.mails(address)) == 1
    assert f"sasl_username={PRIYA}" in mail_servers.said()
