"""Keeps the password of a mail account in the keyring of the system, and in no file of ours.

Every call may wait for up to ten seconds, since a keyring may ask a person to unlock it: it is
made off the GUI thread. Where no keyring can be used, the password is held for this run only.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from enum import StrEnum
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Protocol, TypeVar, cast

from companion.account import Account

T = TypeVar("T")

TRUSTED = frozenset(
    f"keyring.backends.{name}"
    for name in ("SecretService", "libsecret", "kwallet", "macOS", "Windows")
)
"""The keyrings of the systems. Any other module may write a plain file, or keep nothing at all."""

LIMIT_S = 10.0
"""Seconds that a keyring has to answer; the dialog that unlocks it may stand open for longer."""

MOST_BYTES = 2_560
"""What Windows keeps of one secret, in UTF-16: 1,280 characters. No mail password is that long."""

_log = logging.getLogger(__name__)


class Kept(StrEnum):
    """Where a password is now."""

    KEYRING = "keyring"
    THIS_RUN = "this run"


class Keyring(Protocol):
    """What is used of a keyring; each of these may block, or raise anything."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return the password, or None where there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep the password in the place of an older one."""

    def delete_password(self, service: str, username: str) -> None:
        """Forget the password."""


class Credentials:
    """The passwords of mail accounts. Every method may block: call it in a pool."""

    def __init__(self, keyring: Keyring | None = None, limit_s: float = LIMIT_S) -> None:
        """Use *keyring*, or that of the system; it has *limit_s* seconds for each answer."""
        self._keyring = keyring
        self._limit_s = limit_s
        self._held: dict[str, str] = {}
        self._wishes: dict[str, str | None] = {}
        self._lock = Lock()

    def password(self, account: Account) -> str | None:
        """Return the password of *account*; None where it has to be asked for."""
        with self._lock:
            held = self._held.get(service_name(account))
        if held is not None:
            return held
        return self._ask(lambda ring: ring.get_password(service_name(account), account.username))

    def kept(self, account: Account) -> Kept | None:
        """Return where the password of *account* is; None where it has to be asked for."""
        with self._lock:
            if service_name(account) in self._held:
                return Kept.THIS_RUN
        return Kept.KEYRING if self.password(account) is not None else None

    def keep(self, account: Account, password: str) -> Kept:
        """Keep *password* where it outlives this run if that can be, else in memory."""
        service = service_name(account)
        with self._lock:
            self._held[service] = self._wishes[service] = password
        is_short = len(password.encode("utf-16-le", "surrogatepass")) <= MOST_BYTES
        if not is_short or not self._ask(lambda ring: self._fulfil(ring, account)):
            return Kept.THIS_RUN
        with self._lock:
            if self._held.get(service) == password:
                del self._held[service]
        return Kept.KEYRING

    def forget(self, account: Account) -> bool:
        """Forget the password of *account*; return whether the keyring is known to be rid of it."""
        service = service_name(account)
        with self._lock:
            self._held.pop(service, None)
            self._wishes[service] = None
        return bool(self._ask(lambda ring: self._fulfil(ring, account)))

    def _fulfil(self, ring: Keyring, account: Account) -> bool:
        """Bring *ring* to the newest wish for *account*; return whether it really is so.

        An answer that comes minutes late would otherwise write an old password over a new one,
        or bring back one that was to be forgotten.
        """
        service, username = service_name(account), account.username
        while True:
            with self._lock:
                wish = self._wishes[service]
            if wish is not None:
                ring.set_password(service, username, wish)
            elif ring.get_password(service, username) is not None:
                ring.delete_password(service, username)
            with self._lock:
                is_newest = self._wishes[service] == wish
            if is_newest:
                return ring.get_password(service, username) == wish

    def _ask(self, question: Callable[[Keyring], T]) -> T | None:
        """Return the answer of the keyring; None where it has none within the limit.

        The thread that waits for a late answer is left alone, and its answer with it.
        """
        answers: SimpleQueue[T | None] = SimpleQueue()

        def wait() -> None:
            try:
                ring = _system_keyring() if self._keyring is None else self._keyring
                answers.put(None if ring is None else question(ring))
            except Exception as error:  # noqa: BLE001 - pywintypes.error, D-Bus and its like come bare
                # Its kind alone: the words of a keyring may repeat what it was given.
                _log.info("the keyring cannot be used: %s", type(error).__name__)
                answers.put(None)

        Thread(target=wait, name="keyring", daemon=True).start()
        try:
            return answers.get(timeout=self._limit_s)
        except Empty:
            _log.info("the keyring has not answered in %.0f s", self._limit_s)
            return None


def service_name(account: Account) -> str:
    """Return what the entry is called: one name for each account.

    Two entries under one name are two users of it, and Windows renames the first of them.
    """
    return f"Companion mail {account.address.casefold()}"


def trusted(keyring: object) -> Keyring | None:
    """Return *keyring* if it is one of a system's own, the first such of a chain, else None.

    A setting of keyring's may choose any module, among them some that write plain files.
    """
    module = type(keyring).__module__
    if module in TRUSTED:
        return cast("Keyring", keyring)
    if module == "keyring.backends.chainer":
        members: Sequence[object] = getattr(keyring, "backends", ())
        return next(filter(None, map(trusted, members)), None)
    return None


def _system_keyring() -> Keyring | None:
    import keyring

    return trusted(keyring.get_keyring())
