"""A post office for tests: a courier with an account, whose mails go where a test can see them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from companion.account import Account, Security, Server
from companion.credentials import Credentials
from companion.gui.courier import Courier
from companion.gui.mailing import Ways
from companion.gui.tasks import Tasks
from companion.mail.transport import Accepted, Stopped
from companion.model.outbox import Outgoing
from companion.session import Clock
from companion.settings import SettingsFile

SMTP = Server(host="mail.lumen.example", port=465, security=Security.TLS)
IMAP = Server(host="mail.lumen.example", port=993, security=Security.TLS)
ACCOUNT = Account(address="priya@lumen.example", username="priya", smtp=SMTP)
PASSWORD = "correct horse"


class Ring:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.known.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.known[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.known[service, username]


class Post:
    """What a courier needs, and what became of the mails that it brought.

    ``answers`` are taken one after the other for each mail: an error is raised instead of taking
    it, before the dot or (with ``after_dot``) behind it. ``is_open`` lets the server answer; while
    it is not set, all mails wait but those in ``let_by``.
    """

    def __init__(self, tasks: Tasks, clock: Clock, folder: Path) -> None:
        self.settings = SettingsFile(folder)
        self.credentials = Credentials(Ring())
        self.arrived: list[Outgoing] = []
        self.passwords: list[str] = []
        self.answers: list[Exception | Accepted] = []
        self.after_dot = False
        self.is_open = threading.Event()
        self.is_open.set()
        self.let_by: tuple[str, ...] = ()
        self.closed = 0
        self.drafts: list[bytes] = []
        self.sent: list[str] = []
        self.filed: list[tuple[bytes, str]] = []
        self.courier = Courier(
            tasks,
            clock,
            self.settings,
            self.credentials,
            Ways(
                connect=lambda account, password: Line(self, account, password),
                look_in_sent=lambda _account, _password, message_id: message_id in self.sent,
                save_draft=lambda _account, _password, mail: self.drafts.append(mail),
                file_sent=lambda _account, _password, *mail: self.filed.append(mail),
            ),
        )

    def set_up(self, account: Account = ACCOUNT, password: str = PASSWORD) -> None:
        """Set an account up, with its password in the keyring."""
        self.settings.change(mail_account=account)
        if password:
            self.credentials.keep(account, password)


class Line:
    """The connection for one mail."""

    def __init__(self, post: Post, _account: Account, password: str) -> None:
        self._post = post
        self._is_cancelled = False
        post.passwords.append(password)

    def deliver(self, outgoing: Outgoing, on_dot: Callable[[], None]) -> Accepted:
        post = self._post
        if outgoing.recap_id not in post.let_by:
            post.is_open.wait()
        if self._is_cancelled:
            raise Stopped("It was stopped.")
        answer = post.answers.pop(0) if post.answers else Accepted({})
        if isinstance(answer, Exception) and not post.after_dot:
            raise answer
        on_dot()
        post.arrived.append(outgoing)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def cancel(self) -> None:
        self._is_cancelled = True
        self._post.is_open.set()

    def close(self) -> None:
        self._post.closed += 1
