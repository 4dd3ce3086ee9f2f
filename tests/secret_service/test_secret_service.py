"""The keyring of a Linux desktop, for real: gnome-keyring on a message bus of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CANARY = "canary-pässwörd-7c1f"

LOGIN = """
printf %s "$1" | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null
shift
for visit in "$@"; do
    "$PYTHON" -m tests.secret_service.visit $visit
    echo
done
"""
"""A login with a password, and then programs one after another; the bus ends with the last one."""


class Person:
    """Somebody with a home of their own, who logs in and starts programs there."""

    def __init__(self, home: Path, checkout: Path) -> None:
        self.home = home
        self._checkout = checkout

    def log_in(self, password: str, *visits: str) -> list[str]:
        """Return what each visit of the keyring said in a session begun with *password*."""
        command = ["dbus-run-session", "--", "sh", "-c", LOGIN, "login", password, *visits]
        runtime = self.home / "run"
        runtime.mkdir(mode=0o700, exist_ok=True)
        said = subprocess.run(
            command,
            cwd=self._checkout,
            env={
                "PATH": os.environ["PATH"],
                "PYTHON": sys.executable,
                "HOME": str(self.home),
                "XDG_RUNTIME_DIR": str(runtime),
                "LC_ALL": "C.UTF-8",
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        return said.stdout.splitlines()

    def files(self) -> bytes:
        """Return all that was written below the home."""
        return b"".join(file.read_bytes() for file in self.home.rglob("*") if file.is_file())


@pytest.fixture
def person(tmp_path: Path, checkout: Path) -> Person:
    return Person(tmp_path, checkout)


def test_a_password_is_there_for_another_program_and_after_another_login(person: Person) -> None:
    assert person.log_in("mine", f"keep {CANARY}", "read") == ["keyring", repr(CANARY)]
    assert person.log_in("mine", "read") == [repr(CANARY)]
    assert CANARY.encode() not in person.files()


def test_a_password_that_was_never_kept_or_is_forgotten_is_missing(person: Person) -> None:
    said = person.log_in("mine", "read", "forget", f"keep {CANARY}", "forget", "read")
    assert said == ["None", "True", "keyring", "True", "None"]


def test_a_locked_keyring_leaves_the_password_for_this_run(person: Person) -> None:
    person.log_in("mine", "keep first")
    said = person.log_in("not mine", "read", f"keep {CANARY}", "forget")
    assert said == ["None", "this run", "False"]
    assert person.log_in("mine", "read") == [repr("first")]


def test_a_keyring_that_does_not_answer_leaves_the_password_for_this_run(person: Person) -> None:
    assert person.log_in("mine", f"stalled {CANARY}") == ["this run"]
    assert CANARY.encode() not in person.files()
