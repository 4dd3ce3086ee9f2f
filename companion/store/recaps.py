"""Recaps: drafts, what left the house and how, what the client answered."""

from __future__ import annotations

from datetime import datetime

from companion.errors import NotThere
from companion.model import Recap, RecapState, Reply, ReplyKind
from companion.store.columns import json_of, list_of, moment_of, text_of
from companion.store.connection import Connection, Row

_COLUMNS = """id, state, via, template, language, recipients, copies, subject, text, edited,
    message_id, in_reply_to, sent_at, reply_kind, reply_at, reply_text"""


class Recaps:
    """Every recap of every call."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection

    def get(self, recap_id: str) -> Recap:
        """Return a recap. Raises NotThere."""
        row = self._db.row(f"SELECT {_COLUMNS} FROM recap WHERE id = ?", (recap_id,))
        if row is None:
            raise NotThere(f"There is no recap {recap_id} in the history.")
        return _value(row)

    def of_call(self, call_id: str) -> tuple[Recap, ...]:
        """Return the recaps of a call, oldest first."""
        rows = self._db.rows(
            f"SELECT {_COLUMNS} FROM recap WHERE call_id = ? ORDER BY seq", (call_id,)
        )
        return tuple(_value(row) for row in rows)

    def put(self, call_id: str, recap: Recap) -> Recap:
        """Store the recap as it is given, in place of what has its id, and return it.

        One that was released here stays as it was released: its state, its words and whom it goes
        to are the outbox's until it is a draft again. Of such a one only an answer is taken over.
        """
        reply = recap.reply
        with self._db.write():
            written = self._db.execute(
                f"""INSERT INTO recap (call_id, {_COLUMNS})
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET call_id = excluded.call_id,
                    state = excluded.state, via = excluded.via, template = excluded.template,
                    language = excluded.language, recipients = excluded.recipients,
                    copies = excluded.copies, subject = excluded.subject, text = excluded.text,
                    edited = excluded.edited, message_id = excluded.message_id,
                    in_reply_to = excluded.in_reply_to, sent_at = excluded.sent_at,
                    reply_kind = excluded.reply_kind, reply_at = excluded.reply_at,
                    reply_text = excluded.reply_text
                WHERE NOT EXISTS (SELECT 1 FROM outgoing WHERE recap_id = excluded.id)""",
                (
                    call_id,
                    recap.id,
                    recap.state,
                    recap.via,
                    recap.template,
                    recap.language,
                    json_of(recap.to),
                    json_of(recap.cc),
                    recap.subject,
                    recap.text,
                    recap.edited,
                    recap.message_id,
                    recap.in_reply_to,
                    text_of(recap.sent_at),
                    reply.kind if reply else None,
                    text_of(reply.at) if reply else None,
                    reply.text if reply else "",
                ),
            )
            if written:
                return recap
            return self.record_reply(recap.id, reply) if reply else self.get(recap.id)

    def mark_sent(self, recap_id: str, via: str, at: datetime) -> Recap:
        """Say that a draft has left the house, which way and when. Sent once is sent for good.

        So may one that the mail server refused, which then leaves the outbox; what is still on
        its way by itself may not.
        """
        with self._db.write():
            changed = self._db.execute(
                """UPDATE recap SET state = ?, via = ?, sent_at = ?
                WHERE id = ? AND state IN ('draft', 'refused')""",
                (RecapState.SENT, via, text_of(at), recap_id),
            )
            if changed:
                self._db.execute("DELETE FROM outgoing WHERE recap_id = ?", (recap_id,))
        return self.get(recap_id)

    def take_back_sent(self, recap_id: str) -> Recap:
        """Make a recap that was marked as sent by hand a draft again."""
        with self._db.write():
            self._db.execute(
                """UPDATE recap SET state = 'draft', via = '', sent_at = NULL
                WHERE id = ? AND state = 'sent' AND via <> 'smtp'""",
                (recap_id,),
            )
        return self.get(recap_id)

    def record_reply(self, recap_id: str, reply: Reply | None) -> Recap:
        """Keep what the client answered; None takes a record made by mistake away."""
        with self._db.write():
            self._db.execute(
                "UPDATE recap SET reply_kind = ?, reply_at = ?, reply_text = ? WHERE id = ?",
                (
                    reply.kind if reply else None,
                    text_of(reply.at) if reply else None,
                    reply.text if reply else "",
                    recap_id,
                ),
            )
        return self.get(recap_id)


def _value(row: Row) -> Recap:
    reply = Reply(kind=ReplyKind(row[13]), at=moment_of(row[14]), text=row[15]) if row[13] else None
    return Recap(
        id=row[0],
        state=RecapState(row[1]),
        via=row[2],
        template=row[3],
        language=row[4],
        to=list_of(row[5], tuple[str, ...]),
        cc=list_of(row[6], tuple[str, ...]),
        subject=row[7],
        text=row[8],
        edited=bool(row[9]),
        message_id=row[10],
        in_reply_to=row[11],
        sent_at=moment_of(row[12]),
        reply=reply,
    )
