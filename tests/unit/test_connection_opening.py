"""Opening a history: what is ours is opened as it should be, everything else is left alone."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from companion.errors import (
    DamagedHistory,
    FolderUnusable,
    ForeignFile,
    NewerHistory,
    StorageError,
    StorageReadOnly,
)
from companion.model import Client
from companion.store import Store
from companion.store.connection import Connection
from companion.store.version import APPLICATION_ID, SCHEMA_VERSION

AT_ONCE = """
import sys
from pathlib import Path
from companion.store import Store
from companion.model import Client
print("ready", flush=True)
sys.stdin.readline()
with Store.open(Path(sys.argv[1])) as store:
    store.people.put_client(Client(id=sys.argv[2], name=sys.argv[2]))
"""


def traces(folder: Path) -> dict[str, str]:
    """Return what lies in a folder: each file's name and the digest of its content."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if not path.name.endswith("-shm")
    }


def write_newer(path: Path) -> None:
    Store.open(path).close()
    raw = dbapi.connect(str(path), isolation_level=None)
    raw.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    raw.close()


def write_foreign_database(path: Path) -> None:
    raw = dbapi.connect(str(path), isolation_level=None)
    raw.execute("CREATE TABLE letters (text TEXT)")
    raw.close()


def write_text(path: Path) -> None:
    path.write_text("Dear diary, this is no database and never was one. " * 10)


def write_zeros(path: Path) -> None:
    path.write_bytes(bytes(8192))


def write_torn_header(path: Path) -> None:
    Store.open(path).close()
    content = bytearray(path.read_bytes())
    content[:16] = bytes(16)
    path.write_bytes(content)


STRANGE: dict[str, tuple[Callable[[Path], None], type[StorageError]]] = {
    "newer": (write_newer, NewerHistory),
    "foreign database": (write_foreign_database, ForeignFile),
    "text": (write_text, ForeignFile),
    "zeros": (write_zeros, DamagedHistory),
    "torn header": (write_torn_header, DamagedHistory),
}


