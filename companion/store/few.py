"""Words in the texts of few disagreements, where the index would bring those of very many."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator, Mapping, Sequence

from companion.method.marking import whole_fold
from companion.store.columns import json_of
from companion.store.connection import Connection
from companion.store.passages import SLOTS
from companion.store.together import Sought, Where

FEW = 2_000
"""More disagreements than this are not few: the index meets one of them soon enough."""

_MOST_READ = 20_000
"""Texts that are read, about 60 ms; a word that they do not have is rare, and the index quick."""

Match = tuple[str | None, int]
"""Whom a passage is about, None for a client, and its rowid."""


class Few:
    """Reads what a few filters leave, and finds exactly what the index of words would bring."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection

    def matches(
        self, words: Sequence[Sought], where: Where, left: Mapping[str, int], limit: int
    ) -> list[Match] | None:
        """Return the newest passage with all *words* of the newest *limit* disagreements of *left*.

        Passages about clients are among them. Returns None where the index is the better way.
        """
        if len(left) > FEW:
            return None
        reads = [_MOST_READ]
        found: list[tuple[int, str]] = []
        for newest, about in self._newest(left, where):
            if len(found) >= limit and newest < found[-limit][0]:
                break
            rowid = self._newest_match(self._texts(about, where), words, reads)
            if rowid is not None:
                insort(found, (rowid, about))
            if reads[0] <= 0:
                return None
        matches: list[Match] = [(about, rowid) for rowid, about in found[-limit:]]
        if len(found) < limit or found[-limit][0] < SLOTS:
            matches += self._about_clients(words, where)
        return sorted(matches, key=lambda match: -match[1])

    def _newest(self, left: Mapping[str, int], where: Where) -> list[tuple[int, str]]:
        """Return each disagreement with the highest rowid in it, the newest first."""
        rows = self._db.rows(
            """SELECT (SELECT max(id) FROM passage
                WHERE disagreement_id = e.value AND id BETWEEN ? AND ?) AS newest, e.value
            FROM json_each(?) AS e WHERE newest IS NOT NULL ORDER BY newest DESC""",
            (where.low, where.high, json_of(list(left))),
        )
        return [(newest, about) for newest, about in rows]

    def _texts(self, about: str, where: Where) -> Iterator[tuple[int, str, str]]:
        return self._db.each(
            f"""SELECT p.id, p.text, p.client_token FROM passage AS p
            WHERE p.disagreement_id = ? AND p.id BETWEEN ? AND ? {where.clause}
            ORDER BY p.id DESC""",
            (about, where.low, where.high, *where.parameters),
        )

    def _about_clients(self, words: Sequence[Sought], where: Where) -> list[Match]:
        """Return what is known of clients themselves; it has no time, and the first rowids."""
        rows = self._db.each(
            f"""SELECT p.id, p.text, p.client_token FROM passage AS p
            WHERE p.id BETWEEN ? AND ? AND p.disagreement_id IS NULL {where.clause}""",
            (max(where.low, 0), min(where.high, SLOTS - 1), *where.parameters),
        )
        return [(None, rowid) for rowid, text, token in rows if _has_all(words, text, token)]

    def _newest_match(
        self, texts: Iterator[tuple[int, str, str]], words: Sequence[Sought], reads: list[int]
    ) -> int | None:
        for rowid, text, token in texts:
            reads[0] -= 1
            if _has_all(words, text, token):
                return rowid
        return None


def _has_all(words: Sequence[Sought], text: str, token: str) -> bool:
    plain = whole_fold(text)
    return all(token in word.clients or word.looks.search(plain) for word in words)
