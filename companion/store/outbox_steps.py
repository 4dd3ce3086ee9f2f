"""The steps that the acts of the outbox are made of: each changes rows inside ``write()``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta

from companion.errors import AlreadyOnItsWay
from companion.model import Recap, RecapState
from companion.model.outbox import Addressee, AddresseeState, Outgoing, Trouble, wait_after
from companion.store.columns import json_of, moment_of, text_of
from companion.store.connection import Connection

LONGEST_TRYING = timedelta(hours=24)
"""How long a mail is tried again by itself, counted from its first failure (reliability, M5)."""


def release_key(db: Connection, recap_id: str, recap: Recap, recipients: tuple[str, ...]) -> str:
    """Return what makes two releases the same mail. Raises AlreadyOnItsWay for a second one.

    Two windows may each have made a recap of the same call, with the same words.
    """
    call = db.value("SELECT call_id FROM recap WHERE id = ?", (recap_id,))
    said = json_of([call, sorted(recipients), recap.subject, recap.text])
    key = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()
    other = db.value(
        """SELECT 1 FROM outgoing AS o JOIN recap AS r ON r.id = o.recap_id
        WHERE o.release_key = ? AND r.id <> ?
        AND r.state IN ('queued', 'sending', 'dot', 'retry', 'uncertain')""",
        (key, recap_id),
    )
    if other:
        raise AlreadyOnItsWay("The same recap is already on its way to the same people.")
    return key


def is_here(db: Connection, recap_id: str) -> bool:
    """Whether the recap was released on this machine."""
    return db.value("SELECT 1 FROM outgoing WHERE recap_id = ?", (recap_id,)) is not None


def holds(db: Connection, recap_id: str, ticket: str) -> bool:
    """Whether *ticket* is the one that the mail was last taken with, and is still good."""
    found = db.value("SELECT ticket FROM outgoing WHERE recap_id = ?", (recap_id,))
    return bool(ticket) and found == ticket


def move(db: Connection, recap_id: str, ticket: str, before: RecapState, after: RecapState) -> bool:
    """Take one step with a mail that is held by *ticket*; return whether it was there to take."""
    changed = db.execute(
        """UPDATE recap SET state = ?1 WHERE id = ?2 AND state = ?3 AND EXISTS (
            SELECT 1 FROM outgoing WHERE recap_id = ?2 AND ticket = ?4)""",
        (after, recap_id, before, ticket),
    )
    return changed == 1


def outgoing(db: Connection, recap_id: str) -> Outgoing:
    """Return the mail as a transport needs it, for those who have not got it."""
    row = db.row(
        "SELECT ticket, mail, message_id, sender FROM outgoing WHERE recap_id = ?", (recap_id,)
    )
    assert row is not None
    people = addressees(db, recap_id)
    return Outgoing(
        recap_id=recap_id,
        ticket=row[0],
        mail=bytes(row[1]),
        message_id=row[2],
        sender=row[3],
        recipients=tuple(a.address for a in people if a.state is AddresseeState.WAITING),
    )


def addressees(db: Connection, recap_id: str) -> tuple[Addressee, ...]:
    """Return every address of the envelope, in its order."""
    rows = db.rows(
        "SELECT address, state, code FROM addressee WHERE recap_id = ? ORDER BY seq", (recap_id,)
    )
    return tuple(
        Addressee(address=address, state=AddresseeState(state), code=code)
        for address, state, code in rows
    )


def finish(db: Connection, recap_id: str, states: str, at: datetime) -> None:
    """Make it sent: who waited has it now. The bytes go once nobody may need them again."""
    changed = db.execute(
        f"""UPDATE recap SET state = 'sent', via = 'smtp', sent_at = coalesce(sent_at, ?)
        WHERE id = ? AND state IN {states}""",
        (text_of(at), recap_id),
    )
    if changed:
        turn_addressees(db, recap_id, AddresseeState.WAITING, AddresseeState.ACCEPTED)
        db.execute(
            """UPDATE outgoing SET ticket = '', trouble = NULL, code = 0,
                mail = CASE WHEN EXISTS (SELECT 1 FROM addressee
                    WHERE recap_id = ?1 AND state = 'refused') THEN mail ELSE x'' END
            WHERE recap_id = ?1""",
            (recap_id,),
        )


def fail(db: Connection, recap_id: str, trouble: Trouble, code: int, now: datetime) -> None:
    """Let it wait for its next try, or refuse it after a day of trying."""
    row = db.row("SELECT attempts, first_failed_at FROM outgoing WHERE recap_id = ?", (recap_id,))
    attempts, first = row or (0, None)
    first_failed_at = moment_of(first) or now
    due_at = now + wait_after(attempts)
    if due_at - first_failed_at > LONGEST_TRYING:
        give_up(db, recap_id, Trouble.TRIED_FOR_A_DAY, code)
        return
    db.execute(
        """UPDATE outgoing SET ticket = '', first_failed_at = ?, set_at = ?, due_at = ?,
            trouble = ?, code = ? WHERE recap_id = ?""",
        (text_of(first_failed_at), text_of(now), text_of(due_at), trouble, code, recap_id),
    )
    db.execute(
        """UPDATE recap SET state = 'retry'
        WHERE id = ? AND state IN ('sending', 'dot', 'uncertain')""",
        (recap_id,),
    )


def give_up(db: Connection, recap_id: str, trouble: Trouble, code: int) -> None:
    """Refuse it; where others have had the mail before, it stays sent to them."""
    db.execute(
        """UPDATE recap SET state = CASE WHEN EXISTS (SELECT 1 FROM addressee
            WHERE recap_id = ?1 AND state = 'accepted') THEN 'sent' ELSE 'refused' END
        WHERE id = ?1 AND state IN ('sending', 'dot', 'uncertain')""",
        (recap_id,),
    )
    turn_addressees(db, recap_id, AddresseeState.WAITING, AddresseeState.REFUSED)
    db.execute(
        "UPDATE outgoing SET ticket = '', trouble = ?, code = ? WHERE recap_id = ?",
        (trouble, code, recap_id),
    )


def step_back(db: Connection, recap_id: str, states: str) -> None:
    """Put it back to where it came from; a draft leaves nothing in the outbox."""
    came_from = db.value(
        """SELECT CASE WHEN EXISTS (SELECT 1 FROM addressee
                WHERE recap_id = ?1 AND state = 'accepted') THEN 'sent'
            WHEN r.state = 'refused' OR o.came_from IS NULL THEN 'draft' ELSE o.came_from END
        FROM recap AS r LEFT JOIN outgoing AS o ON o.recap_id = r.id WHERE r.id = ?1""",
        (recap_id,),
    )
    changed = db.execute(
        f"UPDATE recap SET state = ? WHERE id = ? AND state IN {states}", (came_from, recap_id)
    )
    if not changed:
        return
    if came_from == RecapState.DRAFT:
        forget(db, recap_id)
        db.execute("UPDATE recap SET via = '', sent_at = NULL WHERE id = ?", (recap_id,))
        return
    if came_from in (RecapState.SENT, RecapState.REFUSED):
        turn_addressees(db, recap_id, AddresseeState.WAITING, AddresseeState.REFUSED)
    db.execute("UPDATE outgoing SET ticket = '' WHERE recap_id = ?", (recap_id,))


def refuse_addresses(db: Connection, recap_id: str, refused: Mapping[str, int]) -> None:
    """Keep what the server said of single addresses."""
    db.execute_many(
        """UPDATE addressee SET state = 'refused', code = ?
        WHERE recap_id = ? AND address = ? AND state = 'waiting'""",
        [(code, recap_id, address) for address, code in refused.items()],
    )


def turn_addressees(
    db: Connection, recap_id: str, before: AddresseeState, after: AddresseeState
) -> None:
    """Let all addresses that are *before* be *after*."""
    db.execute(
        "UPDATE addressee SET state = ? WHERE recap_id = ? AND state = ?", (after, recap_id, before)
    )


def forget(db: Connection, recap_id: str) -> None:
    """Remove the bytes and, with them, the envelope."""
    db.execute("DELETE FROM outgoing WHERE recap_id = ?", (recap_id,))
