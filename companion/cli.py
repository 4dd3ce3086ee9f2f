"""The same program for scripts: files in and out, lists, searches, recaps and quick notes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion import __version__, terminal
from companion.clocks import SystemClock
from companion.commands import examples, history_path, print_bytes, reading
from companion.contacts_command import bring_contacts
from companion.errors import (
    CompanionError,
    InvalidInput,
    NotThere,
)
from companion.export_command import export_part
from companion.import_command import import_file, imports
from companion.paths import HISTORY_NAME
from companion.store import Store
from companion.transcript_command import attach_transcript

if TYPE_CHECKING:
    from companion.store.browse import DisagreementRow

NOTHING_FOUND = 1
"""The exit code of a search that finds nothing, as grep has it."""

LARGEST_NOTE = 1_000_000
"""Characters of the longest note that is taken."""

_STOPPED = 130  # 128 + SIGINT, as a shell reports it

_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON, with every id.")


def run_command(arguments: list[str]) -> int:
    """Run one command and return its exit code; every expected failure is one plain sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = cli.main(arguments, prog_name="companion", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except CompanionError as error:
        click.echo(f"companion: {terminal.harmless(error.sentence())}", err=True)
        return error.exit_code
    except BrokenPipeError:
        return terminal.leave_quietly()
    except (KeyboardInterrupt, click.Abort):
        return _STOPPED


@click.group(
    epilog=examples(
        "companion",
        "companion --data-dir ~/clients list",
        "companion search form budget",
        "companion recap --last --format text",
    ),
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="companion", message="%(prog)s %(version)s")
@click.option(
    "--data-dir",
    type=click.Path(path_type=Path, readable=False),
    metavar="DIR",
    help="Use this history.",
)
@click.pass_context
def cli(context: click.Context, data_dir: Path | None) -> int | None:
    """Prepare a disagreement with a client, hold the call, recap it, find it again.

    Without a command, the window opens. Every command works while the window is open.
    """
    context.obj = data_dir
    if context.invoked_subcommand is None:
        from companion.app import run

        return run(data_dir)
    return None


def _print_json_bytes(data: bytes) -> None:
    print_bytes(terminal.harmless_json(data) if sys.stdout.isatty() else data)


@cli.command(
    "list",
    short_help="List all disagreements, the latest first.",
    epilog=examples(
        "companion list",
        "companion list --json | jq -r '.[] | select(.outcome == \"open\") | .topic'",
    ),
)
@_JSON
@click.pass_obj
def list_disagreements(data_dir: Path | None, as_json: bool) -> None:
    """List all disagreements, the latest first."""
    with reading(data_dir) as store:
        rows = store.browse.rows(limit=-1)
        if as_json:
            _print_json(store, rows)
        elif rows:
            click.echo("\n".join(terminal.lines(rows, _today())))
        else:
            click.echo("There are no disagreements yet.", err=True)


@cli.command(
    "search",
    short_help="Find the disagreements in which words were said.",
    epilog=examples(
        "companion search form budget",
        "companion search outcome:open -step:options after:2026",
        "companion search northw disp --json",
    ),
    # A skipped step, -step:options, looks like an option.
    context_settings={"ignore_unknown_options": True},
)
@click.argument("words", nargs=-1, required=True)
@_JSON
@click.pass_obj
def search(data_dir: Path | None, words: tuple[str, ...], as_json: bool) -> int:
    """Find the disagreements in which all WORDS stand; beginnings are enough.

    Topics, notes, answers, options, next steps, recaps and names are searched. Filters as in the
    window: client: with: outcome: step: -step: kind: metric: owner: after: before:. Exits with 1
    when nothing is found.
    """
    from companion.method.search_query import argument_written
    from companion.store.search import Question

    with reading(data_dir) as store:
        typed = " ".join(map(argument_written, words))
        rows = store.search.rows(Question(text=typed, today=_today()))
        if as_json:
            _print_json(store, rows)
        elif rows:
            click.echo(
                "\n".join(terminal.found_lines(rows, _today())), color=terminal.has_colours()
            )
        else:
            click.echo(f"Nothing found for {terminal.cell(' '.join(words))}.", err=True)
    return 0 if rows else NOTHING_FOUND


def _print_json(store: Store, rows: Sequence[DisagreementRow]) -> None:
    calls = {row.id: store.disagreements.get(row.id).calls for row in rows}
    _print_json_bytes(terminal.json_rows(rows, calls))


@cli.command(
    "recap",
    short_help="Print the recap of a call.",
    epilog=examples("companion recap --last", "companion recap --last --format eml > recap.eml"),
)
@click.option("--last", is_flag=True, help="The call that ended last.")
@click.option("--call", metavar="ID", help="That call.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "eml", "ics"]),
    default="text",
    show_default=True,
    help="Plain text, HTML, a draft for a mail program, or its next steps for a calendar.",
)
@click.pass_obj
def recap(data_dir: Path | None, last: bool, call: str | None, form: str) -> None:
    """Print the recap of a call: the one that was written, or one composed now."""
    if last == (call is not None):
        raise click.UsageError("Say which call: --last or --call ID.")
    from companion.attaching import attachments
    from companion.mail.message import as_eml
    from companion.quick import call_or_last, recap_of

    now = SystemClock().now()
    with reading(data_dir) as store:
        written = recap_of(store, call, _today())
        me = store.people.me()
        files = attachments(store, call_or_last(store, call), written.id, now)
    if form == "ics" and not files:
        raise NotThere("There is no agreed next step ahead, so there is nothing for a calendar.")
    if form in {"eml", "ics"}:
        print_bytes(as_eml(written, me, now, files) if form == "eml" else files[0].content)
        return
    from companion.mail.body import to_html, to_plain

    body = to_html(written.text) if form == "html" else to_plain(written.text)
    click.echo(terminal.harmless(body), nl=False)


@cli.command(
    "outbox",
    short_help="Show what was released and is not sent yet.",
    epilog=examples("companion outbox"),
)
@click.pass_obj
def outbox(data_dir: Path | None) -> None:
    """Show the recaps that were released and have not reached everybody; it sends nothing."""
    now = SystemClock().now()
    with reading(data_dir) as store:
        rows = [
            terminal.outbox_row(store.recaps.get(found), store.outbox.delivery(found, now), now)
            for found in store.outbox.unfinished()
        ]
    click.echo("\n".join(terminal.table(rows)) if rows else "Nothing waits in the outbox.")


@cli.command(
    "note",
    short_help="Add a note to the running call, or to the inbox.",
    epilog=examples(
        "companion note They look at cost over revenue",
        'companion note /quote "we can’t go to the board with 30% again"',
        "xclip -o | companion note -",
    ),
)
@click.argument("text", nargs=-1, required=True)
@click.pass_obj
def note(data_dir: Path | None, text: tuple[str, ...]) -> None:
    """Add TEXT to the running call, or to the inbox where none is; - reads standard input.

    A kind may stand first, as in the window: /concern, /quote, /private.
    """
    from companion.quick import take_note

    said = " ".join(text)
    said = sys.stdin.buffer.read(4 * LARGEST_NOTE).decode(errors="replace") if said == "-" else said
    if len(said) > LARGEST_NOTE:
        raise InvalidInput(f"A note has at most {LARGEST_NOTE:,} characters; nothing was kept.")
    with Store.open(history_path(data_dir)) as store:
        where = take_note(store, SystemClock(), said)
    click.echo(terminal.harmless(where))


@cli.command(
    "prepare",
    short_help="Prepare a call from an invitation.",
    epilog=examples("companion prepare invite.ics"),
)
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.pass_obj
def prepare(data_dir: Path | None, file: Path) -> None:
    """Prepare a call from the invitation in FILE: its topic, time and people.

    A call that was prepared from it before is left as it is.
    """
    from companion.preparing.invited import invitation_in, prepare_invited

    clock = SystemClock()
    # Read first: a file that is none makes no history where there was none.
    invitation = invitation_in(file, _own_addresses(data_dir), clock)
    with Store.open(history_path(data_dir)) as store:
        invited = prepare_invited(store, clock, invitation)
    click.echo(terminal.prepared(invitation.title, invitation.starts_at, clock.now()))
    for remark in invited.remarks:
        click.echo(terminal.harmless(remark))


@cli.command(
    "demo", short_help="Open the window on a made-up year.", epilog=examples("companion demo")
)
@click.pass_obj
def demo(data_dir: Path | None) -> int:
    """Open the window on a made-up year of disagreements, which is gone when you close it."""
    from companion.app import run, was_left
    from companion.exchange.demo import believable_year
    from companion.throwaway import throwaway_folder

    with throwaway_folder(data_dir, was_left) as folder:
        with Store.open(folder / HISTORY_NAME) as store:
            store.documents.load(believable_year(SystemClock().now()))
        return run(folder)


def _own_addresses(data_dir: Path | None) -> tuple[str, ...]:
    try:
        with reading(data_dir) as store:
            return store.people.me().emails
    except NotThere:
        return ()


def _today() -> date:
    return SystemClock().now().date()


cli.add_command(export_part)
cli.add_command(import_file)
cli.add_command(imports)
cli.add_command(attach_transcript)
cli.add_command(bring_contacts)
