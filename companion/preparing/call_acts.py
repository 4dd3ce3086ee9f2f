"""Acts that end a preparation: the call starts, was held, or was a mistake and is discarded."""

from __future__ import annotations

from datetime import datetime

from companion.errors import InvalidInput, NotThere
from companion.model import Call, CallState, Disagreement
from companion.preparing.client_acts import take_back_client
from companion.preparing.metric_acts import is_own_metric
from companion.preparing.people_acts import is_only_named
from companion.preparing.preparation import UNFINISHED, made_here, place
from companion.session import Clock, Session, log_past_call
from companion.store import Store


def start_call(store: Store, clock: Clock, call_id: str) -> str:
    """Start the prepared call and return its id; one that runs already goes on as it is.

    Raises InvalidInput where the call has ended meanwhile.
    """
    status = store.calls.get(call_id).status
    if status is CallState.ENDED:
        raise InvalidInput("This call has ended already. You can reopen it from the history.")
    with store.write():
        if status is CallState.PREPARED:
            Session(store, clock, call_id).start()
        store.drafts.forget(place(call_id, ""))
    return call_id


def log_call(store: Store, call_id: str, held_at: datetime, minutes: int) -> str:
    """Record that the call was held at *held_at* for *minutes*, and return its id.

    Raises InvalidInput where it has been started or recorded meanwhile.
    """
    if store.calls.get(call_id).status is not CallState.PREPARED:
        raise InvalidInput("This call is in the history already.")
    with store.write():
        log_past_call(store, store.calls.disagreement_of(call_id), call_id, held_at, minutes)
        store.drafts.forget(place(call_id, ""))
    return call_id


def discard(store: Store, call_id: str) -> None:
    """Remove the prepared call, with its disagreement where this was the only call about it."""
    with store.write():
        disagreement = store.disagreements.get(store.calls.disagreement_of(call_id))
        if len(disagreement.calls) == 1 and disagreement.calls[0].status is CallState.PREPARED:
            _take_back_parts(store, disagreement, call_id)
            take_back_client(store, call_id)
            store.disagreements.delete(disagreement.id)
        else:
            store.calls.delete(call_id)
        store.drafts.forget(place(call_id, ""))


def _take_back_parts(store: Store, disagreement: Disagreement, call_id: str) -> None:
    """Take back the contacts and metrics that only this preparation brought in."""
    made = made_here(store, call_id)
    for contact in store.people.client(disagreement.client).contacts:
        if contact.id in made.contacts and is_only_named(contact):
            store.people.remove_contact(contact.id)
    for metric_id in made.metrics:
        if is_own_metric(store, disagreement.id, metric_id, made):
            store.people.remove_metric(metric_id)


def discard_if_blank(store: Store, call_id: str) -> bool:
    """Remove a preparation into which nobody wrote anything; return whether it was one."""
    try:
        disagreement = store.disagreements.get(store.calls.disagreement_of(call_id))
    except NotThere:
        return False
    client = store.people.client(disagreement.client)
    if client.name or client.contacts or client.metrics or not _is_blank(disagreement, call_id):
        return False
    if any(store.drafts.get(place(call_id, line)) for line in UNFINISHED):
        return False
    discard(store, call_id)
    return True


def _is_blank(disagreement: Disagreement, call_id: str) -> bool:
    """Whether a disagreement holds nothing but its ids and one prepared, empty call."""
    blank = Disagreement(
        id=disagreement.id,
        client=disagreement.client,
        topic="",
        opened_at=disagreement.opened_at,
        calls=disagreement.calls,
    )
    if disagreement != blank or len(disagreement.calls) != 1:
        return False
    call = disagreement.calls[0]
    return call == Call(id=call_id, state=CallState.PREPARED, playbook=call.playbook)
