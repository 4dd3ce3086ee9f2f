"""What imports brought, each kept for 30 days with what is needed to take it back exactly.

An import records, inside its own transaction, every object before it is changed:

    with store.imports.recording("contacts", "team.vcf", now) as recording:
        recording.before("client", client_id)
        store.people.save_contact(client_id, contact)

``undo`` then takes back whatever nobody has changed since.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from companion.errors import InvalidInput, NotThere
from companion.model.ids import new_id
from companion.model.value import Value
from companion.store.columns import json_of, text_of
from companion.store.connection import Connection
from companion.store.import_objects import ImportObjects
from companion.store.overdue import KEPT_DAYS, found_over
from companion.store.whole_rows import Rows, packed, unpacked, values_of

AT_ANY_TIME = 40
"""Calls that are written in less time than anybody notices, also while another call runs."""

_MOVING = ("client", "disagreement", "call", "contact", "metric")
"""Tables whose rows have an id that stays wherever they are moved."""

Tell = Callable[[int, int], object]
"""Gets how much is done, and of how much. What it raises ends it, and nothing has changed."""


class ImportLine(Value, frozen=True, kw_only=True):
    """An import as the list shows it: how much of what it brought can still be taken back."""

    id: str
    kind: str
    name: str
    at: datetime
    added: dict[str, int]
    """How many objects it added, by the tables that they stand in."""
    changed: dict[str, int]
    """How many objects of each table it changed."""

    @property
    def gone_on(self) -> datetime:
        """Return from when on it may be forgotten by itself."""
        return self.at + timedelta(days=KEPT_DAYS)


class Kept(Value, frozen=True, kw_only=True):
    """An object that undoing an import left as it is: its table, and what a person calls it."""

    place: str
    name: str


class TakenBack(Value, frozen=True, kw_only=True):
    """What undoing an import came to: how many objects were taken back, and what was kept."""

    count: int
    kept: tuple[Kept, ...]


class Recording:
    """Keeps how objects were before an import changed them; inside its transaction."""

    def __init__(self, connection: Connection, objects: ImportObjects, import_id: str) -> None:
        """Begin with nothing; ``parts`` counts the objects that were really changed."""
        self.id, self.parts = import_id, 0
        self._db, self._objects = connection, objects
        self._open: dict[tuple[str, str], int] = {}
        self._done: set[tuple[str, str]] = set()

    def before(self, place: str, object_id: str) -> None:
        """Keep an object as it is now; what was kept of it before stays.

        *place* is "client" (with contacts, metrics, expectations and speakers, but without its
        disagreements), "disagreement" (with everything in it), "me", "playbook" (by its key),
        "saved_search" (by its name), "inbox", or "section_text" (by ``text_id``). What is not
        there yet counts as new.
        """
        if (place, object_id) in self._open or (place, object_id) in self._done:
            return
        rows = self._objects.rows(place, object_id)
        self._db.execute(
            """INSERT INTO import_part (import_id, place, object_id, mark, content)
            VALUES (?, ?, ?, ?, ?)""",
            (
                self.id,
                place,
                object_id,
                "" if rows is None else self._objects.mark(rows),
                None if rows is None else packed(rows),
            ),
        )
        self._open[place, object_id] = self._db.value("SELECT last_insert_rowid()")

    def written(self, place: str, object_id: str) -> None:
        """Say that nothing more of this import will change the object.

        Without it, that is found out for every object at the end, and nobody sees how far it is.
        """
        part = self._open.pop((place, object_id))
        self._done.add((place, object_id))
        rows = self._objects.rows(place, object_id)
        mark = "" if rows is None else self._objects.mark(rows)
        if self._db.execute(
            "UPDATE import_part SET mark = ?1 WHERE seq = ?2 AND mark <> ?1", (mark, part)
        ):
            self.parts += 1
        else:
            self._db.execute("DELETE FROM import_part WHERE seq = ?", (part,))

    def end(self) -> None:
        """Find out what became of everything that is open still; drop what has not changed."""
        for place, object_id in tuple(self._open):
            self.written(place, object_id)


class Imports:
    """The entries of what was imported; each act is one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection
        self._objects = ImportObjects(connection)

    @contextmanager
    def recording(self, kind: str, name: str, at: datetime) -> Iterator[Recording]:
        """Make everything inside one transaction, and keep what it changed as one entry.

        *kind* is a word for what was imported, such as "history" or "contacts"; *name* is that of
        the file. An import that changes nothing leaves no entry.
        """
        with self._db.write():
            recording = Recording(self._db, self._objects, new_id())
            self._db.execute(
                "INSERT INTO import_entry (id, kind, name, brought_at) VALUES (?, ?, ?, ?)",
                (recording.id, kind, name, text_of(at)),
            )
            yield recording
            recording.end()
            drop_empty(self._db)

    def lines(self) -> tuple[ImportLine, ...]:
        """Return what was imported and can be taken back, the latest first."""
        # A reader cannot migrate, and a history of an earlier release has no such table.
        if not self._db.value("SELECT 1 FROM sqlite_master WHERE name = 'import_entry'"):
            return ()
        rows = self._db.rows(
            """SELECT id, kind, name, brought_at FROM import_entry
            ORDER BY unixepoch(brought_at) DESC, seq DESC"""
        )
        return tuple(
            ImportLine(
                id=i,
                kind=kind,
                name=name,
                at=datetime.fromisoformat(at),
                added=self._counts(i, "IS NULL"),
                changed=self._counts(i, "IS NOT NULL"),
            )
            for i, kind, name, at in rows
        )

    def calls_of(self, import_id: str) -> tuple[str, ...]:
        """Return the calls of the disagreements that undoing may touch; a running one stays."""
        rows = self._db.rows(
            """SELECT c.id FROM import_part AS p JOIN call AS c ON c.disagreement_id = p.object_id
            WHERE p.import_id = ? AND p.place = 'disagreement' AND c.state <> 'running'""",
            (import_id,),
        )
        return tuple(row[0] for row in rows)

    def undo(self, import_id: str, tell: Tell = lambda _done, _all: None) -> TakenBack:
        """Take back what the import added and changed, as far as nobody has changed it since.

        What was changed, or is needed by what stays, is kept and named; the entry stays for it,
        so that it can be tried again. What was deleted since is left to the trash. Raises
        NotThere, InvalidInput as ``refuse_much_in_a_call``, and what *tell* raises; then nothing
        has changed.
        """
        with self._db.write():
            refuse_much_in_a_call(self._db, len(self.calls_of(import_id)))
            parts = self._db.rows(
                """SELECT seq, place, object_id, mark, content FROM import_part
                WHERE import_id = ? ORDER BY seq DESC""",
                (import_id,),
            )
            if not parts:
                raise NotThere("This import cannot be taken back any more.")
            kept, done = [], []
            for number, (seq, place, object_id, mark, content) in enumerate(parts):
                tell(number, len(parts))
                before = None if content is None else unpacked(content)
                name = self._objects.take_back(place, object_id, mark, before)
                if name is None:
                    done.append(seq)
                else:
                    kept.append(Kept(place=place, name=name))
            drop_parts(self._db, "seq", done)
        return TakenBack(count=len(done), kept=tuple(reversed(kept)))

    def forget_due(self, now: datetime) -> int:
        """Forget imports that are over their 30 days, as ``Trash.erase_due``; return how many."""
        over = [line.id for line in self.lines() if line.gone_on <= now]
        with self._db.write():
            due = found_over(self._db, "import_entry", over, now)
            drop_parts(self._db, "import_id", due)
        if due:
            self._db.row("PRAGMA wal_checkpoint(TRUNCATE)")
        return len(due)

    def _counts(self, import_id: str, content: str) -> dict[str, int]:
        rows = self._db.rows(
            f"""SELECT place, count(*) FROM import_part
            WHERE import_id = ? AND content {content} GROUP BY place""",
            (import_id,),
        )
        return dict(rows)


