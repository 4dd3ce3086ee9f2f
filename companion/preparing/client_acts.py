"""Acts on a preparation's client: to name it, and to move what was prepared to another one."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from companion.method.one_line import one_line
from companion.model import Client, Contact, Disagreement, new_id
from companion.preparing.metric_acts import is_own_metric
from companion.preparing.people_acts import ensure_contacts, same_person
from companion.preparing.preparation import (
    Made,
    made_here,
    place,
    recall_numbers,
    recall_playbook,
    remember_made,
)
from companion.store import Store


def assign_client(store: Store, call_id: str, typed: str, now: datetime) -> None:
    """Give the disagreement to the client of that name, made now where nobody has it.

    A client that came into the history by this preparation alone is renamed, so that a slip of
    the fingers leaves no second client behind.
    """
    name = one_line(typed)
    with store.write():
        store.drafts.keep(place(call_id, "client"), "", now)
        disagreement = store.disagreements.get(store.calls.disagreement_of(call_id))
        before = store.people.client(disagreement.client)
        known = store.people.client_named(name) if name else None
        if name == before.name or (known is not None and known.id == before.id):
            return
        made = made_here(store, call_id)
        ours = _is_ours(store, before, disagreement.id, made)
        if known is None and ours:
            store.people.rename_client(before.id, name)
            remember_made(store, call_id, replace(made, client=before.id), now)
            return
        after = known or store.people.put_client(Client(id=new_id(), name=name))
        _move(store, disagreement, before, after, made, whole=ours)
        left = replace(made, client="" if known else after.id)
        remember_made(store, call_id, left, now)
        ensure_contacts(store, call_id, now)
        recall_numbers(store, disagreement.id)
        recall_playbook(store, call_id)


def take_back_client(store: Store, call_id: str) -> None:
    """Let the client go unnamed where only this preparation made it, so that it can vanish."""
    disagreement = store.disagreements.get(store.calls.disagreement_of(call_id))
    client = store.people.client(disagreement.client)
    if _is_ours(store, client, disagreement.id, made_here(store, call_id)):
        store.people.rename_client(client.id, "")


def _is_ours(store: Store, client: Client, disagreement_id: str, made: Made) -> bool:
    """Whether the client is in the history only because of this disagreement."""
    alone = store.disagreements.ids(client.id) == (disagreement_id,)
    return alone and (client.name == "" or client.id == made.client)


def _move(
    store: Store,
    disagreement: Disagreement,
    before: Client,
    after: Client,
    made: Made,
    *,
    whole: bool,
) -> None:
    """Move the disagreement, with the numbers and people that came in with it.

    With *whole* everything of the client before came in with it, and that client vanishes.
    """
    _leave_their_numbers(store, disagreement, before, made)
    for person in before.contacts:
        if whole or person.id in made.contacts:
            _carry(store, person, after)
    if whole and before.name:
        store.people.rename_client(before.id, "")
    store.disagreements.set_client(disagreement.id, after.id)


def _leave_their_numbers(
    store: Store, disagreement: Disagreement, before: Client, made: Made
) -> None:
    """Keep with the client before what was known of it before this disagreement."""
    metric = disagreement.metric
    if metric is not None and not is_own_metric(store, disagreement.id, metric, made):
        store.disagreements.set_metric(disagreement.id, None)
    memory = store.memory.of_client(before.id, apart_from=disagreement.id)
    if disagreement.our_metric and disagreement.our_metric == memory.our_metric:
        store.disagreements.set_text(disagreement.id, "our_metric", "")


def _carry(store: Store, person: Contact, after: Client) -> None:
    """Make a contact one of the other client's, or add what it says to the one that is there."""
    there = next((known for known in after.contacts if same_person(known, person)), None)
    if there is None:
        store.people.save_contact(after.id, person)
        return
    store.people.save_contact(
        after.id,
        replace(
            there,
            email=there.email or person.email,
            knows=there.knows or person.knows,
            fears=there.fears or person.fears,
            past=there.past or person.past,
        ),
    )
    store.people.remove_contact(person.id)
