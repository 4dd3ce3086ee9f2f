"""A call prepared from an invitation: what stands in it, and whose client it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from companion.errors import InvitationError, NotThere
from companion.exchange.invitation import Invitation
from companion.model import Attendee, Client, Contact, Metric, Side
from companion.preparing.call_acts import discard
from companion.preparing.client_acts import assign_client
from companion.preparing.invited import invitation_in, prepare_invited
from companion.store import Store
from tests.clock import NOON, HandClock

CLOCK = HandClock()
INVITATION = Invitation(
    title="Ad spend",
    starts_at=NOON + timedelta(days=3),
    minutes=45,
    attendees=(
        Attendee(name="Dana Ortiz", email="dana@bright.example"),
        Attendee(name="Kim", email="kim@studio.example", side=Side.OURS),
    ),
    remarks=("Look at the time.",),
)
BRIGHT = Client(
    id="b",
    name="Brightpath",
    contacts=(Contact(id="p", name="Sam", email="sam@bright.example"),),
    metrics=(Metric(id="m", label="Cost"),),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        yield opened


def test_title_time_and_people_stand_in_the_prepared_call(store: Store) -> None:
    invited = prepare_invited(store, CLOCK, INVITATION)
    call = store.calls.get(invited.call_id)
    assert (call.planned_at, call.planned_minutes) == (NOON + timedelta(days=3), 45)
    assert call.attendees == INVITATION.attendees
    assert store.disagreements.get(store.calls.disagreement_of(call.id)).topic == "Ad spend"
    assert invited.remarks == ("Look at the time.",)


def test_the_client_is_known_by_the_address_and_remembered(store: Store) -> None:
    store.people.put_client(BRIGHT)
    invited = prepare_invited(store, CLOCK, INVITATION)
    about = store.disagreements.get(store.calls.disagreement_of(invited.call_id))
    assert (about.client, about.metric) == ("b", "m")
    names = [contact.name for contact in store.people.client("b").contacts]
    assert names == ["Sam", "Dana Ortiz"]
    assert store.people.client_ids() == ("b",)


def test_a_client_put_away_is_nobodys_guess(store: Store) -> None:
    store.people.put_client(replace(BRIGHT, archived=True))
    invited = prepare_invited(store, CLOCK, INVITATION)
    about = store.disagreements.get(store.calls.disagreement_of(invited.call_id))
    assert store.people.client(about.client).name == ""


def test_a_name_given_later_takes_the_people_along(store: Store) -> None:
    invited = prepare_invited(store, CLOCK, INVITATION)
    assign_client(store, invited.call_id, "Brightpath", NOON)
    client = store.people.client_named("Brightpath")
    assert client is not None
    assert [contact.email for contact in client.contacts] == ["dana@bright.example"]


def test_the_same_invitation_leads_to_the_same_call(store: Store) -> None:
    first = prepare_invited(store, CLOCK, INVITATION)
    again = prepare_invited(store, CLOCK, INVITATION)
    assert again.call_id == first.call_id
    assert again.remarks == ("You have prepared this call already.",)
    assert len(store.disagreements.ids()) == 1


def test_a_discarded_call_leaves_nothing_behind(store: Store) -> None:
    store.people.put_client(BRIGHT)
    before = store.documents.dump()
    discard(store, prepare_invited(store, CLOCK, INVITATION).call_id)
    assert store.documents.dump() == before


def test_a_file_that_cannot_be_used_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(NotThere):
        invitation_in(tmp_path / "gone.ics", (), CLOCK)
    with pytest.raises(InvitationError, match="not a calendar file"):
        _read(tmp_path, b"hello")
    with pytest.raises(InvitationError, match="larger than 20 MB"):
        _read(tmp_path, b" " * 20_000_001)


def _read(folder: Path, data: bytes) -> Invitation:
    file = folder / "invite.ics"
    file.write_bytes(data)
    return invitation_in(file, (), CLOCK)
