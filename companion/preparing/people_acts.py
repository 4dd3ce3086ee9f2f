"""Acts on who is on the call: attendees, and the contacts of the client that they become."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from companion.model import Attendee, Client, Contact, Me, Side, new_id
from companion.preparing.preparation import made_here, place, remember_made
from companion.store import Store

Named = tuple[str, str]
"""A name and an address; one of them may be empty."""


def keep_people(store: Store, call_id: str, people: tuple[Named, ...], now: datetime) -> None:
    """Keep who is on the call; people of theirs that we did not know become contacts.

    A contact whom this preparation made, and who is not on the call after all, goes again.
    """
    with store.write():
        store.drafts.keep(place(call_id, "people"), "", now)
        me = store.people.me()
        client = _client_of(store, call_id)
        before = store.calls.get(call_id).attendees
        attendees = tuple(_attendee(person, before, client, me) for person in people)
        store.live.set_attendees(call_id, attendees)
        _forget_slips(store, call_id, client, attendees, now)
        ensure_contacts(store, call_id, now)


def ensure_contacts(store: Store, call_id: str, now: datetime) -> None:
    """Make everybody of theirs on the call a contact of the client, with their address."""
    client = _client_of(store, call_id)
    contacts = list(client.contacts)
    made = made_here(store, call_id)
    for attendee in store.calls.get(call_id).attendees:
        person = Contact(id=new_id(), name=attendee.name, email=attendee.email)
        known = next((contact for contact in contacts if same_person(contact, person)), None)
        if attendee.side is Side.OURS:
            continue
        if known is None:
            contacts.append(store.people.save_contact(client.id, person))
            made = replace(made, contacts=(*made.contacts, person.id))
        elif person.email and not known.email:
            store.people.save_contact(client.id, replace(known, email=person.email))
    remember_made(store, call_id, made, now)


def is_only_named(contact: Contact) -> bool:
    """Whether nothing was written down of a contact but name and address."""
    return not (contact.role or contact.knows or contact.fears or contact.past)


def same_person(one: Contact | Attendee, other: Contact | Attendee) -> bool:
    """Whether two entries are one person: the same address, or the same name where one has none."""
    if one.email and other.email and one.email.casefold() == other.email.casefold():
        return True
    if not one.name or one.name.casefold() != other.name.casefold():
        return False
    return not (one.email and other.email)


def _attendee(person: Named, before: tuple[Attendee, ...], client: Client, me: Me) -> Attendee:
    """Return somebody on the call: as they were, else with the address that we know of them."""
    name, email = person
    wanted = Attendee(name=name, email=email, side=_side(name, email, me))
    for known in before:
        if (known.name, known.email) == person:
            return known
    if not email and wanted.side is Side.THEIRS:
        email = next((c.email for c in client.contacts if same_person(c, wanted)), "")
    return replace(wanted, email=email)


def _side(name: str, email: str, me: Me) -> Side:
    """Return whose side somebody is on: ours are I and the colleagues whom I named."""
    ours = {me.name, *me.emails}
    ours.update(text for colleague in me.colleagues for text in (colleague.name, colleague.email))
    known = {text.casefold() for text in ours if text}
    return Side.OURS if {name.casefold(), email.casefold()} & known else Side.THEIRS


def _forget_slips(
    store: Store, call_id: str, client: Client, attendees: tuple[Attendee, ...], now: datetime
) -> None:
    made = made_here(store, call_id)
    gone = [
        contact.id
        for contact in client.contacts
        if contact.id in made.contacts
        and is_only_named(contact)
        and not any(same_person(contact, attendee) for attendee in attendees)
    ]
    for contact_id in gone:
        store.people.remove_contact(contact_id)
    left = tuple(contact_id for contact_id in made.contacts if contact_id not in gone)
    remember_made(store, call_id, replace(made, contacts=left), now)


def _client_of(store: Store, call_id: str) -> Client:
    disagreement_id = store.calls.disagreement_of(call_id)
    return store.people.client(store.disagreements.get(disagreement_id).client)