def refuse_much_in_a_call(db: Connection, calls: int) -> None:
    """Raise InvalidInput where so many calls would be written while a call runs.

    A note of that call would have to wait until the last of them is written.
    """
    if calls > AT_ANY_TIME and db.value("SELECT 1 FROM call WHERE state = 'running'"):
        raise InvalidInput(
            f"A call is running, and its notes would have to wait while {calls:,} calls are "
            "written. Do this once the call has ended; nothing was changed."
        )


def drop_parts(db: Connection, column: str, values: Iterable[object]) -> None:
    """Forget the parts with these *values*, and entries that have none left; in a transaction."""
    which = f"{column} IN (SELECT value FROM json_each(?))"
    db.execute(f"DELETE FROM import_part WHERE {which}", (json_of(tuple(values)),))
    drop_empty(db)


def drop_empty(db: Connection) -> None:
    """Forget imports of which nothing is left to be taken back."""
    db.execute("DELETE FROM import_entry WHERE id NOT IN (SELECT import_id FROM import_part)")


def forget_images(db: Connection, deleted: Iterable[Rows]) -> None:
    """Forget every image of the clients and disagreements that *deleted* are of, or belong to.

    So goes what holds any of the rows: a contact or a call may have been another's before it
    moved. Whoever deletes them for good must not leave their words here; inside a transaction.
    """
    owners: set[str] = set()
    gone: set[tuple[str, str]] = set()
    for rows in deleted:
        owners.update(values_of(rows, "call", "disagreement_id"))
        gone |= _named(rows)
    owners.update(each for table, each in gone if table in ("client", "disagreement"))
    drop_parts(db, "object_id", owners)
    # A client that became part of another one cannot come back, and its words are in that one.
    merged = db.rows(
        """SELECT seq FROM import_part WHERE place = 'client' AND content IS NOT NULL
        AND object_id NOT IN (SELECT id FROM client UNION SELECT client_id FROM trash)"""
    )
    drop_parts(db, "seq", [seq for (seq,) in merged])
    images = db.each("SELECT seq, content FROM import_part WHERE content IS NOT NULL")
    drop_parts(db, "seq", [seq for seq, content in images if _named(unpacked(content)) & gone])


def _named(rows: Rows) -> set[tuple[str, str]]:
    """Return what of *rows* can move to another owner, by table and id."""
    return {(table, each) for table in _MOVING for each in values_of(rows, table, "id")}
