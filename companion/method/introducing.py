"""People whom a file names and the history does not: whose they are, and who is known already."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from companion.method.marking import fold
from companion.method.naming import plain_name
from companion.method.one_line import one_line
from companion.method.organisation import label_of, name_starts, organisation
from companion.model import Contact, new_id
from companion.model.value import Value

_FORMS = """
    ab ag as bv co company corp corporation ev gmbh inc incorporated kg kgaa limited llc llp ltd mbh
    nv ohg oy plc pty sa sarl sas se spa srl ug und and
"""
_LEGAL = frozenset(_FORMS.split())
"""Words at the end of a firm's name that say in which form it stands in a register."""

_FIELDS = ("name", "email", "role")


class Card(Value, frozen=True, kw_only=True):
    """A person as a file names them: *line* is where, the first of ``addresses`` is for work."""

    name: str = ""
    addresses: tuple[str, ...] = ()
    role: str = ""
    organisation: str = ""
    line: int = 0

    @property
    def address(self) -> str:
        """The address that a contact would have."""
        return self.addresses[0] if self.addresses else ""


class KnownClient(Value, frozen=True, kw_only=True):
    """A client of the history with the people who are known there."""

    id: str
    name: str
    is_archived: bool = False
    contacts: tuple[Contact, ...] = ()


class Introduction(Value, frozen=True, kw_only=True):
    """What bringing a person in would do.

    Without ``client_id``, ``client`` names a client that would be made; where both are empty,
    nobody has said yet where the person belongs. ``contact`` is who that is already.
    """

    card: Card
    client_id: str = ""
    client: str = ""
    contact: Contact | None = None
    is_ours: bool = False

    @property
    def has_client(self) -> bool:
        """Whether it is said where the person belongs."""
        return bool(self.client_id or self.client)

    @property
    def fills(self) -> tuple[str, ...]:
        """Which fields of the known contact are empty, and would not be any more."""
        before = self.contact
        if before is None:
            return ()
        after = filled(before, self.card)
        return tuple(name for name in _FIELDS if getattr(before, name) != getattr(after, name))

    @property
    def differs(self) -> tuple[str, ...]:
        """In which fields the file says something else of a known contact, whose words stay."""
        kept, card = self.contact, self.card
        if kept is None:
            return ()
        said = {"email": card.addresses, "role": (card.role,)}
        return tuple(
            name
            for name, words in said.items()
            if getattr(kept, name)
            and any(words)
            and one_line(getattr(kept, name)).casefold() not in {each.casefold() for each in words}
        )

    @property
    def brings(self) -> bool:
        """Whether anything would be in the history that is not there now."""
        return self.contact is None or bool(self.fills)


