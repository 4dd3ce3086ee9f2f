"""Starting where something is wrong: one plain sentence, a code, and nothing is touched."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from companion.store import Store
from companion.store.version import SCHEMA_VERSION
from tests.faults.kills import damages, new_call, start_typist
from tests.faults.test_command_line_faults import bound_by_permissions
from tests.journeys.x_server import XServer

PATIENCE_S = 60


def start(x_server: XServer, folder: Path) -> subprocess.Popen[str]:
    """Start the program on *folder* as somebody whom permissions bind."""
    return subprocess.Popen(
        [*bound_by_permissions(), sys.executable, "-m", "companion", "--data-dir", str(folder)],
        env=x_server.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def read_and_closed(x_server: XServer, folder: Path) -> tuple[int, str, str]:
    """Start the program, close what it shows, and return its code and what it wrote."""
    program = start(x_server, folder)
    for _ in range(PATIENCE_S):
        try:
            said, complained = program.communicate(timeout=1)
        except subprocess.TimeoutExpired:
            x_server.key("Escape")
        else:
            return program.returncode, said, complained
    program.kill()
    return (-9, *program.communicate())


def make_foreign(folder: Path) -> None:
    (folder / "history.db").write_text("Dear diary, this never was a database. " * 20)


def make_newer(folder: Path) -> None:
    Store.open(folder / "history.db").close()
    raw = dbapi.connect(str(folder / "history.db"), isolation_level=None)
    raw.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    raw.close()


def make_damaged(folder: Path) -> None:
    new_call(folder)
    path = folder / "history.db"
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xaa" * (len(content) - 100))


def make_zeros(folder: Path) -> None:
    (folder / "history.db").write_bytes(bytes(100_000))


def make_unwritable(folder: Path) -> None:
    new_call(folder)
    (folder / "history.db").chmod(0o400)
    folder.chmod(0o500)


def make_unreadable(folder: Path) -> None:
    new_call(folder)
    folder.chmod(0o000)


CASES: dict[str, tuple[Callable[[Path], None], int, str]] = {
    "foreign": (make_foreign, 65, "not a Companion history"),
    "newer": (make_newer, 65, "newer Companion"),
    "damaged": (make_damaged, 65, "damaged"),
    "zeros": (make_zeros, 65, "damaged"),
    "unwritable": (make_unwritable, 74, "may not be written"),
    "unreadable": (make_unreadable, 74, "cannot be used"),
}


def digest(folder: Path) -> str:
    """Return what tells the history of *folder* from another one, whatever its permissions."""
    folder.chmod(0o700)
    path = folder / "history.db"
    path.chmod(0o600)
    log = path.with_name("history.db-wal")
    assert not log.exists() or log.stat().st_size == 0
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("case", CASES)
def test_a_history_that_cannot_be_used_is_told_of_in_one_sentence(
    x_server: XServer, tmp_path: Path, case: str
) -> None:
    make, code, words = CASES[case]
    folder = tmp_path / "history"
    folder.mkdir()
    make(folder)
    mode = folder.stat().st_mode
    before = digest(folder)
    if case == "unwritable":
        (folder / "history.db").chmod(0o400)
    folder.chmod(mode)
    returned, said, complained = read_and_closed(x_server, folder)
    assert digest(folder) == before
    assert (returned, said) == (code, "")
    assert words in complained
    assert complained.count("\n") == 1
    assert "Traceback" not in complained


def test_a_file_in_the_place_of_the_folder_is_told_of(x_server: XServer, tmp_path: Path) -> None:
    (tmp_path / "history").write_text("no folder")
    returned, said, complained = read_and_closed(x_server, tmp_path / "history")
    assert (returned, said) == (74, "")
    assert complained.count("\n") == 1
    assert (tmp_path / "history").read_text() == "no folder"


def test_a_second_start_brings_the_first_window_forward(x_server: XServer, tmp_path: Path) -> None:
    first = start(x_server, tmp_path)
    window = x_server.wait_for_window("^Companion$")
    x_server.settle(window)
    x_server._run("xdotool", "windowminimize", "--sync", window)
    for _ in range(PATIENCE_S):
        # The first one begins to listen a moment after its first picture.
        second = start(x_server, tmp_path)
        assert second.communicate(timeout=PATIENCE_S) == ("", "")
        assert second.returncode == 0
        if window in x_server._run("xdotool", "search", "--onlyvisible", "--name", ".*").split():
            break
    assert x_server.wait_for_window("^Companion$") == window
    assert first.poll() is None
    first.kill()
    first.communicate()


def test_a_start_after_a_kill_is_no_second_start(x_server: XServer, tmp_path: Path) -> None:
    Store.open(tmp_path / "history.db").close()
    first = start(x_server, tmp_path)
    x_server.wait_for_window("^Companion$")
    first.kill()
    first.communicate()
    again = start(x_server, tmp_path)
    x_server.wait_for_window("^Companion$")
    assert again.poll() is None
    again.kill()
    again.communicate()
    assert damages(tmp_path / "history.db") == []


def test_what_the_program_writes_is_for_the_person_only(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        new_call(tmp_path)
        typist = start_typist(tmp_path, 3)
        assert typist.stdout is not None
        assert any('"draft"' in line for line in typist.stdout)
        typist.kill()
        typist.communicate()
    finally:
        os.umask(before)
    kept = [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "stderr"]
    assert len(kept) > 2
    assert {path.name: oct(path.stat().st_mode & 0o077) for path in kept} == {
        path.name: "0o0" for path in kept
    }
