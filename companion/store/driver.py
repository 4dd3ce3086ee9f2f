"""The SQLite that the history is kept with, and its errors in our own words.

``sqlcipher3`` brings a current SQLite with FTS5 to every system, and encryption by a key later
(docs/adr/0002). Its exceptions are not those of ``sqlite3``; here is the one place that knows.
"""

from __future__ import annotations

import errno
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3
import sqlcipher3.dbapi2 as dbapi

from companion.errors import (
    DamagedHistory,
    FolderUnusable,
    StorageBusy,
    StorageError,
    StorageFull,
    StorageReadOnly,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

Error: type[Exception] = dbapi.Error
"""What every failing statement raises."""

_BY_CODE: dict[int, tuple[type[StorageError], str]] = {
    5: (StorageBusy, "Another program is using the history."),
    6: (StorageBusy, "Another program is using the history."),
    8: (StorageReadOnly, "The history may not be written here."),
    10: (StorageError, "The disk reported an error while the history was read or written."),
    11: (DamagedHistory, "The history file is damaged."),
    13: (StorageFull, "The disk is full."),
    14: (FolderUnusable, "The history file cannot be opened."),
    23: (FolderUnusable, "The history file may not be read."),
    26: (DamagedHistory, "The history file is damaged."),
}
"""SQLite's primary result codes (https://www.sqlite.org/rescode.html) in plain sentences."""


def connect(target: str, *, uri: bool = False) -> Any:
    """Open *target* with explicit transactions and 5 s of patience for another writer."""
    return dbapi.connect(target, isolation_level=None, timeout=5.0, uri=uri)


def storage_error(error: Exception, path: Path) -> StorageError:
    """Say in our words what the driver's *error* means for the history at *path*."""
    code = getattr(error, "sqlite_errorcode", None)
    if "FOREIGN KEY" in str(error):
        return StorageError(f"What this belongs to is not in the history any more: {path}.")
    kind, sentence = _BY_CODE.get((code or 0) & 0xFF, (StorageError, "The history failed."))
    detail = f" ({getattr(error, 'sqlite_errorname', '') or type(error).__name__})"
    return kind(f"{sentence.rstrip('.')}{detail if kind is StorageError else ''}: {path}.")


def is_conflict(error: BaseException | None) -> bool:
    """Return whether *error* says that a row contradicts another one, such as an id used twice."""
    return isinstance(error, dbapi.IntegrityError)


def file_error(error: OSError, path: Path) -> StorageError:
    """Say in our words what the system's *error* about the file at *path* means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageFull(f"The disk is full: {path}.")
    if error.errno == errno.EROFS:
        return StorageReadOnly(f"The history may not be written here: {path}.")
    return FolderUnusable(f"The data folder cannot be used ({error.strerror}): {path}.")


def database(connection: Any) -> Database:
    """Return *connection* as a sqlite-utils database, for migrations and bulk writing.

    sqlite-utils catches the errors of the module that it knows as ``pysqlite3`` when there is
    one, so ours is bound to that name first; otherwise it would miss them.
    """
    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", dbapi)
    from sqlite_utils import Database

    return Database(connection, execute_plugins=False)
