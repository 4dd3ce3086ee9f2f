"""All about one client, read part by part: every question goes by an index to what it shows."""

from __future__ import annotations

from datetime import UTC, date, datetime

from msgspec import json

from companion.method.before_call import CallLine, LastTime, Promised, three_lines
from companion.model import Advice, Client, Mistake, OutcomeKind, RecapState, ReplyKind, Side
from companion.model.value import At, Value
from companion.store.calls import MOMENT
from companion.store.columns import day_of, moment_of
from companion.store.connection import Connection, Row
from companion.store.people import People

AT_ONCE = 20
"""Disagreements that are read at once; the next ones when they are asked for."""

LATEST = 50
"""Disagreements, last touched first, whose noted promises are listed: to sort all of 10,000 calls
took 0.36 s."""

MOST_PROMISES = 40
"""Promises of each sort that the page lists."""


class ClientTalk(Value, frozen=True, kw_only=True):
    """A disagreement with the client: where it landed, what was picked and what moved it.

    ``open_steps`` counts next steps that are not done, ``steps`` all of them; ``call_id`` is its
    latest call that was begun, empty where none was.
    """

    id: str
    topic: str
    outcome: OutcomeKind
    touched: At | None
    calls: int
    call_id: str
    playbook: str
    steps_done: tuple[str, ...]
    chosen: str
    option: str
    why: str
    steps: int
    open_steps: int


class SaidPromise(Value, frozen=True, kw_only=True):
    """A promise that was noted in a call, by whom where that was noted too."""

    note_id: str
    text: str
    who: str
    at: At | None
    call_id: str
    disagreement_id: str


class LastRecap(Value, frozen=True, kw_only=True):
    """The recap that left the house last."""

    call_id: str
    topic: str
    state: RecapState
    sent_at: At | None
    reply: ReplyKind | None
    replied_at: At | None


class ClientPage(Value, frozen=True, kw_only=True):
    """What the page of a client shows at first; ``metric_ids`` has the one read last first."""

    client: Client
    metric_ids: tuple[str, ...] = ()
    disagreements: int = 0
    settled: int = 0
    lines: tuple[CallLine, ...] = ()
    talks: tuple[ClientTalk, ...] = ()
    promised: tuple[Promised, ...] = ()
    said: tuple[SaidPromise, ...] = ()
    recap: LastRecap | None = None
    prepared_call: str = ""


