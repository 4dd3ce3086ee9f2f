"""``companion export``: the history, or a part of it, as files of several forms."""

from __future__ import annotations

import sys
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion import terminal
from companion.commands import examples, history_path, print_bytes, reading
from companion.errors import InvalidInput, NotThere

if TYPE_CHECKING:
    from companion.exporting import Exported, Form, Wanted
    from companion.store import Store

_FORMS = ("json", "html", "markdown", "csv", "sqlite", "handover")


@click.command(
    "export",
    short_help="Write the history, or a part of it, to a file.",
    epilog=examples(
        "companion export history.json",
        "companion export --client Northwind --since 2026-01-01 northwind.json",
        "companion export --call 019ab5c8-5b1e-7d3c-9a41-0f6d1c5e2b7a --shared - | less",
        "companion export --format markdown ~/vault/Companion",
        "companion export --format sqlite history.db && datasette history.db",
        "companion export --client Northwind --format handover --private for-maya",
    ),
)
@click.option("--client", metavar="ID", help="One client with its disagreements; a name will do.")
@click.option("--disagreement", metavar="ID", help="One disagreement.")
@click.option("--call", metavar="ID", help="One call.")
@click.option("--since", "day", metavar="DATE", help="Calls of that day and later: 2026-11-21.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    default="json",
    show_default=True,
    help="json for another Companion; html, a report to read; markdown, a folder of notes for"
    " Obsidian or Joplin; csv, a folder of tables; sqlite, a database for Datasette; handover, a"
    " folder with json and html for a colleague.",
)
@click.option(
    "--shared/--private",
    "is_shared",
    default=None,
    help="Leave out everything private, or put it in. Without either, html and handover leave it"
    " out, and the other forms hold everything.",
)
@click.option(
    "--transcripts",
    "with_transcripts",
    is_flag=True,
    help="Put the transcripts of calls in although what is private is left out.",
)
@click.argument("file", type=click.Path(path_type=Path, readable=False, allow_dash=True))
@click.pass_obj
def export_part(
    data_dir: Path | None,
    /,
    day: str | None,
    form: str,
    is_shared: bool | None,
    with_transcripts: bool,
    file: Path,
    **about: str | None,
) -> None:
    """Write the history, or a part of it, to FILE; - writes to standard output.

    A file that is there already is replaced, once the new one is complete. For markdown, csv and
    handover, FILE is a folder, made where there is none.
    """
    from companion.exporting import Form, Wanted

    client = about["client"]
    if list(about.values()).count(None) < 2:
        raise click.UsageError("Choose one of --client, --disagreement and --call.")
    with reading(data_dir) as store:
        wanted = Wanted(
            client=_client_id(store, client) if client is not None else None,
            disagreement=about["disagreement"],
            call=about["call"],
            since=None if day is None else _midnight(day),
            with_private=not (Form(form).is_to_read if is_shared is None else is_shared),
            with_transcripts=with_transcripts,
        )
        if str(file) == "-":
            _print(store, wanted, Form(form))
        else:
            _refuse_history(file, data_dir)
            _write(store, wanted, Form(form), file)


def _client_id(store: Store, wanted: str) -> str:
    """Return the id of the client with that id or name."""
    if wanted in store.people.client_ids():
        return wanted
    named = store.people.client_named(wanted)
    if named is None:
        raise NotThere(f"There is no client {wanted} in the history.")
    return named.id


def _midnight(day: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(day), time()).astimezone()
    except (ValueError, OverflowError):
        raise InvalidInput(f"“{day}” is not a date such as 2026-11-21.") from None


def _print(store: Store, wanted: Wanted, form: Form) -> None:
    """Print what is one text, so that a terminal does nothing but show it."""
    from companion.exporting import Form, taken

    on_terminal = sys.stdout.isatty()
    with taken(store, wanted) as part:
        if form is Form.JSON:
            for piece in part.document():
                print_bytes(terminal.harmless_json(piece) if on_terminal else piece)
        elif form is Form.HTML:
            for text in part.report():
                print_bytes((terminal.harmless(text) if on_terminal else text).encode())
        else:
            raise click.UsageError(f"{form} is no single text; name a file or a folder for it.")


def _refuse_history(file: Path, data_dir: Path | None) -> None:
    kept = history_path(data_dir).resolve()
    if file.resolve() in {kept, *(kept.with_name(kept.name + end) for end in ("-wal", "-shm"))}:
        raise InvalidInput("That file is the history itself; choose another name.")


def _write(store: Store, wanted: Wanted, form: Form, file: Path) -> None:
    from companion.exporting import export

    done = export(store, wanted, form, file, terminal.tell)
    click.echo(_exported(done, file))


def _exported(done: Exported, file: Path) -> str:
    whole = f"Exported {terminal.count(done.disagreements, 'disagreement')} to {file}."
    if done.same:
        whole += f" {terminal.count(done.same, 'file')} said the same already."
    if done.left == 1:
        whole += " 1 file that somebody has changed was left; the new one lies beside it."
    elif done.left:
        whole += (
            f" {done.left} files that somebody has changed were left; the new ones lie beside them."
        )
    return whole
