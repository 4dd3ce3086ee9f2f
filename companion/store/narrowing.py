"""What the filters of a search leave of the history, as conditions on disagreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import json

from companion.method.marking import fold, terms_of
from companion.method.playbook import PlaybookScript
from companion.method.playbooks import FIVE_STEPS, library
from companion.method.search_query import SearchQuery
from companion.store.browse import SORTS
from companion.store.connection import Connection
from companion.store.playbooks import Playbooks

Condition = tuple[str, tuple[object, ...]]
"""A condition in SQL on the disagreement ``d``, with its parameters."""

_CALL_AT = "unixepoch(coalesce(c.started_at, c.planned_at, c.ended_at))"


class Span(NamedTuple):
    """Seconds since 1970: from *low* on, up to and with *high*; None where there is no end."""

    low: int | None = None
    high: int | None = None


class Narrowing:
    """Turns filters into conditions; names are looked up without accents and capitals."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection
        self._playbooks = Playbooks(connection)
        self._known: dict[str, tuple[object, tuple[tuple[str, ...], ...]]] = {}
        self._left: tuple[object, dict[str, int]] = (None, {})

    def conditions(
        self, query: SearchQuery, span: Span, sort: str, client_id: str | None
    ) -> tuple[Condition, ...]:
        """Return what has to hold of a disagreement for the filters of *query* to leave it.

        Without words, *span* and the kinds of notes are conditions of the disagreement too; with
        words they belong to the texts in which the words stand.
        """
        found = [*self._simple(query, sort, client_id), *self._owned(query)]
        if query.words:
            found += self._called(query, Span())
        elif query.kinds:
            found += [*self._called(query, Span()), self._noted(query, span)]
        else:
            found += self._called(query, span)
        return tuple(found)

    def left(self, conditions: tuple[Condition, ...]) -> Mapping[str, int]:
        """Return the disagreements that are left, each with the number of its client's token.

        It is kept while nothing was stored: the filters stay as one types on.
        """
        key = (conditions, self._state())
        if self._left[0] != key:
            where, parameters = joined(conditions)
            rows = self._db.rows(
                f"""SELECT d.id, k.seq FROM disagreement AS d JOIN client AS k
                ON k.id = d.client_id WHERE {where}""",
                parameters,
            )
            self._left = (key, dict(rows))
        return self._left[1]

    def clients(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the clients meant: by the whole name, else by how it begins."""
        known = self._rows("SELECT id, name FROM client WHERE name <> ''")
        return tuple(dict.fromkeys(found for name in names for found in _named(name, known)))

    def values(self) -> dict[str, tuple[str, ...]]:
        """Return what the history has for each filter, to offer while it is typed."""
        scripts = self._scripts()
        used = [scripts.get(row[0], scripts[FIVE_STEPS]) for row in self._rows(_PLAYBOOKS)]
        steps = (step.key for script in used or [scripts[FIVE_STEPS]] for step in script.steps)
        people = (row[0] or row[1] for row in self._rows(_PEOPLE))
        return {
            "with": _sorted(people),
            "owner": _sorted(row[0] for row in self._rows(_OWNERS)),
            "metric": _sorted(row[1] for row in self._rows(_METRICS)),
            "step": tuple(dict.fromkeys(steps)),
        }

    def _simple(self, query: SearchQuery, sort: str, client_id: str | None) -> Iterator[Condition]:
        if sort != "all":
            yield SORTS[sort], ()
        if client_id is not None:
            yield "d.client_id = ?", (client_id,)
        if query.clients:
            yield _among("d.client_id", self.clients(query.clients))
        if query.outcomes:
            yield _among("d.landed", query.outcomes)
        if query.metrics:
            known = self._rows(_METRICS)
            yield _among("d.metric_id", [row[0] for row in known if _any(query.metrics, row[1:])])

    def _owned(self, query: SearchQuery) -> Iterator[Condition]:
        if not query.owners:
            return
        known = self._rows(_OWNERS)
        within, names = _among("n.owner", [row[0] for row in known if _any(query.owners, row)])
        yield (
            f"""EXISTS (SELECT 1 FROM call AS c JOIN next_step AS n ON n.call_id = c.id
                WHERE c.disagreement_id = d.id AND {within})""",
            names,
        )

    def _noted(self, query: SearchQuery, span: Span) -> Condition:
        within, kinds = _among("n.kind", query.kinds)
        between, moments = _between("unixepoch(n.at)", span)
        return (
            f"""EXISTS (SELECT 1 FROM call AS c JOIN note AS n ON n.call_id = c.id
                WHERE c.disagreement_id = d.id AND n.deleted_at IS NULL
                AND {within}{between})""",
            (*kinds, *moments),
        )

    def _called(self, query: SearchQuery, span: Span) -> Iterator[Condition]:
        """Yield the condition that one call fulfils: who was on it, its steps, its time."""
        parts = [*self._attended(query), *self._stepped(query)]
        if span != Span():
            between, moments = _between(_CALL_AT, span)
            parts.append((between.removeprefix(" AND "), moments))
        if parts:
            where, parameters = joined(parts)
            yield (
                f"""EXISTS (SELECT 1 FROM call AS c
                    WHERE c.disagreement_id = d.id AND {where})""",
                parameters,
            )

    def _attended(self, query: SearchQuery) -> Iterator[Condition]:
        known = self._rows(_PEOPLE) if query.people else ()
        for name in query.people:
            meant = [row for row in known if _any((name,), row)]
            by_name, names = _among("a.name", [row[0] for row in meant if row[0]])
            by_mail, mails = _among("a.email", [row[1] for row in meant if row[1]])
            yield (
                f"""EXISTS (SELECT 1 FROM attendee AS a
                    WHERE a.call_id = c.id AND ({by_name} OR {by_mail}))""",
                (*names, *mails),
            )

    def _stepped(self, query: SearchQuery) -> Iterator[Condition]:
        if not (query.steps_done or query.steps_skipped):
            return
        yield "c.state <> 'prepared'", ()
        scripts = self._scripts()
        for name in query.steps_done:
            within, keys = _among("s.key", _keys(name, scripts))
            yield f"EXISTS ({_DONE} AND {within})", keys
        for name in query.steps_skipped:
            yield _any_of([self._skipped(key, scripts) for key in _keys(name, scripts)])

    def _skipped(self, key: str, scripts: dict[str, PlaybookScript]) -> Condition:
        """Return that a call's playbook has the step and nobody ticked it."""
        books = [book for book, script in scripts.items() if script.step(key)]
        others = [book for book in scripts if book not in books]
        # A call whose playbook is not known follows the five steps.
        which = "NOT " if scripts[FIVE_STEPS].step(key) else ""
        within, names = _among("c.playbook", others if which else books)
        return f"({which}{within} AND NOT EXISTS ({_DONE} AND s.key = ?))", (*names, key)

    def _scripts(self) -> dict[str, PlaybookScript]:
        return library(self._playbooks.own())

    def _rows(self, sql: str) -> tuple[tuple[str, ...], ...]:
        """Return the rows of a list of names, read again only after something was stored."""
        state = self._state()
        if self._known.get(sql, (None,))[0] != state:
            self._known[sql] = (state, tuple(self._db.rows(sql)))
        return self._known[sql][1]

    def _state(self) -> tuple[int, int]:
        """Return what changes when this connection or another one has written."""
        return self._db.data_version(), int(self._db.value("SELECT total_changes()"))


_PEOPLE = "SELECT DISTINCT name, email FROM attendee WHERE name <> '' OR email <> ''"
_OWNERS = "SELECT DISTINCT owner FROM next_step WHERE owner <> ''"
_METRICS = "SELECT id, label, words FROM metric WHERE label <> ''"
_PLAYBOOKS = "SELECT DISTINCT playbook FROM call"
_DONE = "SELECT 1 FROM step AS s WHERE s.call_id = c.id AND s.done_ms IS NOT NULL"


def joined(conditions: Iterable[Condition]) -> Condition:
    """Return all *conditions* as one; none hold everything true."""
    every = list(conditions)
    where = " AND ".join(f"({text})" for text, _ in every) or "1"
    return where, tuple(value for _, values in every for value in values)


def _any_of(conditions: list[Condition]) -> Condition:
    where = " OR ".join(text for text, _ in conditions) or "0"
    return where, tuple(value for _, values in conditions for value in values)


def _among(column: str, values: Iterable[str]) -> Condition:
    """Return that *column* is one of *values*, however many there are."""
    return (
        f"{column} IN (SELECT value FROM json_each(?))",
        (json.encode(list(dict.fromkeys(values))).decode(),),
    )


def _between(moment: str, span: Span) -> Condition:
    text, values = "", []
    if span.low is not None:
        text, values = f" AND {moment} >= ?", [span.low]
    if span.high is not None:
        text, values = f"{text} AND {moment} <= ?", [*values, span.high]
    return text, tuple(values)


def _named(name: str, known: Sequence[tuple[str, ...]]) -> list[str]:
    begun = _plain(name)
    exact = [found for found, whole in known if _plain(whole) == begun]
    begins = [found for found, whole in known if _plain(whole).startswith(begun)]
    return exact or begins or [found for found, whole in known if _any((name,), (whole,))]


def _plain(name: str) -> str:
    return " ".join(fold(name).replace('"', " ").split())


def _keys(name: str, scripts: dict[str, PlaybookScript]) -> list[str]:
    """Return the keys of the steps meant: by the key, else by how key or title begins."""
    begun = _plain(name)
    steps = {step.key: step.title for script in scripts.values() for step in script.steps}
    if begun in steps:
        return [begun]
    return [
        key
        for key, title in steps.items()
        if fold(key).startswith(begun) or _any((name,), (title,))
    ]


def _any(names: Iterable[str], texts: Sequence[str]) -> bool:
    """Whether all the words of one of *names* begin words of the *texts*."""
    words = [word for text in texts for word in terms_of(text)]
    return any(
        all(any(word.startswith(term) for word in words) for term in terms)
        for terms in map(terms_of, names)
        if terms
    )


def _sorted(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(dict.fromkeys(value for value in values if value), key=fold))
