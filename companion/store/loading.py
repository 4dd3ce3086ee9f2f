"""A document written into the history, part by part, inside the transaction of who asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from companion.errors import DocumentError, NotThere
from companion.method.joining import joined
from companion.model import Client, Contact, Disagreement, History, Metric
from companion.model.history import FOUND
from companion.model.merge import merged_client, merged_disagreement, merged_me, merged_playbook
from companion.model.value import Value
from companion.store.columns import json_of
from companion.store.connection import Connection, Row
from companion.store.disagreements import Disagreements
from companion.store.import_objects import ME, text_id
from companion.store.imports import Recording, Tell
from companion.store.people import People
from companion.store.playbooks import Playbooks
from companion.store.trays import Inbox

T = TypeVar("T")


class Rooms(NamedTuple):
    """The rooms of the history that read and write what a document is made of."""

    db: Connection
    people: People
    playbooks: Playbooks
    disagreements: Disagreements
    inbox: Inbox


class Choices(Value, frozen=True, kw_only=True):
    """What a person decided before a document is loaded.

    *mine* are ids of clients, disagreements and settings whose words here stand where the document
    says something else, and *left_out* those of disagreements that do not come in. *joined* names,
    by the ids of clients in the document, which clients of ours they are.
    """

    mine: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    joined: Mapping[str, str] = MappingProxyType({})


AS_IT_COMES = Choices()
"""Where both say something, the document's words stand; everything comes in, or nothing."""


SETTINGS = ("me", "playbook", "section_text", "saved_search", "inbox")
"""The tables beside clients and disagreements that a document fills."""


def settings_id(place: str) -> str:
    """Return the id by which all that a table of settings keeps is one part of a document."""
    return f"all {place}"


class Changes(Value, frozen=True, kw_only=True):
    """What a document brought: objects added, changed, and known just so before."""

    added: int = 0
    changed: int = 0
    known: int = 0

    def counting(self, before: object | None, after: object) -> Changes:
        """Return these changes and one more, from *before* (None for nothing) to *after*."""
        if before is None:
            return replace(self, added=self.added + 1)
        if before == after:
            return replace(self, known=self.known + 1)
        return replace(self, changed=self.changed + 1)


class Brought(Value, frozen=True, kw_only=True):
    """What an import came to, and by which id it is taken back; "" where nothing changed."""

    import_id: str
    changes: Changes


class Loading:
    """Writes one document, and has it recorded how everything was before."""

    def __init__(self, rooms: Rooms, choices: Choices, recording: Recording | None) -> None:
        """Write into *rooms* as *choices* say; of clients that are joined our words stand."""
        self._rooms, self._db = rooms, rooms.db
        self._choices = replace(choices, mine=choices.mine | set(choices.joined.values()))
        self._recording = recording

    def load(self, history: History, tell: Tell) -> Changes:
        """Write all of *history*. Raises DocumentError where an id is in use elsewhere."""
        changes, done = Changes(), 0
        ours = self._choices.joined
        history = joined(history, {here: self._rooms.people.client(ours[here]) for here in ours})
        told = [each for each in history.disagreements if each.id not in self._choices.left_out]
        whole = len(history.clients) + len(told)
        self._load_settings(history)
        for client in history.clients:
            tell(done, whole)
            changes = self._load_client(client, changes)
            done += 1
        for disagreement in told:
            tell(done, whole)
            changes = self._load_disagreement(disagreement, changes)
            done += 1
        tell(whole, whole)
        return changes

    def _load_settings(self, history: History) -> None:
        people, playbooks = self._rooms.people, self._rooms.playbooks
        me = people.me()
        if (after := merged_me(me, history.me, mine=self._stands("me"))) != me:
            self._before("me", ME)
            people.save_me(after)
        known = {playbook.key: playbook for playbook in playbooks.stored()}
        for playbook in history.playbooks:
            if not (playbook.key in known and self._stands("playbook")):
                self._before("playbook", playbook.key)
                playbooks.put(merged_playbook(known.get(playbook.key), playbook))
        waiting = {note.id for note in self._rooms.inbox.notes()}
        for note in history.inbox or ():
            if not (note.id in waiting and self._stands("inbox")):
                self._before("inbox", note.id)
                self._rooms.inbox.add(note)
        self._load_texts(history)
        self._load_searches(history)

    def _load_texts(self, history: History) -> None:
        stands = self._change("section_text", "text = excluded.text")
        for text in history.texts:
            about = text.key.removeprefix(FOUND) if text.key.startswith(FOUND) else ""
            if about in self._choices.left_out:
                continue
            if about and self._is_there("disagreement", about):
                self._before("disagreement", about)
            else:
                self._before("section_text", text_id(text.key, text.language))
            self._db.execute(
                f"""INSERT INTO section_text (key, language, text) VALUES (?, ?, ?)
                ON CONFLICT (key, language) {stands}""",
                (text.key, text.language, text.text),
            )

    def _load_searches(self, history: History) -> None:
        stands = self._change("saved_search", "query = excluded.query")
        for search in history.saved_searches:
            self._before("saved_search", search.name)
            self._db.execute(
                f"""INSERT INTO saved_search (name, query) VALUES (?, ?)
                ON CONFLICT (name) {stands}""",
                (search.name, search.query),
            )

    def _stands(self, place: str) -> bool:
        """Return whether what is kept in that table stands where a document says otherwise."""
        return settings_id(place) in self._choices.mine

    def _change(self, place: str, change: str) -> str:
        return "DO NOTHING" if self._stands(place) else f"DO UPDATE SET {change}"

    def _load_client(self, client: Client, changes: Changes) -> Changes:
        before = known_client(self._rooms, client.id)
        after = client_after(self._db, before, client, self._choices)
        if before != after:
            # A contact that another client has moves over, so that one changes too.
            for other in owners_elsewhere(self._db, client):
                self._before("client", other)
            self._before("client", client.id)
            self._rooms.people.put_client(after)
        return changes.counting(before, after)

    def _load_disagreement(self, disagreement: Disagreement, changes: Changes) -> Changes:
        refuse_elsewhere(self._db, disagreement)
        before = known_disagreement(self._rooms, disagreement.id)
        after = disagreement_after(self._db, before, disagreement, self._choices)
        if before != after:
            self._before("disagreement", disagreement.id)
            self._rooms.disagreements.put(after)
            if self._recording is not None:
                self._recording.written("disagreement", disagreement.id)
        return changes.counting(before, after)

    def _before(self, place: str, object_id: str) -> None:
        if self._recording is not None:
            self._recording.before(place, object_id)

    def _is_there(self, place: str, object_id: str) -> bool:
        question = f"SELECT 1 FROM {place} WHERE id = ?"
        return self._db.value(question, (object_id,)) is not None


