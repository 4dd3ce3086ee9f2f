"""What the window reads: the file, and where its people belong. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from companion.exchange.contacts import LARGEST_FILE, Cards, Table, read_contacts
from companion.exchange.files import read_whole
from companion.exchange.progress import Tell
from companion.method.introducing import AddressBook, Card, Introduction
from companion.method.marking import fold
from companion.store import Store


@dataclass(frozen=True, slots=True)
class Placed:
    """The people of a file in the order of the list, and the book that says where they belong."""

    book: AddressBook
    people: tuple[Introduction, ...]
    clients: tuple[str, ...]
    """The names of clients, last met first, for completion."""


def read_file(path: Path, tell: Tell) -> Cards | Table:
    """Read the file at *path*. Raises ContactsError, NotThere."""
    # One byte more than is read, so that the reader says in its own words what is too much.
    return read_contacts(read_whole(path, LARGEST_FILE + 1), tell)


def place(store: Store, cards: tuple[Card, ...]) -> Placed:
    """Return where everybody belongs as far as the history tells, those that bring most first."""
    book = store.introductions.book()
    people = [book.placed(card) for card in cards]
    people.sort(key=_order)
    return Placed(book=book, people=tuple(people), clients=store.people.client_names())


def follow(store: Store, before: Placed) -> Placed:
    """Return what becomes of the same people, at the clients that are said, as it is now."""
    book = store.introductions.book()

    def now(person: Introduction) -> Introduction:
        if person.client_id and book.has_client(person.client_id):
            return book.placed_at(person.card, person.client_id)
        if person.client:
            return book.placed_new(person.card, person.client)
        return book.placed(person.card)

    people = tuple(map(now, before.people))
    return Placed(book=book, people=people, clients=store.people.client_names())


def is_proposed(person: Introduction) -> bool:
    """Whether a person is ticked until somebody says otherwise: new with a client we know."""
    return bool(person.client_id) and person.brings and not person.is_ours


def _order(person: Introduction) -> tuple[int, str, str]:
    if is_proposed(person):
        group = 0
    elif person.brings and not person.is_ours:
        group = 1 if person.client else 2
    else:
        group = 3
    return group, fold(person.client), fold(person.card.name or person.card.address)


def words_of(person: Introduction) -> str:
    """Return everything by which a person may be looked for, folded."""
    card = person.card
    return fold(" ".join((card.name, *card.addresses, card.organisation, card.role, person.client)))
