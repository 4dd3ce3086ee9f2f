"""A call prepared from an invitation: its topic, time and people, and whose client that may be."""

from __future__ import annotations

from pathlib import Path

from companion.exchange.invitation import Invitation
from companion.exchange.progress import Tell, untold
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
    """Read the invitation at *path*, the next one of several. Raises InvitationError, NotThere."""
    from companion.exchange.invitation import read_invitation

    return read_invitation(_read(path), own_addresses, now=clock.now())


def meetings_in(
    path: Path, own_addresses: tuple[str, ...], clock: Clock, tell: Tell = untold
) -> tuple[Invitation, ...]:
    """Read the calendar at *path*: what is to come of it. Raises InvitationError, NotThere."""
    from companion.exchange.invitation import read_meetings

    return read_meetings(_read(path), own_addresses, now=clock.now(), tell=tell)


def _read(path: Path) -> bytes:
    from companion.exchange.calendar_lines import LARGEST_FILE
    from companion.exchange.files import read_whole

    # One byte more than is read, so that the reader says in its own words what is too much.
    return read_whole(path, LARGEST_FILE + 1)


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
