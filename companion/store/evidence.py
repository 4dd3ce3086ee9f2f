"""Past cases that match a metric or a concern, and the sentences about them that were confirmed.

A confirmed sentence is one of the person's own texts, under the key ``found/`` and the id of its
disagreement: so it goes along with the whole history, and with nothing that is given away
(docs/adr/0011-what-others-found.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Final

from msgspec import json

from companion.method.evidence import Match, PastCase, is_same_number, words_of_concern
from companion.method.marking import MARK_BEGIN, MARK_END, marked
from companion.method.one_line import one_line
from companion.model import Disagreement, Metric, OutcomeKind
from companion.model.history import FOUND
from companion.model.value import Value
from companion.store.connection import Connection, Row

MOST_CASES: Final = 4
"""Cases that are shown: more are no evidence, but a list to read."""

_PASSAGES: Final = 400
"""Passages that are looked at, the newest first, before the rest is left."""

_UNTICK = str.maketrans(dict.fromkeys(MARK_BEGIN + MARK_END, ""))


class Likeness(Value, frozen=True, kw_only=True):
    """What a case is to be like: a metric, concerns in a person's words; not of *client_id*."""

    client_id: str
    label: str = ""
    unit: str = ""
    concerns: tuple[str, ...] = ()


def likeness(told: Disagreement, metric: Metric | None) -> Likeness:
    """Return what a case has to be like: the metric, and what the client says about it."""
    concerns = (told.their_view, told.request, told.topic)
    return Likeness(
        client_id=told.client,
        label=one_line(metric.label) if metric else "",
        unit=metric.unit if metric else "",
        concerns=tuple(text for text in concerns if text.strip()),
    )


class Evidence:
    """The person's own past cases."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection

    def cases(self, like: Likeness, limit: int = MOST_CASES) -> tuple[PastCase, ...]:
        """Return cases with other clients that landed: same metric first, then same concern."""
        metrics = dict.fromkeys(self.by_metric(like, limit), like.label)
        passages: dict[str, str] = {}
        for concern in like.concerns:
            found = self.by_concern(like.client_id, words_of_concern(concern))
            passages = found | passages
        wanted = [*metrics, *(about for about in passages if about not in metrics)]
        cases = {row[0]: row for row in self._landed(wanted[: _PASSAGES // 4])}
        kept = islice((about for about in wanted if about in cases), limit)
        return tuple(_case(cases[a], metrics.get(a, ""), passages.get(a, "")) for a in kept)

    def sentences(self, like: Likeness) -> tuple[str, ...]:
        """Return what was confirmed about cases like that; with nothing kept, nothing is read."""
        kept = self._db.value(
            "SELECT 1 FROM section_text WHERE substr(key, 1, length(?1)) = ?1 LIMIT 1", (FOUND,)
        )
        cases = self.cases(like) if kept else ()
        return tuple(case.confirmed for case in cases if case.confirmed)

    def by_metric(self, like: Likeness, limit: int = MOST_CASES) -> tuple[str, ...]:
        """Return the landed disagreements of others that are judged by the same number."""
        if not like.label:
            return ()
        known = self._db.rows("SELECT DISTINCT label FROM metric WHERE unit = ?", (like.unit,))
        labels = [label for (label,) in known if is_same_number(label, like.label)]
        rows = self._db.rows(
            """SELECT d.id FROM metric AS m JOIN disagreement AS d ON d.metric_id = m.id
            WHERE m.label COLLATE NOCASE IN (SELECT value FROM json_each(?)) AND m.unit = ?
            AND d.client_id <> ? AND d.landed <> 'open'
            ORDER BY d.touched DESC, d.seq DESC LIMIT ?""",
            (json.encode(labels).decode(), like.unit, like.client_id, limit),
        )
        return tuple(about for (about,) in rows)

    def by_concern(self, client_id: str, words: Sequence[str]) -> dict[str, str]:
        """Return the disagreements of others in which *words* stand together, with their passage.

        Where no passage has all of them, the longest two will do. Private notes do not count, nor
        do recaps, which say again what stands elsewhere.
        """
        for some in dict.fromkeys((tuple(words), tuple(words[:2]))):
            found = self._said(client_id, some) if some else {}
            if found:
                return found
        return {}

    def confirmed(self, disagreement_id: str) -> str:
        """Return the sentence about a case that a person confirmed, or an empty text."""
        found = self._db.value(
            "SELECT text FROM section_text WHERE key = ? AND language = ''",
            (FOUND + disagreement_id,),
        )
        return str(found or "")

    def confirm(self, disagreement_id: str, text: str) -> str:
        """Keep what a person wrote about a case; an empty text takes it back."""
        key = FOUND + disagreement_id
        with self._db.write():
            if text:
                self._db.execute(
                    """INSERT INTO section_text (key, language, text) VALUES (?, '', ?)
                    ON CONFLICT (key, language) DO UPDATE SET text = excluded.text""",
                    (key, text),
                )
            else:
                self._db.execute("DELETE FROM section_text WHERE key = ? AND language = ''", (key,))
        return text

    def _said(self, client_id: str, words: Sequence[str]) -> dict[str, str]:
        expression = " AND ".join(f'text : "{word}"*' for word in words)
        rows = self._db.rows(
            """SELECT p.disagreement_id, p.text
            FROM passage_search JOIN passage AS p ON p.id = passage_search.rowid
            WHERE passage_search MATCH ? AND p.disagreement_id IS NOT NULL AND p.client_id <> ?
            AND p.source <> 'recap'
            AND NOT (p.source = 'note' AND EXISTS (
                SELECT 1 FROM note AS n WHERE n.id = p.source_id AND n.kind = 'private'))
            ORDER BY passage_search.rowid DESC LIMIT ?""",
            (expression, client_id, _PASSAGES),
        )
        found: dict[str, str] = {}
        for about, text in rows:
            found.setdefault(about, marked(text, tuple(words)).translate(_UNTICK))
        return found

    def _landed(self, disagreement_ids: Sequence[str]) -> list[Row]:
        """Return what is shown of those of the disagreements that have landed."""
        marks = ", ".join("?" * len(disagreement_ids))
        return self._db.rows(
            f"""SELECT d.id, k.name, d.topic, d.landed, d.touched,
                coalesce((SELECT text FROM option
                    WHERE call_id = c.id AND label = c.chosen_label), ''),
                coalesce(c.chosen_why, ''), coalesce(t.text, ''),
                (SELECT json_group_array(name) FROM contact WHERE client_id = k.id)
            FROM disagreement AS d JOIN client AS k ON k.id = d.client_id
            LEFT JOIN call AS c ON c.id = (SELECT l.id FROM call AS l
                WHERE l.disagreement_id = d.id AND l.chosen_label IS NOT NULL
                ORDER BY unixepoch(coalesce(l.started_at, l.planned_at, l.ended_at)) DESC,
                    l.seq DESC LIMIT 1)
            LEFT JOIN section_text AS t ON t.key = '{FOUND}' || d.id AND t.language = ''
            WHERE d.id IN ({marks}) AND d.landed <> 'open'""",
            disagreement_ids,
        )


def _case(row: Row, metric: str, passage: str) -> PastCase:
    return PastCase(
        disagreement_id=row[0],
        client_name=row[1],
        topic=row[2],
        outcome=OutcomeKind(row[3]),
        moment=datetime.fromtimestamp(row[4], UTC) if row[4] else None,
        match=Match.METRIC if metric else Match.CONCERN,
        metric=metric,
        passage=passage,
        option=row[5],
        why=row[6],
        confirmed=row[7],
        names=(row[1], *json.decode(row[8], type=tuple[str, ...])),
    )
