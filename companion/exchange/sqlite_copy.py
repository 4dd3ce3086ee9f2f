"""A plain SQLite file of the history, for questions that nobody thought of: no key, no trash.

It opens in Datasette and sqlite-utils (docs/exporting.md has queries). It is a copy to read:
Companion neither reads it back nor keeps it up to date.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from companion.errors import StorageError
from companion.exchange.files import whole_file
from companion.exchange.sqlite_rows import Numbering, Rows
from companion.exchange.sqlite_tables import (
    LEADING_TO,
    PRIVATE_COLUMNS,
    PRIVATE_TABLES,
    SEARCHED,
    TABLES,
    VIEWS,
)
from companion.model import Client, Disagreement

if TYPE_CHECKING:
    from sqlite_utils import Database

AT_ONCE = 20_000
"""Rows that are held before they are written."""


def write_sqlite(
    path: Path,
    clients: Iterable[Client],
    disagreements: Iterable[Disagreement],
    *,
    is_private: bool,
) -> None:
    """Write the copy to *path*, whole or not at all.

    Without *is_private* there is no table and no column for what is private. Raises StorageError.
    """
    from sqlite_utils import Database

    with whole_file(path) as lent:
        database = Database(str(lent), execute_plugins=False)
        raw = database.conn
        try:
            raw.isolation_level = None
            # A file that is thrown away when anything fails needs no journal of its own.
            raw.execute("PRAGMA journal_mode = OFF").fetchall()
            raw.execute("PRAGMA synchronous = OFF")
            raw.execute("BEGIN")
            _make_tables(database, is_private=is_private)
            _fill(database, clients, disagreements)
            _finish(database)
            raw.execute("COMMIT")
        except raw.Error as error:
            raise StorageError(f"The database cannot be written: {path}.") from error
        finally:
            database.close()


def _make_tables(database: Database, *, is_private: bool) -> None:
    for name, columns in TABLES.items():
        if name in PRIVATE_TABLES and not is_private:
            continue
        left_out = () if is_private else PRIVATE_COLUMNS.get(name, ())
        database.table(name).create(
            {column: kind for column, kind in columns.items() if column not in left_out},
            pk="id",
            foreign_keys=[(c, LEADING_TO[c], "id") for c in columns if c in LEADING_TO],
        )


def _fill(
    database: Database, clients: Iterable[Client], disagreements: Iterable[Disagreement]
) -> None:
    numbering = Numbering()
    for client in clients:
        numbering.add_client(client)
    for disagreement in disagreements:
        numbering.add_disagreement(disagreement)
        if numbering.waiting > AT_ONCE:
            _store(database, numbering.take())
    _store(database, numbering.take())


def _store(database: Database, rows: Rows) -> None:
    for name, found in rows.items():
        if name not in database.table_names():
            continue  # a private table of a shared copy; nothing is in it
        columns = list(database.table(name).columns_dict)
        marks = ", ".join("?" * len(columns))
        database.conn.executemany(
            f"INSERT INTO [{name}] VALUES ({marks})",  # noqa: S608 - a name of ours
            ([row.get(column) for column in columns] for row in found),
        )


def _finish(database: Database) -> None:
    """Make what is looked up fast, what is searched findable, and the views."""
    there = database.table_names()
    for name in there:
        for column in database.table(name).columns_dict:
            if column in LEADING_TO:
                database.table(name).create_index([column])
    for name, searched in SEARCHED.items():
        database.table(name).enable_fts(searched, tokenize="unicode61 remove_diacritics 2")
    for name, question in VIEWS.items():
        database.create_view(name, question)
