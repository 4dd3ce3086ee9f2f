"""Search as you type: newest first, every text a valid question, accents and capitals alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from itertools import chain, islice

from msgspec import json
from msgspec.structs import replace

from companion.method.markdown_plain import plain_text
from companion.method.marking import marked, terms_of, whole_fold
from companion.method.search_query import SearchQuery, Word, read_query
from companion.model.value import Value
from companion.store.browse import Browse, DisagreementRow
from companion.store.connection import Connection
from companion.store.few import Few, Match
from companion.store.narrowing import Condition, Narrowing, Span, joined
from companion.store.passages import SLOTS
from companion.store.together import Sought, Together, Where

NEWEST = 50
"""Disagreements that one search shows."""

_CLIENTS_MEANT = 8
"""A word that begins the names of more clients than this means none of them."""

_TOKENS = 16
"""So many clients stand in an expression for the index; of more, what is left is looked up."""

GLANCE = 5_000
"""Matches that the index is asked for before the disagreements that are left may be read."""

_BETWEEN_TEXTS = " · "
_SHORT = 7
"""Words shown of each text where several are shown in one line."""


class Question(Value, frozen=True, kw_only=True):
    """What is searched for, in the language of docs/searching.md.

    A client, a sort of the side bar and two moments may narrow it too. Dates in *text* are seen
    from *today*, this computer's own where it is left out. With *across*, the words may stand in
    several texts of one disagreement, which takes longer than a pause between two keys.
    """

    text: str
    today: date | None = None
    client_id: str | None = None
    sort: str = "all"
    after: datetime | None = None
    before: datetime | None = None
    limit: int = NEWEST
    across: bool = True


class Search:
    """Questions to the passages of the history."""

    def __init__(self, connection: Connection, browse: Browse, glance: int = GLANCE) -> None:
        """Keep *connection*; the lines of what was found come from *browse*.

        So many matches are taken from the index before few disagreements are read themselves.
        """
        self._db = connection
        self._browse = browse
        self._narrowing = Narrowing(connection)
        self._together = Together(connection)
        self._few = Few(connection)
        self._glance = glance

    def rows(self, question: Question) -> tuple[DisagreementRow, ...]:
        """Return the disagreements that are found.

        First come those in which all words stand in one text, the newest text first; then those
        in which they stand in several. Without words, the one touched last comes first.
        """
        query = read_query(question.text, question.today or datetime.now().astimezone().date())
        if query.is_empty:
            return ()
        span = _span(question, query)
        conditions = self._narrowing.conditions(query, span, question.sort, question.client_id)
        if not query.words:
            return self._touched(query, span, conditions, question.limit)
        left = self._narrowing.left(conditions) if conditions else None
        if left is not None and not left:
            return ()
        words = self._sought(query.words, left)
        where = _where(query, span)
        places = self._places(words, where, left, question.limit)
        rowids = {about: [rowid] for about, rowid in places.items()}
        if question.across and is_across(query) and len(rowids) < question.limit:
            more = question.limit - len(rowids)
            rowids |= self._together.places(words, where, left, rowids.keys(), more)
        return self._lines(rowids, query.terms)

    def values(self) -> dict[str, tuple[str, ...]]:
        """Return what the history has for each filter, to offer while it is typed."""
        return self._narrowing.values()

    def _places(
        self,
        words: Sequence[Sought],
        where: Where,
        left: Mapping[str, int] | None,
        limit: int,
    ) -> dict[str, int]:
        """Return the first disagreements that match, with the rowid of the passage found.

        The index is read newest first and no further than needed. A common word brings very many
        texts before it brings one of few disagreements, so that these are read themselves then.
        """
        matches = self._matches(words, where, left)
        places = self._take({}, islice(matches, self._glance), left, limit)
        further = next(matches, None) if len(places) < limit else None
        if further is None:
            return places
        of_few = None if left is None else self._few.matches(words, where, left, limit)
        if of_few is None:
            return self._take(places, chain((further,), matches), left, limit)
        return self._take({}, of_few, left, limit)

    def _matches(
        self, words: Sequence[Sought], where: Where, left: Mapping[str, int] | None
    ) -> Iterator[Match]:
        """Yield what the index has, newest first: whom each passage is about, and its rowid.

        A common beginning brings some thousand rows before fifty disagreements are together, so
        nothing is read of a row here but whom it is about; what kind of note it is only of those
        that are left.
        """
        at_once = where if left is None else where._replace(clause="", parameters=())
        rows = self._db.each(
            f"""SELECT p.disagreement_id, p.id
            FROM passage_search JOIN passage AS p ON p.id = passage_search.rowid
            WHERE passage_search MATCH ? AND passage_search.rowid BETWEEN ? AND ? {at_once.clause}
            ORDER BY passage_search.rowid DESC""",
            (
                " AND ".join(word.expression for word in words),
                where.low,
                where.high,
                *at_once.parameters,
            ),
        )
        if left is None or not where.clause:
            yield from rows
            return
        one = f"SELECT 1 FROM passage AS p WHERE p.id = ? {where.clause}"
        for about, rowid in rows:
            if about in left and self._db.row(one, (rowid, *where.parameters)):
                yield about, rowid

    def _take(
        self,
        places: dict[str, int],
        matches: Iterable[Match],
        left: Mapping[str, int] | None,
        limit: int,
    ) -> dict[str, int]:
        """Return *places* with what *matches* bring of further disagreements, *limit* in all."""
        for about, rowid in matches:
            if about in places:
                continue
            if about is None:
                for each in self._about_client(rowid, limit, left):
                    places.setdefault(each, rowid)
            elif left is None or about in left:
                places[about] = rowid
            if len(places) >= limit:
                break
        return dict(islice(places.items(), limit))

    def _about_client(
        self, rowid: int, limit: int, left: Mapping[str, int] | None
    ) -> tuple[str, ...]:
        """Return the disagreements with the client that a passage tells of."""
        client_id = self._db.value("SELECT client_id FROM passage WHERE id = ?", (rowid,))
        rows = self._db.rows(
            """SELECT id FROM disagreement WHERE client_id = ?
            ORDER BY touched DESC, seq DESC""",
            (client_id,),
        )
        known = (row[0] for row in rows if left is None or row[0] in left)
        return tuple(islice(known, limit))

    def _touched(
        self, query: SearchQuery, span: Span, conditions: tuple[Condition, ...], limit: int
    ) -> tuple[DisagreementRow, ...]:
        """Return what filters alone leave; with kinds of notes, the newest such note of each."""
        where, parameters = joined(conditions)
        rows = self._db.rows(
            f"""SELECT d.id FROM disagreement AS d WHERE {where}
            ORDER BY d.touched DESC, d.seq DESC LIMIT ?""",
            (*parameters, limit),
        )
        rowids = {about: self._newest_note(about, query, span) for (about,) in rows}
        return self._lines(rowids, ())

    def _newest_note(self, about: str, query: SearchQuery, span: Span) -> list[int]:
        if not query.kinds:
            return []
        where = _where(query, span)
        found = self._db.value(
            f"""SELECT p.id FROM passage AS p WHERE p.disagreement_id = ?
            AND p.id BETWEEN ? AND ? {where.clause} ORDER BY p.id DESC LIMIT 1""",
            (about, where.low, where.high, *where.parameters),
        )
        return [found] if found is not None else []

    def _lines(
        self, rowids: Mapping[str, Sequence[int]], terms: tuple[str, ...]
    ) -> tuple[DisagreementRow, ...]:
        lines = self._browse.lines(list(rowids))
        passages = self._passages([rowid for each in rowids.values() for rowid in each])
        return tuple(
            replace(
                lines[about],
                passage=_shown([passages[rowid][0] for rowid in each], terms),
                note_id=next((passages[rowid][1] for rowid in each if passages[rowid][1]), ""),
            )
            for about, each in rowids.items()
            if about in lines
        )

    def _passages(self, rowids: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Return the texts of passages, and the ids of the notes among them."""
        # FTS5's own snippet() reads all that is known about a common word again for every row.
        rows = self._db.rows(
            """SELECT id, source, source_id, text FROM passage
            WHERE id IN (SELECT value FROM json_each(?))""",
            (json.encode(rowids).decode(),),
        )
        return {
            rowid: (
                plain_text(text) if source == "recap" else text,
                source_id if source == "note" else "",
            )
            for rowid, source, source_id, text in rows
        }

    def _sought(self, words: Sequence[Word], left: Mapping[str, int] | None) -> list[Sought]:
        """Return the expressions for the index.

        Beside other words, one that begins a client's name also stands for the client, so that
        "northwind budget" finds what Northwind said about budgets. Where few clients are left,
        their tokens keep the index from reading what others said.
        """
        names = self._client_names() if len(words) > 1 else []
        clients = {f"c{seq}" for seq in left.values()} if left is not None else set()
        only = f"client_token : ({' OR '.join(sorted(clients))})" if clients else ""
        tokens = only if len(clients) <= _TOKENS else ""
        sought = [_sought(word, names) for word in words]
        if not tokens:
            return sought
        return [word._replace(expression=f"({tokens} AND {word.expression})") for word in sought]

    def _client_names(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return the token of every client with the words of its name."""
        rows = self._db.rows("SELECT seq, name FROM client WHERE name <> ''")
        return [(f"c{seq}", terms_of(name)) for seq, name in rows]


def is_across(query: SearchQuery) -> bool:
    """Whether the words of *query* may stand in several texts: not where one note is meant."""
    return len(query.words) > 1 and not query.kinds


def _sought(word: Word, names: list[tuple[str, tuple[str, ...]]]) -> Sought:
    said, looks = f"text : {_quoted(word.text)}{'' if word.is_exact else '*'}", _looks(word)
    begun = whole_fold(word.text)
    meant = [token for token, name in names if any(part.startswith(begun) for part in name)]
    if word.is_exact or not meant or len(meant) > _CLIENTS_MEANT:
        return Sought(said, looks)
    expression = f"({said} OR client_token : ({' OR '.join(meant)}))"
    return Sought(expression, looks, frozenset(meant))


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""').replace("\x00", " ") + '"'


def _looks(word: Word) -> re.Pattern[str]:
    """Return how a word looks in a folded text: its parts in their order, from a beginning."""
    parts = r"[\W_]+".join(map(re.escape, terms_of(word.text))) or r"(?!)"
    end = r"(?![^\W_])" if word.is_exact else ""
    return re.compile(rf"(?<![^\W_]){parts}{end}")


def _shown(texts: Sequence[str], terms: tuple[str, ...]) -> str:
    if len(texts) == 1:
        return marked(texts[0], terms)
    return _BETWEEN_TEXTS.join(marked(text, terms, words=_SHORT) for text in texts)


def _where(query: SearchQuery, span: Span) -> Where:
    low = span.low * SLOTS if span.low is not None else -(2**62)
    high = (span.high + 1) * SLOTS - 1 if span.high is not None else 2**62
    if not query.kinds:
        return Where("", (), low, high)
    clause = """AND p.source = 'note' AND EXISTS (SELECT 1 FROM note AS n
        WHERE n.id = p.source_id AND n.kind IN (SELECT value FROM json_each(?)))"""
    return Where(clause, (json.encode(query.kinds).decode(),), low, high)


def _span(question: Question, query: SearchQuery) -> Span:
    lows = [*_seconds(question.after), *_seconds(_midnight(query.since))]
    highs = [*_seconds(question.before), *(at - 1 for at in _seconds(_midnight(query.until)))]
    return Span(max(lows, default=None), min(highs, default=None))


def _seconds(moment: datetime | None) -> Iterable[int]:
    return () if moment is None else (int(moment.timestamp()),)


def _midnight(day: date | None) -> datetime | None:
    """Return when *day* begins here; far from now, where no clock helps, in UTC."""
    if day is None:
        return None
    try:
        return datetime.combine(day, time()).astimezone()
    except (OverflowError, OSError, ValueError):
        return datetime.combine(day, time(), UTC)
