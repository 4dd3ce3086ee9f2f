"""``companion import`` and ``imports``: a history from a file, seen before, and taken back."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion import terminal
from companion.clocks import SystemClock
from companion.commands import examples, history_path, reading
from companion.errors import DocumentError, InvalidInput, NotThere
from companion.exchange import document
from companion.exchange.files import read_whole
from companion.store import Store

if TYPE_CHECKING:
    from companion.model import History
    from companion.model.compare import Change
    from companion.store.comparing import Compared
    from companion.store.imports import ImportLine, TakenBack
    from companion.store.loading import Changes, Choices

_SAID = {
    "client": "client",
    "disagreement": "disagreement",
    "me": "about you",
    "playbook": "playbooks",
    "section_text": "texts",
    "saved_search": "saved searches",
    "inbox": "inbox",
}
"""The tables that a part of a document stands in, in words."""

_VERBS = {
    **dict.fromkeys((".vcf", ".vcard", ".csv", ".tsv"), "contacts"),
    **dict.fromkeys((".ics", ".vcs", ".ical"), "prepare"),
    **dict.fromkeys((".vtt", ".srt"), "transcript"),
}
"""What reads files that are no history, by how their names end."""

_FATES = {
    "added": "new",
    "merged": "added to",
    "conflict": "that differ",
    "namesake": "known under another id",
    "refused": "that stay out",
    "older": "older than yours",
    "known": "known just so",
}
"""What becomes of a part of a document, in words."""


@click.command(
    "import",
    short_help="Bring the history in a file into yours.",
    epilog=examples(
        "companion import history.json",
        "companion import --dry-run history.json | less",
        "ssh office companion export - | companion import -",
    ),
)
@click.option("--dry-run", is_flag=True, help="Say what would come in, and change nothing.")
@click.option("--keep-mine", is_flag=True, help="Where both say something else, yours stands.")
@click.argument("file", type=click.Path(path_type=Path, readable=False, allow_dash=True))
@click.pass_obj
def import_file(data_dir: Path | None, dry_run: bool, keep_mine: bool, file: Path) -> None:
    """Bring the history in FILE into yours; - reads standard input.

    What is in your history already is brought up to date, nothing is removed, and importing the
    same file twice changes nothing. A file with a mistake changes nothing at all. An import can be
    taken back for 30 days: companion imports.
    """
    if verb := _VERBS.get(file.suffix.casefold()):
        raise InvalidInput(f"{file} is no history; companion {verb} FILE reads it.")
    try:
        history = document.decode(_read(file))
        if dry_run:
            click.echo(_preview(data_dir, history, keep_mine))
        else:
            click.echo(_bring(data_dir, history, file, keep_mine))
    except DocumentError as error:
        reason = f"{_name(file)} was not imported. {error.reason}"
        raise DocumentError(reason, error.path) from None


@click.command(
    "imports",
    short_help="List what was imported, and take it back.",
    epilog=examples("companion imports", "companion imports --undo 1"),
)
@click.option("--undo", "number", type=click.IntRange(min=1), help="Take that line of it back.")
@click.pass_obj
def imports(data_dir: Path | None, number: int | None) -> None:
    """List what was imported in the last 30 days, the latest first.

    What you have changed since an import is kept when it is taken back, and named.
    """
    if number is None:
        with reading(data_dir) as store:
            lines = store.imports.lines()
        rows = [_row(at, line) for at, line in enumerate(lines, 1)]
        click.echo("\n".join(terminal.table(rows)) if rows else "Nothing to take back.")
        return
    with Store.open(history_path(data_dir)) as store:
        known = store.imports.lines()
        if number > len(known):
            raise NotThere(f"There is no import {number}; companion imports lists them.")
        line = known[number - 1]
        click.echo(_taken_back(line, store.imports.undo(line.id, terminal.tell)))


def _read(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read(document.LARGEST_FILE + 1)
    return read_whole(file, document.LARGEST_FILE)


def _name(file: Path) -> str:
    return "Standard input" if str(file) == "-" else str(file)


def _bring(data_dir: Path | None, history: History, file: Path, keep_mine: bool) -> str:
    with Store.open(history_path(data_dir)) as store:
        name = _name(file) if str(file) == "-" else file.name
        choices = _choices(history, keep_mine)
        now = SystemClock().now()
        brought = store.documents.bring(history, name, now, choices, terminal.tell)
    return _imported(brought.changes)


def _choices(history: History, keep_mine: bool) -> Choices:
    from companion.store.loading import SETTINGS, Choices, settings_id

    if not keep_mine:
        return Choices()
    ids = {client.id for client in history.clients} | {told.id for told in history.disagreements}
    ids |= set(map(settings_id, SETTINGS))
    return Choices(mine=frozenset(ids))


def _imported(changes: Changes) -> str:
    return (
        f"Imported clients and disagreements: {changes.added} new, {changes.changed} changed,"
        f" {changes.known} known already."
    )


def _preview(data_dir: Path | None, history: History, keep_mine: bool) -> str:
    """Return what would come in: numbers first, then every part that asks for a look."""
    try:
        with reading(data_dir) as store:
            parts = store.documents.compare(history, terminal.tell)
            lines = list(_looked_at(store, history, parts, _choices(history, keep_mine)))
    except NotThere:
        clients, told = len(history.clients), len(history.disagreements)
        return f"{clients} new clients, {told} new disagreements; there is no history yet."
    counts = Counter(part.outlook for part in parts)
    numbers = ", ".join(f"{counts[each]} {_FATES[each]}" for each in counts)
    whole = "\n".join([f"In the file: {numbers or 'nothing'}.", *lines, "Nothing was changed."])
    return terminal.harmless(whole)


def _looked_at(
    store: Store, history: History, parts: Iterable[Compared], choices: Choices
) -> Iterator[str]:
    from companion.store.comparing import Outlook

    for part in parts:
        name = f"{_SAID[part.place]} {terminal.cell(part.name)}".rstrip()
        if part.outlook is Outlook.CONFLICT:
            yield f"differs: {name}"
            yield from map(_change, store.documents.changes_of(history, part, choices))
        elif part.outlook is Outlook.NAMESAKE:
            yield f"known under another id: {name}, as {terminal.cell(part.other_name)}"
        elif part.outlook is Outlook.REFUSED:
            yield f"refuses the file: {name}; {part.other_name} {part.other} stands elsewhere"


def _change(change: Change) -> str:
    place = " > ".join(part.replace("_", " ") for part in change.path if part)
    said = [f"{terminal.cell(change.before)} ->"] if change.before else []
    return "  ".join(["   ", change.sort, place, *said, terminal.cell(change.after)])


def _row(at: int, line: ImportLine) -> tuple[str, ...]:
    told = [
        f"{count} {_SAID[place]} {what}"
        for counts, what in ((line.added, "new"), (line.changed, "changed"))
        for place, count in sorted(counts.items())
    ]
    return (str(at), f"{line.at.astimezone():%Y-%m-%d %H:%M}", line.name, ", ".join(told))


def _taken_back(line: ImportLine, taken: TakenBack) -> str:
    told = f"{line.name}: {taken.count} taken back."
    if taken.kept:
        names = ", ".join(f"“{terminal.cell(kept.name)}”" for kept in taken.kept)
        told += f" Kept, since it was changed since then or something needs it: {names}."
    return terminal.harmless(told)
