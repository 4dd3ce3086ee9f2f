"""Recaps that went out and were not answered yet: what the client still has to say."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from companion.store.columns import moment_of
from companion.store.connection import Connection
from companion.store.today import AwaitedAnswer, Some

AWAITED_FOR: Final = timedelta(days=30)
"""So long an answer is waited for. What was not answered in a month stands as it was sent, and a
list that only grows would hide the recaps of this week."""

_AWAITED: Final = """SELECT d.id, k.name, d.topic, c.id, r.id, r.sent_at, count(*) OVER ()
    FROM recap AS r JOIN call AS c ON c.id = r.call_id
    JOIN disagreement AS d ON d.id = c.disagreement_id JOIN client AS k ON k.id = d.client_id
    WHERE r.state = 'sent' AND r.reply_kind IS NULL AND NOT k.archived
    AND unixepoch(r.sent_at) > ?
    AND NOT EXISTS (SELECT 1 FROM recap AS l
        WHERE l.call_id = r.call_id AND l.seq > r.seq AND l.state <> 'draft')
    AND NOT EXISTS (SELECT 1 FROM call AS l
        WHERE l.disagreement_id = d.id AND unixepoch(l.started_at) > unixepoch(r.sent_at))
    ORDER BY unixepoch(r.sent_at), r.seq LIMIT ?"""


def awaited_answers(db: Connection, now: datetime, most: int) -> Some[AwaitedAnswer]:
    """Return the first *most* recaps that wait for an answer, the one that waits longest first.

    A recap that a later one took the place of waits no more, nor does one after which they were
    talked with about the same disagreement again.
    """
    rows = tuple(db.rows(_AWAITED, (int((now - AWAITED_FOR).timestamp()), most)))
    lines = tuple(
        AwaitedAnswer(
            disagreement_id=row[0],
            client_name=row[1],
            topic=row[2],
            call_id=row[3],
            recap_id=row[4],
            sent_at=moment_of(row[5]),
        )
        for row in rows
    )
    return Some(lines=lines, count=rows[0][-1] if rows else 0)
