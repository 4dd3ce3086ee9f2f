"""People whom other programs know come into the history: in one transaction, with an undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from companion.errors import InvalidInput, NotThere
from companion.method.introducing import (
    AddressBook,
    Introduction,
    KnownClient,
    filled,
    new_contact,
)
from companion.model import Client, Contact, new_id
from companion.model.value import Value
from companion.store.columns import list_of
from companion.store.connection import Connection
from companion.store.imports import Imports, Recording
from companion.store.people import People

KIND = "contacts"
"""What the list of imports calls them."""

MOST_DURING_CALL = 1_000
"""People that come in while a call runs: they take 0.1 s, and a note waits for no longer."""


class Brought(Value, frozen=True, kw_only=True):
    """What came of bringing people in, and the import by which it can be taken back."""

    import_id: str
    added: int = 0
    filled: int = 0
    known: int = 0
    clients: tuple[str, ...] = ()
    """The clients that were made for it, by name."""


class Introductions:
    """The history as an address book, and how people come into it out of another."""

    def __init__(self, connection: Connection, people: People, imports: Imports) -> None:
        """Keep the rooms that read and write the parts."""
        self._db = connection
        self._people = people
        self._imports = imports

    def clients(self) -> tuple[KnownClient, ...]:
        """Return every client that has a name, with its contacts; what is private stays out."""
        rows = self._db.rows(
            """SELECT k.id, k.name, k.archived, json_group_array(json_object(
                'id', p.id, 'name', p.name, 'email', p.email, 'role', p.role) ORDER BY p.seq)
                FILTER (WHERE p.id IS NOT NULL)
            FROM client AS k LEFT JOIN contact AS p ON p.client_id = k.id
            WHERE k.name <> '' GROUP BY k.id ORDER BY k.seq"""
        )
        return tuple(
            KnownClient(
                id=i,
                name=name,
                is_archived=bool(away),
                contacts=list_of(contacts, tuple[Contact, ...]),
            )
            for i, name, away, contacts in rows
        )

    def book(self) -> AddressBook:
        """Return the book of now, to ask where people belong."""
        with self._db.snapshot():
            return AddressBook(self.clients(), self._people.me().emails)

    def bring(self, wanted: Sequence[Introduction], name: str, at: datetime) -> Brought:
        """Bring people in from the file *name*, each at the client that is said; all or nobody.

        Whoever is known there only gets what is still empty. Raises NotThere where a client is
        gone meanwhile, InvalidInput for too many during a call; then nothing has changed.
        """
        self._refuse_many(len(wanted))
        with self._imports.recording(KIND, name, at) as recording:
            entering = _Entering(self._people, recording, self.clients())
            for each in wanted:
                entering.take(each)
        return entering.brought

    def _refuse_many(self, count: int) -> None:
        if count > MOST_DURING_CALL and self._db.value(
            "SELECT 1 FROM call WHERE state = 'running' LIMIT 1"
        ):
            raise InvalidInput(
                f"A call is running, and its notes come first. Bring in at most "
                f"{MOST_DURING_CALL:,} people now, or all of them once it has ended."
            )


class _Entering:
    """One import: knows who came in before, so that nobody does twice."""

    def __init__(self, people: People, recording: Recording, known: Sequence[KnownClient]) -> None:
        self._people = people
        self._recording = recording
        self._book = AddressBook(known)
        self._ids = {client.id for client in known}
        self._added = self._filled = self._known = 0
        self._made: list[str] = []

    @property
    def brought(self) -> Brought:
        """What came of it until now."""
        return Brought(
            import_id=self._recording.id,
            added=self._added,
            filled=self._filled,
            known=self._known,
            clients=tuple(self._made),
        )

    def take(self, wanted: Introduction) -> None:
        """Bring one person in."""
        client_id = self._client(wanted)
        found = self._book.placed_at(wanted.card, client_id)
        if not found.brings:
            self._known += 1
            return
        self._recording.before("client", client_id)
        if found.contact is None:
            contact = self._people.save_contact(client_id, new_contact(found.card))
            self._added += 1
        else:
            contact = self._people.fill_contact(filled(found.contact, found.card))
            self._filled += 1
        self._book.add_contact(client_id, contact)

    def _client(self, wanted: Introduction) -> str:
        """Return the client at which a person comes in, made now where it is a new one."""
        if wanted.client_id:
            if wanted.client_id not in self._ids:
                raise NotThere(
                    f"{wanted.client} is not in the history any more. Read the file anew."
                )
            return wanted.client_id
        if known := self._book.client_named(wanted.client):
            return known
        client = Client(id=new_id(), name=wanted.client)
        self._recording.before("client", client.id)
        self._people.put_client(client)
        self._book.add_client(KnownClient(id=client.id, name=client.name))
        self._made.append(client.name)
        return client.id
