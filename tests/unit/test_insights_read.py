"""The history counted: each statement on rows whose figures are worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as dbapi
from sqlite_utils import Migrations

from companion.method.insights import EndedCalls, Judged, Landed, RecapTimes
from companion.model import (
    Call,
    CallState,
    Client,
    Confidence,
    Disagreement,
    Outcome,
    OutcomeKind,
    Recap,
    RecapState,
    StepMark,
    Verdict,
)
from companion.store import Store, driver
from companion.store.insights import OpenSince
from companion.store.schema import add_client_page, add_outbox, add_speakers, create_history
from companion.store.version import APPLICATION_ID
from tests.clock import NOON

AGREED, OPEN, PARKED = OutcomeKind.AGREED, OutcomeKind.OPEN, OutcomeKind.PARKED


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        opened.people.put_client(Client(id="c-1", name="Northwind"))
        opened.people.put_client(Client(id="c-2", name="Contoso"))
        yield opened


def tell(store: Store, number: int, *calls: Call, **more: object) -> None:
    given = {"client": "c-1", "topic": f"Topic {number}", "opened_at": NOON} | more
    store.disagreements.put(Disagreement(id=f"d-{number}", calls=calls, **given))  # type: ignore[arg-type]


def held(call_id: str, kind: OutcomeKind | None = AGREED, **more: object) -> Call:
    outcome = Outcome(kind=kind, at=NOON) if kind else None
    given = {"playbook": "five-steps", "started_at": NOON, "ended_at": NOON} | more
    return Call(id=call_id, state=CallState.ENDED, outcome=outcome, **given)  # type: ignore[arg-type]


def ticked(*keys: str) -> tuple[StepMark, ...]:
    return (*(StepMark(key=key, done_ms=1) for key in keys), StepMark(key="we", answer="x"))


def recap(call_id: str, *minutes: int, state: RecapState = RecapState.SENT) -> tuple[Recap, ...]:
    return tuple(
        Recap(id=f"{call_id}-{at}", state=state, sent_at=NOON + timedelta(minutes=at))
        for at in minutes
    )


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_an_empty_history_counts_nothing(store: Store) -> None:
    read = store.insights
    assert read.first_day() is None
    every = (read.calls, read.by_client, read.by_quarter, read.recap_times, read.judged)
    assert [act() for act in (*every, read.open_days, read.open_longest)] == [()] * 7


def test_calls_alike_are_counted_together(store: Store) -> None:
    alike = [held(f"k-{at}", steps=ticked("metric", "options")) for at in range(2)]
    prepared = Call(id="k-8", state=CallState.PREPARED, steps=ticked("metric"))
    tell(store, 1, *alike, held("k-5", None, steps=ticked()), prepared)
    assert sorted(store.insights.calls(), key=lambda each: each.count) == [
        EndedCalls(playbook="five-steps", done=(), outcome=OPEN, count=1),
        EndedCalls(playbook="five-steps", done=("metric", "options"), outcome=AGREED, count=2),
    ]


def test_the_first_day_is_that_of_a_call_that_was_held(store: Store) -> None:
    tell(store, 1, held("k-1", started_at=at("2026-02-01T00:30:00+02:00")))
    tell(store, 2, Call(id="k-2", planned_at=at("2025-01-01T09:00:00+00:00")))
    assert store.insights.first_day() == date(2026, 2, 1)


def test_a_disagreement_counts_once_where_it_landed_last(store: Store) -> None:
    later = NOON + timedelta(days=1)
    tell(store, 1, held("k-1", PARKED), held("k-2", started_at=later))
    tell(store, 2, client="c-2")
    assert store.insights.by_client() == (
        Landed(key="c-1", name="Northwind", outcome=AGREED, count=1),
        Landed(key="c-2", name="Contoso", outcome=OPEN, count=1),
    )


def test_a_quarter_is_that_of_the_place_where_it_began(store: Store) -> None:
    # Both are the same instant, on two days; a third began with its first call.
    tell(store, 1, opened_at=at("2026-03-31T23:30:00-02:00"))
    tell(store, 2, opened_at=at("2026-04-01T03:30:00+02:00"))
    tell(store, 3, held("k-3", started_at=at("2026-05-01T09:00:00+00:00")), opened_at=None)
    tell(store, 4, opened_at=None)
    told = [(each.key, each.outcome, each.count) for each in store.insights.by_quarter()]
    assert told == [("2026 Q1", OPEN, 1), ("2026 Q2", OPEN, 1), ("2026 Q2", AGREED, 1)]


def test_the_first_recap_that_was_sent_tells_the_minutes(store: Store) -> None:
    tell(store, 1, held("k-1", recaps=recap("k-1", 90, 12)))
    tell(store, 2, held("k-2", recaps=recap("k-2", 5, state=RecapState.QUEUED)))
    tell(store, 3, held("k-3", recaps=recap("k-3", -5)))
    tell(store, 4, held("k-4", recaps=recap("k-4", 0)))
    [month] = store.insights.recap_times()
    assert month.month == date(2026, 11, 1)
    assert sorted(month.minutes) == [0, 12]


def test_minutes_are_those_that_passed_in_whatever_zone(store: Store) -> None:
    sent = Recap(id="r-1", state=RecapState.SENT, sent_at=at("2026-10-25T03:10:00+01:00"))
    ended = at("2026-10-25T02:50:00+02:00")  # an hour and twenty minutes before, as clocks go back
    tell(store, 1, held("k-1", ended_at=ended, recaps=(sent,)))
    assert store.insights.recap_times() == (RecapTimes(month=date(2026, 10, 1), minutes=(80.0,)),)


def test_what_is_open_is_told_by_its_day_the_oldest_first(store: Store) -> None:
    tell(store, 1, opened_at=at("2026-11-20T23:59:00+01:00"))
    tell(store, 2, opened_at=at("2026-11-02T09:00:00+01:00"))
    tell(store, 3, held("k-3"))
    tell(store, 4, opened_at=None)
    assert sorted(store.insights.open_days()) == [date(2026, 11, 2), date(2026, 11, 20)]
    assert store.insights.open_longest()[0] == OpenSince(
        disagreement_id="d-2",
        client_name="Northwind",
        topic="Topic 2",
        opened_on=date(2026, 11, 2),
    )


def test_a_client_that_was_put_away_waits_for_nothing(store: Store) -> None:
    store.people.put_client(Client(id="c-2", name="Contoso", archived=True))
    tell(store, 1, client="c-2")
    assert store.insights.open_days() == store.insights.open_longest() == ()


def test_the_first_that_was_said_counts_and_not_the_last(store: Store) -> None:
    early, late = NOON, NOON + timedelta(days=1)
    sure = (Confidence(at=late, percent=20), Confidence(at=early, percent=80))
    tell(store, 1, confidence=sure, who_was_right=Verdict.THEY)
    tell(store, 2, confidence=(Confidence(percent=80),), who_was_right=Verdict.THEY)
    tell(store, 3, confidence=sure)
    tell(store, 4, who_was_right=Verdict.WE)
    assert store.insights.judged() == (Judged(percent=80, verdict=Verdict.THEY, count=2),)


def test_a_history_of_the_release_before_keeps_its_rows_and_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    raw = dbapi.connect(str(path), isolation_level=None)
    migrations = Migrations("companion")
    for migration in (create_history, add_outbox, add_speakers, add_client_page):
        migrations()(migration)
    migrations.apply(driver.database(raw))
    raw.execute("INSERT INTO client (id, name) VALUES ('c-1', 'Northwind')")
    raw.execute("INSERT INTO disagreement (id, client_id, topic) VALUES ('d-1', 'c-1', 'Fees')")
    raw.execute("INSERT INTO call (id, disagreement_id, state) VALUES ('k-1', 'd-1', 'ended')")
    raw.execute("INSERT INTO step (call_id, key, done_ms) VALUES ('k-1', 'we', 1)")
    raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    raw.execute("PRAGMA user_version=4")
    raw.close()
    told = (EndedCalls(playbook="", done=("we",), outcome=OPEN, count=1),)
    for is_reader in (True, False, True):
        with Store.open(path, reader=is_reader) as store:
            assert store.insights.calls() == told
