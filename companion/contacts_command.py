"""``companion contacts``: people come into the history out of an address book."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from companion import terminal
from companion.clocks import SystemClock
from companion.commands import examples, history_path
from companion.errors import ContactsError
from companion.exchange.files import read_whole
from companion.store import Store

if TYPE_CHECKING:
    from companion.exchange.contacts import Cards
    from companion.method.introducing import Introduction
    from companion.store.introductions import Brought

_FIELDS = {"name": "name", "email": "address", "role": "role"}


@click.command(
    "contacts",
    short_help="Bring contacts in from vCard or CSV.",
    epilog=examples(
        "companion contacts --dry-run team.vcf",
        "companion contacts --client Northwind northwind.csv",
        "companion imports --undo 1",
    ),
)
@click.option("--client", metavar="NAME", help="Whose everybody is who cannot be placed.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.argument("file", type=click.Path(path_type=Path, readable=False, allow_dash=True))
@click.pass_obj
def bring_contacts(data_dir: Path | None, client: str | None, dry_run: bool, file: Path) -> None:
    """Bring the people in FILE in as contacts of their clients; - reads standard input.

    FILE is a vCard, or a table (CSV) of Google Contacts, Outlook, LinkedIn or your own. Whose a
    person is, is told by address, organisation and domain. Whoever cannot be placed stays out
    unless --client says whose they are; that client is made where there is none. Nothing that is
    known is written over, and companion imports takes it back.
    """
    cards = _read(file)  # first: a file that is none makes no history where there was none
    with Store.open(history_path(data_dir)) as store:
        people = _placed(store, cards, client)
        wanted = [each for each in people if each.client_id or (client and each.client)]
        rows = [_row(each, each in wanted) for each in people]
        click.echo(terminal.harmless("\n".join(terminal.table(rows))))
        if dry_run:
            click.echo("Nothing was changed.")
        else:
            brought = store.introductions.bring(wanted, _name(file), SystemClock().now())
            click.echo(_brought(brought, len(people) - len(wanted)))


def _read(file: Path) -> Cards:
    from companion.exchange.contacts import LARGEST_FILE, Table, people_of, read_contacts

    is_piped = str(file) == "-"
    data = (
        sys.stdin.buffer.read(LARGEST_FILE + 1) if is_piped else read_whole(file, LARGEST_FILE + 1)
    )
    found = read_contacts(data, terminal.tell)
    if not isinstance(found, Table):
        return found
    if not found.headings:
        raise ContactsError("its columns have no headings that we know; the window asks for them")
    return people_of(found, found.columns, terminal.tell)


def _name(file: Path) -> str:
    return "Standard input" if str(file) == "-" else file.name


def _placed(store: Store, cards: Cards, client: str | None) -> list[Introduction]:
    """Return whose everybody is; colleagues of ours are nobody's contacts."""
    book = store.introductions.book()
    people = [book.placed(card) for card in cards.cards]
    return [
        book.placed_new(each.card, client) if client and not each.client_id else each
        for each in people
        if not each.is_ours
    ]


def _row(person: Introduction, comes: bool) -> tuple[str, ...]:
    card = person.card
    return (card.name, card.address, person.client or "?", _effect(person, comes))


def _effect(person: Introduction, comes: bool) -> str:
    if not comes:
        return "stays out: whose?"
    if person.contact is None:
        return "new" if person.client_id else "new, with a new client"
    if person.fills:
        return f"known, gets {', '.join(_FIELDS[each] for each in person.fills)}"
    return "known, and stays as it is" if person.differs else "known"


def _brought(brought: Brought, left: int) -> str:
    said = f"{brought.added:,} added, {brought.filled:,} filled up, {brought.known:,} known already"
    return f"{said}; {left:,} stayed out." if left else f"{said}."
