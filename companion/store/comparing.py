"""What a document would do to the history, said before anything is changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property

from msgspec.structs import replace

from companion.method.joining import joined_client
from companion.method.one_line import one_line
from companion.method.organisation import Acquaintance, likely_client
from companion.model import Client, Disagreement, History, Playbook
from companion.model.compare import Change, changes, staying
from companion.model.compare import Sort as Difference
from companion.model.merge import merged_client, merged_me, merged_playbook
from companion.model.value import Value
from companion.store.imports import Tell
from companion.store.loading import (
    AS_IT_COMES,
    Choices,
    Rooms,
    client_after,
    disagreement_after,
    elsewhere,
    known_client,
    known_disagreement,
    owners_elsewhere,
    settings_id,
)


class Outlook(StrEnum):
    """What becomes of a part of a document."""

    ADDED = "added"
    MERGED = "merged"
    """It is known, and what is new is added to it."""
    CONFLICT = "conflict"
    """It is known, and something says here one thing and there another."""
    NAMESAKE = "namesake"
    """A client that is new by its id, and by its name or addresses one that is known."""
    REFUSED = "refused"
    """Its calls, notes, next steps or recaps belong to something else here."""
    OLDER = "older"
    """Nothing of it is new, and something of it is behind what has happened here."""
    KNOWN = "known"


class Compared(Value, frozen=True, kw_only=True):
    """A part of a document beside the history.

    *place* is the table that it would stand in. *other* is, of a namesake, the id of the client
    who is known, with *other_name*; of what is refused, the id that is used elsewhere.
    """

    place: str
    id: str
    outlook: Outlook
    name: str
    client: str = ""
    calls: int = 0
    other: str = ""
    other_name: str = ""


class Comparing:
    """Compares documents with the history, inside a snapshot of it."""

    def __init__(self, rooms: Rooms) -> None:
        """Read from *rooms*."""
        self._rooms, self._db = rooms, rooms.db

    def compared(self, history: History, tell: Tell) -> tuple[Compared, ...]:
        """Return every part of *history* with what would become of it, in its order."""
        names = {client.id: client.name for client in history.clients}
        whole, done = len(history.clients) + len(history.disagreements), 0
        found = list(self._settings(history))
        for client in history.clients:
            tell(done, whole)
            found.append(self._client(client))
            done += 1
        for told in history.disagreements:
            tell(done, whole)
            found.append(self._disagreement(told, names[told.client]))
            done += 1
        tell(whole, whole)
        return tuple(found)

    def changes_of(self, history: History, part: Compared, choices: Choices) -> tuple[Change, ...]:
        """Return what would change in a part that is known; nothing for what is new."""
        if part.place == "client":
            client = next(each for each in history.clients if each.id == part.id)
            if part.id in choices.joined:
                ours = self._rooms.people.client(choices.joined[part.id])
                return changes(ours, merged_client(ours, joined_client(client, ours), mine=True))
            known = known_client(self._rooms, part.id)
            return self._client_changes(known, client, choices) if known else ()
        if part.place == "disagreement":
            told = next(each for each in history.disagreements if each.id == part.id)
            before = known_disagreement(self._rooms, part.id)
            return self._disagreement_changes(before, told, choices) if before else ()
        return next((said for one, said in self._setting_changes(history) if one == part.place), ())

    def _client(self, client: Client) -> Compared:
        part = Compared(place="client", id=client.id, outlook=Outlook.ADDED, name=client.name)
        before = known_client(self._rooms, client.id)
        if before is None:
            return self._namesake(part, client)
        return replace(part, outlook=_outlook(self._client_changes(before, client, AS_IT_COMES)))

    def _client_changes(
        self, before: Client, client: Client, choices: Choices
    ) -> tuple[Change, ...]:
        found = changes(before, client_after(self._db, before, client, choices))
        return (*self._moves(client), *found)

    def _moves(self, client: Client) -> Iterable[Change]:
        for owner in owners_elsewhere(self._db, client):
            name = self._rooms.people.client(owner).name
            yield Change(
                sort=Difference.REPLACED, path=("contacts",), before=name, after=client.name
            )

    def _namesake(self, part: Compared, client: Client) -> Compared:
        """Return *part* with the client who is known by that name or by these addresses."""
        other = self._names.get(client.name.casefold(), "")
        if not other:
            addresses = [contact.email for contact in client.contacts if contact.email]
            other = likely_client(addresses, self._acquaintances) if addresses else ""
        if not other:
            return part
        known = self._rooms.people.client(other).name
        return replace(part, outlook=Outlook.NAMESAKE, other=other, other_name=known)

    @cached_property
    def _names(self) -> dict[str, str]:
        """The ids of the named clients by their names in small letters; of two, the first."""
        rows = self._db.rows("SELECT name, id FROM client WHERE name <> '' ORDER BY seq DESC")
        return {name.casefold(): found for name, found in rows}

    @cached_property
    def _acquaintances(self) -> tuple[Acquaintance, ...]:
        return self._rooms.people.acquaintances()

    def _disagreement(self, told: Disagreement, client: str) -> Compared:
        part = Compared(
            place="disagreement",
            id=told.id,
            outlook=Outlook.ADDED,
            name=told.topic,
            client=client,
            calls=len(told.calls),
        )
        if (taken := next(elsewhere(self._db, told), None)) is not None:
            return replace(part, outlook=Outlook.REFUSED, other=taken[1], other_name=taken[0])
        before = known_disagreement(self._rooms, told.id)
        if before is None:
            return part
        return replace(
            part, outlook=_outlook(self._disagreement_changes(before, told, AS_IT_COMES))
        )

    def _disagreement_changes(
        self, before: Disagreement, told: Disagreement, choices: Choices
    ) -> tuple[Change, ...]:
        after = disagreement_after(self._db, before, told, choices)
        return (*changes(before, after), *staying(before, told))

    def _settings(self, history: History) -> Iterable[Compared]:
        for place, found in self._setting_changes(history):
            if found:
                outlook = Outlook.MERGED
                if any(each.sort is Difference.REPLACED for each in found):
                    outlook = Outlook.CONFLICT
                yield Compared(place=place, id=settings_id(place), outlook=outlook, name="")

    def _setting_changes(self, history: History) -> Iterable[tuple[str, tuple[Change, ...]]]:
        """Yield what would change beside clients and disagreements, by the tables."""
        me = self._rooms.people.me()
        yield "me", changes(me, merged_me(me, history.me))
        known = {each.key: each for each in self._rooms.playbooks.stored()}
        yield "playbook", tuple(_playbook_changes(known, history.playbooks))
        texts = self._db.rows("SELECT key || ' ' || language, text FROM section_text")
        theirs = {f"{text.key} {text.language}": text.text for text in history.texts}
        yield "section_text", tuple(_compared(dict(texts), theirs))
        searches = self._db.rows("SELECT name, query FROM saved_search")
        wanted = {search.name: search.query for search in history.saved_searches}
        yield "saved_search", tuple(_compared(dict(searches), wanted))
        notes = {note.id: note.text for note in self._rooms.inbox.notes()}
        yield "inbox", tuple(_compared(notes, {n.id: n.text for n in history.inbox or ()}))


def _playbook_changes(
    known: Mapping[str, Playbook], theirs: Iterable[Playbook]
) -> Iterable[Change]:
    for playbook in theirs:
        before = known.get(playbook.key)
        if before is None:
            yield Change(sort=Difference.ADDED, path=(), before="", after=playbook.title)
        else:
            yield from changes(before, merged_playbook(before, playbook))


def _compared(mine: dict[str, str], theirs: dict[str, str]) -> Iterable[Change]:
    for key, text in theirs.items():
        name = one_line(key)
        if key not in mine:
            yield Change(sort=Difference.ADDED, path=(name,), before="", after=text)
        elif mine[key] != text:
            yield Change(sort=Difference.REPLACED, path=(name,), before=mine[key], after=text)


def _outlook(found: tuple[Change, ...]) -> Outlook:
    taken = [each.sort for each in found if each.sort is not Difference.STAYS]
    if Difference.REPLACED in taken:
        return Outlook.CONFLICT
    if taken:
        return Outlook.MERGED
    return Outlook.OLDER if found else Outlook.KNOWN
