"""What is remembered of a client beside a preparation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from companion.errors import NotThere
from companion.model import (
    Call,
    CallState,
    Chosen,
    Client,
    Contact,
    Disagreement,
    Metric,
    MetricPoint,
    NextStep,
    Outcome,
    OutcomeKind,
    Side,
    StepMark,
)
from companion.store import Store

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        opened.people.put_client(
            Client(
                id="c",
                name="Northwind",
                contacts=(Contact(id="p", name="Dana", fears="Another 30 %"),),
                metrics=(
                    _metric("old", "Leads", NOON - timedelta(days=90)),
                    _metric("new", "Cost ÷ revenue", NOON),
                ),
            )
        )
        yield opened


def _metric(key: str, label: str, at: datetime) -> Metric:
    return Metric(id=key, label=label, points=(MetricPoint(at=at, now=30),))


def _talked(store: Store, key: str, days: int, call: Call, **more: object) -> None:
    """Store a disagreement whose one call ended *days* after NOON."""
    at = NOON + timedelta(days=days)
    held = Call(
        id=f"call-{key}",
        state=CallState.ENDED,
        started_at=at,
        ended_at=at,
        playbook="five-steps",
        steps=call.steps,
        chosen=call.chosen,
        outcome=call.outcome,
        next_steps=call.next_steps,
    )
    store.disagreements.put(
        Disagreement(id=key, client="c", topic=f"Topic {key}", calls=(held,), **more)  # type: ignore[arg-type]
    )


def test_the_disagreement_talked_about_last_comes_first(store: Store) -> None:
    for key, days in (("a", 1), ("b", 3), ("c", 2), ("d", 0)):
        _talked(store, key, days, Call(id="x"))
    assert [past.id for past in store.memory.of_client("c").last] == ["b", "c", "a"]


def test_it_says_where_a_disagreement_landed_and_how(store: Store) -> None:
    call = Call(
        id="x",
        steps=(StepMark(key="metric", done_ms=1), StepMark(key="reframe")),
        chosen=Chosen(label="B"),
        outcome=Outcome(kind=OutcomeKind.TRIAL, until=date(2026, 6, 1)),
    )
    _talked(store, "a", 0, call)
    (past,) = store.memory.last("c")
    assert (past.topic, past.outcome, past.until) == (
        "Topic a",
        OutcomeKind.TRIAL,
        date(2026, 6, 1),
    )
    assert (past.chosen, past.playbook, past.steps_done) == ("B", "five-steps", ("metric",))
    assert past.moment == NOON


def test_a_call_that_was_only_prepared_is_no_memory(store: Store) -> None:
    prepared = Call(id="k", state=CallState.PREPARED, planned_at=NOON)
    store.disagreements.put(Disagreement(id="a", client="c", topic="", calls=(prepared,)))
    assert store.memory.of_client("c").last == ()


def test_steps_that_are_not_done_are_open_the_longest_due_first(store: Store) -> None:
    steps = (
        NextStep(id="s1", text="Someday", side=Side.THEIRS),
        NextStep(id="s2", text="Later", owner="Maya", due=date(2026, 6, 1)),
        NextStep(id="s3", text="Sooner", due=date(2026, 5, 20), due_text="by Wednesday"),
        NextStep(id="s4", text="Done", due=date(2026, 5, 1), done_at=NOON),
        NextStep(id="s5", text=""),
    )
    _talked(store, "a", 0, Call(id="x", next_steps=steps))
    found = store.memory.still_open("c")
    assert [step.text for step in found] == ["Sooner", "Later", "Someday"]
    assert (found[1].owner, found[2].side) == ("Maya", Side.THEIRS)


def test_contacts_come_with_what_they_fear(store: Store) -> None:
    assert store.memory.of_client("c").contacts[0].fears == "Another 30 %"


def test_the_metric_read_last_is_remembered(store: Store) -> None:
    metric = store.memory.of_client("c").metric
    assert metric is not None
    assert metric.label == "Cost ÷ revenue"


def test_a_metric_that_a_disagreement_was_judged_by_comes_before_one_that_none_was(
    store: Store,
) -> None:
    _talked(store, "a", 0, Call(id="x"), metric="old")
    metric = store.memory.of_client("c").metric
    assert metric is not None
    assert metric.label == "Leads"


def test_the_preparation_itself_is_no_memory(store: Store) -> None:
    _talked(store, "a", 0, Call(id="x"), metric="old", our_metric="Clicks")
    _talked(store, "b", 1, Call(id="x"), metric="new", our_metric="Number of leads")
    memory = store.memory.of_client("c", apart_from="b")
    assert memory.metric is not None
    assert (memory.metric.label, memory.our_metric) == ("Leads", "Clicks")


def test_a_metric_is_shared_when_another_disagreement_is_judged_by_it(store: Store) -> None:
    _talked(store, "a", 0, Call(id="x"), metric="old")
    assert not store.memory.metric_is_shared("old", "a")
    assert store.memory.metric_is_shared("old", "b")


def test_a_client_that_is_not_there_is_said_to_be_missing(store: Store) -> None:
    with pytest.raises(NotThere):
        store.memory.of_client("nobody")


def test_an_unnamed_client_goes_with_its_last_disagreement(store: Store) -> None:
    unnamed = store.people.ensure_client("")
    store.disagreements.put(Disagreement(id="a", client=unnamed.id, topic=""))
    store.disagreements.delete("a")
    assert store.people.client_ids() == ("c",)


def test_only_a_prepared_call_can_be_deleted(store: Store) -> None:
    _talked(store, "a", 0, Call(id="x"))
    store.calls.put("a", Call(id="next", state=CallState.PREPARED))
    store.calls.delete("call-a")
    store.calls.delete("next")
    assert [call.id for call in store.disagreements.get("a").calls] == ["call-a"]


def test_drafts_are_forgotten_by_the_beginning_of_their_place(store: Store) -> None:
    store.drafts.keep("prepare:1:client", "Nor", NOON)
    store.drafts.keep("prepare:12:client", "Con", NOON)
    store.drafts.forget("prepare:1:")
    assert store.drafts.get("prepare:1:client") == ""
    assert store.drafts.get("prepare:12:client") == "Con"
