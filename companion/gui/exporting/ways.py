"""The ways in which a part of the history is taken along: their words, the names of their files."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from companion.exporting import Form
from companion.method.file_names import alike, free_name, safe_name
from companion.method.one_line import one_line
from companion.model.value import Value


class Way(Value, frozen=True, kw_only=True):
    """One way: *form* is None for a PDF, which the window draws itself.

    ``suffix`` is the ending of its file, empty for a folder; ``folder`` the name of a folder that
    is made for it, empty where the files go into the chosen one.
    """

    key: str
    title: str
    detail: str
    form: Form | None = None
    suffix: str = ""
    folder: str = ""

    @property
    def is_to_read(self) -> bool:
        """Whether it holds a report, which is about one client or one disagreement."""
        return self.form is None or self.form.is_to_read


class About(Value, frozen=True, kw_only=True):
    """What is taken along: a disagreement of a client, all with a client, or everything."""

    disagreement: str = ""
    topic: str = ""
    client: str = ""
    name: str = ""

    @property
    def title(self) -> str:
        """What files are called by."""
        parts = filter(None, (one_line(self.name), one_line(self.topic)))
        return " – ".join(parts) or "Companion"


def ways() -> tuple[Way, ...]:
    """Return all ways, those that people read first."""
    return (*_reports(), *_folders(), *_files())


def _reports() -> tuple[Way, ...]:
    return (
        Way(
            key="html",
            title=_say("A report to read (HTML)"),
            detail=_say("One page for any browser. It fetches nothing."),
            form=Form.HTML,
            suffix="html",
        ),
        Way(
            key="pdf",
            title=_say("A report to print (PDF)"),
            detail=_say("The same report on pages with numbers."),
            suffix="pdf",
        ),
    )


def _folders() -> tuple[Way, ...]:
    return (
        Way(
            key="handover",
            title=_say("A hand-over to a colleague"),
            detail=_say("A folder with a file for their Companion, and a report to read."),
            form=Form.HANDOVER,
            folder=_say("Hand-over {name}"),
        ),
        Way(
            key="markdown",
            title=_say("Notes to go on with (Markdown)"),
            detail=_say(
                "For Obsidian or Joplin: a file for each disagreement. In the same folder again,"
                " only what is new is written, and what you changed there stays."
            ),
            form=Form.MARKDOWN,
        ),
        Way(
            key="csv",
            title=_say("Tables for a spreadsheet (CSV)"),
            detail=_say("A folder with three tables: notes, next steps, disagreements."),
            form=Form.CSV,
            folder=_say("Tables {name}"),
        ),
    )


def _files() -> tuple[Way, ...]:
    return (
        Way(
            key="sqlite",
            title=_say("A database (SQLite)"),
            detail=_say("Opens in Datasette and sqlite-utils, for questions of your own."),
            form=Form.SQLITE,
            suffix="db",
        ),
        Way(
            key="json",
            title=_say("A file for another Companion (JSON)"),
            detail=_say("The only form that Companion reads back, and nothing is lost in it."),
            form=Form.JSON,
            suffix="json",
        ),
    )


def file_name(way: Way, about: About) -> str:
    """Return the name that is offered for the file."""
    return f"{safe_name(about.title, 'Companion')}.{way.suffix}"


def folder_name(way: Way, about: About, there: Collection[str]) -> str:
    """Return the name of the folder that is made, none of those that are *there* already."""
    wanted = safe_name(way.folder.format(name=about.title), "Companion")
    return free_name(wanted, {alike(name) for name in there})


def _say(words: str) -> str:
    return QCoreApplication.translate("ExportWays", words)
