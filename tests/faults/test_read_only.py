"""A history where nothing may be written: it is read whole, or not at all."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from companion.model import InboxNote
from companion.store import Store
from tests.faults.test_command_line_faults import bound_by_permissions

READ = """
import sys
from pathlib import Path
from companion.errors import StorageError
from companion.store import Store
try:
    with Store.open(Path(sys.argv[1]), reader=True) as store:
        print(",".join(note.id for note in store.inbox.notes()))
except StorageError as error:
    print(type(error).__name__)
"""

LEAVE = """
import os, sys
from pathlib import Path
from companion.model import InboxNote
from companion.store import Store
store = Store.open(Path(sys.argv[1]))
store.inbox.add(InboxNote(id="latest", text=""))
os._exit(0)
"""


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """Return a history with one note, in a folder that can be removed again afterwards."""
    path = tmp_path / "history" / "history.db"
    with Store.open(path) as store:
        store.inbox.add(InboxNote(id="first", text=""))
    yield path
    path.parent.chmod(0o700)


def read(path: Path) -> str:
    """Return what a reader says whom permissions bind: the notes, or the kind of its error."""
    done = subprocess.run(
        [*bound_by_permissions(), sys.executable, "-c", READ, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def lock(path: Path) -> None:
    """Take the right to write from the folder and everything in it."""
    for each in path.parent.iterdir():
        each.chmod(0o400)
    path.parent.chmod(0o500)


def test_a_history_in_a_locked_folder_is_read(path: Path) -> None:
    lock(path)
    assert read(path) == "first"


@pytest.mark.parametrize("with_index", [True, False])
def test_what_a_crash_left_in_the_log_is_read_or_an_error_and_never_left_out(
    path: Path, *, with_index: bool
) -> None:
    subprocess.run([sys.executable, "-c", LEAVE, str(path)], check=True)
    if not with_index:
        path.with_name("history.db-shm").unlink()
    lock(path)
    assert read(path) in {"first,latest", "StorageReadOnly", "FolderUnusable"}


def test_a_file_that_may_not_be_read_is_told_of(path: Path) -> None:
    path.chmod(0o000)
    assert read(path) == "FolderUnusable"
    path.chmod(0o600)
