"""What a history says before the next call with a client: what is open, and who they are."""

from __future__ import annotations

from datetime import date

from companion.model import Contact, Metric, OutcomeKind, Side
from companion.model.value import At, Value
from companion.store.calls import MOMENT
from companion.store.columns import day_of, moment_of
from companion.store.connection import Connection, Row
from companion.store.people import People

LAST = 3
"""Disagreements that are remembered beside a preparation: more than these is a history."""


class PastDisagreement(Value, frozen=True, kw_only=True):
    """A disagreement that was talked about, with what its latest ended call left behind."""

    id: str
    topic: str
    outcome: OutcomeKind
    until: date | None
    moment: At | None
    chosen: str
    playbook: str
    steps_done: tuple[str, ...]


class OpenStep(Value, frozen=True, kw_only=True):
    """A next step that was noted in an ended call and is not done."""

    id: str
    text: str
    owner: str
    side: Side
    due: date | None
    due_text: str


class ClientMemory(Value, frozen=True, kw_only=True):
    """Everything that the side of a preparation shows about a client."""

    client_id: str = ""
    client_name: str = ""
    last: tuple[PastDisagreement, ...] = ()
    still_open: tuple[OpenStep, ...] = ()
    contacts: tuple[Contact, ...] = ()
    metric: Metric | None = None
    our_metric: str = ""


class Memory:
    """A client's history in one look; nothing here is ever changed."""

    def __init__(self, connection: Connection, people: People) -> None:
        """Keep *connection*; contacts and numbers come from *people*."""
        self._db = connection
        self._people = people

    def of_client(self, client_id: str, *, apart_from: str = "") -> ClientMemory:
        """Return what is remembered of a client. Raises NotThere.

        *apart_from* is the disagreement that is being prepared: its own number of ours and its
        own metric are no memory.
        """
        client = self._people.client(client_id)
        return ClientMemory(
            client_id=client_id,
            client_name=client.name,
            last=self.last(client_id),
            still_open=self.still_open(client_id),
            contacts=client.contacts,
            metric=client.metric(self._last_metric(client_id, apart_from)),
            our_metric=self._last_our_metric(client_id, apart_from),
        )

    def last(self, client_id: str, limit: int = LAST) -> tuple[PastDisagreement, ...]:
        """Return the disagreements with an ended call, the one talked about last first."""
        rows = self._db.rows(
            f"""SELECT d.id, d.topic, d.landed, o.until, coalesce(c.started_at, c.planned_at,
                c.ended_at) AS moment, coalesce(c.chosen_label, ''), c.playbook, c.id
            FROM disagreement AS d JOIN call AS c ON c.id = (
                SELECT id FROM call WHERE disagreement_id = d.id AND state = 'ended'
                ORDER BY unixepoch({MOMENT}) DESC, seq DESC LIMIT 1)
            LEFT JOIN outcome AS o ON o.call_id = c.id AND o.kind = d.landed
            WHERE d.client_id = ? ORDER BY unixepoch(moment) DESC, d.seq DESC LIMIT ?""",
            (client_id, limit),
        )
        return tuple(self._past(row) for row in rows)

    def still_open(self, client_id: str) -> tuple[OpenStep, ...]:
        """Return the next steps of ended calls that are not done, the longest due first."""
        rows = self._db.rows(
            """SELECT s.id, s.text, s.owner, s.side, s.due, s.due_text
            FROM next_step AS s JOIN call AS c ON c.id = s.call_id
            JOIN disagreement AS d ON d.id = c.disagreement_id
            WHERE d.client_id = ? AND c.state = 'ended' AND s.done_at IS NULL AND s.text <> ''
            ORDER BY s.due IS NULL, s.due, s.seq""",
            (client_id,),
        )
        return tuple(
            OpenStep(id=i, text=t, owner=o, side=Side(s), due=day_of(due), due_text=words)
            for i, t, o, s, due, words in rows
        )

    def metric_is_shared(self, metric_id: str, disagreement_id: str) -> bool:
        """Return whether another disagreement is judged by that metric too."""
        return bool(
            self._db.value(
                "SELECT EXISTS (SELECT 1 FROM disagreement WHERE metric_id = ? AND id <> ?)",
                (metric_id, disagreement_id),
            )
        )

    def _past(self, row: Row) -> PastDisagreement:
        done = self._db.rows(
            "SELECT key FROM step WHERE call_id = ? AND done_ms IS NOT NULL ORDER BY seq", (row[7],)
        )
        return PastDisagreement(
            id=row[0],
            topic=row[1],
            outcome=OutcomeKind(row[2]),
            until=day_of(row[3]),
            moment=moment_of(row[4]),
            chosen=row[5],
            playbook=row[6],
            steps_done=tuple(key for (key,) in done),
        )

    def _last_metric(self, client_id: str, apart_from: str) -> str | None:
        """Return the metric read last, those that a disagreement was judged by before the rest."""
        found = self._db.value(
            """SELECT m.id FROM metric AS m LEFT JOIN metric_point AS p ON p.metric_id = m.id
            WHERE m.client_id = ?1 AND (
                m.id IS NOT (SELECT metric_id FROM disagreement WHERE id = ?2)
                OR EXISTS (SELECT 1 FROM disagreement WHERE metric_id = m.id AND id <> ?2))
            GROUP BY m.id ORDER BY EXISTS (
                SELECT 1 FROM disagreement WHERE metric_id = m.id AND id <> ?2) DESC,
                max(unixepoch(p.at)) DESC, m.seq DESC LIMIT 1""",
            (client_id, apart_from),
        )
        return None if found is None else str(found)

    def _last_our_metric(self, client_id: str, apart_from: str) -> str:
        found = self._db.value(
            """SELECT our_metric FROM disagreement WHERE client_id = ? AND our_metric <> ''
            AND id <> ? ORDER BY touched DESC, seq DESC LIMIT 1""",
            (client_id, apart_from),
        )
        return str(found or "")