class ClientPages:
    """A client's page; what it changes is only which questions are still to be asked."""

    def __init__(self, connection: Connection, people: People) -> None:
        """Keep *connection*; contacts, numbers and expectations come from *people*."""
        self._db = connection
        self._people = people

    def page(self, client_id: str, today: date, talks: int = AT_ONCE) -> ClientPage:
        """Return the page with the first *talks* disagreements. Raises NotThere."""
        client = self._people.client(client_id)
        count, settled = self.counts(client_id)
        promised = self.promised(client_id)
        return ClientPage(
            client=client,
            metric_ids=self.metric_ids(client_id),
            disagreements=count,
            settled=settled,
            lines=three_lines(self.last_time(client_id), promised, today),
            talks=self.talks(client_id, 0, talks),
            promised=promised,
            said=self.said(client_id),
            recap=self.last_recap(client_id),
            prepared_call=self.prepared_call(client_id),
        )

    def lines(self, client_id: str, today: date) -> tuple[CallLine, ...]:
        """Return the three lines before the next call; none before the first one."""
        return three_lines(self.last_time(client_id), self.promised(client_id), today)

    def counts(self, client_id: str) -> tuple[int, int]:
        """Return how many disagreements there are with the client, and how many have landed."""
        row = self._db.row(
            """SELECT count(*), coalesce(sum(landed <> 'open'), 0)
            FROM disagreement WHERE client_id = ?""",
            (client_id,),
        )
        return (row[0], row[1]) if row else (0, 0)

    def metric_ids(self, client_id: str) -> tuple[str, ...]:
        """Return the client's metrics, the one that was read last first."""
        rows = self._db.rows(
            """SELECT m.id FROM metric AS m WHERE m.client_id = ?
            ORDER BY (SELECT max(unixepoch(p.at)) FROM metric_point AS p
                WHERE p.metric_id = m.id) DESC, m.seq DESC""",
            (client_id,),
        )
        return tuple(key for (key,) in rows)

    def talks(
        self, client_id: str, offset: int = 0, limit: int = AT_ONCE
    ) -> tuple[ClientTalk, ...]:
        """Return *limit* disagreements from *offset* on, last touched first."""
        rows = self._db.rows(TALKS, (client_id, limit, offset))
        return tuple(_talk(row) for row in rows)

    def promised(self, client_id: str, limit: int = MOST_PROMISES) -> tuple[Promised, ...]:
        """Return the next steps of ended calls that are not done, the longest due first."""
        rows = self._db.rows(
            """SELECT s.id, s.text, s.owner, s.side, s.due, s.due_text, c.id, d.id
            FROM disagreement AS d JOIN call AS c ON c.disagreement_id = d.id
            JOIN next_step AS s ON s.call_id = c.id
            WHERE d.client_id = ? AND c.state = 'ended' AND s.done_at IS NULL AND s.text <> ''
            ORDER BY s.due IS NULL, s.due, s.seq LIMIT ?""",
            (client_id, limit),
        )
        return tuple(_promised(row) for row in rows)

    def said(self, client_id: str, limit: int = MOST_PROMISES) -> tuple[SaidPromise, ...]:
        """Return what was noted as a promise, the latest first, of the latest disagreements."""
        rows = self._db.rows(
            f"""SELECT n.id, n.text, n.who, coalesce(n.at, {MOMENT}), c.id, d.id
            FROM (SELECT id FROM disagreement WHERE client_id = ?
                ORDER BY touched DESC, seq DESC LIMIT ?) AS d
            JOIN call AS c ON c.disagreement_id = d.id
            JOIN note AS n ON n.call_id = c.id AND n.kind = 'promise' AND n.deleted_at IS NULL
            ORDER BY unixepoch(coalesce(n.at, {MOMENT})) DESC, n.seq DESC LIMIT ?""",
            (client_id, LATEST, limit),
        )
        return tuple(
            SaidPromise(
                note_id=i, text=text, who=who, at=moment_of(at), call_id=call, disagreement_id=about
            )
            for i, text, who, at, call, about in rows
        )

    def last_recap(self, client_id: str) -> LastRecap | None:
        """Return the recap that left the house last, or None."""
        row = self._db.row(
            """SELECT c.id, d.topic, r.state, r.sent_at, r.reply_kind, r.reply_at
            FROM disagreement AS d JOIN call AS c ON c.disagreement_id = d.id
            JOIN recap AS r ON r.call_id = c.id WHERE d.client_id = ? AND r.state <> 'draft'
            ORDER BY unixepoch(r.sent_at) DESC, r.seq DESC LIMIT 1""",
            (client_id,),
        )
        return _recap(row) if row else None

    def prepared_call(self, client_id: str) -> str:
        """Return the call with the client that is prepared next, or an empty text."""
        found = self._db.value(
            """SELECT c.id FROM call AS c JOIN disagreement AS d ON d.id = c.disagreement_id
            WHERE c.state <> 'ended' AND c.state = 'prepared' AND d.client_id = ?
            ORDER BY c.planned_at IS NULL, unixepoch(c.planned_at), c.seq LIMIT 1""",
            (client_id,),
        )
        return str(found or "")

    def ask(self, client_id: str, question: str) -> None:
        """Keep a question to ask the client beforehand; one that was answered stays as it is."""
        with self._db.write():
            self._db.execute(
                """INSERT INTO expectation (client_id, question, answer)
                SELECT ?1, ?2, '' WHERE NOT EXISTS (
                    SELECT 1 FROM expectation WHERE client_id = ?1 AND question = ?2)""",
                (client_id, question),
            )

    def last_time(self, client_id: str) -> LastTime | None:
        """Return the last call with the client that ended, or None."""
        row = self._db.row(LAST_TIME, (client_id,))
        return _last_time(row) if row else None


