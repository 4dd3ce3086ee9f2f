"""Tries an account out, keeps it and sends a test, all of it off the GUI thread."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from companion.account import Account
from companion.credentials import Credentials, Kept, service_name
from companion.errors import CompanionError, InvalidInput
from companion.gui.tasks import Tasks
from companion.mail.addresses import parse_recipients
from companion.mail.providers import guesses, imap_guesses
from companion.mail.trial import Connect, SignIn, Trial, Tried, mail_to_oneself


class Wanted(NamedTuple):
    """What the fields say; ``account`` is None where its servers are still to be guessed.

    ``before`` is the account that this one takes the place of.
    """

    address: str
    password: str
    account: Account | None
    before: Account | None

    def __repr__(self) -> str:
        return "Wanted(…)"


class ToOneself(NamedTuple):
    """A mail to oneself: who signs it, what it says."""

    name: str
    subject: str
    text: str
    now: datetime


class Trying(QObject):
    """One trial or test at a time."""

    ended = Signal()
    """Nothing is under way any more; the signal of what came of it follows."""

    kept = Signal(object, object)
    """An account signed in (Tried), and its password is there now (Kept)."""

    test_sent = Signal(object)
    """A test left through the Account."""

    failed = Signal(object)
    """It did not work: carries the CompanionError."""

    removed = Signal(object, bool)
    """The Account is no more; whether the keyring is known to have forgotten its password."""

    def __init__(
        self,
        tasks: Tasks,
        credentials: Credentials,
        parent: QObject,
        connect: Connect | None = None,
        sign_in: SignIn | None = None,
    ) -> None:
        """Keep passwords in *credentials*; the ways to the servers may be others than the real."""
        super().__init__(parent)
        self._tasks, self._credentials = tasks, credentials
        self._connect, self._sign_in = connect, sign_in
        self._trial: Trial | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._trial is not None

    def try_out(self, wanted: Wanted) -> None:
        """Sign in to what is *wanted*; what signs in is kept."""
        trial = self._begin()
        self._tasks.run_apart(
            lambda: _try(trial, self._credentials, wanted),
            lambda came: self._end_trial(*came),
            self._fail,
        )

    def keep_untried(self, wanted: Wanted) -> None:
        """Keep what is *wanted* although nobody could try it."""
        self._begin()
        self._tasks.run_apart(
            lambda: _keep_untried(self._credentials, wanted),
            lambda came: self._end_trial(*came),
            self._fail,
        )

    def send_test(self, account: Account, letter: ToOneself) -> None:
        """Send a test from *account* to itself."""
        trial = self._begin()
        self._tasks.run_apart(
            lambda: _send_test(trial, self._credentials, account, letter),
            lambda _done: self._end_test(account),
            self._fail,
        )

    def remove(self, account: Account) -> None:
        """Forget the password of *account*."""
        self._begin()
        self._tasks.run_apart(
            lambda: self._credentials.forget(account),
            lambda is_forgotten: self._end_removal(account, is_forgotten=is_forgotten),
            self._fail,
        )

    def stop(self) -> None:
        """Stop what is under way, as far as that is possible."""
        if self._trial is not None:
            self._trial.cancel()

    def _begin(self) -> Trial:
        self._trial = Trial(self._connect, self._sign_in)
        return self._trial

    def _end(self) -> None:
        self._trial = None
        self.ended.emit()

    def _end_trial(self, tried: Tried, kept: Kept) -> None:
        self._end()
        self.kept.emit(tried, kept)

    def _end_test(self, account: Account) -> None:
        self._end()
        self.test_sent.emit(account)

    def _end_removal(self, account: Account, *, is_forgotten: bool) -> None:
        self._end()
        self.removed.emit(account, is_forgotten)

    def _fail(self, error: CompanionError) -> None:
        self._end()
        self.failed.emit(error)


def _try(trial: Trial, credentials: Credentials, wanted: Wanted) -> tuple[Tried, Kept]:
    address = _address(wanted.address)
    if wanted.account is None:
        ways = tuple(
            Account(address=address, username=address, smtp=server) for server in guesses(address)
        )
        password = _password(credentials, wanted, ways[0])
        tried = trial.run(ways, imap_guesses(address), password, is_guess=True)
    else:
        account = _with_address(wanted.account, address)
        password = _password(credentials, wanted, account)
        tried = trial.run((account,), (account.imap,) if account.imap else (), password)
    return tried, _keep(credentials, wanted, tried.account, password)


def _keep_untried(credentials: Credentials, wanted: Wanted) -> tuple[Tried, Kept]:
    if wanted.account is None:
        raise InvalidInput("The server for sending is not named yet.")
    account = _with_address(wanted.account, _address(wanted.address))
    password = _password(credentials, wanted, account)
    return Tried(account), _keep(credentials, wanted, account, password)


def _send_test(trial: Trial, credentials: Credentials, account: Account, letter: ToOneself) -> None:
    password = credentials.password(account)
    if not password:
        raise InvalidInput("The password is not here any more. Please enter it and try it.")
    mail = mail_to_oneself(account, letter.name, letter.subject, letter.text, letter.now)
    trial.send(account, password, mail)


def _address(text: str) -> str:
    """Return the one address in *text*. Raises InvalidInput."""
    people = parse_recipients(text)
    if len(people) != 1:
        raise InvalidInput("Please enter one e-mail address: your own.")
    return people[0].address


def _with_address(account: Account, address: str) -> Account:
    """Return *account* with its address as it is written properly."""
    signs_in_by_it = account.username == account.address
    return replace(
        account, address=address, username=address if signs_in_by_it else account.username
    )


def _password(credentials: Credentials, wanted: Wanted, account: Account) -> str:
    """Return what was typed, else what is known of the account. Raises InvalidInput for none."""
    password = wanted.password or credentials.password(account)
    if not password:
        raise InvalidInput("The password is missing.")
    return password


def _keep(credentials: Credentials, wanted: Wanted, account: Account, password: str) -> Kept:
    before = wanted.before
    if before is not None and _entry(before) != _entry(account):
        credentials.forget(before)
    if not wanted.password and (kept := credentials.kept(account)) is not None:
        return kept
    return credentials.keep(account, password)


def _entry(account: Account) -> tuple[str, str]:
    return service_name(account), account.username
