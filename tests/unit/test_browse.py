"""The history in rows: what is counted, what runs, what was held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from companion.model import (
    Call,
    CallState,
    Client,
    Disagreement,
    Outcome,
    OutcomeKind,
    Recap,
    RecapState,
)
from companion.store import Store

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        opened.people.put_client(Client(id="c-1", name="Northwind"))
        opened.people.put_client(Client(id="c-2", name="Contoso"))
        yield opened


def ended(call_id: str, days_ago: int, kind: OutcomeKind, *, sent: bool = True) -> Call:
    at = NOON - timedelta(days=days_ago)
    state = RecapState.SENT if sent else RecapState.DRAFT
    return Call(
        id=call_id,
        state=CallState.ENDED,
        started_at=at,
        ended_at=at + timedelta(minutes=40),
        outcome=Outcome(kind=kind, at=at),
        recaps=(Recap(id=f"r-{call_id}", state=state),),
    )


def put(store: Store, number: int, client: str, *calls: Call) -> None:
    store.disagreements.put(
        Disagreement(
            id=f"d-{number}", client=client, topic=f"Topic {number}", opened_at=NOON, calls=calls
        )
    )


def filled(store: Store) -> Store:
    put(store, 1, "c-1", ended("k-1", 30, OutcomeKind.AGREED), ended("k-2", 2, OutcomeKind.OPEN))
    put(store, 2, "c-1", ended("k-3", 5, OutcomeKind.AGREED, sent=False))
    put(store, 3, "c-2", ended("k-4", 9, OutcomeKind.AGREED))
    return store


@pytest.mark.parametrize(
    ("sort", "client", "wanted"),
    [
        ("all", None, ["d-1", "d-2", "d-3"]),
        ("all", "c-1", ["d-1", "d-2"]),
        ("open", None, ["d-1"]),
        ("unsent", None, ["d-2"]),
        ("unsent", "c-2", []),
    ],
)
def test_rows_come_last_touched_first_and_are_counted_the_same_way(
    store: Store, sort: str, client: str | None, wanted: list[str]
) -> None:
    filled(store)
    assert [row.id for row in store.browse.rows(sort, client)] == wanted
    assert store.browse.count(sort, client) == len(wanted)


def test_a_page_of_rows_begins_where_it_is_asked_to(store: Store) -> None:
    filled(store)
    assert [row.id for row in store.browse.rows(offset=1, limit=1)] == ["d-2"]


def test_the_last_held_call_of_each_disagreement_is_offered_and_no_prepared_one(
    store: Store,
) -> None:
    filled(store)
    planned = Call(id="k-9", state=CallState.PREPARED, planned_at=NOON + timedelta(days=3))
    store.calls.put("d-1", planned)
    put(store, 4, "c-2", Call(id="k-10", state=CallState.PREPARED))
    assert [call.call_id for call in store.browse.held(10)] == ["k-2", "k-3", "k-4"]
    assert [call.call_id for call in store.browse.held(1)] == ["k-2"]


def test_the_steps_are_those_of_the_last_call_that_was_begun(store: Store) -> None:
    put(store, 1, "c-1", ended("k-1", 9, OutcomeKind.OPEN), ended("k-2", 2, OutcomeKind.OPEN))
    store.live.tick("k-2", "metric", 1000)
    store.calls.put("d-1", Call(id="k-3", state=CallState.PREPARED, planned_at=NOON))
    (row,) = store.browse.rows()
    assert row.steps_done == ("metric",)
    assert row.calls == 3


def test_prepared_calls_come_in_their_order_those_without_a_time_last(store: Store) -> None:
    put(store, 1, "c-1", Call(id="k-1", state=CallState.PREPARED))
    put(store, 2, "c-1", Call(id="k-2", state=CallState.PREPARED, planned_at=NOON))
    put(
        store,
        3,
        "c-2",
        Call(id="k-3", state=CallState.PREPARED, planned_at=NOON - timedelta(hours=1)),
    )
    assert [call.call_id for call in store.browse.planned()] == ["k-3", "k-2", "k-1"]


def test_clients_are_counted_and_archived_ones_are_not_shown(store: Store) -> None:
    filled(store)
    store.people.put_client(Client(id="c-2", name="Contoso", archived=True))
    (client,) = store.browse.clients()
    assert (client.name, client.disagreements) == ("Northwind", 2)


def test_the_numbers_of_the_side_bar(store: Store) -> None:
    counts = filled(store).browse.counts()
    assert (counts.everything, counts.open, counts.unsent) == (3, 1, 1)
