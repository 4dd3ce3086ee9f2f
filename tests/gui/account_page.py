"""The account window on ways to servers, and a keyring, that answer as a test wants."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.account import Account
from companion.credentials import Credentials
from companion.errors import CompanionError
from companion.gui.mail.window import AccountWindow
from companion.gui.tasks import Tasks
from companion.gui.widgets.one_line import LineEdit
from companion.mail.transport import Accepted, NotDelivered, Stopped, Trouble
from companion.model import Me
from companion.model.outbox import Outgoing
from companion.paths import HISTORY_NAME
from companion.settings import SettingsFile
from companion.store import Store
from tests.clock import HandClock

WORD = "canary-pässwörd-7c1f"


class Servers:
    """What all servers of the world say, by host; who is not named here cannot be reached.

    Asked for the password ``WORD``; ``gate`` holds everybody up until it is set.
    """

    def __init__(self, says: Mapping[str, CompanionError | None]) -> None:
        self.says = dict(says)
        self.gate = Event()
        self.gate.set()
        self.asked: list[tuple[str, str]] = []
        self.sent: list[Outgoing] = []

    def connect(self, account: Account, password: str) -> Way:
        return Way(self, account, password)

    def sign_in(self, account: Account, password: str) -> None:
        assert account.imap is not None
        self.answer(account.imap.host, password)

    def answer(self, host: str, password: str) -> None:
        self.asked.append((host, password))
        self.gate.wait(30)
        said = self.says.get(host, NotDelivered(Trouble.NOT_REACHABLE, may_pass=True))
        if said is not None:
            raise said
        if password != WORD:
            raise NotDelivered(Trouble.WRONG_PASSWORD, 535)


class Way:
    """A transport to those servers."""

    def __init__(self, servers: Servers, account: Account, password: str) -> None:
        self._servers, self._host, self._password = servers, account.smtp.host, password
        self._is_cancelled = False

    def prove(self) -> None:
        self._servers.answer(self._host, self._password)
        if self._is_cancelled:
            raise Stopped("It was stopped.")

    def deliver(self, outgoing: Outgoing, on_dot: Callable[[], None]) -> Accepted:
        self.prove()
        on_dot()
        self._servers.sent.append(outgoing)
        return Accepted({})

    def cancel(self) -> None:
        self._is_cancelled = True
        self._servers.gate.set()

    def close(self) -> None:
        """Have nothing to close."""


class Drawer:
    """A keyring in memory; closed, it raises; ``gate`` holds everybody up until it is set."""

    def __init__(self, *, is_open: bool = True) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.is_open = is_open
        self.gate = Event()
        self.gate.set()

    def get_password(self, service: str, username: str) -> str | None:
        self._mind()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._mind()
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._mind()
        del self.entries[service, username]

    def _mind(self) -> None:
        self.gate.wait(30)
        if not self.is_open:
            raise RuntimeError(WORD)


class AccountDesk:
    """The window, what a person does with it, and what is kept then."""

    def __init__(
        self, qtbot: QtBot, folder: Path, servers: Servers, drawer: Drawer, account: Account | None
    ) -> None:
        self.qtbot, self.folder, self.servers, self.drawer = qtbot, folder, servers, drawer
        with Store.open(folder / HISTORY_NAME) as store:
            store.people.save_me(Me(name="Ana Ortiz", emails=("ana@our.example",)))
        settings = SettingsFile(folder)
        settings.change(mail_account=account)
        self.credentials = Credentials(drawer, limit_s=10)
        self.clock = HandClock()
        self.tasks = Tasks(folder / HISTORY_NAME)
        self.window = AccountWindow(
            self.tasks, self.clock, settings, self.credentials, servers.connect, servers.sign_in
        )
        self.ui = self.window.ui
        qtbot.addWidget(self.window)
        with qtbot.waitSignal(self.window.ready):
            self.window.show()
        self.settle()

    @property
    def account(self) -> Account | None:
        """What another start would find."""
        return SettingsFile(self.folder).settings.mail_account

    @property
    def notice(self) -> str:
        return self.ui.notice.text

    def settle(self) -> None:
        """Wait until everything that was begun has come back."""
        self.qtbot.waitUntil(lambda: self.tasks.is_idle and not self.window.trying.is_busy)

    def write(self, field: LineEdit, text: str) -> None:
        """Put *text* into a field, in the place of what it has, as pasting and dictation do."""
        field.setFocus()
        self.qtbot.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.keyClick(field, Qt.Key.Key_Delete)
        field.insert(text)

    def try_out(self, address: str = "", password: str = WORD) -> None:
        """Fill in address and password, and press the button."""
        if address:
            self.write(self.ui.address, address)
        self.write(self.ui.password, password)
        self.ui.try_out.click()
        self.settle()


@contextmanager
def account_desk(
    qtbot: QtBot,
    folder: Path,
    servers: Servers,
    drawer: Drawer | None = None,
    account: Account | None = None,
) -> Iterator[AccountDesk]:
    """Open the window, and close what it needs afterwards."""
    desk = AccountDesk(qtbot, folder, servers, drawer or Drawer(), account)
    try:
        yield desk
    finally:
        servers.gate.set()
        desk.settle()
        desk.tasks.close()
