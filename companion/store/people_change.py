"""Clients and contacts renamed, merged, moved and put away; every change can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from companion.errors import InvalidInput, NotThere
from companion.method.merging import (
    Difference,
    contact_differences,
    merged_contact,
    plan_merge,
)
from companion.method.one_line import one_line
from companion.model import Client, Contact
from companion.model.value import Value
from companion.store.columns import text_of
from companion.store.connection import Connection, Row
from companion.store.people import People

_OF_CLIENT = {
    "client": "id IN ({marks})",
    "metric": "client_id IN ({marks})",
    "metric_point": "metric_id IN (SELECT id FROM metric WHERE client_id IN ({marks}))",
    "contact": "client_id IN ({marks})",
    "expectation": "client_id IN ({marks})",
    "speaker": "client_id IN ({marks})",
}
"""What belongs to clients, in the order in which it may be put back."""

Rows = dict[str, dict[int, dict[str, Any]]]
"""The rows of each table, by ``seq``, each by the names of its columns."""


class ClientLine(Value, frozen=True, kw_only=True):
    """A client as the list of people shows it."""

    id: str
    name: str
    is_archived: bool
    disagreements: int
    contacts: int


class Preview(Value, frozen=True, kw_only=True):
    """What merging a client into another one does: what moves, and what becomes one.

    ``contacts`` and ``metrics`` move; ``same_contacts`` and ``same_metrics`` are known to both.
    """

    stays: str
    goes: str
    disagreements: int
    contacts: int
    same_contacts: tuple[str, ...]
    metrics: int
    same_metrics: tuple[str, ...]
    expectations: int
    differences: tuple[Difference, ...]


class Undo(Value, frozen=True, kw_only=True):
    """How to take a change back: the rows of the clients in it, before and after."""

    clients: tuple[str, ...]
    disagreements: tuple[str, ...]
    before: Rows
    after: Rows


class PeopleChange:
    """Changes to who is who. Attendees of calls stay as they were: they are what happened."""

    def __init__(self, connection: Connection, people: People) -> None:
        """Keep *connection*; whole clients come from *people*."""
        self._db = connection
        self._people = people

    def rows(self) -> tuple[ClientLine, ...]:
        """Return every client by name, those put away last, those without a name at their end."""
        found = self._db.rows(
            """SELECT k.id, k.name, k.archived,
                (SELECT count(*) FROM disagreement WHERE client_id = k.id),
                (SELECT count(*) FROM contact WHERE client_id = k.id)
            FROM client AS k ORDER BY k.seq"""
        )
        lines = [
            ClientLine(
                id=i, name=name, is_archived=bool(away), disagreements=count, contacts=people
            )
            for i, name, away, count, people in found
        ]
        lines.sort(key=lambda line: (line.is_archived, not line.name, line.name.casefold()))
        return tuple(lines)

    def rename_client(self, client_id: str, name: str) -> Undo:
        """Give a client another name. Raises InvalidInput where another client has it, NotThere."""
        wanted = _whole(name, "A client needs a name.")

        def rename() -> None:
            known = self._people.client_named(wanted)
            if known is not None and known.id != client_id:
                reason = "There is a client of that name already; the two can be merged."
                raise InvalidInput(reason)
            self._people.rename_client(client_id, wanted)

        return self._changed((client_id,), rename)

    def rename_contact(self, contact_id: str, name: str) -> Undo:
        """Give a contact another name. Raises InvalidInput, NotThere."""
        wanted = _whole(name, "A contact needs a name.")
        return self._set(contact_id, "UPDATE contact SET name = ? WHERE id = ?", wanted)

    def set_role(self, contact_id: str, role: str) -> Undo:
        """Say what a contact does there. Raises NotThere."""
        return self._set(contact_id, "UPDATE contact SET role = ? WHERE id = ?", one_line(role))

    def set_email(self, contact_id: str, email: str) -> Undo:
        """Give a contact another address. Raises InvalidInput where somebody there has it."""
        others = self._people.client(self._owner(contact_id)).contacts
        if email and any(c.email.lower() == email.lower() for c in others if c.id != contact_id):
            reason = "Another contact there has that address already; the two can be merged."
            raise InvalidInput(reason)
        return self._set(contact_id, "UPDATE contact SET email = ? WHERE id = ?", email)

    def set_archived(self, client_id: str, is_archived: bool) -> Undo:
        """Put a client away, out of the side bar and the proposals, or take it back."""
        return self._changed(
            (client_id,),
            lambda: self._db.change(
                "UPDATE client SET archived = ? WHERE id = ?", (is_archived, client_id)
            ),
        )

    def move_contact(self, contact_id: str, client_id: str) -> Undo:
        """Make a contact one of another client's. Raises NotThere."""
        return self._changed(
            (self._owner(contact_id), client_id),
            lambda: self._db.change(
                "UPDATE contact SET client_id = ? WHERE id = ?", (client_id, contact_id)
            ),
        )

    def merge_contacts(self, stays_id: str, goes_id: str) -> Undo:
        """Make two contacts one, at the client of the one that stays. Raises NotThere."""
        stays, goes = self._contact(stays_id), self._contact(goes_id)
        if stays_id == goes_id:
            raise InvalidInput("A contact cannot be merged with itself.")
        owners = (self._owner(stays_id), self._owner(goes_id))

        def merge() -> None:
            self._people.save_contact(owners[0], merged_contact(stays, goes))
            self._people.remove_contact(goes_id)

        return self._changed(owners, merge)

    def contact_preview(self, stays_id: str, goes_id: str) -> tuple[Difference, ...]:
        """Return what of two contacts cannot both stand. Raises NotThere."""
        with self._db.snapshot():
            return contact_differences(self._contact(stays_id), self._contact(goes_id))

    def preview(self, stays_id: str, goes_id: str) -> Preview:
        """Return what merging the client *goes_id* into *stays_id* does. Raises NotThere."""
        with self._db.snapshot():
            stays, goes = self._two(stays_id, goes_id)
            count = self._db.value(
                "SELECT count(*) FROM disagreement WHERE client_id = ?", (goes_id,)
            )
        plan = plan_merge(stays, goes)
        return Preview(
            stays=stays.name,
            goes=goes.name,
            disagreements=count,
            contacts=len(goes.contacts) - len(plan.contacts),
            same_contacts=tuple(kept.name or kept.email for _, kept in plan.contacts),
            metrics=len(goes.metrics) - len(plan.metrics),
            same_metrics=tuple(kept.label for _, kept in plan.metrics),
            expectations=len(
                [each for each in goes.expectations if each not in stays.expectations]
            ),
            differences=plan.differences,
        )

    def merge_clients(self, stays_id: str, goes_id: str) -> Undo:
        """Make two clients one; everything of *goes_id* moves, and it is gone.

        Raises NotThere, and InvalidInput where both are the same.
        """
        return self._changed((stays_id, goes_id), lambda: self._merge(stays_id, goes_id))

    def undo(self, undo: Undo) -> None:
        """Take a change back. Raises InvalidInput where what it is about has changed since."""
        with self._db.write():
            if self._standing(undo.clients, undo.disagreements) != undo.after:
                raise InvalidInput(
                    "This was changed again since, so it cannot be taken back in one go."
                )
            self._put_back(undo.before, undo.after)

    def _set(self, contact_id: str, statement: str, value: str) -> Undo:
        return self._changed(
            (self._owner(contact_id),), lambda: self._db.change(statement, (value, contact_id))
        )

    def _changed(self, clients: Iterable[str], act: Callable[[], object]) -> Undo:
        """Do *act* on those clients in one transaction; return how to take it back."""
        scope = tuple(dict.fromkeys(clients))
        with self._db.write():
            for client_id in scope:
                self._people.client(client_id)
            about = self._disagreements(scope)
            before = self._standing(scope, about)
            act()
            after = self._standing(scope, about)
        return Undo(clients=scope, disagreements=about, before=before, after=after)

    def _merge(self, stays_id: str, goes_id: str) -> None:
        stays, goes = self._two(stays_id, goes_id)
        plan = plan_merge(stays, goes)
        for gone, contact in plan.contacts:
            self._people.remove_contact(gone)
            self._people.save_contact(stays_id, contact)
        for gone, metric in plan.metrics:
            self._people.save_metric(stays_id, metric)
            self._db.execute(
                "UPDATE disagreement SET metric_id = ? WHERE metric_id = ?", (metric.id, gone)
            )
            self._people.remove_metric(gone)
        self._db.execute(
            """DELETE FROM expectation WHERE client_id = ?1 AND EXISTS (
                SELECT 1 FROM expectation AS e WHERE e.client_id = ?2
                AND (e.question, e.answer) = (expectation.question, expectation.answer)
                AND e.agreed_on IS expectation.agreed_on)""",
            (goes_id, stays_id),
        )
        for table in ("contact", "metric", "expectation", "speaker", "disagreement"):
            self._db.execute(  # a speaker's name that both know means what the one that stays says
                f"UPDATE OR IGNORE {table} SET client_id = ? WHERE client_id = ?",
                (stays_id, goes_id),
            )
        self._db.execute("DELETE FROM client WHERE id = ?", (goes_id,))
        self._fill(plan.client)

    def _fill(self, client: Client) -> None:
        """Keep what a merged client took over; its parts stand already."""
        self._db.execute(
            """UPDATE client SET name = ?, language = ?, time_zone = ?, playbook = ?, template = ?,
                check_in_on = ? WHERE id = ?""",
            (
                client.name,
                client.language,
                client.time_zone,
                client.playbook,
                client.template,
                text_of(client.check_in_on),
                client.id,
            ),
        )

    def _two(self, stays_id: str, goes_id: str) -> tuple[Client, Client]:
        if stays_id == goes_id:
            raise InvalidInput("A client cannot be merged with itself.")
        return self._people.client(stays_id), self._people.client(goes_id)

    def _owner(self, contact_id: str) -> str:
        found = self._db.value("SELECT client_id FROM contact WHERE id = ?", (contact_id,))
        if found is None:
            raise NotThere("That contact is not in the history any more.")
        return str(found)

    def _contact(self, contact_id: str) -> Contact:
        contacts = self._people.client(self._owner(contact_id)).contacts
        return next(contact for contact in contacts if contact.id == contact_id)

    def _disagreements(self, clients: tuple[str, ...]) -> tuple[str, ...]:
        found = self._db.rows(
            f"SELECT id FROM disagreement WHERE client_id IN ({_marks(clients)}) ORDER BY seq",
            clients,
        )
        return tuple(row[0] for row in found)

    def _standing(self, clients: tuple[str, ...], disagreements: tuple[str, ...]) -> Rows:
        """Return every row of those clients, and whose those disagreements are."""
        standing = {
            table: self._table(f"* FROM {table} WHERE {of.format(marks=_marks(clients))}", clients)
            for table, of in _OF_CLIENT.items()
        }
        wanted = (
            f"seq, client_id, metric_id FROM disagreement WHERE id IN ({_marks(disagreements)})"
        )
        return {**standing, "disagreement": self._table(wanted, disagreements)}

    def _table(self, selected: str, values: tuple[str, ...]) -> dict[int, dict[str, Any]]:
        rows = self._db.named_rows(f"SELECT {selected}", values)
        return {row["seq"]: row for row in rows}

    def _put_back(self, before: Rows, after: Rows) -> None:
        for table in reversed(_OF_CLIENT):
            for seq in after[table].keys() - before[table].keys():
                self._db.execute(f"DELETE FROM {table} WHERE seq = ?", (seq,))
        for table, rows in before.items():
            for seq, row in rows.items():
                if seq not in after[table]:
                    self._insert(table, row)
                elif row != after[table][seq]:
                    self._update(table, row)

    def _insert(self, table: str, row: dict[str, Any]) -> None:
        """Put a row back where it stood; at the end where another one stands there now."""
        columns = ", ".join(row)
        statement = f"INSERT INTO {table} ({columns}) VALUES ({_marks(row)})"
        added = self._db.execute(f"{statement} ON CONFLICT (seq) DO NOTHING", _values(row))
        if not added:
            self._db.execute(statement, _values({**row, "seq": None}))

    def _update(self, table: str, row: dict[str, Any]) -> None:
        changes = ", ".join(f"{column} = ?" for column in row)
        self._db.execute(f"UPDATE {table} SET {changes} WHERE seq = ?", (*_values(row), row["seq"]))


def _whole(name: str, otherwise: str) -> str:
    found = one_line(name)
    if not found:
        raise InvalidInput(otherwise)
    return found


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _values(row: dict[str, Any]) -> Row:
    return tuple(row.values())
