"""People's rights: everything that names one person, to be given to them or to be erased."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, count

from msgspec.structs import replace

from companion.errors import InvalidInput, NotThere, StorageBusy
from companion.method.naming import SOMEONE, Naming, Person, plain_name
from companion.model.value import Value
from companion.store.columns import json_of, list_of
from companion.store.connection import Connection
from companion.store.forgetting import refuse_long_wait
from companion.store.imports import drop_empty
from companion.store.whole_rows import unpacked

_NOT_SAID = frozenset(
    {
        "me",
        "playbook",
        "trash",
        "import_part",
        "outgoing",
        "addressee",
        "clock_anchor",
        "waiting_line",
    }
)
"""Tables without words about clients, and those that have their own way below."""

_KEYS = {
    *("id", "call_id", "client_id", "disagreement_id", "metric_id", "message_id", "in_reply_to"),
    *("key", "place", "kind", "state", "via", "side", "url"),
}
"""Columns that are read by the program and by nobody else, and addresses of pages."""

_LABELS = {
    ("contact", "name"),
    ("attendee", "name"),
    ("note", "who"),
    ("next_step", "owner"),
    ("transcript_line", "speaker"),
    ("speaker", "heard"),
    ("speaker", "name"),
}
"""Columns that say who; a first name alone stands for the person there."""

_ADDRESSES = {("recap", "recipients"), ("recap", "copies")}
"""Lists of addresses."""

_FILE = ("import_entry", "name")
"""The name of a file, in which other signs may stand for blanks."""

_OF_CLIENT = "LEFT JOIN client AS k ON k.id = d.client_id"
_OWNERS = {
    "call_id": f"""JOIN call AS c ON c.id = t.{{own}}
        LEFT JOIN disagreement AS d ON d.id = c.disagreement_id {_OF_CLIENT}""",
    "disagreement_id": f"""JOIN disagreement AS d ON d.id = t.{{own}} {_OF_CLIENT}
        LEFT JOIN call AS c ON 0""",
    "client_id": """JOIN client AS k ON k.id = t.{own}
        LEFT JOIN disagreement AS d ON 0 LEFT JOIN call AS c ON 0""",
}
"""How a row comes to its client, topic and time, by the column that names its owner."""

_BUSY = "('queued', 'sending', 'dot', 'retry')"


class Mention(Value, frozen=True, kw_only=True):
    """A place that names the person: the table and column, its row, and what stands there.

    ``whole`` is what the person said or took on there, where the column says only who.
    """

    table: str
    column: str
    row: int
    text: str
    whole: str = ""
    client: str = ""
    topic: str = ""
    at: str = ""


class Rights:
    """What the history has about one person; the keeper of the history is none of them."""

    def __init__(self, connection: Connection) -> None:
        """Keep *connection*; nothing is read yet."""
        self._db = connection

    def person(self, contact_id: str) -> Person:
        """Return whom a contact is. Raises NotThere, InvalidInput where it has no name at all."""
        row = self._db.row("SELECT name, email FROM contact WHERE id = ?", (contact_id,))
        if row is None:
            raise NotThere("That contact is not in the history any more.")
        if not (row[0].strip() or row[1].strip()):
            raise InvalidInput("This contact has neither a name nor an address to look for.")
        return Person(name=row[0].strip(), email=row[1].strip())

    def mentions(self, person: Person) -> tuple[Mention, ...]:
        """Return every place in the history and in its trash that names the person."""
        with self._db.snapshot():
            return tuple(self._mentions(person))

    def told(self, person: Person) -> tuple[Mention, ...]:
        """Return the same with the client, the topic and the time of each, to be given away."""
        with self._db.snapshot():
            return tuple(self._placed(mention) for mention in self._mentions(person))

    def erase(self, person: Person) -> bool:
        """Take the person out of the history and its file for good.

        Contacts go, the neutral word stands wherever the person was named, lists of recipients
        lose the address, and what the trash holds about the person is deleted for good. Return
        whether the log was emptied too, as ``Trash.erase`` does. Raises InvalidInput while a
        recap that names the person is on its way, and as ``Trash.erase`` while a call runs.
        """
        refuse_long_wait(self._db)
        with self._db.write():
            found = tuple(self._mentions(person))
            naming = Naming(person, self._short(person))
            self._drop_mails(found)
            for mention in found:
                self._erase(mention, naming)
            drop_empty(self._db)
            self._db.execute("INSERT INTO passage_search (passage_search) VALUES ('optimize')")
        try:
            return self._db.write_anew()
        except StorageBusy:
            return False

    def _mentions(self, person: Person) -> Iterator[Mention]:
        naming = Naming(person, self._short(person))
        for table, columns in self._tables():
            names = ", ".join(columns)
            for row, *texts in self._db.rows(f"SELECT rowid, {names} FROM {table}"):
                for column, text in zip(columns, texts, strict=True):
                    if _is_meant(naming, table, column, text):
                        yield Mention(table=table, column=column, row=row, text=text)
        yield from self._kept_mentions(naming)

    def _kept_mentions(self, naming: Naming) -> Iterator[Mention]:
        """Yield what the trash, and what imports keep to be taken back, say of the person."""
        for row, name, client, content in self._db.rows(
            "SELECT seq, name, client, content FROM trash"
        ):
            if any(map(naming.is_in, (name, client))) or _is_named_in(naming, content):
                yield Mention(table="trash", column="content", row=row, text=name)
        for row, known_by, content in self._db.each(
            "SELECT seq, object_id, content FROM import_part"
        ):
            if naming.is_in(known_by) or (content and _is_named_in(naming, content)):
                yield Mention(table="import_part", column="content", row=row, text="")

    def _placed(self, mention: Mention) -> Mention:
        known = {row[1] for row in self._db.rows(f"PRAGMA table_info({mention.table})")}
        owner = next((each for each in _OWNERS if each in known), "")
        if mention.table in ("call", "disagreement", "client"):
            owner = f"{mention.table}_id"
        if mention.table == "trash" or not owner:
            return mention
        own = "id" if owner == f"{mention.table}_id" else owner
        row = self._db.row(
            f"""SELECT k.name, d.topic, coalesce(c.started_at, c.planned_at, c.ended_at)
            FROM {mention.table} AS t {_OWNERS[owner].format(own=own)} WHERE t.rowid = ?""",
            (mention.row,),
        )
        client, topic, at = row or ("", "", "")
        says_who = mention.column in ("who", "owner", "speaker")
        of = f"SELECT text FROM {mention.table} WHERE rowid = ?"
        whole = str(self._db.value(of, (mention.row,))) if says_who else ""
        return replace(mention, client=client, topic=topic or "", at=at or "", whole=whole)

    def _tables(self) -> Iterator[tuple[str, list[str]]]:
        names = self._db.rows(
            """SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'passage%'
            AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY rowid"""
        )
        for (table,) in names:
            columns = [
                row[1]
                for row in self._db.rows(f"PRAGMA table_info({table})")
                if row[2] == "TEXT" and row[1] not in _KEYS
            ]
            if columns and table not in _NOT_SAID:
                yield table, columns

    def _short(self, person: Person) -> str:
        """Return the person's first name where it means nobody else in the whole history."""
        name = plain_name(person.name)
        first = name.split()[0] if len(name.split()) > 1 else ""
        names = self._db.rows(
            """SELECT name FROM contact UNION SELECT name FROM me
            UNION SELECT name FROM attendee WHERE instr(trim(name), ' ')"""
        )
        own = name.casefold().split()
        known = [plain_name(each).casefold().split() for (each,) in names]
        others = {words[0] for words in known if words and words != own}
        return "" if first.casefold() in others else first

    def _drop_mails(self, found: tuple[Mention, ...]) -> None:
        """Forget the bytes of mails that named the person and have left, or were given up."""
        recaps = json_of([each.row for each in found if each.table == "recap"])
        of = "(SELECT id FROM recap WHERE seq IN (SELECT value FROM json_each(?)))"
        waiting = f"SELECT 1 FROM recap WHERE state IN {_BUSY} AND id IN {of}"
        if self._db.value(f"{waiting} AND id IN (SELECT recap_id FROM outgoing)", (recaps,)):
            reason = (
                "A recap that names this person is on its way. Take it back, or wait until it has "
                "left; nothing was erased."
            )
            raise InvalidInput(reason)
        self._db.execute(f"DELETE FROM outgoing WHERE recap_id IN {of}", (recaps,))

    def _erase(self, mention: Mention, naming: Naming) -> None:
        table, column = mention.table, mention.column
        whole = table in ("trash", "import_part")
        if whole or (table == "contact" and column in ("name", "email")):
            self._db.execute(f"DELETE FROM {table} WHERE rowid = ?", (mention.row,))
            return
        if (table, column) == ("speaker", "heard"):
            self._db.execute("DELETE FROM speaker WHERE rowid = ?", (mention.row,))
            return
        text = _erased(mention, naming)
        if (table, column) == ("saved_search", "name"):
            text = self._free_name(text)
        self._db.execute(f"UPDATE {table} SET {column} = ? WHERE rowid = ?", (text, mention.row))

    def _free_name(self, wanted: str) -> str:
        """Return a name that no saved search has: *wanted*, or that with a number."""
        taken = {row[0] for row in self._db.rows("SELECT name FROM saved_search")}
        numbered = (f"{wanted} {number}" for number in count(2))
        return next(each for each in chain((wanted,), numbered) if each not in taken)


def _is_meant(naming: Naming, table: str, column: str, text: str | None) -> bool:
    if not text:
        return False
    if (table, column) == _FILE:
        return naming.is_in(text) or naming.is_in(_spaced(text))
    return naming.is_in(text) or ((table, column) in _LABELS and naming.is_label(text))


def _spaced(name: str) -> str:
    """Return the words of a file's name, such as ``dana_ortiz.vcf``, as they are said."""
    return re.sub(r"[\W_]+", " ", name)


def _is_named_in(naming: Naming, content: str) -> bool:
    """Return whether rows that are kept as one text name the person."""
    return any(
        isinstance(value, str) and _is_meant(naming, table, column, value)
        for table, found in unpacked(content).items()
        for row in found
        for column, value in row.items()
    )


def _erased(mention: Mention, naming: Naming) -> str:
    place = (mention.table, mention.column)
    if place in _ADDRESSES:
        known = list_of(mention.text, tuple[str, ...])
        return json_of([each for each in known if not naming.is_in(each)])
    if place == ("attendee", "email"):
        return ""
    is_file = place == _FILE and not naming.is_in(mention.text)
    if is_file or (place in _LABELS and naming.is_label(mention.text)):
        return SOMEONE
    return naming.without(mention.text)
