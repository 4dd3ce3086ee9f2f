"""Search as you type: newest first, every text a valid question, accents and capitals alike."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import NamedTuple

from msgspec.structs import replace

from companion.method.marking import fold, marked, terms_of
from companion.model.value import Value
from companion.store.browse import SORTS, Browse, DisagreementRow
from companion.store.connection import Connection
from companion.store.passages import SLOTS

NEWEST = 50
"""Disagreements that one search shows."""

_CLIENTS_MEANT = 8
"""A word that begins the names of more clients than this means none of them."""

_OF_SORT = {
    sort: f"""AND (p.disagreement_id IS NULL OR p.disagreement_id IN (
        SELECT d.id FROM disagreement AS d WHERE {kept}))"""
    for sort, kept in SORTS.items()
    if sort != "all"
}
"""What keeps a search to one sort of the side bar; a client's own passages belong to every sort."""


class Question(Value, frozen=True, kw_only=True):
    """What is searched for: words, maybe of one client or sort, maybe between two moments."""

    text: str
    client_id: str | None = None
    sort: str = "all"
    after: datetime | None = None
    before: datetime | None = None
    limit: int = NEWEST


class _Found(NamedTuple):
    """A passage that was found: its text, and the note that it is, if one."""

    text: str
    note_id: str


class Search:
    """Questions to the passages of the history."""

    def __init__(self, connection: Connection, browse: Browse) -> None:
        """Keep *connection*; the lines of what was found come from *browse*."""
        self._db = connection
        self._browse = browse

    def rows(self, question: Question) -> tuple[DisagreementRow, ...]:
        """Return the disagreements in which all words were said, the newest passage first."""
        words = words_of(question.text)
        if not words:
            return ()
        expression = self._expression(words, question.client_id)
        terms = terms_of(question.text)
        places = self._places(expression, question)
        lines = self._browse.lines(list(places))
        passages = self._passages(list(places.values()))
        return tuple(
            replace(lines[about], passage=marked(found.text, terms), note_id=found.note_id)
            for about, found in ((about, passages[rowid]) for about, rowid in places.items())
            if about in lines
        )

    def _places(self, expression: str, question: Question) -> dict[str, int]:
        """Return the first disagreements that match, with the rowid of the passage found.

        The index is read newest first and no further than needed. A common beginning brings some
        thousand rows before fifty disagreements are together, so nothing is read of a row here
        but whom it is about; what is shown of it comes afterwards, for the fifty only.
        """
        places: dict[str, int] = {}
        low, high = _between(question)
        rows = self._db.each(
            f"""SELECT p.disagreement_id, p.id
            FROM passage_search JOIN passage AS p ON p.id = passage_search.rowid
            WHERE passage_search MATCH ? AND passage_search.rowid BETWEEN ? AND ?
                {_OF_SORT.get(question.sort, "")}
            ORDER BY passage_search.rowid DESC""",
            (expression, low, high),
        )
        for disagreement_id, rowid in rows:
            if disagreement_id in places:
                continue
            if disagreement_id is not None:
                places[disagreement_id] = rowid
            else:
                for about in self._about_client(rowid, question):
                    places.setdefault(about, rowid)
            if len(places) >= question.limit:
                break
        return dict(islice(places.items(), question.limit))

    def _about_client(self, rowid: int, question: Question) -> tuple[str, ...]:
        """Return the disagreements with the client that a passage tells of."""
        client_id = self._db.value("SELECT client_id FROM passage WHERE id = ?", (rowid,))
        rows = self._browse.rows(question.sort, client_id, limit=question.limit)
        return tuple(row.id for row in rows)

    def _passages(self, rowids: list[int]) -> dict[int, _Found]:
        # FTS5's own snippet() reads all that is known about a common word again for every row.
        marks = ", ".join("?" * len(rowids))
        rows = self._db.rows(
            f"""SELECT id, text, CASE source WHEN 'note' THEN source_id ELSE '' END
            FROM passage WHERE id IN ({marks})""",
            rowids,
        )
        return {rowid: _Found(text, note_id) for rowid, text, note_id in rows}

    def _expression(self, words: list[str], client_id: str | None) -> str:
        """Return the FTS5 expression for *words*, each taken as the beginning of a word.

        Beside other words, one that begins a client's name also stands for the client, so that
        "northwind budget" finds what Northwind said about budgets.
        """
        alone = len(words) == 1
        names = [] if alone else self._client_names()
        terms = [_term(word, names) for word in words]
        token = self._token(client_id)
        return " AND ".join([*([f"client_token : {token}"] if token else []), *terms])

    def _client_names(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the token of every client with the words of its name."""
        rows = self._db.rows("SELECT seq, name FROM client WHERE name <> ''")
        return [(f"c{seq}", terms_of(name)) for seq, name in rows]

    def _token(self, client_id: str | None) -> str | None:
        if client_id is None:
            return None
        found = self._db.value("SELECT seq FROM client WHERE id = ?", (client_id,))
        return f"c{found}" if found else "c0"


def words_of(text: str) -> list[str]:
    """Return the words of a question; what has no letter or digit finds nothing and is dropped.

    Half characters, such as a terminal of another encoding hands over, become question marks.
    """
    whole = text.encode(errors="replace").decode()
    return [word for word in whole.split() if any(letter.isalnum() for letter in word)]


def _term(word: str, names: list[tuple[str, tuple[str, ...]]]) -> str:
    said = f"text : {_quoted(word)}*"
    begun = fold(word)
    meant = [token for token, name in names if any(part.startswith(begun) for part in name)]
    if not meant or len(meant) > _CLIENTS_MEANT:
        return said
    return f"({said} OR client_token : ({' OR '.join(meant)}))"


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""').replace("\x00", " ") + '"'


def _between(question: Question) -> tuple[int, int]:
    low = int(question.after.timestamp()) * SLOTS if question.after else -(2**62)
    high = (int(question.before.timestamp()) + 1) * SLOTS - 1 if question.before else 2**62
    return low, high