class AddressBook:
    """All clients with their people, asked for one person after the other."""

    def __init__(self, clients: Iterable[KnownClient], own: Iterable[str] = ()) -> None:
        """Know *clients*; *own* are the person's own addresses."""
        self._names: dict[str, str] = {}
        self._called: dict[str, list[str]] = {}
        self._contacts: dict[str, Contact] = {}
        self._of_address: dict[str, tuple[str, str]] = {}
        self._of_name: dict[tuple[str, str], str] = {}
        self._of_firm: dict[str, Counter[str]] = {}
        self._starts: dict[str, set[str]] = {}
        self._own = frozenset(address.casefold() for address in own)
        self._our_firms = frozenset(filter(None, map(organisation, self._own)))
        # Those that are put away come last: of two that a person may belong to, the other counts.
        for client in sorted(clients, key=lambda each: each.is_archived):
            self.add_client(client)

    def add_client(self, client: KnownClient) -> None:
        """Know a client, with its people."""
        self._names[client.id] = client.name
        self._called.setdefault(_firm(client.name), []).append(client.id)
        if not client.is_archived:
            for start in name_starts(client.name):
                self._starts.setdefault(start, set()).add(client.id)
        for contact in client.contacts:
            self.add_contact(client.id, contact)

    def add_contact(self, client_id: str, contact: Contact) -> None:
        """Know somebody at a client; of one who is known already, what is said now."""
        self._contacts[contact.id] = contact
        if contact.email:
            self._of_address.setdefault(contact.email.casefold(), (client_id, contact.id))
            firm = organisation(contact.email)
            if firm:
                self._of_firm.setdefault(firm, Counter())[client_id] += 1
        if name := _folded(contact.name):
            self._of_name.setdefault((client_id, name), contact.id)

    def has_client(self, client_id: str) -> bool:
        """Return whether there is such a client."""
        return client_id in self._names

    def client_named(self, name: str) -> str:
        """Return the id of the client of that name, whatever its capitals and legal form, or ""."""
        found = self._called.get(_firm(name), []) if _firm(name) else []
        exact = (each for each in found if _folded(self._names[each]) == _folded(name))
        return next(exact, found[0] if found else "")

    def placed(self, card: Card) -> Introduction:
        """Return where a person belongs, as far as the history tells.

        First to whoever has one of the addresses, then to the client named as the organisation,
        then to the one at whose domain most addresses are, then to the one named as a domain.
        Otherwise the organisation is proposed as a new client.
        """
        client_id = self._whose(card)
        if client_id:
            return self.placed_at(card, client_id)
        return self.placed_new(card, card.organisation)

    def placed_at(self, card: Card, client_id: str) -> Introduction:
        """Return what bringing *card* in at that client would do."""
        return Introduction(
            card=card,
            client_id=client_id,
            client=self._names[client_id],
            contact=self._met(card, client_id),
            is_ours=self._is_ours(card),
        )

    def placed_new(self, card: Card, name: str) -> Introduction:
        """Return what bringing *card* in at a client named *name* would do, made if need be."""
        client_id = self.client_named(name)
        if client_id:
            return self.placed_at(card, client_id)
        return Introduction(card=card, client=one_line(name), is_ours=self._is_ours(card))

    def _whose(self, card: Card) -> str:
        for address in card.addresses:
            if known := self._of_address.get(address.casefold()):
                return known[0]
        if named := self.client_named(card.organisation):
            return named
        firms = [firm for firm in map(organisation, card.addresses) if firm]
        votes: Counter[str] = Counter()
        for firm in firms:
            votes.update(self._of_firm.get(firm, {}))
        return _first(votes) or _first(
            Counter(each for firm in firms for each in self._starts.get(label_of(firm), ()))
        )

    def _met(self, card: Card, client_id: str) -> Contact | None:
        for address in card.addresses:
            known = self._of_address.get(address.casefold())
            if known and known[0] == client_id:
                return self._contacts[known[1]]
        named = self._of_name.get((client_id, _folded(card.name)), "")
        return self._contacts[named] if card.name and named else None

    def _is_ours(self, card: Card) -> bool:
        return any(
            address.casefold() in self._own or organisation(address) in self._our_firms
            for address in card.addresses
        )


def filled(contact: Contact, card: Card) -> Contact:
    """Return *contact* with what it lacks and *card* says; nothing is written over."""
    return replace(
        contact,
        name=contact.name or card.name,
        email=contact.email or card.address,
        role=contact.role or card.role,
    )


def new_contact(card: Card) -> Contact:
    """Return the contact that a person becomes who is not known yet."""
    return filled(Contact(id=new_id()), card)


def _first(votes: Counter[str]) -> str:
    """Return who has most votes; nobody where two are even."""
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def _folded(name: str) -> str:
    return " ".join(fold(plain_name(one_line(name))).split())


def _firm(name: str) -> str:
    """Return a firm's name as it is compared: no accents, signs, capitals or legal form."""
    words = re.findall(r"[^\W_]+", fold(one_line(name)))
    while len(words) > 1 and words[-1] in _LEGAL:
        del words[-1]
    return "".join(words)
