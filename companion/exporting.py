"""Takes a part of the history out of it, in a form that others read, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from companion.errors import InvalidInput
from companion.exchange.csv_tables import write_csv
from companion.exchange.document import encode_each
from companion.exchange.files import whole_file, whole_files
from companion.exchange.markdown_files import write_markdown
from companion.exchange.part import part_since
from companion.exchange.progress import Tell, untold
from companion.exchange.report import SCREEN_STYLE, report_of_client, report_of_disagreement
from companion.exchange.share import shared
from companion.exchange.sqlite_copy import write_sqlite
from companion.exchange.told import Titles
from companion.model import Disagreement, History
from companion.model.value import Value
from companion.store import Store
from companion.store.portion import Portion


class Form(StrEnum):
    """The forms in which a part of the history is taken along."""

    JSON = "json"
    HTML = "html"
    MARKDOWN = "markdown"
    CSV = "csv"
    SQLITE = "sqlite"
    HANDOVER = "handover"

    @property
    def is_folder(self) -> bool:
        """Whether it is several files in a folder."""
        return self in {Form.MARKDOWN, Form.CSV, Form.HANDOVER}

    @property
    def is_to_read(self) -> bool:
        """Whether it holds a report, which is about one client or one disagreement."""
        return self in {Form.HTML, Form.HANDOVER}


class Wanted(Value, frozen=True, kw_only=True):
    """Which part is wanted, everything unless something is named, and with what is private or not.

    At most one of *client*, *disagreement* and *call* is the id of one. With what is private go the
    transcripts of calls; without, they go where they are wanted.
    """

    client: str | None = None
    disagreement: str | None = None
    call: str | None = None
    since: datetime | None = None
    with_private: bool = False
    with_transcripts: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether neither a client nor a disagreement nor a call is named."""
        return self.client is None and self.disagreement is None and self.call is None


class Exported(Value, frozen=True, kw_only=True):
    """What an export came to. The last two are of Markdown files, as in ``Filed``."""

    disagreements: int
    same: int = 0
    left: int = 0


DOCUMENT_NAME = "companion-history.json"
REPORT_NAME = "report.html"


def export(store: Store, wanted: Wanted, form: Form, path: Path, tell: Tell = untold) -> Exported:
    """Write what is *wanted* to *path*, a file or, for some forms, a folder.

    One disagreement is held at a time, and all are as the history was at the beginning. Raises
    InvalidInput, NotThere, StorageError, and what *tell* raises; then nothing has changed there.
    """
    with taken(store, wanted, tell) as part:
        return _WRITERS[form](part, path)


@contextmanager
def taken(store: Store, wanted: Wanted, tell: Tell = untold) -> Iterator[Part]:
    """Lend the part that is *wanted*, as the history is now. Raises NotThere."""
    calls = None if wanted.call is None else (wanted.call,)
    with store.documents.portion(
        client_id=wanted.client, disagreement_id=wanted.disagreement, call_ids=calls
    ) as portion:
        kept = portion
        if wanted.since is not None:
            kept = portion.keeping(partial(part_since, moment=wanted.since))
        scripts = store.playbooks.scripts()
        titles = {(key, s.key): s.title for key, book in scripts.items() for s in book.steps}
        yield Part(kept, titles, wanted, tell)


class Part:
    """The part of the history that is taken along; what is private is gone where it is to be."""

    def __init__(self, portion: Portion, titles: Titles, wanted: Wanted, tell: Tell) -> None:
        """Take *portion* along as *wanted*; *tell* hears of every disagreement."""
        self._portion = portion
        self._tell = tell
        self._lone = History(format=portion.head.format, version=portion.head.version)
        self.wanted = wanted
        self.titles = titles
        self.head = self._given(portion.head)
        self.clients = {client.id: client for client in self.head.clients}

    def __len__(self) -> int:
        """Return how many disagreements there are."""
        return len(self._portion.ids)

    def __iter__(self) -> Iterator[Disagreement]:
        """Yield the disagreements, each read only now."""
        for number, disagreement in enumerate(self._portion):
            self._tell(number, len(self))
            yield self._given(replace(self._lone, disagreements=(disagreement,))).disagreements[0]
        self._tell(len(self), len(self))

    def document(self) -> Iterator[bytes]:
        """Yield the interchange document."""
        yield from encode_each(self.head, self)

    def report(self, style: str = SCREEN_STYLE) -> Iterator[str]:
        """Yield the report as HTML. Raises InvalidInput where it would be about everybody."""
        wanted = self.wanted
        if len(self.clients) != 1 or (wanted.client is None and len(self) != 1):
            raise InvalidInput("A report is about one client or one disagreement; choose which.")
        client = next(iter(self.clients.values()))
        about_client = report_of_client(
            client, self, self.titles, is_private=wanted.with_private, style=style
        )
        if wanted.client is not None:
            yield from about_client
            return
        for disagreement in self:
            yield from report_of_disagreement(
                disagreement, client, self.titles, is_private=wanted.with_private, style=style
            )

    def _given(self, history: History) -> History:
        """Return of *history* what may be given to whom it is for."""
        if self.wanted.with_private:
            return history
        return shared(history, with_transcripts=self.wanted.with_transcripts)


def _write_document(part: Part, path: Path) -> Exported:
    with whole_file(path) as lent, lent.open("wb") as file:
        file.writelines(part.document())
    return Exported(disagreements=len(part))


def _write_report(part: Part, path: Path) -> Exported:
    with whole_file(path) as lent:
        _write_pieces(lent, part.report())
    return Exported(disagreements=len(part))


def _write_pieces(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)


def _write_markdown(part: Part, path: Path) -> Exported:
    filed = write_markdown(path, part.clients, part, part.titles)
    return Exported(disagreements=len(part), same=filed.same, left=filed.left)


def _write_csv(part: Part, path: Path) -> Exported:
    write_csv(path, part.clients, part, is_private=part.wanted.with_private)
    return Exported(disagreements=len(part))


def _write_sqlite(part: Part, path: Path) -> Exported:
    write_sqlite(path, part.clients.values(), part, is_private=part.wanted.with_private)
    return Exported(disagreements=len(part))


def _hand_over(part: Part, path: Path) -> Exported:
    """Write the document for a colleague's Companion, and beside it the report to read."""
    with whole_files(path) as lent:
        with (lent / DOCUMENT_NAME).open("wb") as file:
            file.writelines(part.document())
        _write_pieces(lent / REPORT_NAME, part.report())
    return Exported(disagreements=len(part))


_WRITERS: dict[Form, Callable[[Part, Path], Exported]] = {
    Form.JSON: _write_document,
    Form.HTML: _write_report,
    Form.MARKDOWN: _write_markdown,
    Form.CSV: _write_csv,
    Form.SQLITE: _write_sqlite,
    Form.HANDOVER: _hand_over,
}
