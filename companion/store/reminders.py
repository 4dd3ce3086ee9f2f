"""What has a day, across all clients: what a calendar can remind of, and how much is due by now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from companion.model import OutcomeKind, Side
from companion.model.value import Value
from companion.store.agenda import Agenda
from companion.store.columns import json_of, text_of
from companion.store.connection import Connection, Row
from companion.store.schema import LATEST_FIRST
from companion.store.today import Today

MOST: Final = 1_000
"""Things of one calendar file, the nearest first: about 0.5 MB, and Google Calendar imports no file
of more than 1 MB."""


class Sort(StrEnum):
    """What it is that has a day."""

    STEP = "step"
    CHECK_IN = "check-in"
    LOOK_BACK = "look back"
    LOOK_AGAIN = "look again"


class Coming(Value, frozen=True, kw_only=True):
    """A thing with a day that is still to come.

    ``about_id`` is the id of the next step, of the client to check in with, or of the
    disagreement to look at; only a step has words, an owner and a side.
    """

    sort: Sort
    about_id: str
    on: date
    client_name: str
    topic: str = ""
    text: str = ""
    owner: str = ""
    side: Side = Side.OURS
    landed: OutcomeKind | None = None


class Ahead(Value, frozen=True, kw_only=True):
    """The things to come, the nearest first; *late* counts those whose day has passed."""

    things: tuple[Coming, ...] = ()
    count: int = 0
    late: int = 0


class Due(Value, frozen=True, kw_only=True):
    """What waits at a moment: what *today* lists, and how many of its next steps are ours."""

    today: Today
    ours: int


_CALL: Final = """call AS c JOIN disagreement AS d ON d.id = c.disagreement_id
    JOIN client AS k ON k.id = d.client_id"""

_STEPS: Final = f"""SELECT 'step', s.id, s.due AS day, k.name, d.topic, s.text, s.owner, s.side,
        NULL
    FROM {_CALL} JOIN next_step AS s ON s.call_id = c.id
    WHERE s.done_at IS NULL AND s.due IS NOT NULL AND NOT k.archived"""

_CHECK_INS: Final = """SELECT 'check-in', id, check_in_on AS day, name, '', '', '', 'ours', NULL
    FROM client WHERE check_in_on IS NOT NULL AND NOT archived"""

# One for each disagreement, so that its event moves on to the next day to look back.
_LOOK_BACKS: Final = """SELECT 'look back', d.id, min(v.due) AS day, k.name, d.topic, '', '',
        'ours', d.landed
    FROM review AS v JOIN disagreement AS d ON d.id = v.disagreement_id
    JOIN client AS k ON k.id = d.client_id
    WHERE v.answered_at IS NULL AND v.held IS NULL AND v.due >= ?1 AND NOT k.archived
    GROUP BY d.id"""

_LOOK_AGAIN: Final = f"""SELECT 'look again', d.id, coalesce(o.until, a.look_again_on) AS day,
        k.name, d.topic, '', '', 'ours', d.landed
    FROM disagreement AS d JOIN client AS k ON k.id = d.client_id
    JOIN outcome AS o ON o.call_id = (
        SELECT c.id FROM call AS c JOIN outcome ON outcome.call_id = c.id
        WHERE c.disagreement_id = d.id ORDER BY {LATEST_FIRST} LIMIT 1)
    LEFT JOIN advice AS a ON a.call_id = o.call_id
    WHERE d.landed IN ('trial', 'parked', 'their_choice') AND day >= ?1 AND NOT k.archived
    AND NOT EXISTS (SELECT 1 FROM call WHERE disagreement_id = d.id AND state <> 'ended')"""

_AHEAD: Final = f"""SELECT *, count(*) OVER () FROM (
    SELECT * FROM ({_STEPS}) WHERE day >= ?1 UNION ALL
    SELECT * FROM ({_CHECK_INS}) WHERE day >= ?1 UNION ALL {_LOOK_BACKS} UNION ALL {_LOOK_AGAIN})
    ORDER BY day, 1, 2 LIMIT ?2"""

_LATE: Final = f"""SELECT (SELECT count(*) FROM ({_STEPS}) WHERE day < ?1)
    + (SELECT count(*) FROM ({_CHECK_INS}) WHERE day < ?1)"""

_CHOSEN: Final = f"{_STEPS} AND s.id IN (SELECT value FROM json_each(?1)) ORDER BY day, s.seq"

_OURS: Final = f"SELECT count(*) FROM ({_STEPS}) WHERE day <= ?1 AND side = 'ours'"


class Reminders:
    """Reads what has a day. A client that is archived is waited for in nothing."""

    def __init__(self, connection: Connection, agenda: Agenda) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection
        self._agenda = agenda

    def ahead(self, today: date, most: int = MOST) -> Ahead:
        """Return what is to come from *today* on, across all clients."""
        day = text_of(today)
        with self._db.snapshot():
            rows = tuple(self._db.rows(_AHEAD, (day, most)))
            late = int(self._db.value(_LATE, (day,)))
        count = rows[0][-1] if rows else 0
        return Ahead(things=tuple(map(_coming, rows)), count=count, late=late)

    def steps(self, step_ids: Sequence[str], today: date) -> Ahead:
        """Return those of the next steps that are to come, in the order in which they are due.

        One that is done, or has no day, is neither to come nor late.
        """
        rows = self._db.rows(_CHOSEN, (json_of(step_ids),))
        coming = tuple(map(_coming, rows))
        ahead = tuple(each for each in coming if each.on >= today)
        return Ahead(things=ahead[:MOST], count=len(ahead), late=len(coming) - len(ahead))

    def due(self, now: datetime) -> Due:
        """Return what waits at *now*; its date, in its own offset, is the day that is meant."""
        with self._db.snapshot():
            ours = int(self._db.value(_OURS, (text_of(now.date()),)))
            return Due(today=self._agenda.today(now), ours=ours)


def _coming(row: Row) -> Coming:
    return Coming(
        sort=Sort(row[0]),
        about_id=row[1],
        on=date.fromisoformat(row[2]),
        client_name=row[3],
        topic=row[4],
        text=row[5],
        owner=row[6],
        side=Side(row[7]),
        landed=OutcomeKind(row[8]) if row[8] else None,
    )
