"""Writing: all of an act or nothing of it, and nothing outside of an act."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from companion.errors import NotThere, StorageBusy, StorageError, StorageReadOnly
from companion.store.connection import Connection
from companion.store.driver import file_error, storage_error

ADD = "INSERT INTO inbox (id, text) VALUES (?, ?)"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Connection]:
    connection = Connection(tmp_path / "history.db")
    yield connection
    connection.close()


def kept(db: Connection) -> list[str]:
    return [row[0] for row in db.rows("SELECT id FROM inbox ORDER BY seq")]


def test_nothing_is_written_outside_of_an_act(db: Connection) -> None:
    with pytest.raises(AssertionError):
        db.execute(ADD, ("a", ""))
    with pytest.raises(AssertionError):
        db.execute_many(ADD, [("a", "")])
    assert kept(db) == []


def test_a_snapshot_is_no_act(db: Connection) -> None:
    with db.snapshot(), pytest.raises(AssertionError):
        db.execute(ADD, ("a", ""))


def test_an_act_is_on_the_disk_when_it_returns(db: Connection) -> None:
    with db.write():
        db.execute(ADD, ("a", ""))
    other = Connection(db.path, reader=True)
    assert kept(other) == ["a"]
    other.close()


def test_an_act_within_an_act_joins_it(db: Connection) -> None:
    class Change(Exception):
        """Somebody changed their mind."""

    def write_and_leave() -> None:
        with db.write():
            with db.write():
                db.execute(ADD, ("inner", ""))
            raise Change

    with pytest.raises(Change):
        write_and_leave()
    assert kept(db) == []
    with db.write(), db.write():
        db.execute(ADD, ("both", ""))
    assert kept(db) == ["both"]


def test_an_act_that_fails_leaves_nothing_and_the_next_one_works(db: Connection) -> None:
    with pytest.raises(StorageError), db.write():
        db.execute_many(ADD, [("a", ""), ("b", ""), ("a", "")])
    assert kept(db) == []
    with db.write():
        db.execute(ADD, ("c", ""))
    assert kept(db) == ["c"]


def test_a_change_of_what_is_gone_is_an_error(db: Connection) -> None:
    with pytest.raises(NotThere), db.write():
        db.change("UPDATE inbox SET text = 'x' WHERE id = ?", ("gone",))


def test_a_snapshot_sees_one_state_of_the_history(db: Connection) -> None:
    reader = Connection(db.path, reader=True)
    with reader.snapshot(), reader.snapshot():
        before = kept(reader)
        with db.write():
            db.execute(ADD, ("a", ""))
        assert kept(reader) == before == []
    assert kept(reader) == ["a"]
    reader.close()


def test_another_program_that_writes_for_too_long_is_told_of(db: Connection) -> None:
    other = dbapi.connect(str(db.path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    db.raw.execute("PRAGMA busy_timeout=1")
    with pytest.raises(StorageBusy), db.write():
        db.execute(ADD, ("a", ""))
    other.execute("ROLLBACK")
    other.close()
    with db.write():
        db.execute(ADD, ("b", ""))
    assert kept(db) == ["b"]


def test_questions_that_fail_say_so_in_our_words(db: Connection) -> None:
    for ask in (db.rows, db.row, lambda sql: list(db.each(sql))):
        with pytest.raises(StorageError):
            ask("SELECT nothing FROM nowhere")


def test_rows_come_one_by_one_where_they_are_asked_so(db: Connection) -> None:
    with db.write():
        db.execute_many(ADD, [(str(number), "") for number in range(3)])
    found = db.each("SELECT id FROM inbox ORDER BY seq")
    assert next(found) == ("0",)
    assert list(found) == [("1",), ("2",)]


def test_a_checkpoint_brings_the_log_into_the_file(db: Connection) -> None:
    with db.write():
        db.execute(ADD, ("in the file now", ""))
    assert b"in the file now" not in db.path.read_bytes()
    db.checkpoint()
    assert b"in the file now" in db.path.read_bytes()


def test_a_deleted_text_is_gone_from_the_file(db: Connection) -> None:
    with db.write():
        db.execute(ADD, ("a", "a secret that was deleted"))
    db.checkpoint()
    with db.write():
        db.execute("DELETE FROM inbox WHERE id = 'a'")
    db.checkpoint()
    assert b"a secret that was deleted" not in db.path.read_bytes()


@pytest.mark.parametrize(
    ("number", "kind"),
    [(28, "StorageFull"), (30, "StorageReadOnly"), (13, "FolderUnusable")],
)
def test_errors_of_the_system_have_their_kind(number: int, kind: str) -> None:
    assert type(file_error(OSError(number, "reason"), Path("h.db"))).__name__ == kind


def test_an_error_without_a_code_is_still_told(tmp_path: Path) -> None:
    with pytest.raises(dbapi.Error) as caught:
        dbapi.connect(str(tmp_path / "none" / "history.db"))
    told = storage_error(caught.value, tmp_path)
    assert "cannot be opened" in str(told)
    assert str(storage_error(dbapi.Error("odd"), tmp_path)).startswith("The history failed")


def test_a_closed_connection_leaves_nothing_open(tmp_path: Path) -> None:
    connection = Connection(tmp_path / "history.db")
    connection.close()
    gc.collect()
    assert [path.name for path in tmp_path.iterdir()] == ["history.db"]


def test_a_reader_cannot_begin_an_act(db: Connection) -> None:
    reader = Connection(db.path, reader=True)
    with pytest.raises(StorageReadOnly), reader.write():
        reader.execute(ADD, ("a", ""))
    reader.close()
