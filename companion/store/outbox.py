"""The outbox: what the person released, sent once at most, and never called sent too early.

The state of a mail is that of its recap, and each step is committed before it is taken::

    draft → queued → sending → dot → sent

From sending and dot it goes to *retry* (after 1, 5, 15, 60 minutes) or *refused* where the server
or the network said that it did certainly not leave. A crash while sending leaves it queued; one
at the dot leaves it *uncertain*, which only a person, or a look at the sent mail, settles.

Each change names the states it may start from and the ticket of whoever took the mail. What is
here belongs to this machine and is never exported (docs/outbox.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from companion.errors import NotReleased
from companion.model import Recap, RecapState, new_id
from companion.model.outbox import (
    LATE_AFTER,
    WAITING,
    AddresseeState,
    Delivery,
    Outgoing,
    Trouble,
    is_late,
)
from companion.store import outbox_steps as steps
from companion.store.columns import moment_of, text_of
from companion.store.connection import Connection
from companion.store.recaps import Recaps

_CLOCK_SET_BACK = 60
"""Seconds that a wait may seem to have begun in the future before the clock must have been set."""

_IS_NOT_LATE = f"""unixepoch(?1, 'subsec') - unixepoch(o.released_at, 'subsec')
    <= {int(LATE_AFTER.total_seconds())}"""

_IS_DUE = f"""r.state IN ('queued', 'retry') AND {_IS_NOT_LATE}
    AND (unixepoch(o.due_at, 'subsec') <= unixepoch(?1, 'subsec')
        OR unixepoch(o.set_at, 'subsec') > unixepoch(?1, 'subsec') + {_CLOCK_SET_BACK})"""
"""A wait that was set in what is now the future would last for as long as the clock went back."""

_ELSEWHERE = "('uncertain', 'queued', 'sending', 'dot', 'retry')"
"""What a person may settle of a recap that another machine has in hand: nothing else will."""


class Outbox:
    """Every mail that was released here; each method is one act, on the disk when it returns."""

    def __init__(self, connection: Connection, recaps: Recaps) -> None:
        """Keep *connection*; the recaps themselves come from *recaps*."""
        self._db = connection
        self._recaps = recaps

    # ------------------------------------------------------------ what the person does

    def queue(
        self,
        recap_id: str,
        *,
        mail: bytes,
        message_id: str,
        sender: str,
        recipients: tuple[str, ...],
        at: datetime,
        not_before: datetime,
    ) -> Recap:
        """Release a draft, or one that was refused, with the bytes that will leave for ever.

        A recap that was released already is returned as it is. Raises AlreadyOnItsWay where the
        same words are going from the same call to the same people, NotThere.
        """
        with self._db.write():
            before = self._recaps.get(recap_id)
            if before.state not in (RecapState.DRAFT, RecapState.REFUSED):
                return before
            key = steps.release_key(self._db, recap_id, before, recipients)
            steps.forget(self._db, recap_id)
            self._db.execute(
                """INSERT INTO outgoing (recap_id, release_key, mail, message_id, sender, came_from,
                    queued_at, released_at, set_at, due_at) VALUES (?, ?, ?, ?, ?, 'draft',
                    ?6, ?6, ?6, ?7)""",
                (recap_id, key, mail, message_id, sender, text_of(at), text_of(not_before)),
            )
            self._db.execute_many(
                "INSERT INTO addressee (recap_id, address) VALUES (?, ?)",
                [(recap_id, address) for address in dict.fromkeys(recipients)],
            )
            self._db.execute(
                "UPDATE recap SET state = 'queued', via = 'smtp', message_id = ? WHERE id = ?",
                (message_id, recap_id),
            )
        return self._recaps.get(recap_id)

    def undo(self, recap_id: str) -> Recap:
        """Take back what waits, or what was refused, to where it came from: mostly a draft.

        What is being sent at this moment stays as it is, and so does what waits elsewhere.
        """
        with self._db.write():
            here = steps.is_here(self._db, recap_id)
            states = "('queued', 'retry', 'refused')" if here else "('refused')"
            steps.step_back(self._db, recap_id, states)
        return self._recaps.get(recap_id)

    def release(self, recap_id: str, now: datetime) -> Recap:
        """Let a mail that waits go now: the person was asked about a late one, or hurries."""
        with self._db.write():
            self._db.execute(
                f"""UPDATE outgoing SET released_at = ?1, set_at = ?1, due_at = ?1,
                    first_failed_at = CASE WHEN unixepoch(?1) - unixepoch(first_failed_at)
                        < {int(steps.LONGEST_TRYING.total_seconds())} THEN first_failed_at END
                WHERE recap_id = ?2 AND EXISTS (SELECT 1 FROM recap
                    WHERE id = ?2 AND state IN ('queued', 'retry'))""",
                (text_of(now), recap_id),
            )
        return self._recaps.get(recap_id)

    def send_again(self, recap_id: str, *, at: datetime, not_before: datetime) -> Recap:
        """Queue the same bytes again, to those of its people only who have not got them.

        This is for an uncertain mail, a refused one, and one that some addresses were refused.
        In every other state the recap is returned as it is.
        """
        with self._db.write():
            changed = self._db.execute(
                """UPDATE outgoing SET queued_at = ?1, released_at = ?1, set_at = ?1, due_at = ?2,
                    attempts = 0, first_failed_at = NULL, trouble = NULL, code = 0, ticket = '',
                    came_from = (SELECT state FROM recap WHERE id = ?3)
                WHERE recap_id = ?3 AND EXISTS (SELECT 1 FROM recap AS r WHERE r.id = ?3 AND (
                    r.state IN ('uncertain', 'refused') OR r.state = 'sent' AND EXISTS (
                        SELECT 1 FROM addressee WHERE recap_id = ?3 AND state = 'refused')))""",
                (text_of(at), text_of(not_before), recap_id),
            )
            if changed:
                self._db.execute("UPDATE recap SET state = 'queued' WHERE id = ?", (recap_id,))
                steps.turn_addressees(
                    self._db, recap_id, AddresseeState.REFUSED, AddresseeState.WAITING
                )
        return self._recaps.get(recap_id)

    def settle(self, recap_id: str, *, was_sent: bool, at: datetime) -> Recap:
        """Say what became of an uncertain mail, or of one that another machine had in hand.

        One that was not sent is a draft again, or sent to those only who had it before; its
        message id stays.
        """
        with self._db.write():
            here = steps.is_here(self._db, recap_id)
            states = "('uncertain')" if here else _ELSEWHERE
            if was_sent:
                steps.finish(self._db, recap_id, states, at)
            else:
                self._db.execute(
                    """UPDATE outgoing SET came_from = 'draft' WHERE recap_id = ?1 AND EXISTS (
                        SELECT 1 FROM recap WHERE id = ?1 AND state = 'uncertain')""",
                    (recap_id,),
                )
                steps.step_back(self._db, recap_id, states)
        return self._recaps.get(recap_id)

    # ------------------------------------------------------------ what delivering does

    def due(self, now: datetime) -> tuple[str, ...]:
        """Return the recaps that go by themselves at *now*, those that waited longest first."""
        rows = self._db.rows(
            f"""SELECT r.id FROM recap AS r JOIN outgoing AS o ON o.recap_id = r.id
            WHERE {_IS_DUE} ORDER BY unixepoch(o.due_at, 'subsec'), r.seq""",
            (text_of(now),),
        )
        return tuple(row[0] for row in rows)

    def next_due(self, now: datetime) -> datetime | None:
        """Return when the next mail goes by itself; None while none does.

        Look at ``due`` again no later than a minute from now all the same: a clock may be set.
        """
        found = self._db.value(
            f"""SELECT o.due_at FROM recap AS r JOIN outgoing AS o ON o.recap_id = r.id
            WHERE r.state IN ('queued', 'retry') AND {_IS_NOT_LATE}
            ORDER BY unixepoch(o.due_at, 'subsec') LIMIT 1""",
            (text_of(now),),
        )
        return moment_of(found)

    def take(self, recap_id: str, now: datetime) -> Outgoing | None:
        """Take a mail that is due, to send it now; None where it is not due, or taken already."""
        with self._db.write():
            taken = self._db.execute(
                f"""UPDATE recap SET state = 'sending' WHERE id = ?2 AND EXISTS (
                    SELECT 1 FROM recap AS r JOIN outgoing AS o ON o.recap_id = r.id
                    WHERE r.id = ?2 AND {_IS_DUE})""",
                (text_of(now), recap_id),
            )
            if not taken:
                return None
            self._db.execute(
                "UPDATE outgoing SET ticket = ?, attempts = attempts + 1 WHERE recap_id = ?",
                (new_id(), recap_id),
            )
            return steps.outgoing(self._db, recap_id)

    def at_dot(self, recap_id: str, ticket: str) -> None:
        """Say that the last byte is about to leave. Raises NotReleased: then it must not.

        That is so where the recap was erased meanwhile, or another program took it up.
        """
        with self._db.write():
            if not steps.move(self._db, recap_id, ticket, RecapState.SENDING, RecapState.DOT):
                raise NotReleased("The mail was taken back meanwhile, so it was not sent.")

    def sent(
        self, recap_id: str, ticket: str, *, refused: Mapping[str, int], at: datetime
    ) -> Recap:
        """Say that the server took the mail, but for the *refused* addresses (each with its code).

        What the server said counts also where another start of the program has meanwhile made the
        mail uncertain.
        """
        with self._db.write():
            if steps.holds(self._db, recap_id, ticket):
                steps.refuse_addresses(self._db, recap_id, refused)
                steps.finish(self._db, recap_id, "('dot', 'uncertain')", at)
        return self._recaps.get(recap_id)

    def retry(
        self, recap_id: str, ticket: str, *, trouble: Trouble, code: int = 0, now: datetime
    ) -> Recap:
        """Say that the mail did certainly not leave and may be tried again later.

        After a day of trying it is refused.
        """
        with self._db.write():
            if steps.holds(self._db, recap_id, ticket):
                steps.fail(self._db, recap_id, trouble, code, now)
        return self._recaps.get(recap_id)

    def refuse(
        self,
        recap_id: str,
        ticket: str,
        *,
        trouble: Trouble,
        code: int = 0,
        refused: Mapping[str, int] | None = None,
    ) -> Recap:
        """Say that the mail did certainly not leave and that trying again would not help."""
        with self._db.write():
            if steps.holds(self._db, recap_id, ticket):
                steps.refuse_addresses(self._db, recap_id, refused or {})
                steps.give_up(self._db, recap_id, trouble, code)
        return self._recaps.get(recap_id)

    def withdraw(self, recap_id: str, ticket: str) -> Recap:
        """Say that the person stopped the sending before the last byte: it is as if undone."""
        with self._db.write():
            if steps.holds(self._db, recap_id, ticket):
                steps.step_back(self._db, recap_id, "('sending', 'dot')")
        return self._recaps.get(recap_id)

    def uncertain(self, recap_id: str, ticket: str) -> Recap:
        """Say that the last byte left and that nobody knows what the server made of it."""
        with self._db.write():
            steps.move(self._db, recap_id, ticket, RecapState.DOT, RecapState.UNCERTAIN)
        return self._recaps.get(recap_id)

    def recover(self) -> tuple[Recap, ...]:
        """Put right what a crash has left, at the start: return the recaps whose state changed.

        What was being sent before its last byte waits again; what was at its last byte is
        uncertain, and never sent again by itself. Whoever was still at it has lost the ticket.
        """
        with self._db.write():
            rows = self._db.rows(
                """SELECT r.id FROM recap AS r JOIN outgoing AS o ON o.recap_id = r.id
                WHERE r.state IN ('sending', 'dot') ORDER BY r.seq"""
            )
            for (recap_id,) in rows:
                self._db.execute(
                    """UPDATE outgoing SET ticket = '' WHERE recap_id = ?1 AND EXISTS (
                        SELECT 1 FROM recap WHERE id = ?1 AND state = 'sending')""",
                    (recap_id,),
                )
                self._db.execute(
                    """UPDATE recap SET state =
                        CASE state WHEN 'dot' THEN 'uncertain' ELSE 'queued' END WHERE id = ?""",
                    (recap_id,),
                )
        return tuple(self._recaps.get(row[0]) for row in rows)

    # ------------------------------------------------------------ what the screen asks

    def delivery(self, recap_id: str, now: datetime) -> Delivery:
        """Return how the sending of a recap stands. Raises NotThere."""
        with self._db.snapshot():
            state = self._recaps.get(recap_id).state
            row = self._db.row(
                """SELECT attempts, queued_at, released_at, due_at, trouble, code
                FROM outgoing WHERE recap_id = ?""",
                (recap_id,),
            )
            if row is None:
                return Delivery(state=state)
            late = state in WAITING and is_late(datetime.fromisoformat(row[2]), now)
            return Delivery(
                state=state,
                is_here=True,
                is_late=late,
                attempts=row[0],
                queued_at=moment_of(row[1]),
                next_try=moment_of(row[3]) if state in WAITING and not late else None,
                trouble=Trouble(row[4]) if row[4] else None,
                code=row[5],
                addressees=steps.addressees(self._db, recap_id),
            )

    def unfinished(self) -> tuple[str, ...]:
        """Return the recaps that are neither a draft nor sent to everybody, oldest first."""
        rows = self._db.rows(
            """SELECT r.id FROM recap AS r LEFT JOIN outgoing AS o ON o.recap_id = r.id
            WHERE r.state IN ('queued', 'sending', 'dot', 'retry', 'uncertain', 'refused')
                OR r.id IN (SELECT recap_id FROM addressee WHERE state = 'refused')
            ORDER BY unixepoch(o.queued_at, 'subsec'), r.seq"""
        )
        return tuple(row[0] for row in rows)
