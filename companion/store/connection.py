"""One open history file: checked before it is touched, every pragma read back, one way to write."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from companion.errors import (
    DamagedHistory,
    ForeignFile,
    NewerHistory,
    NotThere,
    StorageError,
    StorageReadOnly,
)
from companion.store import driver
from companion.store.version import (
    APPLICATION_ID,
    READABLE_VERSION,
    SCHEMA_VERSION,
    UNSENT_VERSION,
)

_READER_CACHE_KIB = 16_384
"""What a reader keeps of the file, taken only as it reads: searching as you type over 300,000 notes
took 3 × as long with SQLite's own 2 MiB."""

_MAGIC = b"SQLite format 3\x00"

Row = tuple[Any, ...]


class Connection:
    """A connection of one thread to the history; a *reader* can change nothing."""

    def __init__(self, path: Path, *, reader: bool = False) -> None:
        """Open the history at *path*; a writer makes it where there is none.

        Raises StorageError or a kind of it; a file that is not ours, or newer, is not touched.
        """
        self.path = path
        self._is_writing = False
        fresh = _inspect(path)
        if fresh and reader:
            raise StorageReadOnly(f"There is no history yet: {path}.")
        if _has_waiting_log(path):
            self._refuse_newer_log()
        if fresh:
            _create_private(path)
        self._raw = self._open_reader() if reader else self._open_writer(fresh)

    @property
    def raw(self) -> Any:
        """The driver's own connection, for sqlite-utils."""
        return self._raw

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Return all rows of a query."""
        try:
            return self._raw.execute(sql, parameters).fetchall()  # type: ignore[no-any-return]
        except driver.Error as error:
            raise driver.storage_error(error, self.path) from error

    def named_rows(self, sql: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        """Return all rows of a query, each by the names of its columns."""
        try:
            cursor = self._raw.execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        except driver.Error as error:
            raise driver.storage_error(error, self.path) from error

    def each(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[Row]:
        """Yield the rows of a query one by one, reading no further than asked."""
        try:
            yield from self._raw.execute(sql, parameters)
        except driver.Error as error:
            raise driver.storage_error(error, self.path) from error

    def row(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        """Return the first row of a query, or None."""
        try:
            return self._raw.execute(sql, parameters).fetchone()  # type: ignore[no-any-return]
        except driver.Error as error:
            raise driver.storage_error(error, self.path) from error

    def value(self, sql: str, parameters: Sequence[object] = ()) -> Any:
        """Return the first column of the first row, or None."""
        row = self.row(sql, parameters)
        return row[0] if row else None

    @contextmanager
    def write(self) -> Iterator[None]:
        """Do everything inside as one transaction; when this returns, it is on the disk.

        Nested use joins the outer transaction. Raises StorageError after a roll-back; an
        ``in_transaction`` left open afterwards would mean rows that only look saved, so it is
        an error too.
        """
        if self._is_writing:
            yield
            return
        with self._transaction("BEGIN IMMEDIATE"):
            self._is_writing = True
            try:
                yield
            finally:
                self._is_writing = False

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let every question inside see the history as it was at the first of them.

        Joins a transaction that is open already. Raises StorageError.
        """
        if self._raw.in_transaction:
            yield
            return
        with self._transaction("BEGIN"):
            yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        try:
            self._raw.execute(begin)
            yield
            self._raw.execute("COMMIT")
        except BaseException as error:
            self._roll_back()
            if isinstance(error, driver.Error):
                raise driver.storage_error(error, self.path) from error
            raise
        if self._raw.in_transaction:
            self._roll_back()
            raise StorageError(f"A write did not end: {self.path}.")

    def execute(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Run one changing statement inside ``write()``; return the number of rows it touched."""
        self._must_be_writing()
        return int(self._raw.execute(sql, parameters).rowcount)

    def change(self, sql: str, parameters: Sequence[object] = ()) -> None:
        """Change what has to be there already, inside ``write()``. Raises NotThere.

        A change that met nothing would look saved, for instance when another window has taken
        the call away meanwhile.
        """
        if self.execute(sql, parameters) == 0:
            raise NotThere("What this belongs to is not in the history any more.")

    def execute_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one changing statement for every row, inside ``write()``."""
        self._must_be_writing()
        self._raw.executemany(sql, rows)

    def data_version(self) -> int:
        """Return a number that changes when another connection has written."""
        return int(self.value("PRAGMA data_version"))

    def checkpoint(self) -> None:
        """Move what the write-ahead log holds into the file, as far as readers allow.

        Raises StorageError when the disk refuses; SQLite's own checkpoints fail silently.
        """
        self.row("PRAGMA wal_checkpoint(PASSIVE)")

    def write_anew(self) -> bool:
        """Write the file anew from what it holds and empty its log, so that nothing else is left.

        Return whether the log is empty; a program that is reading keeps it. Raises StorageError.
        """
        try:
            self._raw.execute("VACUUM")
        except driver.Error as error:
            raise driver.storage_error(error, self.path) from error
        row = self.row("PRAGMA wal_checkpoint(TRUNCATE)")
        return row is not None and row[0] == 0

    def close(self) -> None:
        """Close the file; what was written is on the disk already."""
        self._raw.close()

    def _must_be_writing(self) -> None:
        if not self._is_writing:
            raise AssertionError("a change outside write()")

    def _roll_back(self) -> None:
        if self._raw.in_transaction:
            self._raw.execute("ROLLBACK")

    def _open_writer(self, fresh: bool) -> Any:
        raw = driver.connect(str(self.path))
        try:
            if fresh:
                raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
            for name, wanted in _writer_pragmas():
                _set(raw, name, wanted, self.path)
            self._migrate(raw)
        except driver.Error as error:
            raw.close()
            raise driver.storage_error(error, self.path) from error
        except BaseException:
            raw.close()
            raise
        return raw

    def _open_reader(self) -> Any:
        uri = self.path.resolve().as_uri() + "?mode=ro"
        # A history on a read-only disk cannot make its shared-memory file; without a log that
        # waits to be read, the file alone is the whole history.
        for target in (uri, uri + "&immutable=1"):
            raw = driver.connect(target, uri=True)
            try:
                raw.execute(f"PRAGMA cache_size=-{_READER_CACHE_KIB}")
                self._refuse_unfinished(raw)
                _know_unsent(raw)
                raw.execute("PRAGMA query_only=ON")
                return raw
            except driver.Error as error:
                raw.close()
                failed = error
                if _has_waiting_log(self.path):
                    break
        raise driver.storage_error(failed, self.path) from failed

    def _refuse_unfinished(self, raw: Any) -> None:
        """Say plainly that a history whose making was cut short has to be opened for writing."""
        version = raw.execute("PRAGMA user_version").fetchone()[0]
        if version < READABLE_VERSION:
            raw.close()
            raise StorageReadOnly(f"The history is not ready to be read yet: {self.path}.")

    def _refuse_newer_log(self) -> None:
        """Look for a newer version in a log that a crash left, which the header does not show.

        A read-only connection leaves both the file and its log as they are.
        """
        raw = driver.connect(self.path.resolve().as_uri() + "?mode=ro", uri=True)
        try:
            version = raw.execute("PRAGMA user_version").fetchone()[0]
        except driver.Error as error:
            raise driver.storage_error(error, self.path) from error
        finally:
            raw.close()
        _refuse_newer(version, self.path)

    def _migrate(self, raw: Any) -> None:
        if raw.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION:
            return
        from companion.store import schema

        schema.migrate(raw)


def _writer_pragmas() -> list[tuple[str, object]]:
    """Return the settings of a writing connection, in the order in which they take effect.

    FULL and not NORMAL: with NORMAL a power cut takes back notes that were called saved. macOS
    needs its own call to make the disk write (https://www.sqlite.org/pragma.html#pragma_fullfsync).
    """
    pragmas: list[tuple[str, object]] = [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("wal_autocheckpoint", 200),
        ("secure_delete", 1),
    ]
    if sys.platform == "darwin":
        pragmas += [("fullfsync", 1), ("checkpoint_fullfsync", 1)]
    return pragmas


def _know_unsent(raw: Any) -> None:
    """Let a reader of an older history ask which calls wait for their recap, as in a newer one.

    It cannot add the column that keeps it, so a view of this connection alone works it out.
    """
    if raw.execute("PRAGMA user_version").fetchone()[0] < UNSENT_VERSION:
        raw.execute(
            """CREATE TEMP VIEW call AS SELECT *, state = 'ended' AND NOT EXISTS (
                SELECT 1 FROM recap WHERE call_id = c.id AND state <> 'draft') AS unsent
            FROM main.call AS c"""
        )


def _set(raw: Any, name: str, wanted: object, path: Path) -> None:
    """Set a pragma and read it back, since SQLite keeps silent when it does not obey."""
    raw.execute(f"PRAGMA {name}={wanted}").fetchall()
    got = raw.execute(f"PRAGMA {name}").fetchone()[0]
    if got != wanted:
        raise StorageError(f"The history file does not take the setting {name}: {path}.")


def _inspect(path: Path) -> bool:
    """Return whether there is no history at *path* yet; raise where the file is not ours.

    Only the header is read, since SQLite makes files beside a history as soon as it looks into
    it: 16 bytes of magic, the user version at offset 60, the application id at offset 68
    (https://www.sqlite.org/fileformat.html).
    """
    try:
        header = _first_bytes(path) if path.exists() else b""
    except OSError as error:
        raise driver.file_error(error, path) from error
    if not header:
        if _has_waiting_log(path):
            # SQLite would throw the log away, and with it all that the history has left.
            raise DamagedHistory(f"The history file is empty and only its log is left: {path}.")
        return True
    if not header.startswith(_MAGIC):
        raise _unknown_file(path, header)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise ForeignFile(f"This database is not a Companion history: {path}.")
    _refuse_newer(int.from_bytes(header[60:64], "big"), path)
    return False


def _refuse_newer(version: int, path: Path) -> None:
    if version > SCHEMA_VERSION:
        raise NewerHistory(f"This history was written by a newer Companion: {path}.")


def _first_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)


def _unknown_file(path: Path, header: bytes) -> StorageError:
    if not any(header) or header[68:72] == APPLICATION_ID.to_bytes(4, "big"):
        return DamagedHistory(f"The history file is damaged: {path}.")
    return ForeignFile(f"This file is not a Companion history: {path}.")


def _has_waiting_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _create_private(path: Path) -> None:
    """Make the folder and an empty file that only the person may read."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise driver.file_error(error, path) from error
