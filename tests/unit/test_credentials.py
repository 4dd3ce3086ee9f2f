"""Passwords: in a keyring that can be trusted, or in memory for this run, and nowhere else."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from threading import Event

import pytest

from companion.account import Account, Security, Server
from companion.credentials import MOST_BYTES, Credentials, Kept, service_name, trusted

CANARY = "canary-pässwörd-7c1f"
ACCOUNT = Account(
    address="ana@our.example",
    username="ana",
    smtp=Server(host="smtp.our.example", port=465, security=Security.TLS),
)
OTHER = Account(address="ben@our.example", username="ana", smtp=ACCOUNT.smtp)
Act = Callable[[], object]


def nothing() -> None:
    """Stand in no one's way."""


class Drawer:
    """A keyring in memory; each call of it is preceded by *first*, which may wait or raise."""

    def __init__(self, first: Act = nothing) -> None:
        self.entries: dict[tuple[str, str], str] = {}
        self.first = first
        self.done: SimpleQueue[str] = SimpleQueue()

    def await_(self, act: str, seconds: float = 10) -> None:
        """Return once another thread has done *act*; raises Empty where it never does."""
        while self.done.get(timeout=seconds) != act:
            pass

    def get_password(self, service: str, username: str) -> str | None:
        self.first()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.first()
        self.entries[service, username] = password
        self.done.put(f"set {password}")

    def delete_password(self, service: str, username: str) -> None:
        self.first()
        del self.entries[service, username]
        self.done.put("deleted")


def failing(error: Exception) -> Act:
    def first() -> None:
        raise error

    return first


def test_a_kept_password_is_there_in_another_run() -> None:
    drawer = Drawer()
    assert Credentials(drawer).keep(ACCOUNT, CANARY) is Kept.KEYRING
    assert Credentials(drawer).password(ACCOUNT) == CANARY


def test_it_is_known_where_a_password_is() -> None:
    kept, held = Credentials(Drawer()), Credentials(Drawer(failing(RuntimeError())))
    assert kept.kept(ACCOUNT) is None
    assert held.kept(ACCOUNT) is None
    for credentials in (kept, held):
        assert credentials.keep(ACCOUNT, CANARY) is credentials.kept(ACCOUNT)
    assert (kept.kept(ACCOUNT), held.kept(ACCOUNT)) == (Kept.KEYRING, Kept.THIS_RUN)


def test_two_accounts_of_one_user_have_an_entry_of_their_own_name() -> None:
    drawer = Drawer()
    for account in (ACCOUNT, OTHER):
        Credentials(drawer).keep(account, CANARY)
    assert {service for service, _ in drawer.entries} == {
        "Companion mail ana@our.example",
        "Companion mail ben@our.example",
    }


def test_what_was_never_kept_has_to_be_asked_for() -> None:
    assert Credentials(Drawer()).password(ACCOUNT) is None


def test_a_forgotten_password_is_gone_and_so_is_one_that_never_was() -> None:
    drawer = Drawer()
    credentials = Credentials(drawer)
    credentials.keep(ACCOUNT, CANARY)
    assert credentials.forget(ACCOUNT)
    assert credentials.forget(OTHER)
    assert not drawer.entries
    assert credentials.password(ACCOUNT) is None


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("No recommended backend was available"),
        OSError(1783, "CredWrite", "The stub received bad data"),
        UnicodeEncodeError("utf-8", CANARY, 0, 1, CANARY),
        type("SomethingBare", (Exception,), {})(CANARY),
    ],
)
def test_a_keyring_that_raises_anything_leaves_the_password_for_this_run(error: Exception) -> None:
    credentials = Credentials(Drawer(failing(error)))
    assert credentials.keep(ACCOUNT, CANARY) is Kept.THIS_RUN
    assert credentials.password(ACCOUNT) == CANARY
    assert not credentials.forget(ACCOUNT)
    assert credentials.password(ACCOUNT) is None


def test_a_keyring_that_keeps_nothing_is_noticed() -> None:
    drawer = Drawer()
    drawer.first = drawer.entries.clear
    credentials = Credentials(drawer)
    assert credentials.keep(ACCOUNT, CANARY) is Kept.THIS_RUN
    assert credentials.password(ACCOUNT) == CANARY