@pytest.mark.parametrize("reader", [False, True], ids=["writer", "reader"])
@pytest.mark.parametrize("kind", STRANGE)
def test_a_file_that_is_not_ours_is_refused_and_not_touched(
    tmp_path: Path, kind: str, *, reader: bool
) -> None:
    make, error = STRANGE[kind]
    make(tmp_path / "history.db")
    before = traces(tmp_path)
    with pytest.raises(error):
        Store.open(tmp_path / "history.db", reader=reader)
    assert traces(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["history.db"]


def test_a_newer_version_that_only_the_log_of_a_crash_tells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    _leave_log_behind(path, f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    before = traces(tmp_path)
    with pytest.raises(NewerHistory):
        Store.open(path)
    assert traces(tmp_path) == before


@pytest.mark.parametrize("left", ["", None], ids=["emptied", "gone"])
def test_a_log_without_its_file_is_kept(tmp_path: Path, left: str | None) -> None:
    path = tmp_path / "history.db"
    _leave_log_behind(path, "INSERT INTO client (id, name) VALUES ('c', 'Northwind')")
    path.unlink()
    if left is not None:
        path.write_text(left)
    before = traces(tmp_path)
    with pytest.raises(DamagedHistory):
        Store.open(path)
    assert traces(tmp_path) == before
    assert before["history.db-wal"]


def test_pages_that_are_damaged_are_told_of_when_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        store.people.put_client(Client(id="c", name="Northwind"))
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    with pytest.raises(DamagedHistory), Store.open(path) as store:
        store.people.client("c")


@pytest.mark.parametrize("reader", [False, True], ids=["writer", "reader"])
@pytest.mark.parametrize("log", [b"", b"\xff" * 5_000], ids=["alone", "with a log"])
def test_a_file_that_was_cut_off_is_told_of_and_kept(
    tmp_path: Path, log: bytes, *, reader: bool
) -> None:
    path = tmp_path / "history.db"
    Store.open(path).close()
    path.write_bytes(path.read_bytes()[:100])
    path.with_name("history.db-wal").write_bytes(log)
    with pytest.raises(DamagedHistory):
        Store.open(path, reader=reader)
    assert len(path.read_bytes()) == 100
    assert not log or path.with_name("history.db-wal").read_bytes() == log


def test_an_empty_file_that_an_interrupted_start_left_becomes_a_history(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    path.touch()
    with Store.open(path) as store:
        assert store.people.client_ids() == ()


def test_every_setting_of_a_writer_is_what_it_should_be(tmp_path: Path) -> None:
    connection = Connection(tmp_path / "history.db")
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "wal_autocheckpoint": 200,
        "secure_delete": 1,
        "application_id": APPLICATION_ID,
        "user_version": SCHEMA_VERSION,
    }
    assert {name: connection.value(f"PRAGMA {name}") for name in wanted} == wanted
    connection.close()


def test_a_setting_that_is_not_kept_is_an_error(tmp_path: Path) -> None:
    from companion.store.connection import _set

    raw = dbapi.connect(":memory:", isolation_level=None)  # keeps no log, and does not say so
    with pytest.raises(StorageError, match="journal_mode"):
        _set(raw, "journal_mode", "wal", tmp_path / "other.db")
    raw.close()


def test_a_reader_can_change_nothing(tmp_path: Path) -> None:
    Store.open(tmp_path / "history.db").close()
    with (
        Store.open(tmp_path / "history.db", reader=True) as reader,
        pytest.raises(StorageReadOnly),
    ):
        reader.people.put_client(Client(id="c", name="Northwind"))


def test_a_reader_sees_what_a_writer_has_written_since(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as writer, Store.open(path, reader=True) as reader:
        before = reader.data_version()
        writer.people.put_client(Client(id="c", name="Northwind"))
        assert reader.people.client("c").name == "Northwind"
        assert reader.data_version() != before


def test_a_reader_does_not_make_a_history(tmp_path: Path) -> None:
    with pytest.raises(StorageReadOnly, match="no history yet"):
        Store.open(tmp_path / "history.db", reader=True)
    assert not list(tmp_path.iterdir())


def test_a_reader_says_that_a_history_is_half_made(tmp_path: Path) -> None:
    raw = dbapi.connect(str(tmp_path / "history.db"), isolation_level=None)
    raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    raw.close()
    with pytest.raises(StorageReadOnly, match="not ready"):
        Store.open(tmp_path / "history.db", reader=True)
    with Store.open(tmp_path / "history.db") as store:
        assert store.people.client_ids() == ()


def test_a_folder_in_the_place_of_the_file_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "history.db").mkdir()
    with pytest.raises(FolderUnusable):
        Store.open(tmp_path / "history.db")


def test_a_file_in_the_place_of_the_folder_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("not a folder")
    with pytest.raises(FolderUnusable):
        Store.open(tmp_path / "folder" / "history.db")


def test_only_the_person_may_read_the_files(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        folder = tmp_path / "person"
        with Store.open(folder / "history.db") as store:
            store.people.put_client(Client(id="c", name="Northwind"))
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert modes == {"history.db": 0o600, "history.db-wal": 0o600, "history.db-shm": 0o600}


@pytest.mark.parametrize("turn", range(5))
def test_programs_that_start_at_once_make_one_history(tmp_path: Path, turn: int) -> None:
    path = tmp_path / "history.db"
    names = [f"client-{number}" for number in range(4)]
    command = [sys.executable, "-c", AT_ONCE, str(path)]
    started = [
        subprocess.Popen(
            [*command, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    for each in started:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    complaints = [each.communicate("go\n")[1] for each in started]
    assert [each.returncode for each in started] == [0] * len(names), complaints
    with Store.open(path) as store:
        assert sorted(store.people.client_ids()) == names


def _leave_log_behind(path: Path, statement: str) -> None:
    """Write *statement* into the log of a history and die before it reaches the file."""
    Store.open(path).close()
    script = f"""
import os
import sqlcipher3.dbapi2 as dbapi
raw = dbapi.connect({str(path)!r}, isolation_level=None)
raw.execute({statement!r})
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", script], check=True)