def known_client(rooms: Rooms, client_id: str) -> Client | None:
    """Return the client as it is known here, or None."""
    return _known(rooms.people.client, client_id)


def known_disagreement(rooms: Rooms, disagreement_id: str) -> Disagreement | None:
    """Return the disagreement as it is known here, or None."""
    return _known(rooms.disagreements.get, disagreement_id)


def client_after(db: Connection, before: Client | None, client: Client, choices: Choices) -> Client:
    """Return what a client of a document becomes.

    A metric that another client has here stays there, with the disagreements that it judges.
    """
    away = {part for part, _ in _elsewhere(db, "metric", client.id, client.metrics)}
    client = replace(client, metrics=tuple(each for each in client.metrics if each.id not in away))
    if before is None:
        return client
    return merged_client(before, client, mine=client.id in choices.mine)


def disagreement_after(
    db: Connection, before: Disagreement | None, disagreement: Disagreement, choices: Choices
) -> Disagreement:
    """Return what a disagreement of a document becomes, the state of every call said.

    It is judged by no metric where that is another client's here.
    """
    calls = tuple(replace(call, state=call.status) for call in disagreement.calls)
    after = replace(disagreement, calls=calls)
    if before is not None:
        after = merged_disagreement(before, after, mine=disagreement.id in choices.mine)
    owner = db.value("SELECT client_id FROM metric WHERE id = ?", (after.metric,))
    return after if owner in (None, after.client) else replace(after, metric=None)


def refuse_elsewhere(db: Connection, disagreement: Disagreement) -> None:
    """Raise DocumentError where a part of it belongs to something else in the history."""
    for place, part in elsewhere(db, disagreement):
        raise DocumentError(f"The id of a {place}, {part}, is used elsewhere in the history")


def elsewhere(db: Connection, disagreement: Disagreement) -> Iterator[tuple[str, str]]:
    """Yield the kind and id of calls and parts of calls that stand in another place here."""
    calls = [(call.id, disagreement.id) for call in disagreement.calls]
    yield from (("call", found) for found in _misplaced(db, "call", "disagreement_id", calls))
    for place, name in (("note", "notes"), ("next_step", "next_steps"), ("recap", "recaps")):
        parts = [(p.id, call.id) for call in disagreement.calls for p in getattr(call, name)]
        said = place.replace("_", " ")
        yield from ((said, found) for found in _misplaced(db, place, "call_id", parts))


def owners_elsewhere(db: Connection, client: Client) -> tuple[str, ...]:
    """Return the other clients that have contacts of this one now."""
    found = _elsewhere(db, "contact", client.id, client.contacts)
    return tuple(sorted({owner for _, owner in found}))


def _elsewhere(
    db: Connection, table: str, client_id: str, parts: Sequence[Contact | Metric]
) -> list[Row]:
    """Return the ids of those *parts* of a client that another one has here, with its id."""
    return db.rows(
        f"""SELECT id, client_id FROM {table} WHERE client_id <> ?1
        AND id IN (SELECT value FROM json_each(?2))""",
        (client_id, json_of([part.id for part in parts])),
    )


def _misplaced(
    db: Connection, table: str, owner: str, parts: list[tuple[str, str]]
) -> Iterator[str]:
    """Yield the ids of *parts*, each with the id of its owner, that have another owner here."""
    if not parts:
        return
    wanted = dict(parts)
    rows = db.rows(
        f"SELECT id, {owner} FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
        (json_of(list(wanted)),),
    )
    yield from (found for found, at in rows if at != wanted[found])


def _known(read: Callable[[str], T], object_id: str) -> T | None:
    try:
        return read(object_id)
    except NotThere:
        return None
