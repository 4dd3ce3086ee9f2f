"""Searches that are worth keeping, with their names."""

from __future__ import annotations

from companion.errors import InvalidInput
from companion.method.one_line import one_line
from companion.model import SavedSearch
from companion.store.connection import Connection

LONGEST_NAME = 80
"""Characters of a name: more do not stand in the side bar."""


class SavedSearches:
    """The searches that a person keeps, in the order in which they were kept."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection

    def all(self) -> tuple[SavedSearch, ...]:
        """Return every kept search."""
        rows = self._db.rows("SELECT name, query FROM saved_search ORDER BY seq")
        return tuple(SavedSearch(name=name, query=query) for name, query in rows)

    def keep(self, search: SavedSearch) -> SavedSearch | None:
        """Keep a search under its name; return the one that had this name before, or None.

        Raises InvalidInput for a search without a name or without anything to look for.
        """
        name, query = one_line(search.name).strip()[:LONGEST_NAME], one_line(search.query).strip()
        if not name:
            raise InvalidInput("A search needs a name to be kept.")
        if not query:
            raise InvalidInput("There is nothing to look for in this search yet.")
        with self._db.write():
            before = self._db.value("SELECT query FROM saved_search WHERE name = ?", (name,))
            self._db.execute(
                """INSERT INTO saved_search (name, query) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET query = excluded.query""",
                (name, query),
            )
        return None if before is None else SavedSearch(name=name, query=before)

    def rename(self, name: str, wanted: str) -> str:
        """Give a kept search another name and return it. Raises InvalidInput, NotThere."""
        new = one_line(wanted).strip()[:LONGEST_NAME]
        if not new:
            raise InvalidInput("A search needs a name to be kept.")
        with self._db.write():
            if new != name and self._db.value("SELECT 1 FROM saved_search WHERE name = ?", (new,)):
                raise InvalidInput(f"There is a search “{new}” already; choose another name.")
            self._db.change("UPDATE saved_search SET name = ? WHERE name = ?", (new, name))
        return new

    def remove(self, name: str) -> int:
        """Take a kept search away and return its place, for ``restore``. Raises NotThere."""
        with self._db.write():
            place = self._db.value("SELECT seq FROM saved_search WHERE name = ?", (name,))
            self._db.change("DELETE FROM saved_search WHERE name = ?", (name,))
        return int(place)

    def restore(self, search: SavedSearch, place: int) -> None:
        """Bring a removed search back to its place; one that was kept meanwhile stays."""
        with self._db.write():
            self._db.execute(
                """INSERT OR IGNORE INTO saved_search (seq, name, query) SELECT
                    CASE WHEN EXISTS (SELECT 1 FROM saved_search WHERE seq = ?1) THEN NULL
                    ELSE ?1 END, ?2, ?3""",
                (place, search.name, search.query),
            )
