"""Everything of one object as the rows that it is made of: read, taken out, put back as it was.

What belongs to what is asked of the tables themselves, so that a table that a later release adds
is taken along without anybody thinking of it.
"""

from __future__ import annotations

import base64
from collections.abc import Container, Iterable
from functools import cached_property
from itertools import chain
from typing import Any

from companion.model.history import FOUND
from companion.model.value import Value
from companion.store.columns import json_of
from companion.store.connection import Connection

Rows = dict[str, list[dict[str, Any]]]
"""The rows of each table by the names of their columns, owners before what belongs to them."""

_BYTES = "bytes:base64"
"""The one key of an object that stands for bytes, which JSON does not have."""

_BESIDE = ("draft", "section_text")
"""Tables whose rows belong to an object by a name in their text, and not by a reference."""

_NAMED_IN_DRAFTS = ("client", "disagreement", "call", "recap")


class Reference(Value, frozen=True, kw_only=True):
    """A column that names a row of another table, and what becomes of it with that row."""

    table: str
    column: str
    owner: str
    owner_column: str
    on_delete: str


class WholeRows:
    """Reads, removes and restores whole objects, inside the transaction of who asks."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; the tables are looked at when they are needed, and once."""
        self._db = connection
        self._ordered: dict[str, bool] = {}

    def of(self, table: str, object_id: str, without: str = "") -> Rows:
        """Return the row of *table* with that id and every row that goes with it.

        Rows of the table *without*, and what belongs to them, are left out.
        """
        owned = [
            each
            for each in self._references
            if each.on_delete == "CASCADE" and each.table != without
        ]
        rows: Rows = {
            table: self._db.named_rows(f"SELECT * FROM {table} WHERE id = ?", (object_id,))
        }
        waiting = [table]
        while waiting:
            owner = waiting.pop(0)
            for reference in (each for each in owned if each.owner == owner):
                ids = [row[reference.owner_column] for row in rows[owner]]
                found = self._belonging(reference, ids)
                if found:
                    rows.setdefault(reference.table, []).extend(found)
                    waiting.append(reference.table)
        for beside, found in (("draft", self._drafts(rows)), ("section_text", self._texts(rows))):
            if found:
                rows[beside] = found
        return rows

    def remove(self, table: str, object_id: str, rows: Rows) -> None:
        """Take the object out of the history; *rows* is what ``of`` returned."""
        self._db.execute_many(
            "DELETE FROM draft WHERE place = ?", [(row["place"],) for row in rows.get("draft", ())]
        )
        self._db.execute_many(
            "DELETE FROM section_text WHERE seq = ?",
            [(row["seq"],) for row in rows.get("section_text", ())],
        )
        self._db.execute(f"DELETE FROM {table} WHERE id = ?", (object_id,))

    def put_back(self, rows: Rows) -> None:
        """Put the rows back where they stood.

        Where another row has taken such a place in the order meanwhile, all rows of that table
        come after the others, in the order that they had among each other.
        """
        loose = [each for each in self._references if each.on_delete == "SET NULL"]
        for table, found in rows.items():
            known = {row[1] for row in self._db.rows(f"PRAGMA table_info({table})")}
            kept = [{name: row[name] for name in row if name in known} for row in found]
            if any("seq" in row for row in kept) and self._is_taken(table, kept):
                kept = [{**row, "seq": None} for row in sorted(kept, key=lambda row: row["seq"])]
            for reference in (each for each in loose if each.table == table):
                kept = [self._loosened(reference, row, rows) for row in kept]
            self._insert(table, kept)

    def change_back(self, now: Rows, before: Rows, in_place: Container[str]) -> None:
        """Put rows back as they were *before*, those of the tables *in_place* where they stand.

        Rows of these have an ``id``, and others refer to them; all others are written anew.
        """
        new: Rows = {}
        for table, found in before.items():
            known = values_of(now, table, "id") if table in in_place else ()
            for row in (row for row in found if row.get("id") in known):
                names = [name for name in row if name not in ("id", "seq")]
                self._db.execute(
                    f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?",
                    (*(row[name] for name in names), row["id"]),
                )
            new[table] = [row for row in found if not known or row["id"] not in known]
        for table, found in now.items():
            kept = values_of(before, table, "id") if table in in_place else ()
            gone = [row["seq"] for row in found if "seq" in row and row.get("id") not in kept]
            self._db.execute_many(f"DELETE FROM {table} WHERE seq = ?", [(each,) for each in gone])
        self.put_back(new)

    def _insert(self, table: str, rows: list[dict[str, Any]]) -> None:
        # What was typed since at the same place is newer than what was deleted.
        verb = "INSERT OR IGNORE" if table in _BESIDE else "INSERT"
        for row in rows:
            marks = ", ".join("?" for _ in row)
            self._db.execute(
                f"{verb} INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
            )

    @cached_property
    def _references(self) -> tuple[Reference, ...]:
        tables = self._db.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        return tuple(
            Reference(
                table=table, column=row[3], owner=row[2], owner_column=row[4], on_delete=row[6]
            )
            for (table,) in tables
            for row in self._db.rows(f"PRAGMA foreign_key_list({table})")
        )

    def _belonging(self, reference: Reference, ids: list[Any]) -> list[dict[str, Any]]:
        order = "ORDER BY seq" if self._has_order(reference.table) else ""
        return self._db.named_rows(
            f"""SELECT * FROM {reference.table}
            WHERE {reference.column} IN (SELECT value FROM json_each(?)) {order}""",
            (json_of(ids),),
        )

    def _has_order(self, table: str) -> bool:
        if table not in self._ordered:
            columns = self._db.rows(f"PRAGMA table_info({table})")
            self._ordered[table] = any(row[1] == "seq" for row in columns)
        return self._ordered[table]

    def _is_taken(self, table: str, rows: list[dict[str, Any]]) -> bool:
        places = json_of([row["seq"] for row in rows])
        question = f"SELECT 1 FROM {table} WHERE seq IN (SELECT value FROM json_each(?)) LIMIT 1"
        return self._db.value(question, (places,)) is not None

    def _loosened(self, reference: Reference, row: dict[str, Any], rows: Rows) -> dict[str, Any]:
        """Return *row* without naming what is gone meanwhile, as if it had been there all along."""
        named = row[reference.column]
        coming = (owner[reference.owner_column] for owner in rows.get(reference.owner, ()))
        question = f"SELECT 1 FROM {reference.owner} WHERE {reference.owner_column} = ?"
        if named is None or named in coming or self._db.value(question, (named,)):
            return row
        return {**row, reference.column: None}

    def _drafts(self, rows: Rows) -> list[dict[str, Any]]:
        """Return what was being typed about it: the ids in a draft's place say what it is about."""
        ids = [row["id"] for table in _NAMED_IN_DRAFTS for row in rows.get(table, ())]
        drafts = self._db.named_rows("SELECT * FROM draft ORDER BY place")
        return [draft for draft in drafts if _is_about(draft["place"], ids)]

    def _texts(self, rows: Rows) -> list[dict[str, Any]]:
        """Return what others found in these disagreements, which is kept among the texts."""
        keys = [FOUND + row["id"] for row in rows.get("disagreement", ())]
        return self._db.named_rows(
            """SELECT * FROM section_text WHERE key IN (SELECT value FROM json_each(?))
            ORDER BY seq""",
            (json_of(keys),),
        )


def packed(rows: Rows) -> str:
    """Return the rows as one JSON text; bytes become an object with one key."""
    whole = {
        table: [{name: _pack(value) for name, value in row.items()} for row in found]
        for table, found in rows.items()
    }
    return json_of(whole)


def unpacked(text: str) -> Rows:
    """Return the rows that ``packed`` wrote."""
    import msgspec

    whole: Rows = msgspec.json.decode(text)
    return {
        table: [{name: _unpack(value) for name, value in row.items()} for row in found]
        for table, found in whole.items()
    }


def values_of(rows: Rows, table: str, column: str) -> tuple[Any, ...]:
    """Return what stands in a column of the rows of *table*."""
    return tuple(row[column] for row in chain(rows.get(table, ())))


def _pack(value: Any) -> Any:
    return {_BYTES: base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _unpack(value: Any) -> Any:
    return base64.b64decode(value[_BYTES]) if isinstance(value, dict) else value


def _is_about(place: str, ids: Iterable[str]) -> bool:
    whole = f":{place}:"
    return any(f":{each}:" in whole for each in ids)
