"""The history counted: what the page on many disagreements is worked out from."""

from __future__ import annotations

from datetime import date

from companion.method.insights import EndedCalls, Judged, Landed, RecapTimes, quarter_of
from companion.model import OutcomeKind, Verdict
from companion.model.value import Value
from companion.store.columns import day_of
from companion.store.connection import Connection

OLDEST = 50
"""Open disagreements that are named, the one open for longest first."""

_BETWEEN_KEYS = "\x1f"
"""Stands between the keys of steps that SQLite puts together; no key has it."""


class OpenSince(Value, frozen=True, kw_only=True):
    """A disagreement that has not landed, and the day on which it was opened."""

    disagreement_id: str
    client_name: str
    topic: str
    opened_on: date


class Insights:
    """Counts what happened; a day is the one that was written where it happened."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection

    def first_day(self) -> date | None:
        """Return the day of the first call that was held; None where none was."""
        found = self._db.value(
            """SELECT min(substr(coalesce(started_at, ended_at, planned_at), 1, 10)) FROM call
            WHERE state = 'ended'"""
        )
        return day_of(found)

    def calls(self) -> tuple[EndedCalls, ...]:
        """Return the calls that were held, alike ones counted: which steps, and how they ended."""
        rows = self._db.rows(
            """SELECT playbook, done, outcome, count(*) FROM (
                SELECT c.playbook, coalesce(o.kind, 'open') AS outcome,
                    (SELECT group_concat(key, ?) FROM step
                        WHERE call_id = c.id AND done_ms IS NOT NULL) AS done
                FROM call AS c LEFT JOIN outcome AS o ON o.call_id = c.id
                WHERE c.state = 'ended')
            GROUP BY playbook, done, outcome""",
            (_BETWEEN_KEYS,),
        )
        return tuple(
            EndedCalls(
                playbook=playbook,
                done=tuple(done.split(_BETWEEN_KEYS)) if done else (),
                outcome=OutcomeKind(outcome),
                count=count,
            )
            for playbook, done, outcome, count in rows
        )

    def by_client(self) -> tuple[Landed, ...]:
        """Return how the disagreements with each client landed."""
        rows = self._db.rows(
            """SELECT d.client_id, k.name, d.landed, count(*) FROM disagreement AS d
            JOIN client AS k ON k.id = d.client_id GROUP BY d.client_id, d.landed"""
        )
        return tuple(_landed(*row) for row in rows)

    def by_quarter(self) -> tuple[Landed, ...]:
        """Return how the disagreements that began in each quarter landed, the first one first.

        One without a beginning of its own began with its first call; without either it is left
        out.
        """
        rows = self._db.rows(
            """SELECT substr(coalesce(opened_at, (
                SELECT min(coalesce(started_at, planned_at, ended_at)) FROM call
                WHERE disagreement_id = disagreement.id)), 1, 7) AS month, landed, count(*)
            FROM disagreement GROUP BY month, landed HAVING month IS NOT NULL ORDER BY month"""
        )
        quarters = ((quarter_of(date.fromisoformat(f"{m}-01")), kind, n) for m, kind, n in rows)
        return tuple(_landed(quarter, quarter, kind, n) for quarter, kind, n in quarters)

    def recap_times(self) -> tuple[RecapTimes, ...]:
        """Return how long the first sent recap of each call took, by the month of the call.

        A recap that went out before the call ended, as in one that was taken up again, does not
        count.
        """
        rows = self._db.rows(
            """SELECT substr(c.ended_at, 1, 7),
                min(unixepoch(r.sent_at) - unixepoch(c.ended_at)) / 60.0
            FROM recap AS r JOIN call AS c ON c.id = r.call_id
            WHERE r.state = 'sent' AND c.state = 'ended'
                AND unixepoch(r.sent_at) >= unixepoch(c.ended_at)
            GROUP BY r.call_id"""
        )
        minutes: dict[str, list[float]] = {}
        for month, each in rows:
            minutes.setdefault(month, []).append(each)
        return tuple(
            RecapTimes(month=date.fromisoformat(f"{month}-01"), minutes=tuple(minutes[month]))
            for month in sorted(minutes)
        )

    def open_days(self) -> tuple[date, ...]:
        """Return for every open disagreement the day on which it was opened, where that is known.

        Those with a client that was put away wait for nothing.
        """
        rows = self._db.rows(
            """SELECT substr(d.opened_at, 1, 10) FROM disagreement AS d
            JOIN client AS k ON k.id = d.client_id
            WHERE d.landed = 'open' AND NOT k.archived AND d.opened_at IS NOT NULL"""
        )
        return tuple(date.fromisoformat(day) for (day,) in rows)

    def open_longest(self) -> tuple[OpenSince, ...]:
        """Return the first OLDEST of the disagreements that ``open_days`` counts, oldest first."""
        rows = self._db.rows(
            """SELECT d.id, k.name, d.topic, substr(d.opened_at, 1, 10) AS day
            FROM disagreement AS d JOIN client AS k ON k.id = d.client_id
            WHERE d.landed = 'open' AND NOT k.archived AND day IS NOT NULL
            ORDER BY day, d.seq LIMIT ?""",
            (OLDEST,),
        )
        return tuple(
            OpenSince(
                disagreement_id=found,
                client_name=name,
                topic=topic,
                opened_on=date.fromisoformat(day),
            )
            for found, name, topic, day in rows
        )

    def judged(self) -> tuple[Judged, ...]:
        """Return the first "how sure are we?" of each judged disagreement with its verdict."""
        rows = self._db.rows(
            """SELECT (SELECT percent FROM confidence WHERE disagreement_id = d.id
                ORDER BY unixepoch(at) NULLS LAST, seq LIMIT 1) AS first, who_was_right, count(*)
            FROM disagreement AS d WHERE who_was_right IS NOT NULL
            GROUP BY first, who_was_right HAVING first IS NOT NULL"""
        )
        return tuple(
            Judged(percent=percent, verdict=Verdict(verdict), count=count)
            for percent, verdict, count in rows
        )


def _landed(key: str, name: str, outcome: str, count: int) -> Landed:
    return Landed(key=key, name=name, outcome=OutcomeKind(outcome), count=count)
