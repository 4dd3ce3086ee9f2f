"""The objects that an import touches, as rows: read, marked, and put back as they were."""

from __future__ import annotations

from companion.store import driver
from companion.store.columns import json_of
from companion.store.connection import Connection
from companion.store.whole_rows import Rows, WholeRows, packed, values_of

_ALONE = {
    "me": "CAST(id AS TEXT)",
    "playbook": "key",
    "saved_search": "name",
    "inbox": "id",
    "section_text": "key || char(31) || language",
}
"""Tables in which one row is one object, and by what it is known there."""

_NAMES = {
    "client": "name",
    "disagreement": "topic",
    "me": "name",
    "playbook": "title",
    "inbox": "text",
}
"""What a person knows an object by, where it is not its id."""

_IN_PLACE = ("client", "metric")
"""Tables of a client's own that disagreements refer to: their rows are changed where they stand."""

_OWNERS = ("client", "disagreement")
"""Tables of which something may lie in the trash that can only come back to where it was."""

ME = "1"
"""The id of the one row about the person who keeps the history."""


def text_id(key: str, language: str) -> str:
    """Return the id of a text among the parts of an import."""
    return f"{key}\x1f{language}"


class ImportObjects:
    """Reads and puts back whole objects, inside the transaction of who asks."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection
        self._whole = WholeRows(connection)

    def rows(self, place: str, object_id: str) -> Rows | None:
        """Return the rows of an object as they are now; None where there is none."""
        if place in _ALONE:
            found = self._db.named_rows(
                f"SELECT * FROM {place} WHERE {_ALONE[place]} = ?", (object_id,)
            )
            return {place: found} if found else None
        if self._db.value(f"SELECT 1 FROM {place} WHERE id = ?", (object_id,)) is None:
            return None
        return self._whole.of(place, object_id, "disagreement" if place == "client" else "")

    def mark(self, rows: Rows) -> str:
        """Return a mark that is the same for rows that say the same, wherever they stand."""
        from hashlib import blake2b

        said = {
            table: sorted(
                packed({"": [{name: row[name] for name in row if name != "seq"}]}) for row in found
            )
            for table, found in rows.items()
            if found
        }
        return blake2b(json_of(said).encode(), digest_size=16).hexdigest()

    def take_back(self, place: str, object_id: str, mark: str, before: Rows | None) -> str | None:
        """Put an object back as it was *before*, None for not at all; return its name if kept.

        It is kept where its rows no longer have the *mark*, and where something else stands in
        the way. What is not there any more needs nothing.
        """
        now = self.rows(place, object_id)
        if now is None:
            return None
        if self.mark(now) != mark or self._is_needed(place, now, before):
            return self._name(place, object_id, now)
        self._db.execute("SAVEPOINT part")
        try:
            self._replace(place, object_id, now, before)
        except driver.Error as error:
            if not driver.is_conflict(error):
                raise
            self._db.execute("ROLLBACK TO part")
            return self._name(place, object_id, now)
        finally:
            self._db.execute("RELEASE part")
        return None

    def _is_needed(self, place: str, now: Rows, before: Rows | None) -> bool:
        """Return whether something that stays, here or in the trash, belongs to what would go."""
        if before is None:
            return place in _OWNERS and self._has_parts(place, values_of(now, place, "id"))
        if place != "client":
            return False
        old = values_of(before, "metric", "id")
        ids = json_of([each for each in values_of(now, "metric", "id") if each not in old])
        question = "SELECT 1 FROM disagreement WHERE metric_id IN (SELECT value FROM json_each(?))"
        return self._db.value(question, (ids,)) is not None

    def _has_parts(self, place: str, ids: tuple[str, ...]) -> bool:
        """Return whether a client has disagreements, or something in the trash waits for either.

        What is in the trash itself comes back from there, and its parts after it.
        """
        waits = f"""SELECT 1 FROM trash WHERE {place}_id = ?1
            AND ?1 NOT IN (SELECT object_id FROM trash)"""
        has = "SELECT 1 FROM disagreement WHERE client_id = ?"
        questions = (has, waits) if place == "client" else (waits,)
        return any(self._db.value(question, ids) for question in questions)

    def _replace(self, place: str, object_id: str, now: Rows, before: Rows | None) -> None:
        if place in _ALONE:
            self._db.execute(f"DELETE FROM {place} WHERE {_ALONE[place]} = ?", (object_id,))
            self._whole.put_back(before or {})
        elif place == "client" and before is not None:
            self._whole.change_back(now, before, _IN_PLACE)
        else:
            self._whole.remove(place, object_id, now)
            self._whole.put_back(before or {})

    def _name(self, place: str, object_id: str, now: Rows) -> str:
        column = _NAMES.get(place)
        name = str(now[place][0][column]) if column else object_id.partition("\x1f")[0]
        return name or object_id
