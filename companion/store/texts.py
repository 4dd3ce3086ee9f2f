"""People's own words in recaps: phrases in place of those that come with the program."""

from __future__ import annotations

from companion.model import Text
from companion.model.history import FOUND
from companion.store.connection import Connection


class Texts:
    """The own phrases of a history, by their key and language."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection

    def own(self) -> tuple[Text, ...]:
        """Return every phrase that a person wrote, in the order in which they came."""
        rows = self._db.rows(
            """SELECT key, language, text FROM section_text
            WHERE substr(key, 1, length(?1)) <> ?1 ORDER BY seq""",
            (FOUND,),
        )
        return tuple(Text(key=key, language=language, text=text) for key, language, text in rows)

    def put(self, text: Text) -> None:
        """Keep a phrase in place of the one with its key and language; an empty one goes away."""
        with self._db.write():
            if text.text:
                self._db.execute(
                    """INSERT INTO section_text (key, language, text) VALUES (?, ?, ?)
                    ON CONFLICT (key, language) DO UPDATE SET text = excluded.text""",
                    (text.key, text.language, text.text),
                )
            else:
                self._db.execute(
                    "DELETE FROM section_text WHERE key = ? AND language = ?",
                    (text.key, text.language),
                )
