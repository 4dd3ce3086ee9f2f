"""Who really gets a mail: every address as it travels, and whose domain each of them is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from companion.errors import InvalidInput
from companion.mail.addresses import Recipient, parse_recipients
from companion.mail.message import envelope
from companion.model import Recap
from companion.model.value import Value

_MUCH_ALIKE: Final = 0.85
"""From this ratio of difflib on a domain is taken for another at a glance: one letter in ten."""


class Whose(StrEnum):
    """Whose domain an address has."""

    OURS = "ours"
    THEIRS = "theirs"
    OTHER = "other"


class Addressed(Value, frozen=True, kw_only=True):
    """One who gets the mail: ``address`` is what travels, in plain ASCII letters.

    ``written`` is how the address was written where its domain has other letters, which may only
    look like the ones that one knows; ``is_alike`` tells that a foreign domain looks like theirs.
    """

    address: str
    whose: Whose
    written: str = ""
    is_alike: bool = False
    is_copy: bool = False


def addressed(recap: Recap, ours: Iterable[str], theirs: Iterable[str]) -> tuple[Addressed, ...]:
    """Return who gets *recap*: one for each address of its envelope, in the same order.

    *ours* are our own addresses, *theirs* those that are known of the client. The domain that
    most of these share is the client's; where none is known, the one that most recipients share.
    Raises InvalidInput for an address to which no mail can go.
    """
    own = {_domain(address) for address in _routes(ours)}
    people = {p.route: p for text in (*recap.to, *recap.cc) for p in parse_recipients(text)}
    copies = frozenset(_routes(recap.cc)) - frozenset(_routes(recap.to))
    routes = envelope(recap)
    client = _shared(_routes(theirs), own) or _shared(routes, own)
    return tuple(_addressed(people[route], route in copies, own, client) for route in routes)


def _addressed(person: Recipient, is_copy: bool, own: set[str], client: str) -> Addressed:
    domain = _domain(person.route)
    whose = Whose.OTHER
    if domain == client or (client and domain.endswith(f".{client}")):
        whose = Whose.THEIRS
    elif domain in own:
        whose = Whose.OURS
    is_foreign = whose is Whose.OTHER
    return Addressed(
        address=person.route,
        whose=whose,
        written=person.address if person.address.casefold() != person.route.casefold() else "",
        is_alike=is_foreign and any(_is_alike(domain, each) for each in (client, *own)),
        is_copy=is_copy,
    )


def _routes(addresses: Iterable[str]) -> list[str]:
    """Return the addresses as they travel; what is none is left out."""
    found: list[str] = []
    for address in addresses:
        try:
            found += [person.route for person in parse_recipients(address)]
        except InvalidInput:
            continue
    return [route for route in found if route]


def _shared(routes: Iterable[str], own: set[str]) -> str:
    """Return the domain that most of *routes* have, the first of equals; ours is never theirs."""
    counted = Counter(domain for route in routes if (domain := _domain(route)) not in own)
    return counted.most_common(1)[0][0] if counted else ""


def _domain(route: str) -> str:
    return route.rpartition("@")[2].casefold()


def _is_alike(domain: str, known: str) -> bool:
    return bool(known) and SequenceMatcher(None, domain, known, autojunk=False).ratio() >= (
        _MUCH_ALIKE
    )
