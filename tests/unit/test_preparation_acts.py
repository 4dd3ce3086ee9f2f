"""Acts of a preparation on the history, without a window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from companion.errors import InvalidInput
from companion.model import Call, CallState, Client, Contact, Disagreement
from companion.preparing.call_acts import discard, log_call, start_call
from companion.preparing.client_acts import assign_client
from companion.preparing.metric_acts import keep_metric
from companion.preparing.people_acts import keep_people
from companion.preparing.preparation import open_preparation, read_preparation
from companion.session import Session, begin_disagreement, continue_in_new_call
from companion.store import Store
from tests.clock import NOON, HandClock


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        yield opened


def begun(store: Store, name: str = "") -> str:
    call_id = begin_disagreement(store, HandClock(), name).calls[0].id
    open_preparation(store, call_id, NOON)
    return call_id


def test_what_somebody_fears_moves_to_the_contact_who_is_known_there(store: Store) -> None:
    store.people.put_client(
        Client(id="c", name="Northwind", contacts=(Contact(id="p", name="Dana"),))
    )
    call_id = begun(store)
    keep_people(store, call_id, (("Dana", "dana@northwind.example"),), NOON)
    made = read_preparation(store, call_id).memory.contacts[0]
    store.people.set_contact_memory(made.id, knows="", fears="The board", past="")
    assign_client(store, call_id, "Northwind", NOON)
    (dana,) = store.people.client("c").contacts
    assert (dana.id, dana.email, dana.fears) == ("p", "dana@northwind.example", "The board")


def test_a_figure_after_an_hour_is_another_reading(store: Store) -> None:
    call_id = begun(store)
    keep_metric(store, call_id, "Leads, now 30", NOON)
    keep_metric(store, call_id, "Leads, now 31", NOON + timedelta(hours=2))
    metric = read_preparation(store, call_id).metric
    assert metric is not None
    assert [point.now for point in metric.points] == [30, 31]


def test_a_figure_alone_belongs_to_the_metric_that_stands_there(store: Store) -> None:
    call_id = begun(store)
    keep_metric(store, call_id, "Leads, now 30", NOON)
    keep_metric(store, call_id, "33 now", NOON)
    metric = read_preparation(store, call_id).metric
    assert metric is not None
    assert (metric.label, [point.now for point in metric.points]) == ("Leads", [33])


def test_a_known_contact_gets_the_address_that_was_missing(store: Store) -> None:
    store.people.put_client(
        Client(id="c", name="Northwind", contacts=(Contact(id="p", name="Dana"),))
    )
    call_id = begun(store, "Northwind")
    keep_people(store, call_id, (("Dana", "dana@northwind.example"),), NOON)
    assert store.people.client("c").contacts[0].email == "dana@northwind.example"


def test_two_people_of_one_name_with_two_addresses_are_two(store: Store) -> None:
    call_id = begun(store, "Northwind")
    people = (("Sam", "sam@a.example"), ("Sam", "sam@b.example"))
    keep_people(store, call_id, people, NOON)
    assert len(read_preparation(store, call_id).memory.contacts) == 2


def test_discarding_another_call_keeps_the_disagreement(store: Store) -> None:
    ended = Call(id="k", state=CallState.ENDED, started_at=NOON, ended_at=NOON)
    store.people.put_client(Client(id="c", name="Northwind"))
    store.disagreements.put(Disagreement(id="d", client="c", topic="Leads", calls=(ended,)))
    call_id = continue_in_new_call(store, "d").id
    open_preparation(store, call_id, NOON)
    discard(store, call_id)
    assert [call.id for call in store.disagreements.get("d").calls] == ["k"]


def test_a_call_that_ended_is_not_started_again(store: Store) -> None:
    call_id = begun(store, "Northwind")
    Session(store, HandClock(), call_id).start()
    Session(store, HandClock(), call_id).end()
    with pytest.raises(InvalidInput, match="has ended already"):
        start_call(store, HandClock(), call_id)


def test_a_call_that_runs_is_not_logged_as_past(store: Store) -> None:
    call_id = begun(store, "Northwind")
    Session(store, HandClock(), call_id).start()
    with pytest.raises(InvalidInput, match="in the history already"):
        log_call(store, call_id, NOON, 45)


def test_a_preparation_that_began_with_a_name_knows_the_last_numbers(store: Store) -> None:
    first = begun(store, "Northwind")
    keep_metric(store, first, "Leads, now 30", NOON)
    second = begun(store, "Northwind")
    metric = read_preparation(store, second).metric
    assert metric is not None
    assert metric.label == "Leads"


def test_a_number_that_was_emptied_stays_empty_when_it_is_opened_again(store: Store) -> None:
    first = begun(store, "Northwind")
    keep_metric(store, first, "Leads, now 30", NOON)
    second = begun(store, "Northwind")
    keep_metric(store, second, "", NOON)
    assert open_preparation(store, second, NOON).metric is None
