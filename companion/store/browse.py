"""The history as a list: disagreements last touched first, and how many there are of each sort."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import json

from companion.model import OutcomeKind
from companion.model.value import At, Value
from companion.store.columns import moment_of
from companion.store.connection import Connection, Row

PAGE = 100
"""Rows that one question to the history brings."""


class DisagreementRow(Value, frozen=True, kw_only=True):
    """One line of the history. ``passage`` is the text that a search found, with its marks.

    ``steps_done`` are those of the last call that was begun; a prepared one has none yet.
    """

    id: str
    topic: str
    client_id: str
    client_name: str
    outcome: OutcomeKind
    touched: At | None
    calls: int
    playbook: str
    steps_done: tuple[str, ...]
    passage: str = ""
    note_id: str = ""


class ClientRow(Value, frozen=True, kw_only=True):
    """A client in the side bar, with the number of its disagreements."""

    id: str
    name: str
    disagreements: int


class Counts(Value, frozen=True, kw_only=True):
    """How many disagreements there are of each sort in the side bar."""

    everything: int = 0
    open: int = 0
    unsent: int = 0
    steps: int = 0
    """What is to be followed up: next steps, agreements to update and check-ins."""


class PlannedCall(Value, frozen=True, kw_only=True):
    """A call that is prepared, running or waits for its recap, as a line to go on from."""

    call_id: str
    disagreement_id: str
    client_name: str
    topic: str
    moment: At | None
    minutes: int


_ROW = """SELECT d.id, d.topic, k.id, k.name, d.landed, d.touched,
        (SELECT count(*) FROM call AS c WHERE c.disagreement_id = d.id), coalesce(l.playbook, ''),
        (SELECT json_group_array(key) FROM (SELECT key FROM step
            WHERE call_id = l.id AND done_ms IS NOT NULL ORDER BY seq))
    FROM disagreement AS d JOIN client AS k ON k.id = d.client_id
    LEFT JOIN call AS l ON l.id = (SELECT c.id FROM call AS c WHERE c.disagreement_id = d.id
        ORDER BY c.state = 'prepared',
            unixepoch(coalesce(c.started_at, c.planned_at, c.ended_at)) DESC, c.seq DESC
        LIMIT 1)"""

_UNSENT = "d.id IN (SELECT disagreement_id FROM call WHERE unsent)"

KEPT = """(NOT EXISTS (SELECT 1 FROM client WHERE archived) OR s.call_id NOT IN (
    SELECT c.id FROM client AS k JOIN disagreement AS d ON d.client_id = k.id
    JOIN call AS c ON c.disagreement_id = d.id WHERE k.archived))"""
"""An archived client waits for nothing. Most histories have none, and are not joined for it."""

TO_DO = f"s.done_at IS NULL AND (s.due IS NOT NULL OR s.text <> '') AND {KEPT}"
"""Next steps that are still to be done."""

TO_UPDATE = f"s.scope_changed AND s.agreement_updated_on IS NULL AND {KEPT}"
"""Next steps that changed the scope, and the agreement does not say so yet."""

SORTS = {"all": "1", "open": "d.landed = 'open'", "unsent": _UNSENT}
"""The sorts of the side bar and what they keep."""


class Browse:
    """The history read in rows."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection

    def rows(
        self, sort: str = "all", client_id: str | None = None, offset: int = 0, limit: int = PAGE
    ) -> tuple[DisagreementRow, ...]:
        """Return *limit* disagreements from *offset* on, last touched first.

        Which ones they are is asked of an index alone: what is skipped on the way far down a long
        list costs nothing of what a line shows.
        """
        of_client = "" if client_id is None else "AND d.client_id = ?3"
        found = self._db.rows(
            f"""{_ROW} WHERE d.seq IN (SELECT d.seq FROM disagreement AS d
                WHERE {SORTS[sort]} {of_client}
                ORDER BY d.touched DESC, d.seq DESC LIMIT ?1 OFFSET ?2)
            ORDER BY d.touched DESC, d.seq DESC""",
            (limit, offset) if client_id is None else (limit, offset, client_id),
        )
        return tuple(_line(row) for row in found)

    def count(self, sort: str = "all", client_id: str | None = None) -> int:
        """Return how many disagreements ``rows`` would bring without a limit."""
        found = self._db.value(
            f"""SELECT count(*) FROM disagreement AS d
            WHERE {SORTS[sort]} AND (?1 IS NULL OR d.client_id = ?1)""",
            (client_id,),
        )
        return int(found)

    def row(self, disagreement_id: str) -> DisagreementRow | None:
        """Return the line of one disagreement, or None."""
        found = self._db.row(f"{_ROW} WHERE d.id = ?", (disagreement_id,))
        return None if found is None else _line(found)

    def lines(self, disagreement_ids: Sequence[str]) -> dict[str, DisagreementRow]:
        """Return the lines of those disagreements by their ids, read at once."""
        marks = ", ".join("?" * len(disagreement_ids))
        found = self._db.rows(f"{_ROW} WHERE d.id IN ({marks})", disagreement_ids)
        return {row[0]: _line(row) for row in found}

    def counts(self) -> Counts:
        """Return the numbers of the side bar."""
        row = self._db.row(
            f"""SELECT (SELECT count(*) FROM disagreement),
                (SELECT count(*) FROM disagreement WHERE landed = 'open'),
                (SELECT count(*) FROM disagreement AS d WHERE {_UNSENT}),
                (SELECT count(*) FROM next_step AS s WHERE {TO_DO})
                + (SELECT count(*) FROM next_step AS s WHERE {TO_UPDATE})
                + (SELECT count(*) FROM client WHERE check_in_on IS NOT NULL AND NOT archived)"""
        )
        if row is None:
            return Counts()
        return Counts(everything=row[0], open=row[1], unsent=row[2], steps=row[3])

    def clients(self) -> tuple[ClientRow, ...]:
        """Return the clients that are not archived, last met first."""
        rows = self._db.rows(
            """SELECT k.id, k.name, count(d.id) FROM client AS k
            LEFT JOIN disagreement AS d ON d.client_id = k.id
            WHERE NOT k.archived AND (k.name <> '' OR d.id IS NOT NULL)
            GROUP BY k.id ORDER BY max(d.touched) DESC, k.seq"""
        )
        return tuple(ClientRow(id=i, name=n, disagreements=c) for i, n, c in rows)

    def planned(self) -> tuple[PlannedCall, ...]:
        """Return the prepared calls, the next one first; those without a time come last."""
        rows = self._db.rows(
            """SELECT c.id, d.id, k.name, d.topic, c.planned_at, c.planned_minutes
            FROM call AS c JOIN disagreement AS d ON d.id = c.disagreement_id
            JOIN client AS k ON k.id = d.client_id
            WHERE c.state <> 'ended' AND c.state = 'prepared'
            ORDER BY c.planned_at IS NULL, unixepoch(c.planned_at), c.seq"""
        )
        return tuple(_planned(row) for row in rows)

    def held(self, limit: int) -> tuple[PlannedCall, ...]:
        """Return the newest *limit* calls that run or were held, one for each disagreement."""
        rows = self._db.rows(
            """SELECT c.id, d.id, k.name, d.topic, coalesce(c.started_at, c.ended_at),
                c.planned_minutes
            FROM disagreement AS d JOIN client AS k ON k.id = d.client_id
            JOIN call AS c ON c.id = (SELECT l.id FROM call AS l
                WHERE l.disagreement_id = d.id AND l.state <> 'prepared'
                ORDER BY unixepoch(coalesce(l.started_at, l.ended_at)) DESC, l.seq DESC LIMIT 1)
            ORDER BY d.touched DESC, d.seq DESC LIMIT ?""",
            (limit,),
        )
        return tuple(_planned(row) for row in rows)


def _line(row: Row) -> DisagreementRow:
    return DisagreementRow(
        id=row[0],
        topic=row[1],
        client_id=row[2],
        client_name=row[3],
        outcome=OutcomeKind(row[4]),
        touched=_from_epoch(row[5]),
        calls=row[6],
        playbook=row[7],
        steps_done=json.decode(row[8], type=tuple[str, ...]),
    )


def _planned(row: Row) -> PlannedCall:
    return PlannedCall(
        call_id=row[0],
        disagreement_id=row[1],
        client_name=row[2],
        topic=row[3],
        moment=moment_of(row[4]),
        minutes=row[5],
    )


def _from_epoch(seconds: int) -> datetime | None:
    return datetime.fromtimestamp(seconds).astimezone() if seconds else None