TALKS = """SELECT d.id, d.topic, d.landed, d.touched,
        (SELECT count(*) FROM call WHERE disagreement_id = d.id),
        coalesce(l.id, ''), coalesce(l.playbook, ''),
        (SELECT json_group_array(key) FROM (SELECT key FROM step
            WHERE call_id = l.id AND done_ms IS NOT NULL ORDER BY seq)),
        coalesce(p.chosen_label, ''),
        coalesce((SELECT text FROM option WHERE call_id = p.id AND label = p.chosen_label), ''),
        coalesce(p.chosen_why, ''),
        (SELECT count(*) FROM call AS c JOIN next_step AS s ON s.call_id = c.id
            WHERE c.disagreement_id = d.id AND s.text <> ''),
        (SELECT count(*) FROM call AS c JOIN next_step AS s ON s.call_id = c.id
            WHERE c.disagreement_id = d.id AND s.text <> '' AND s.done_at IS NULL)
    FROM (SELECT seq FROM disagreement WHERE client_id = ?
        ORDER BY touched DESC, seq DESC LIMIT ? OFFSET ?) AS some
    JOIN disagreement AS d ON d.seq = some.seq
    LEFT JOIN call AS l ON l.id = (SELECT c.id FROM call AS c WHERE c.disagreement_id = d.id
        AND c.state <> 'prepared'
        ORDER BY unixepoch(coalesce(c.started_at, c.planned_at, c.ended_at)) DESC, c.seq DESC
        LIMIT 1)
    LEFT JOIN call AS p ON p.id = (SELECT c.id FROM call AS c WHERE c.disagreement_id = d.id
        AND c.chosen_label IS NOT NULL
        ORDER BY unixepoch(coalesce(c.started_at, c.planned_at, c.ended_at)) DESC, c.seq DESC
        LIMIT 1)
    ORDER BY d.touched DESC, d.seq DESC"""

LAST_TIME = f"""SELECT d.id, c.id, d.topic, d.landed, {MOMENT}, o.until,
        coalesce(c.chosen_label, ''),
        coalesce((SELECT text FROM option WHERE call_id = c.id AND label = c.chosen_label), ''),
        c.chosen_why, c.none_agreed_because,
        a.we_advised, a.because, a.they_chose, m.what, m.effect, m.fix,
        NOT EXISTS (SELECT 1 FROM recap AS r WHERE r.call_id = c.id AND r.state <> 'draft')
    FROM call AS c JOIN disagreement AS d ON d.id = c.disagreement_id
    LEFT JOIN outcome AS o ON o.call_id = c.id
    LEFT JOIN advice AS a ON a.call_id = c.id
    LEFT JOIN mistake AS m ON m.call_id = c.id
    WHERE c.seq = (SELECT k.seq FROM disagreement AS e JOIN call AS k ON k.disagreement_id = e.id
        WHERE e.client_id = ? AND k.state = 'ended'
        ORDER BY unixepoch(coalesce(k.started_at, k.planned_at, k.ended_at)) DESC, k.seq DESC
        LIMIT 1)"""


def _talk(row: Row) -> ClientTalk:
    return ClientTalk(
        id=row[0],
        topic=row[1],
        outcome=OutcomeKind(row[2]),
        touched=datetime.fromtimestamp(row[3], UTC) if row[3] else None,
        calls=row[4],
        call_id=row[5],
        playbook=row[6],
        steps_done=json.decode(row[7], type=tuple[str, ...]),
        chosen=row[8],
        option=row[9],
        why=row[10],
        steps=row[11],
        open_steps=row[12],
    )


def _promised(row: Row) -> Promised:
    return Promised(
        id=row[0],
        text=row[1],
        owner=row[2],
        side=Side(row[3]),
        due=day_of(row[4]),
        due_text=row[5],
        call_id=row[6],
        disagreement_id=row[7],
    )


def _recap(row: Row) -> LastRecap:
    return LastRecap(
        call_id=row[0],
        topic=row[1],
        state=RecapState(row[2]),
        sent_at=moment_of(row[3]),
        reply=ReplyKind(row[4]) if row[4] else None,
        replied_at=moment_of(row[5]),
    )


def _last_time(row: Row) -> LastTime:
    advised = row[10] is not None
    return LastTime(
        disagreement_id=row[0],
        call_id=row[1],
        topic=row[2],
        outcome=OutcomeKind(row[3]),
        moment=moment_of(row[4]),
        until=day_of(row[5]),
        chosen=row[6],
        option=row[7],
        why=row[8],
        none_because=row[9],
        advice=Advice(we_advised=row[10], because=row[11], they_chose=row[12]) if advised else None,
        mistake=Mistake(what=row[13], effect=row[14], fix=row[15]) if row[13] is not None else None,
        waits_for_recap=bool(row[16]),
    )
