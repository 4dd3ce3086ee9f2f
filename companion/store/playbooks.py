"""People's own playbooks, beside those that come with the program."""

from __future__ import annotations

from companion.errors import InvalidInput
from companion.method.playbook import PlaybookScript
from companion.method.playbooks import FIVE_STEPS, built_ins, library
from companion.model import Playbook, PlaybookStep
from companion.store.columns import json_of, list_of
from companion.store.connection import Connection


class Playbooks:
    """The playbooks that a call can follow."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection

    def stored(self) -> tuple[Playbook, ...]:
        """Return every playbook that the history keeps, ours as a document brought them too."""
        rows = self._db.rows("SELECT key, title, steps FROM playbook ORDER BY seq")
        return tuple(
            Playbook(key=key, title=title, steps=list_of(steps, tuple[PlaybookStep, ...]))
            for key, title, steps in rows
        )

    def own(self) -> tuple[Playbook, ...]:
        """Return the playbooks that people wrote, in the order in which they came."""
        return tuple(playbook for playbook in self.stored() if playbook.key not in built_ins())

    def scripts(self) -> dict[str, PlaybookScript]:
        """Return all playbooks by their keys: those of the program, then people's own."""
        return library(self.own())

    def script(self, key: str) -> PlaybookScript:
        """Return the playbook of that key; the five steps where there is none of it."""
        known = built_ins()
        if key in known:
            return known[key]
        return self.scripts().get(key, known[FIVE_STEPS])

    def put(self, playbook: Playbook) -> Playbook:
        """Keep a playbook, in place of the one with its key, and return it."""
        with self._db.write():
            self._db.execute(
                """INSERT INTO playbook (key, title, steps) VALUES (?, ?, ?)
                ON CONFLICT (key) DO UPDATE SET title = excluded.title, steps = excluded.steps""",
                (playbook.key, playbook.title, json_of(playbook.steps)),
            )
        return playbook

    def calls_by(self, key: str) -> int:
        """Return how many calls follow that playbook."""
        return int(self._db.value("SELECT count(*) FROM call WHERE playbook = ?", (key,)))

    def remove(self, key: str) -> None:
        """Take a playbook away. Raises InvalidInput where a call follows it."""
        with self._db.write():
            if count := self.calls_by(key):
                raise InvalidInput(
                    "One call follows this playbook, so it stays."
                    if count == 1
                    else f"{count} calls follow this playbook, so it stays."
                )
            self._db.execute("DELETE FROM playbook WHERE key = ?", (key,))