def test_a_keyring_without_an_answer_is_waited_for_no_longer_than_its_limit() -> None:
    unlocked = Event()
    drawer = Drawer(unlocked.wait)
    credentials = Credentials(drawer, limit_s=0.05)
    assert credentials.password(ACCOUNT) is None
    assert credentials.keep(ACCOUNT, CANARY) is Kept.THIS_RUN
    assert credentials.password(ACCOUNT) == CANARY
    unlocked.set()


def test_an_old_password_that_comes_late_does_not_write_over_the_new_one() -> None:
    unlocked = Event()
    drawer = Drawer(unlocked.wait)
    credentials = Credentials(drawer, limit_s=0.05)
    credentials.keep(ACCOUNT, "old")
    drawer.first = nothing
    assert credentials.keep(ACCOUNT, CANARY) is Kept.KEYRING
    unlocked.set()
    drawer.await_("set old")
    drawer.await_(f"set {CANARY}")
    assert list(drawer.entries.values()) == [CANARY]


def test_a_password_that_comes_late_is_not_kept_where_it_was_to_be_forgotten() -> None:
    unlocked = Event()
    drawer = Drawer(unlocked.wait)
    credentials = Credentials(drawer, limit_s=0.05)
    credentials.keep(ACCOUNT, CANARY)
    drawer.first = nothing
    credentials.forget(ACCOUNT)
    unlocked.set()
    drawer.await_(f"set {CANARY}")
    drawer.await_("deleted")
    assert not drawer.entries


@pytest.mark.parametrize("length", [MOST_BYTES // 2, MOST_BYTES // 2 + 1])
def test_what_is_longer_than_windows_keeps_never_reaches_a_keyring(length: int) -> None:
    drawer = Drawer()
    kept = Credentials(drawer).keep(ACCOUNT, "x" * length)
    assert kept is (Kept.KEYRING if length * 2 <= MOST_BYTES else Kept.THIS_RUN)
    assert len(drawer.entries) == (kept is Kept.KEYRING)


def of_module(module: str) -> object:
    return type("Keyring", (Drawer,), {"__module__": module})()


@pytest.mark.parametrize("system", ["SecretService", "libsecret", "kwallet", "macOS", "Windows"])
def test_the_keyrings_of_the_systems_are_trusted(system: str) -> None:
    ring = of_module(f"keyring.backends.{system}")
    assert trusted(ring) is ring


@pytest.mark.parametrize(
    "module", ["keyring.backends.fail", "keyring.backends.null", "keyrings.alt.file", "anything"]
)
def test_no_other_keyring_is_trusted(module: str) -> None:
    assert trusted(of_module(module)) is None


def test_of_a_chain_only_a_trusted_member_is_used() -> None:
    plain, safe = of_module("keyrings.alt.file"), of_module("keyring.backends.kwallet")
    chain = of_module("keyring.backends.chainer")
    chain.backends = [plain, safe]  # type: ignore[attr-defined]
    assert trusted(chain) is safe
    chain.backends = [plain]  # type: ignore[attr-defined]
    assert trusted(chain) is None


@pytest.mark.parametrize("backend", ["fail", "null"])
def test_the_real_library_with_no_safe_keyring_keeps_it_for_this_run(
    backend: str, tmp_path: Path
) -> None:
    code = (
        "import sys; from tests.unit.test_credentials import ACCOUNT, CANARY;"
        "from companion.credentials import Credentials; c = Credentials();"
        "sys.stdout.write(c.keep(ACCOUNT, CANARY) + (' held' * (c.password(ACCOUNT) == CANARY)))"
    )
    chosen = {"PYTHON_KEYRING_BACKEND": f"keyring.backends.{backend}.Keyring"}
    homes = {name: str(tmp_path) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    told = subprocess.run(
        [sys.executable, "-c", code], env={**chosen, **homes}, capture_output=True, check=True
    )
    assert told.stdout == b"this run held"
    assert not [file for file in tmp_path.rglob("*") if file.is_file()]


def test_the_password_is_in_no_name_repr_error_or_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    raising = Credentials(Drawer(failing(ValueError(CANARY))))
    keeping = Credentials(Drawer())
    for credentials in (raising, keeping):
        credentials.keep(ACCOUNT, CANARY)
    unlocked = Event()
    slow = Credentials(Drawer(unlocked.wait), limit_s=0.05)
    slow.keep(ACCOUNT, CANARY)
    unlocked.set()
    seen = [repr(each) + str(each) for each in (raising, keeping, slow, ACCOUNT)]
    assert CANARY not in "".join([*seen, service_name(ACCOUNT), caplog.text])
    assert "ValueError" in caplog.text
