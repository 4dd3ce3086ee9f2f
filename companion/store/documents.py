"""Whole documents into the history and out of it, in one transaction, nothing by halves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial

from msgspec import UNSET
from msgspec.structs import replace

from companion.errors import DocumentError, NotThere, StorageError
from companion.model import Disagreement, History, SavedSearch, Text
from companion.model.compare import Change
from companion.model.history import FORMAT, VERSION
from companion.store import driver
from companion.store.columns import moment_of
from companion.store.comparing import Compared, Comparing
from companion.store.connection import Connection
from companion.store.disagreements import Disagreements
from companion.store.imports import Imports, Recording, Tell, refuse_much_in_a_call
from companion.store.loading import (
    AS_IT_COMES,
    Brought,
    Changes,
    Choices,
    Loading,
    Rooms,
)
from companion.store.people import People
from companion.store.playbooks import Playbooks
from companion.store.portion import Portion
from companion.store.trays import Inbox


class Documents:
    """The history as interchange documents."""

    def __init__(
        self,
        connection: Connection,
        people: People,
        playbooks: Playbooks,
        disagreements: Disagreements,
        inbox: Inbox,
        imports: Imports,
    ) -> None:
        """Keep the rooms that read and write the parts."""
        self._db = connection
        self._imports = imports
        self._rooms = Rooms(connection, people, playbooks, disagreements, inbox)
        self._people = people
        self._playbooks = playbooks
        self._disagreements = disagreements
        self._inbox = inbox

    def load(
        self,
        history: History,
        choices: Choices = AS_IT_COMES,
        recording: Recording | None = None,
        tell: Tell = lambda _done, _all: None,
    ) -> Changes:
        """Add what is new in *history* and change what differs, in one transaction.

        Nothing that the document does not mention is removed: an older copy never takes away a
        note written since. Loading the same document twice changes nothing the second time.
        *recording* keeps how it was before. Raises DocumentError where an id is in use
        elsewhere, StorageError, and what *tell* raises; then nothing changed.
        """
        loading = Loading(self._rooms, choices, recording)
        try:
            with self._db.write():
                return loading.load(history, tell)
        except StorageError as error:
            if driver.is_conflict(error.__cause__):
                raise DocumentError("An id is used for something else in the history") from error
            raise

    def bring(
        self,
        history: History,
        name: str,
        at: datetime,
        choices: Choices = AS_IT_COMES,
        tell: Tell = lambda _done, _all: None,
    ) -> Brought:
        """Load a document that came in the file *name*, so that it can be taken back.

        Raises what ``load`` raises, and InvalidInput as ``refuse_much_in_a_call``.
        """
        calls = sum(len(told.calls) for told in history.disagreements)
        with self._db.write(), self._imports.recording("history", name, at) as recording:
            refuse_much_in_a_call(self._db, calls)
            changes = self.load(history, choices, recording, tell)
        return Brought(import_id=recording.id if recording.parts else "", changes=changes)

    def compare(
        self, history: History, tell: Tell = lambda _done, _all: None
    ) -> tuple[Compared, ...]:
        """Return what ``load`` would do with each part of *history*; nothing is changed."""
        with self._db.snapshot():
            return Comparing(self._rooms).compared(history, tell)

    def changes_of(self, history: History, part: Compared, choices: Choices) -> tuple[Change, ...]:
        """Return what ``load`` would change in one part, place by place."""
        with self._db.snapshot():
            return Comparing(self._rooms).changes_of(history, part, choices)

    def dump(
        self,
        *,
        client_id: str | None = None,
        disagreement_id: str | None = None,
        call_ids: Iterable[str] | None = None,
    ) -> History:
        """Return the history, or the part of it that is asked for, as one document.

        A client brings its disagreements, a disagreement its client and calls, a call what it
        is about. Raises NotThere.
        """
        with self.portion(
            client_id=client_id, disagreement_id=disagreement_id, call_ids=call_ids
        ) as portion:
            return replace(portion.head, disagreements=tuple(portion))

    @contextmanager
    def portion(
        self,
        *,
        client_id: str | None = None,
        disagreement_id: str | None = None,
        call_ids: Iterable[str] | None = None,
    ) -> Iterator[Portion]:
        """Lend what ``dump`` returns as a whole, to be read one disagreement after the other.

        All of it is as the history was at the beginning. Raises NotThere.
        """
        with self._db.snapshot():
            calls = None if call_ids is None else self._about(call_ids)
            if calls is not None:
                ids = tuple(calls)
            elif disagreement_id is not None:
                ids = (disagreement_id,)
            else:
                ids = self._in_order(client_id)
            whole = client_id is None and disagreement_id is None and calls is None
            clients = self._client_ids(ids, client_id, whole)
            yield Portion(self._head(clients, whole), ids, partial(self._part, calls or {}))

    def _head(self, clients: Iterable[str], whole: bool) -> History:
        inbox = self._inbox.notes() if whole else ()
        return History(
            format=FORMAT,
            version=VERSION,
            me=self._people.me(),
            playbooks=self._playbooks.stored(),
            texts=self._texts() if whole else (),
            saved_searches=self._saved_searches() if whole else (),
            clients=tuple(map(self._people.client, clients)),
            inbox=inbox or UNSET,
        )

    def _part(self, calls: dict[str, set[str]], disagreement_id: str) -> Disagreement:
        """Return a disagreement, of its calls those that *calls* names where it names it."""
        whole = self._disagreements.get(disagreement_id)
        wanted = calls.get(disagreement_id)
        if wanted is None:
            return whole
        return replace(whole, calls=tuple(call for call in whole.calls if call.id in wanted))

    def _about(self, call_ids: Iterable[str]) -> dict[str, set[str]]:
        """Return the disagreements that the calls are about, each with these calls."""
        about: dict[str, set[str]] = {}
        for call_id in call_ids:
            found = self._db.value("SELECT disagreement_id FROM call WHERE id = ?", (call_id,))
            if found is None:
                raise NotThere(f"There is no call {call_id} in the history.")
            about.setdefault(found, set()).add(call_id)
        return about

    def _in_order(self, client_id: str | None) -> tuple[str, ...]:
        """Return the disagreements of a client, or all, in the order of a document.

        That is by the moment of opening, to the microsecond, and then by id; SQLite counts seconds.
        """
        rows = self._db.rows(
            "SELECT opened_at, id FROM disagreement WHERE ?1 IS NULL OR client_id = ?1",
            (client_id,),
        )
        known = sorted((moment_of(at), found) for at, found in rows if at is not None)
        return (*(found for _, found in known), *sorted(found for at, found in rows if at is None))

    def _client_ids(
        self, disagreement_ids: tuple[str, ...], client_id: str | None, whole: bool
    ) -> tuple[str, ...]:
        if whole:
            return self._people.client_ids()
        if client_id is not None:
            return (client_id,)
        return tuple(dict.fromkeys(map(self._disagreements.client_of, disagreement_ids)))

    def _texts(self) -> tuple[Text, ...]:
        rows = self._db.rows("SELECT key, language, text FROM section_text ORDER BY seq")
        return tuple(Text(key=key, language=language, text=text) for key, language, text in rows)

    def _saved_searches(self) -> tuple[SavedSearch, ...]:
        rows = self._db.rows("SELECT name, query FROM saved_search ORDER BY seq")
        return tuple(SavedSearch(name=name, query=query) for name, query in rows)
