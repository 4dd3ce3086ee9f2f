"""What a file says of people: one card for each, and what could not be read as one."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from companion.errors import ContactsError
from companion.exchange.addresses import plain_address
from companion.method.introducing import Card
from companion.method.one_line import one_line
from companion.method.organisation import organisation as organisation_of
from companion.model.value import Value

MOST_CARDS = 50_000
"""People that are taken from one file; the largest address books of mail services have as many."""

LONGEST_TEXT = 200
"""Characters of a name, a role or an organisation that are kept."""

_MOST_ADDRESSES = 20


class Source(StrEnum):
    """As what a file was read."""

    VCARD = "vCard"
    TABLE = "CSV"


class Cards(Value, frozen=True, kw_only=True):
    """All people of a file, and the lines of what is left out: no person, or no name or address.

    ``twice`` counts the entries that were the same as an earlier one and went into it.
    """

    source: Source
    cards: tuple[Card, ...]
    left_out: tuple[int, ...] = ()
    twice: int = 0


def cleaned_card(
    *, name: str, addresses: Iterable[str], role: str, organisation: str, line: int
) -> Card | None:
    """Return a person, each text in one line; None where there is neither name nor address.

    An address at an organisation comes before one that anybody can have.
    """
    found = dict.fromkeys(filter(None, map(plain_address, addresses)))
    said = "" if "@" in name else _short(name)
    if not said and not found:
        return None
    at_work_first = sorted(found, key=lambda address: not organisation_of(address))
    return Card(
        name=said,
        addresses=tuple(at_work_first[:_MOST_ADDRESSES]),
        role=_short(role),
        organisation=_short(organisation),
        line=line,
    )


class Collected:
    """Takes one person after the other; whoever stands twice becomes one."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._cards: list[Card] = []
        self._by_address: dict[str, int] = {}
        self._by_name: dict[tuple[str, str], int] = {}
        self._left_out: list[int] = []
        self._twice = 0

    def take(self, found: Card | None, line: int) -> None:
        """Keep a person; None is an entry without one. Raises ContactsError for too many."""
        if found is None:
            self._left_out.append(line)
            return
        known = self._known(found)
        if known is None:
            known = len(self._cards)
            self._cards.append(found)
        else:
            self._twice += 1
            self._cards[known] = _one_of(self._cards[known], found)
        if len(self._cards) + len(self._left_out) > MOST_CARDS:
            raise ContactsError(f"it has more than {MOST_CARDS:,} people", line)
        for address in found.addresses:
            self._by_address[address.casefold()] = known
        if found.name and (found.organisation or not found.addresses):
            self._by_name[_named(found)] = known

    def all(self, source: Source) -> Cards:
        """Return everybody, once the file has ended. Raises ContactsError where nobody is there."""
        if not self._cards:
            raise ContactsError("nobody in it has a name or an address")
        return Cards(
            source=source,
            cards=tuple(self._cards),
            left_out=tuple(self._left_out),
            twice=self._twice,
        )

    def _known(self, found: Card) -> int | None:
        """Return who that is already: by an address, else by the name there."""
        ids = (self._by_address.get(address.casefold()) for address in found.addresses)
        same = next((each for each in ids if each is not None), None)
        is_named = found.organisation or not found.addresses
        return self._by_name.get(_named(found)) if same is None and is_named else same


def _named(found: Card) -> tuple[str, str]:
    return found.name.casefold(), found.organisation.casefold()


def _one_of(first: Card, second: Card) -> Card:
    both = dict.fromkeys((*first.addresses, *second.addresses))
    return Card(
        name=first.name or second.name,
        addresses=tuple(both)[:_MOST_ADDRESSES],
        role=first.role or second.role,
        organisation=first.organisation or second.organisation,
        line=first.line,
    )


def _short(text: str) -> str:
    line = " ".join(one_line(text[: 4 * LONGEST_TEXT]).split())
    return line if len(line) <= LONGEST_TEXT else line[: LONGEST_TEXT - 1].rstrip() + "…"
