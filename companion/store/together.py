"""Words of one search that stand in several texts of one disagreement."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from companion.method.marking import whole_fold
from companion.store.connection import Connection

_REACH = 20
"""Passages of one word that are looked at for each disagreement that is wanted."""

_MOST_READ = 4_000
"""Texts that one search reads beside the index, about 10 ms."""


class Sought(NamedTuple):
    """One word: its expression for the index, and what it looks like in a folded text.

    The tokens in *clients* stand for it too: it begins the names of these.
    """

    expression: str
    looks: re.Pattern[str]
    clients: frozenset[str] = frozenset()


class Where(NamedTuple):
    """What narrows every passage: more SQL with its parameters, and the rowids between."""

    clause: str
    parameters: tuple[object, ...]
    low: int
    high: int


class _Head(NamedTuple):
    """The newest passages of one word by their disagreement; whether these are all of them."""

    newest: dict[str, int]
    is_whole: bool


class Together:
    """Finds disagreements in which every word stands, each maybe in another text.

    The index knows which text a word stands in and not which disagreement. So the newest passages
    of every word are laid beside each other; where a rare word meets a common one that is older,
    the disagreement's own texts are read. Both have a bound, so that a search over any history
    ends in time: of a word in very many texts, only the newest count here.
    """

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection

    def places(
        self,
        words: Sequence[Sought],
        where: Where,
        left: Mapping[str, int] | None,
        apart_from: Collection[str],
        limit: int,
    ) -> dict[str, list[int]]:
        """Return up to *limit* disagreements with a passage of each word, the newest first."""
        heads = [self._head(word, where, limit * _REACH) for word in words]
        base = min(heads, key=lambda head: (not head.is_whole, len(head.newest)))
        reads = [_MOST_READ]
        found: dict[str, list[int]] = {}
        for about in base.newest:
            if about in apart_from or (left is not None and about not in left):
                continue
            if rowids := self._rowids(about, words, heads, where, reads):
                found[about] = rowids
            if len(found) >= limit or reads[0] <= 0:
                break
        return found

    def _head(self, word: Sought, where: Where, reach: int) -> _Head:
        rows = self._db.rows(
            f"""SELECT p.disagreement_id, p.id
            FROM passage_search JOIN passage AS p ON p.id = passage_search.rowid
            WHERE passage_search MATCH ? AND passage_search.rowid BETWEEN ? AND ? {where.clause}
            ORDER BY passage_search.rowid DESC LIMIT ?""",
            (word.expression, where.low, where.high, *where.parameters, reach),
        )
        newest: dict[str, int] = {}
        for about, rowid in rows:
            if about is not None:
                newest.setdefault(about, rowid)
        return _Head(newest, len(rows) < reach)

    def _rowids(
        self,
        about: str,
        words: Sequence[Sought],
        heads: Sequence[_Head],
        where: Where,
        reads: list[int],
    ) -> list[int]:
        """Return a passage of each word in one disagreement; none where a word is not in it."""
        rowids = [head.newest.get(about) for head in heads]
        unknown = [at for at, rowid in enumerate(rowids) if rowid is None]
        if any(heads[at].is_whole for at in unknown):
            return []
        if unknown:
            for rowid, text in self._texts(about, where):
                reads[0] -= 1
                for at in [at for at in unknown if words[at].looks.search(text)]:
                    rowids[at] = rowid
                    unknown.remove(at)
                if not unknown or reads[0] <= 0:
                    break
        return list(dict.fromkeys(rowid for rowid in rowids if rowid)) if not unknown else []

    def _texts(self, about: str, where: Where) -> Iterator[tuple[int, str]]:
        rows = self._db.each(
            f"""SELECT p.id, p.text FROM passage AS p
            WHERE p.disagreement_id = ? AND p.id BETWEEN ? AND ? {where.clause}
            ORDER BY p.id DESC""",
            (about, where.low, where.high, *where.parameters),
        )
        return ((rowid, whole_fold(text)) for rowid, text in rows)
