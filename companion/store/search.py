"""Search as you type: newest first, every text a valid question, accents and capitals alike."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from companion.model.value import Value
from companion.store.browse import Browse, DisagreementRow
from companion.store.connection import Connection, Row
from companion.store.passages import SLOTS

MARK_BEGIN, MARK_END = "\x02", "\x03"
"""What stands around a found word in a passage: characters that no markup knows."""

NEWEST = 50
"""Disagreements that one search shows."""

_CLIENTS_MEANT = 8
"""A word that begins the names of more clients than this means none of them."""


class Question(Value, frozen=True, kw_only=True):
    """What is searched for: words, maybe of one client, maybe between two moments."""

    text: str
    client_id: str | None = None
    after: datetime | None = None
    before: datetime | None = None
    limit: int = NEWEST


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
        found: dict[str, DisagreementRow] = {}
        for disagreement_id, passage, note_id in self._passages(words, question):
            if disagreement_id in found:
                continue
            row = self._browse.row(disagreement_id)
            if row is not None:
                found[disagreement_id] = _with_passage(row, passage, note_id)
            if len(found) >= question.limit:
                break
        return tuple(found.values())

    def _passages(self, words: list[str], question: Question) -> list[tuple[str, str, str]]:
        """Return (disagreement, marked passage, note) of what matches, newest first.

        Twice the number of disagreements wanted is read at once; only where many passages of a
        few disagreements stand on top, all of them are.
        """
        wanted = question.limit * 4
        rows = self._match(words, question, wanted)
        if len({row[0] for row in rows}) < question.limit and len(rows) == wanted:
            rows = self._match(words, question, -1)
        return [place for row in rows for place in self._places(row, question)]

    def _match(self, words: list[str], question: Question, limit: int) -> list[Row]:
        low, high = _between(question)
        return self._db.rows(
            """SELECT p.disagreement_id, p.client_id, p.source, p.source_id,
                snippet(passage_search, 0, char(2), char(3), '…', 12)
            FROM passage_search JOIN passage AS p ON p.id = passage_search.rowid
            WHERE passage_search MATCH ? AND passage_search.rowid BETWEEN ? AND ?
            ORDER BY passage_search.rowid DESC LIMIT ?""",
            (self._expression(words, question.client_id), low, high, limit),
        )

    def _places(self, row: Row, question: Question) -> list[tuple[str, str, str]]:
        disagreement_id, client_id, source, source_id, passage = row
        if disagreement_id is not None:
            return [(disagreement_id, passage, source_id if source == "note" else "")]
        rows = self._browse.rows(client_id=client_id, limit=question.limit)
        return [(found.id, passage, "") for found in rows]

    def _expression(self, words: list[str], client_id: str | None) -> str:
        """Return the FTS5 expression for *words*, each taken as the beginning of a word.

        Beside other words, one that begins a client's name also stands for the client, so that
        "northwind budget" finds what Northwind said about budgets.
        """
        terms = [self._term(word, alone=len(words) == 1) for word in words]
        token = self._token(client_id)
        return " AND ".join([*([f"client_token : {token}"] if token else []), *terms])

    def _term(self, word: str, *, alone: bool) -> str:
        said = f"text : {_quoted(word)}*"
        if alone:
            return said
        tokens = self._db.rows(
            """SELECT p.client_token FROM passage_search JOIN passage AS p
                ON p.id = passage_search.rowid
            WHERE passage_search MATCH ? AND passage_search.rowid < ? AND p.source = 'client'
            LIMIT ?""",
            (said, SLOTS, _CLIENTS_MEANT + 1),
        )
        if not tokens or len(tokens) > _CLIENTS_MEANT:
            return said
        meant = " OR ".join(f"client_token : {token}" for (token,) in tokens)
        return f"({said} OR {meant})"

    def _token(self, client_id: str | None) -> str | None:
        if client_id is None:
            return None
        found = self._db.value("SELECT seq FROM client WHERE id = ?", (client_id,))
        return f"c{found}" if found else "c0"


def words_of(text: str) -> list[str]:
    """Return the words of a question; what has no letter or digit finds nothing and is dropped."""
    return [word for word in text.split() if any(letter.isalnum() for letter in word)]


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""').replace("\x00", " ") + '"'


def _between(question: Question) -> tuple[int, int]:
    low = int(question.after.timestamp()) * SLOTS if question.after else -(2**62)
    high = (int(question.before.timestamp()) + 1) * SLOTS - 1 if question.before else 2**62
    return low, high


def _with_passage(row: DisagreementRow, passage: str, note_id: str) -> DisagreementRow:
    return replace(row, passage=" ".join(passage.split()), note_id=note_id)
