"""The history in SQLite: the one room that knows SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from companion.store.agenda import Agenda
from companion.store.browse import Browse
from companion.store.calls import Calls
from companion.store.connection import Connection
from companion.store.disagreements import Disagreements
from companion.store.live import Live
from companion.store.people import People
from companion.store.recaps import Recaps
from companion.store.search import Search
from companion.store.trays import Drafts, Inbox

if TYPE_CHECKING:  # the window shows its first page without these rooms
    from companion.store.client_page import ClientPages
    from companion.store.documents import Documents
    from companion.store.evidence import Evidence
    from companion.store.follow_up import FollowUp
    from companion.store.imports import Imports
    from companion.store.insights import Insights
    from companion.store.introductions import Introductions
    from companion.store.memory import Memory
    from companion.store.outbox import Outbox
    from companion.store.people_change import PeopleChange
    from companion.store.playbooks import Playbooks
    from companion.store.reminders import Reminders
    from companion.store.rights import Rights
    from companion.store.saved_searches import SavedSearches
    from companion.store.texts import Texts
    from companion.store.transcripts import Transcripts
    from companion.store.trash import Trash


class Store:
    """One open history. It blocks, it has no thread of its own, it belongs to one thread."""

    def __init__(self, connection: Connection) -> None:
        """Lay out the rooms of the history behind *connection*."""
        self._connection = connection
        self.people = People(connection)
        self.recaps = Recaps(connection)
        self.calls = Calls(connection, self.recaps)
        self.disagreements = Disagreements(connection, self.calls)
        self.live = Live(connection)
        self.drafts = Drafts(connection)
        self.inbox = Inbox(connection)
        self.agenda = Agenda(connection, self.inbox)
        self.browse = Browse(connection)
        self.search = Search(connection, self.browse)

    @classmethod
    def open(cls, path: Path, *, reader: bool = False) -> Store:
        """Open the history at *path*, made now if there is none; a *reader* changes nothing.

        Raises StorageError or a kind of it; a file that is not ours, or newer, is not touched.
        """
        return cls(Connection(path, reader=reader))

    @cached_property
    def playbooks(self) -> Playbooks:
        """The playbooks that a call can follow."""
        from companion.store.playbooks import Playbooks

        return Playbooks(self._connection)

    @cached_property
    def texts(self) -> Texts:
        """The words of recaps that people changed."""
        from companion.store.texts import Texts

        return Texts(self._connection)

    @cached_property
    def people_change(self) -> PeopleChange:
        """Clients and contacts renamed, merged, moved and put away."""
        from companion.store.people_change import PeopleChange

        return PeopleChange(self._connection, self.people)

    @cached_property
    def introductions(self) -> Introductions:
        """People whom other programs know, on their way into the history."""
        from companion.store.introductions import Introductions

        return Introductions(self._connection, self.people, self.imports)

    @cached_property
    def memory(self) -> Memory:
        """What is remembered before the next call with a client."""
        from companion.store.memory import Memory

        return Memory(self._connection, self.people)

    @cached_property
    def client_pages(self) -> ClientPages:
        """All about one client."""
        from companion.store.client_page import ClientPages

        return ClientPages(self._connection, self.people)

    @cached_property
    def evidence(self) -> Evidence:
        """What others found: past cases that match, and the sentences that a person confirmed."""
        from companion.store.evidence import Evidence

        return Evidence(self._connection)

    @cached_property
    def follow_up(self) -> FollowUp:
        """What is still to be done with every client."""
        from companion.store.follow_up import FollowUp

        return FollowUp(self._connection)

    @cached_property
    def insights(self) -> Insights:
        """The history counted, for the page on many disagreements."""
        from companion.store.insights import Insights

        return Insights(self._connection)

    @cached_property
    def transcripts(self) -> Transcripts:
        """What was said on calls, as other programs wrote it down."""
        from companion.store.transcripts import Transcripts

        return Transcripts(self._connection, self.people)

    @cached_property
    def saved_searches(self) -> SavedSearches:
        """Searches that are worth keeping."""
        from companion.store.saved_searches import SavedSearches

        return SavedSearches(self._connection)

    @cached_property
    def reminders(self) -> Reminders:
        """What has a day: for a calendar, and for one reminder a day."""
        from companion.store.reminders import Reminders

        return Reminders(self._connection, self.agenda)

    @cached_property
    def outbox(self) -> Outbox:
        """What was released on this machine and how far it came."""
        from companion.store.outbox import Outbox

        return Outbox(self._connection, self.recaps)

    @cached_property
    def trash(self) -> Trash:
        """What was deleted and can still be brought back."""
        from companion.store.trash import Trash

        return Trash(self._connection)

    @cached_property
    def imports(self) -> Imports:
        """What was imported and can still be taken back."""
        from companion.store.imports import Imports

        return Imports(self._connection)

    @cached_property
    def rights(self) -> Rights:
        """Everything that names one person, to give it to them or to erase it."""
        from companion.store.rights import Rights

        return Rights(self._connection)

    @cached_property
    def documents(self) -> Documents:
        """Whole documents, in and out."""
        from companion.store.documents import Documents

        return Documents(
            self._connection,
            self.people,
            self.playbooks,
            self.disagreements,
            self.inbox,
            self.imports,
        )

    @property
    def path(self) -> Path:
        """Where the history lies."""
        return self._connection.path

    @contextmanager
    def write(self) -> Iterator[None]:
        """Make several acts one transaction: all of them are on the disk afterwards, or none."""
        with self._connection.write():
            yield

    def data_version(self) -> int:
        """Return a number that changes when another program has written to the history."""
        return self._connection.data_version()

    def checkpoint(self) -> None:
        """Move the write-ahead log into the file. Raises StorageError when the disk refuses."""
        self._connection.checkpoint()

    def close(self) -> None:
        """Close the history; everything that was saved is on the disk already."""
        self._connection.close()

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the history."""
        self.close()
