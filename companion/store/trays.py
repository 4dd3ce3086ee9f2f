"""What waits: text typed and not yet committed, and notes taken while no call was running."""

from __future__ import annotations

from datetime import datetime

from companion.model import InboxNote
from companion.store.columns import moment_of, text_of
from companion.store.connection import Connection


class Drafts:
    """Text that is being typed, by its place (``note:CALL``, ``step:CALL:metric``, …)."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection

    def get(self, place: str) -> str:
        """Return what was typed at *place*; empty where nothing waits."""
        return str(self._db.value("SELECT text FROM draft WHERE place = ?", (place,)) or "")

    def keep(self, place: str, text: str, at: datetime) -> str:
        """Keep what is being typed at *place*; an empty text forgets it. Returns the text."""
        with self._db.write():
            if text:
                self._db.execute(
                    "INSERT OR REPLACE INTO draft VALUES (?, ?, ?)", (place, text, text_of(at))
                )
            else:
                self._db.execute("DELETE FROM draft WHERE place = ?", (place,))
        return text

    def forget(self, places: str) -> None:
        """Forget what was typed at every place that begins with *places*."""
        with self._db.write():
            self._db.execute("DELETE FROM draft WHERE substr(place, 1, length(?1)) = ?1", (places,))


class Inbox:
    """Notes taken while no call was running."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection

    def notes(self) -> tuple[InboxNote, ...]:
        """Return what waits, oldest first."""
        rows = self._db.rows("SELECT id, at, text FROM inbox ORDER BY seq")
        return tuple(InboxNote(id=i, at=moment_of(at), text=text) for i, at, text in rows)

    def add(self, note: InboxNote) -> InboxNote:
        """Put a note into the inbox, or change the one with its id, and return it."""
        with self._db.write():
            self._db.execute(
                """INSERT INTO inbox (id, at, text) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET at = excluded.at, text = excluded.text""",
                (note.id, text_of(note.at), note.text),
            )
        return note

    def remove(self, note_id: str) -> None:
        """Take a note out of the inbox, once it stands in a call or is not needed."""
        with self._db.write():
            self._db.execute("DELETE FROM inbox WHERE id = ?", (note_id,))
