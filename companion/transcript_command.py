"""``companion transcript``: what another program wrote down of a call comes to that call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion import terminal
from companion.clocks import SystemClock
from companion.commands import examples, history_path, reading
from companion.errors import InvalidInput
from companion.store import Store

if TYPE_CHECKING:
    from companion.exchange.transcripts import Transcript
    from companion.model import Call, Speaker
    from companion.store.transcripts import Attached


@click.command(
    "transcript",
    short_help="Attach a transcript to a call.",
    epilog=examples(
        "companion transcript --last meeting.vtt",
        "companion transcript --call 019ab5c8-5b1e-7d3c-9a41-0f6d1c5e2b7a meeting_saved.txt",
    ),
)
@click.option("--last", is_flag=True, help="The call that ended last.")
@click.option("--call", metavar="ID", help="That call.")
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.pass_obj
def attach_transcript(data_dir: Path | None, last: bool, call: str | None, file: Path) -> None:
    """Attach the transcript in FILE to an ended call: WebVTT, SubRip, or text of Zoom, Teams, Meet.

    Who speaks is as the client's transcripts have it already, else guessed by the name; the window
    lets you correct it, and goes through what is said of next steps. Lines that the call has
    already are not added again.
    """
    if last == (call is not None):
        raise click.UsageError("Say which call: --last or --call ID.")
    from companion import transcribing
    from companion.method.voices import people_of, recognised
    from companion.quick import call_or_last

    # Read first: a file that is none changes nothing, and makes no history where there was none.
    with reading(data_dir) as store:
        held = _ended(store, call_or_last(store, call))
        about = store.disagreements.get(store.calls.disagreement_of(held.id), transcripts=False)
        client, me = store.people.client(about.client), store.people.me()
    found = transcribing.read_file(file, held.started_at)
    speakers = recognised(found.speakers, people_of(held, client, me), client.speakers)
    with Store.open(history_path(data_dir)) as store:
        keep = transcribing.at_once(store)
        attached = transcribing.attach(keep, held.id, found.lines, speakers, terminal.tell)
    day = terminal.said_day(held.moment, SystemClock().now().date())
    about_what = f"{terminal.cell(about.topic)}, with {terminal.cell(client.name)}"
    click.echo(terminal.harmless(f"{_attached(attached)} to the call of {day}: {about_what}."))
    for line in (*_who_is_who(found, speakers), *_remarks(found)):
        click.echo(terminal.harmless(line))


def _ended(store: Store, call_id: str) -> Call:
    from companion.model import CallState

    call = store.calls.get(call_id, transcript=False)
    if call.state is not CallState.ENDED:
        raise InvalidInput("A transcript comes to a call that has ended; this one has not.")
    return call


def _attached(attached: Attached) -> str:
    """Return what was attached, in words."""
    new = terminal.count(len(attached.lines), "line")
    known = f" ({attached.known:,} were there already)" if attached.known else ""
    return f"Attached {new}{known}"


def _who_is_who(found: Transcript, speakers: tuple[Speaker, ...]) -> Iterator[str]:
    """Yield a line for each name in the file: in how many lines it speaks, and whom it means."""
    meant = {each.heard: f"{each.name}, {each.side}" for each in speakers}
    yield from terminal.table(
        (heard, terminal.count(lines, "line"), meant.get(heard, "not known yet"))
        for heard, lines in found.speakers.items()
    )


def _remarks(found: Transcript) -> Iterator[str]:
    """Yield what became of the lines that are no speech."""
    if found.unread:
        lines = terminal.count(len(found.unread), "line")
        yield f"Kept as text, without a speaker or a time of its own: {lines}."
    if found.left_out:
        lines = terminal.count(len(found.left_out), "line")
        yield f"Left out, since the program that wrote the file set something by it: {lines}."
