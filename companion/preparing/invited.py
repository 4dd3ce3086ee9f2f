"""A call prepared from an invitation: its topic, time and people, and whose client that may be."""

from __future__ import annotations

from pathlib import Path

from companion.exchange.invitation import Invitation
from companion.method.organisation import likely_client
from companion.model import Side
from companion.model.value import Value
from companion.preparing.people_acts import ensure_contacts
from companion.preparing.preparation import open_preparation
from companion.session import Clock, begin_disagreement
from companion.store import Store


class Invited(Value, frozen=True, kw_only=True):
    """The call that an invitation led to, and what the person should look at."""

    call_id: str
    remarks: tuple[str, ...] = ()


def invitation_in(path: Path, own_addresses: tuple[str, ...], clock: Clock) -> Invitation:
    """Read the invitation at *path*. Raises InvitationError, NotThere."""
    from companion.errors import DocumentError, InvitationError
    from companion.exchange.calendar_lines import LARGEST_FILE
    from companion.exchange.files import read_whole
    from companion.exchange.invitation import read_invitation

    try:
        data = read_whole(path, LARGEST_FILE)
    except DocumentError:
        reason = f"it is larger than {LARGEST_FILE // 1_000_000} MB"
        raise InvitationError(reason) from None
    return read_invitation(data, own_addresses, now=clock.now())


def prepare_invited(store: Store, clock: Clock, invitation: Invitation) -> Invited:
    """Prepare a call from *invitation*; one that was prepared from it before is returned as it is.

    The client is the one whom the addresses belong to; where they do not say, it waits for a
    name. Those of theirs become contacts, as they do when a person types them.
    """
    with store.write():
        before = _prepared_before(store, invitation)
        if before:
            return Invited(call_id=before, remarks=("You have prepared this call already.",))
        disagreement = begin_disagreement(store, clock)
        call_id = disagreement.calls[0].id
        theirs = [each.email for each in invitation.attendees if each.side is Side.THEIRS]
        client_id = likely_client(theirs, store.people.acquaintances())
        if client_id:
            store.disagreements.set_client(disagreement.id, client_id)
        store.disagreements.set_text(disagreement.id, "topic", invitation.title)
        store.live.set_plan(call_id, invitation.starts_at, invitation.minutes)
        store.live.set_attendees(call_id, invitation.attendees)
        open_preparation(store, call_id, clock.now())
        ensure_contacts(store, call_id, clock.now())
    return Invited(call_id=call_id, remarks=invitation.remarks)


def _prepared_before(store: Store, invitation: Invitation) -> str:
    """Return the prepared call with that topic at that time, or an empty text."""
    if invitation.starts_at is None or not invitation.title:
        return ""
    same = (invitation.title, invitation.starts_at)
    planned = store.browse.planned()
    return next((call.call_id for call in planned if (call.topic, call.moment) == same), "")
