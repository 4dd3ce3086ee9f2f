"""The trash: what was deleted, each with all of its rows, to bring back or to delete for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from companion.errors import InvalidInput, NotThere, StorageBusy, StorageError
from companion.model.ids import new_id
from companion.model.value import Value
from companion.store import driver
from companion.store.columns import json_of, text_of
from companion.store.connection import Connection
from companion.store.forgetting import forget, forget_steps, refuse_long_wait
from companion.store.imports import forget_images
from companion.store.overdue import KEPT_DAYS, found_over
from companion.store.whole_rows import Rows, WholeRows, packed, unpacked, values_of

MANY_CALLS = 20
MANY_SHARE = 0.2
"""What takes more calls than this, or a larger share of all, is asked about before."""


class Kind(StrEnum):
    """What was deleted; its table has the same name."""

    CLIENT = "client"
    DISAGREEMENT = "disagreement"
    CALL = "call"


class Leaving(Value, frozen=True, kw_only=True):
    """What deleting something takes away: its calls, of all that the history has."""

    kind: Kind
    object_id: str
    name: str
    client: str
    disagreements: int
    call_ids: tuple[str, ...]
    all_calls: int

    @property
    def is_much(self) -> bool:
        """Return whether to ask before: over 20 calls, or several that are over 20 % of all."""
        calls = len(self.call_ids)
        return calls > MANY_CALLS or (calls > 1 and calls > self.all_calls * MANY_SHARE)


class TrashLine(Value, frozen=True, kw_only=True):
    """Something in the trash as the list shows it; ``name`` is empty where it never had one."""

    id: str
    kind: Kind
    name: str
    client: str
    calls: int
    deleted_at: datetime

    @property
    def gone_on(self) -> datetime:
        """Return from when on it may go for good by itself."""
        return self.deleted_at + timedelta(days=KEPT_DAYS)


class Trash:
    """Deletes, brings back, and deletes for good; each is one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection
        self._rows = WholeRows(connection)

    def leaving(self, kind: Kind, object_id: str) -> Leaving:
        """Return what ``put`` would take away. Raises what it raises."""
        with self._db.snapshot():
            leaving = self._leaving(kind, object_id)
            self._refuse_busy(leaving.call_ids)
        return leaving

    def put(self, kind: Kind, object_id: str, at: datetime) -> TrashLine:
        """Move an object with all that belongs to it from the history into the trash.

        A client that never got a name goes with its last disagreement. Raises NotThere, and
        InvalidInput while a recap of it is on its way or a call of it runs.
        """
        with self._db.write():
            leaving = self._leaving(kind, object_id)
            table, row_id = self._outermost(kind, object_id)
            rows = self._rows.of(table, row_id)
            self._refuse_busy(leaving.call_ids)
            line = TrashLine(
                id=new_id(),
                kind=kind,
                name=leaving.name,
                client=leaving.client,
                calls=len(leaving.call_ids),
                deleted_at=at,
            )
            self._keep(line, object_id, rows)
            self._rows.remove(table, row_id, rows)
        return line

    def lines(self) -> tuple[TrashLine, ...]:
        """Return what is in the trash, deleted last first."""
        rows = self._db.rows(
            """SELECT id, kind, name, client, calls, deleted_at FROM trash
            ORDER BY unixepoch(deleted_at) DESC, seq DESC"""
        )
        return tuple(
            TrashLine(
                id=i,
                kind=Kind(kind),
                name=name,
                client=client,
                calls=calls,
                deleted_at=datetime.fromisoformat(at),
            )
            for i, kind, name, client, calls, at in rows
        )

    def restore(self, trash_id: str) -> None:
        """Bring something back, equal to what it was.

        Raises NotThere, and InvalidInput where what it belongs to is gone, or where it has come
        back on another way; it then stays in the trash.
        """
        try:
            with self._db.write():
                rows = unpacked(self._content(trash_id))
                self._refuse_orphan(rows)
                self._rows.put_back(rows)
                self._db.execute("DELETE FROM trash WHERE id = ?", (trash_id,))
        except StorageError as error:
            if driver.is_conflict(error.__cause__):
                reason = (
                    "Some of it is in the history already, perhaps from an import, so it stays "
                    "in the trash."
                )
                raise InvalidInput(reason) from error
            raise

    def with_parts(self, trash_ids: Sequence[str]) -> tuple[str, ...]:
        """Return these and what of the trash could never come back without them."""
        with self._db.snapshot():
            wanted = [self._scope(trash_id) for trash_id in trash_ids]
            rows = self._db.rows("SELECT id, client_id, disagreement_id FROM trash ORDER BY seq")
        ids = set(trash_ids)
        ids |= {
            i
            for i, client, about in rows
            if {("client", client), ("disagreement", about)} & set(wanted)
        }
        return tuple(row[0] for row in rows if row[0] in ids)

    def forget_steps(self) -> int:
        """Return in about how many steps ``forget`` has done its work."""
        return forget_steps(self._db)

    def forget(self, *, first: bool) -> bool:
        """Let the index forget a part of the words of what was deleted; whether there is more.

        What is in the trash can still be restored. Nobody has to do this before deleting for
        good, which then does it at once, and may take a minute.
        """
        return forget(self._db, first=first)

    def is_over(self, now: datetime) -> bool:
        """Return whether something in the trash may be over its 30 days, or was found so before.

        What an earlier start found by a clock that was set ahead, ``erase_due`` has to forget.
        """
        was_over = "SELECT 1 FROM trash WHERE over_at IS NOT NULL"
        return any(line.gone_on <= now for line in self.lines()) or bool(self._db.value(was_over))

    def refuse_long_wait(self) -> None:
        """Raise InvalidInput where a running call would have to wait for ``erase``."""
        refuse_long_wait(self._db)

    def erase(self, trash_ids: Sequence[str]) -> bool:
        """Delete for good, with the parts of it that lie in the trash, out of the file itself.

        Raises InvalidInput while a call runs that would have to wait for long. Return whether the
        file was written anew without it; where another program is reading the history it is
        overwritten, but the log may still hold it until that program has ended.
        """
        refuse_long_wait(self._db)
        self._drop(trash_ids)
        try:
            return self._db.write_anew()
        except StorageBusy:
            return False

    def erase_due(self, now: datetime) -> int:
        """Delete for good what is over its 30 days; return how much. To be called at a start.

        Only what two starts at least a day apart have found to be over goes, and only while the
        clock is not before the moment at which it was found first.
        """
        over = [line.id for line in self.lines() if line.gone_on <= now]
        with self._db.write():
            ids = found_over(self._db, "trash", over, now)
        if ids:
            # What is deleted is overwritten at once (secure_delete). To write a large file anew as
            # well takes long, and whoever starts a call does not wait for that.
            self._drop(ids)
            self._db.row("PRAGMA wal_checkpoint(TRUNCATE)")
        return len(ids)

    def _drop(self, trash_ids: Sequence[str]) -> None:
        with self._db.write():
            gone = self.with_parts(trash_ids)
            # How it was before an import is kept too, and goes with it.
            forget_images(self._db, (unpacked(self._content(each)) for each in gone))
            self._db.execute_many("DELETE FROM trash WHERE id = ?", [(each,) for each in gone])
            # The index of words keeps the words of what was deleted until it is merged.
            self._db.execute("INSERT INTO passage_search (passage_search) VALUES ('optimize')")

    def _leaving(self, kind: Kind, object_id: str) -> Leaving:
        column = {Kind.CLIENT: "k.id", Kind.DISAGREEMENT: "d.id", Kind.CALL: "c.id"}[kind]
        of = f"""FROM client AS k LEFT JOIN disagreement AS d ON d.client_id = k.id
            LEFT JOIN call AS c ON c.disagreement_id = d.id WHERE {column} = ?"""
        rows = self._db.rows(
            f"SELECT k.name, d.id, d.topic, c.id {of} ORDER BY c.seq", (object_id,)
        )
        if not rows:
            raise NotThere("What was to be deleted is not in the history any more.")
        return Leaving(
            kind=kind,
            object_id=object_id,
            name=rows[0][0] if kind is Kind.CLIENT else rows[0][2],
            client=rows[0][0],
            disagreements=len({row[1] for row in rows if row[1]}),
            call_ids=tuple(row[3] for row in rows if row[3]),
            all_calls=self._db.value("SELECT count(*) FROM call"),
        )

    def _outermost(self, kind: Kind, object_id: str) -> tuple[str, str]:
        """Return the table and the id of what goes: the client too, where nobody could name it."""
        if kind is Kind.DISAGREEMENT:
            unnamed = self._db.value(
                """SELECT k.id FROM client AS k JOIN disagreement AS d ON d.client_id = k.id
                WHERE d.id = ?1 AND k.name = '' AND NOT EXISTS (
                    SELECT 1 FROM disagreement WHERE client_id = k.id AND id <> ?1)""",
                (object_id,),
            )
            if unnamed is not None:
                return "client", str(unnamed)
        return kind.value, object_id

    def _keep(self, line: TrashLine, object_id: str, rows: Rows) -> None:
        clients = values_of(rows, "client", "id") or values_of(rows, "disagreement", "client_id")
        about = values_of(rows, "disagreement", "id") or values_of(rows, "call", "disagreement_id")
        if not clients:
            clients = (
                self._db.value("SELECT client_id FROM disagreement WHERE id = ?", (about[0],)),
            )
        self._db.execute(
            """INSERT INTO trash (id, kind, object_id, client_id, disagreement_id, name, client,
                calls, deleted_at, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                line.id,
                line.kind,
                object_id,
                clients[0],
                "" if line.kind is Kind.CLIENT else about[0],
                line.name,
                line.client,
                line.calls,
                text_of(line.deleted_at),
                packed(rows),
            ),
        )

    def _refuse_busy(self, call_ids: tuple[str, ...]) -> None:
        ids = json_of(call_ids)
        of = "IN (SELECT value FROM json_each(?))"
        if self._db.value(f"SELECT 1 FROM call WHERE state = 'running' AND id {of}", (ids,)):
            raise InvalidInput(
                "A call of it is running. It can be deleted once the call has ended."
            )
        waiting = f"""SELECT 1 FROM recap AS r JOIN outgoing AS o ON o.recap_id = r.id
            WHERE r.state IN ('queued', 'sending', 'dot', 'retry') AND r.call_id {of}"""
        if self._db.value(waiting, (ids,)):
            raise InvalidInput(
                "A recap of it is on its way to the client. Take it back, or wait until it has "
                "left; then it can be deleted."
            )

    def _refuse_orphan(self, rows: Rows) -> None:
        """Refuse what belongs to something that is in the trash itself, or gone for good."""
        if "client" in rows:
            return
        if "disagreement" in rows:
            named, owners = "client", values_of(rows, "disagreement", "client_id")
        else:
            named, owners = "disagreement", values_of(rows, "call", "disagreement_id")
        for owner in owners:
            if self._db.value(f"SELECT 1 FROM {named} WHERE id = ?", (owner,)) is None:
                reason = (
                    f"The {named} that it belongs to is not in the history. Restore that first; "
                    "it stays in the trash until then."
                )
                raise InvalidInput(reason)

    def _scope(self, trash_id: str) -> tuple[str, str]:
        row = self._db.row("SELECT kind, object_id FROM trash WHERE id = ?", (trash_id,))
        if row is None:
            raise NotThere("That is not in the trash any more.")
        return str(row[0]), str(row[1])

    def _content(self, trash_id: str) -> str:
        found = self._db.value("SELECT content FROM trash WHERE id = ?", (trash_id,))
        if found is None:
            raise NotThere("That is not in the trash any more.")
        return str(found)
