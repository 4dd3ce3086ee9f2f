"""Carries released recaps out of the house, each once, for as long as the program runs.

One courier serves all windows. It is woken when something is released, by one timer when the
next mail is due, and when what it needs has come; it never asks the history again and again.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from companion.account import Account
from companion.errors import CompanionError
from companion.gui.mailing import Ways, Witnessed, keeps_sent
from companion.gui.tasks import Tasks
from companion.model import Recap, RecapState
from companion.model.outbox import Delivery, Trouble
from companion.session import Clock
from companion.settings import SettingsFile
from companion.store import Store

if TYPE_CHECKING:
    from companion.credentials import Credentials

T = TypeVar("T")
R = TypeVar("R")


LONGEST_SLEEP_MS = 60_000
"""How long the timer is set at most: it stands still while the machine sleeps, the mail's time
does not."""

AT_ONCE = 3
"""Mails that leave at the same time, once the server has taken one with the password of now."""

WRONG_PASSWORD = frozenset({Trouble.WRONG_PASSWORD, Trouble.APP_PASSWORD_NEEDED})


class Need(StrEnum):
    """What the courier cannot go on without."""

    NOTHING = "nothing"
    ACCOUNT = "account"
    PASSWORD = "password"  # noqa: S105 - the name of what is missing


class Found(StrEnum):
    """What came of looking for a mail in the folder of sent mail."""

    LOOKING = "looking"
    NOT_THERE = "not there"
    NOT_LOOKED = "not looked"


class Courier(QObject):
    """Delivers what is due, and asks for what it needs by signals; it shows nothing."""

    changed = Signal(str)
    """The recap with that id stands another way now."""

    need_changed = Signal()
    """``need`` is another one now."""

    _stepped = Signal(str)

    def __init__(
        self,
        tasks: Tasks,
        clock: Clock,
        settings: SettingsFile,
        credentials: Credentials,
        ways: Ways | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Send with the account in *settings*; *ways* to its servers may be others."""
        super().__init__(parent)
        self._tasks, self._clock = tasks, clock
        self._settings, self._credentials = settings, credentials
        self._ways = ways or Ways()
        self._under_way: dict[str, Witnessed] = {}
        self._is_asking = False
        self._proven = self._refused = ""
        self._found: dict[str, Found] = {}
        self.need = Need.NOTHING
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.wake)
        # Each step is committed on another thread, and told on this one.
        self._stepped.connect(self.changed, Qt.ConnectionType.QueuedConnection)

    @property
    def account(self) -> Account | None:
        """The mail account of this computer, if one is set up."""
        return self._settings.settings.mail_account

    def open(self) -> None:
        """Put right what an end in the middle has left, then carry what is due."""
        from companion.delivery import recover

        self._tasks.run(lambda: recover(self._tasks.keep), self._take_up)

    def wake(self) -> None:
        """Carry what is due now; call it when something was released or taken back."""
        now = self._clock.now()
        self._tasks.read(
            lambda store: (store.outbox.due(now), store.outbox.next_due(now)),
            self._carry,
            newest="outbox",
        )

    def account_changed(self) -> None:
        """Go on with another account or password."""
        self._proven = self._refused = ""
        self._ask_for(Need.NOTHING)
        self.wake()

    def stop(self, recap_id: str) -> None:
        """Stop a mail that is leaving; before its last byte it is a draft again."""
        line = self._under_way.get(recap_id)
        if line is not None:
            line.cancel()

    def found(self, recap_id: str) -> Found | None:
        """Return what came of looking for an uncertain mail; None where nobody has looked."""
        return self._found.get(recap_id)

    def look(self, recap_id: str) -> None:
        """Look for an uncertain mail among the sent ones; one that is there was sent."""
        if self._found.get(recap_id) is not Found.LOOKING:
            self._tell_found(recap_id, Found.LOOKING)
            self._tasks.run_apart(
                lambda: self._look_for(recap_id),
                self._tell_looked,
                lambda _error: self._tell_found(recap_id, Found.NOT_LOOKED),
            )

    def save_draft(
        self,
        build: Callable[[], bytes],
        done: Callable[[object], object],
        failed: Callable[[CompanionError], object],
    ) -> None:
        """Put the mail that *build* makes into the folder of drafts on the mail server."""

        def save() -> None:
            self._with_password(self._ways.save_draft, build())

        self._tasks.run_apart(save, done, failed)

    # ------------------------------------------------------------ carrying

    def _take_up(self, recovered: tuple[Recap, ...]) -> None:
        for recap in recovered:
            self.changed.emit(recap.id)
            self._look_by_itself(recap.id, recap.state)
        self.wake()

    def _carry(self, planned: tuple[tuple[str, ...], datetime | None]) -> None:
        due, next_due = planned
        waiting = tuple(recap_id for recap_id in due if recap_id not in self._under_way)
        ahead = (next_due - self._clock.now()).total_seconds() if next_due else 0
        if ahead > 0:
            self._timer.start(min(int(ahead * 1000) + 1, LONGEST_SLEEP_MS))
        if self._is_asking:
            return
        if not waiting:
            self._ask_for(Need.NOTHING)
            return
        account = self.account
        if account is None:
            self._ask_for(Need.ACCOUNT)
            return
        self._is_asking = True
        self._tasks.run(
            lambda: self._credentials.password(account),
            lambda password: self._send(waiting, account, password),
        )

    def _send(self, waiting: tuple[str, ...], account: Account, password: str | None) -> None:
        """Send as many as may go at once; a password that was refused is not tried again."""
        self._is_asking = False
        if not password or password == self._refused:
            self._ask_for(Need.PASSWORD)
            return
        self._ask_for(Need.NOTHING)
        room = (AT_ONCE if password == self._proven else 1) - len(self._under_way)
        for recap_id in waiting[: max(0, room)]:
            self._start(recap_id, Witnessed(self._ways.connect(account, password)), password)

    def _start(self, recap_id: str, line: Witnessed, password: str) -> None:
        self._under_way[recap_id] = line

        def keep(act: Callable[[Store], T]) -> T:
            kept = self._tasks.keep(act)
            self._stepped.emit(recap_id)
            return kept

        def carry() -> object:
            from companion.delivery import deliver

            return deliver(recap_id, line, keep, self._clock)

        def fail(error: CompanionError) -> None:
            self._tasks.failed.emit(error)
            self._read_back(recap_id, password)

        self._tasks.run_apart(carry, lambda _recap: self._read_back(recap_id, password), fail)

    def _read_back(self, recap_id: str, password: str) -> None:
        now = self._clock.now()
        self._tasks.read(
            lambda store: store.outbox.delivery(recap_id, now),
            lambda delivery: self._end(recap_id, password, delivery),
            lambda _error: self._end(recap_id, password, None),
        )

    def _end(self, recap_id: str, password: str, delivery: Delivery | None) -> None:
        line = self._under_way.pop(recap_id, None)
        if line is not None:
            self._file(line, password)
        if delivery is not None:
            if delivery.trouble in WRONG_PASSWORD:
                self._refused = password
            elif delivery.state is RecapState.SENT:
                self._proven = password
            self._look_by_itself(recap_id, delivery.state)
        self.changed.emit(recap_id)
        self.wake()

    def _file(self, line: Witnessed, password: str) -> None:
        """Put what was taken among the sent mail, where the provider does not do so itself."""
        account, mail = self.account, line.taken
        if account is None or account.imap is None or mail is None or keeps_sent(account):
            return
        self._tasks.run_apart(
            lambda: self._ways.file_sent(account, password, mail.mail, mail.message_id),
            failed=lambda _error: None,  # the mail has left; a copy less is nothing to be told
        )

    def _ask_for(self, need: Need) -> None:
        if need is not self.need:
            self.need = need
            self.need_changed.emit()

    # ------------------------------------------------------------ what nobody knows

    def _look_by_itself(self, recap_id: str, state: RecapState) -> None:
        account = self.account
        if state is RecapState.UNCERTAIN and account is not None and account.imap is not None:
            self.look(recap_id)

    def _look_for(self, recap_id: str) -> Recap:
        from companion.delivery import look_for

        def is_in_sent(message_id: str) -> bool:
            return self._with_password(self._ways.look_in_sent, message_id)

        return look_for(recap_id, is_in_sent, self._tasks.keep, self._clock)

    def _with_password(self, act: Callable[[Account, str, T], R], about: T) -> R:
        """Do *act* with the account and its password; blocks. Raises NoPassword."""
        account = self.account
        password = self._credentials.password(account) if account else None
        if account is None or not password:
            raise NoPassword("Your mail account or its password is missing here.")
        return act(account, password, about)

    def _tell_looked(self, recap: Recap) -> None:
        if recap.state is RecapState.UNCERTAIN:
            self._tell_found(recap.id, Found.NOT_THERE)
        else:
            self._found.pop(recap.id, None)
            self.changed.emit(recap.id)

    def _tell_found(self, recap_id: str, found: Found) -> None:
        self._found[recap_id] = found
        self.changed.emit(recap_id)


class NoPassword(CompanionError):
    """The mail server could not be asked, since nobody has given the password yet."""

    advice = "Open “Mail account” under More, and enter it."
