"""Looking back: an outcome makes its reviews due, and a day comes to say who was right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from companion.errors import NotThere
from companion.method.reviews import review_days
from companion.model import (
    Call,
    CallState,
    Client,
    Confidence,
    Disagreement,
    Outcome,
    OutcomeKind,
    Review,
    Verdict,
)
from companion.store import Store
from companion.store.today import Today
from tests.clock import NOON

DAY = NOON.date()
AGREED = Outcome(kind=OutcomeKind.AGREED, at=NOON)
DAYS = [DAY + timedelta(days=days) for days in (7, 30, 90)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        opened.people.put_client(Client(id="c-1", name="Northwind"))
        tell(opened)
        yield opened


def tell(store: Store, **more: object) -> None:
    call = Call(id="k-1", state=CallState.ENDED, started_at=NOON, ended_at=NOON)
    given = {"topic": "Fees", "opened_at": NOON, "calls": (call,)} | more
    store.disagreements.put(Disagreement(id="d-1", client="c-1", **given))  # type: ignore[arg-type]


def reviews(store: Store) -> tuple[Review, ...]:
    return store.disagreements.get("d-1").reviews


def days(store: Store) -> list[date | None]:
    return [review.due for review in reviews(store)]


def on(store: Store, days: int) -> Today:
    return store.agenda.today(NOON + timedelta(days=days))


def landed(days_ago: int, kind: OutcomeKind = OutcomeKind.AGREED) -> tuple[Call, ...]:
    at = NOON - timedelta(days=days_ago)
    outcome = Outcome(kind=kind, at=at)
    return (Call(id="k-1", state=CallState.ENDED, started_at=at, ended_at=at, outcome=outcome),)


@pytest.mark.parametrize(
    ("kind", "count"),
    [("agreed", 3), ("trial", 3), ("parked", 3), ("open", 0), ("their_choice", 0),
     ("we_were_wrong", 0)],
)  # fmt: skip
def test_three_looks_back_follow_from_what_can_hold(store: Store, kind: str, count: int) -> None:
    store.live.set_outcome("k-1", Outcome(kind=OutcomeKind(kind), at=NOON))
    assert days(store) == DAYS[:count]


def test_the_days_are_counted_over_the_end_of_a_month() -> None:
    assert review_days(OutcomeKind.AGREED, date(2028, 1, 31)) == (
        date(2028, 2, 7),
        date(2028, 3, 1),
        date(2028, 4, 30),
    )


def test_the_day_is_that_of_the_place_where_it_landed(store: Store) -> None:
    late = datetime.fromisoformat("2026-03-31T23:30:00-08:00")
    store.live.set_outcome("k-1", replace(AGREED, at=late))
    assert days(store)[0] == date(2026, 4, 7)


def test_an_outcome_without_a_time_landed_when_the_call_ended(store: Store) -> None:
    store.live.set_outcome("k-1", Outcome(kind=OutcomeKind.AGREED))
    assert days(store) == DAYS


def test_saying_the_same_outcome_again_changes_no_review(store: Store) -> None:
    own = Review(due=DAY + timedelta(days=3))
    store.live.set_outcome("k-1", AGREED)
    store.disagreements.put(replace(store.disagreements.get("d-1"), reviews=(own,)))
    store.live.set_outcome("k-1", replace(AGREED, until=DAY, at=NOON + timedelta(minutes=5)))
    assert reviews(store) == (own,)


def test_taking_the_outcome_back_takes_its_reviews_back(store: Store) -> None:
    store.live.set_outcome("k-1", AGREED)
    store.live.set_outcome("k-1", None)
    assert reviews(store) == ()


def test_another_outcome_asks_anew_and_keeps_what_was_answered(store: Store) -> None:
    store.live.set_outcome("k-1", AGREED)
    [due] = on(store, 7).reviews.lines
    store.agenda.answer_review(due, NOON, held=False, text="late again")
    later = Call(id="k-2", state=CallState.ENDED, started_at=NOON + timedelta(days=10))
    store.calls.put("d-1", later)
    trial = Outcome(kind=OutcomeKind.TRIAL, at=NOON + timedelta(days=10))
    store.live.set_outcome("k-2", trial)
    assert days(store) == [DAYS[0], *(day + timedelta(days=10) for day in DAYS)]
    assert reviews(store)[0].text == "late again"


def test_an_earlier_call_does_not_change_what_the_latest_made_due(store: Store) -> None:
    store.live.set_outcome("k-1", AGREED)
    early = Call(id="k-0", state=CallState.ENDED, started_at=NOON - timedelta(days=9))
    store.calls.put("d-1", early)
    store.live.set_outcome("k-0", Outcome(kind=OutcomeKind.PARKED, at=NOON - timedelta(days=9)))
    assert days(store) == DAYS


@pytest.mark.parametrize(("later", "due"), [(6, []), (7, [0]), (29, [0]), (30, [1]), (400, [2])])
def test_only_the_latest_look_back_is_asked(store: Store, later: int, due: list[int]) -> None:
    store.live.set_outcome("k-1", AGREED)
    assert [line.due for line in on(store, later).reviews.lines] == [DAYS[at] for at in due]


def test_an_answer_counts_for_the_looks_back_before_it(store: Store) -> None:
    store.live.set_outcome("k-1", AGREED)
    [due] = on(store, 31).reviews.lines
    store.agenda.answer_review(due, NOON, held=True, text="")
    assert on(store, 31).reviews.count == 0
    assert on(store, 90).reviews.count == 1
    store.agenda.take_back_answer(due, NOON)
    assert on(store, 31).reviews.lines == (due,)


SURE = (Confidence(at=NOON, percent=70),)


@pytest.mark.parametrize(("days_ago", "count"), [(29, 0), (30, 1), (500, 1)])
def test_who_was_right_is_asked_a_month_later(store: Store, days_ago: int, count: int) -> None:
    tell(store, confidence=SURE, calls=landed(days_ago, OutcomeKind.THEIR_CHOICE))
    assert on(store, 0).verdicts.count == count
    assert on(store, 0).waiting == 1 + count  # and the recap that was not sent


@pytest.mark.parametrize(
    "more",
    [
        {"confidence": ()},
        {"who_was_right": Verdict.BOTH},
        {"calls": landed(40, OutcomeKind.OPEN)},
        {"calls": ()},
    ],
)
def test_who_was_right_is_not_asked_without_a_reason(store: Store, more: dict[str, object]) -> None:
    store.disagreements.delete("d-1")
    tell(store, **{"confidence": SURE, "calls": landed(40)} | more)
    assert on(store, 0).verdicts.count == 0


def test_a_verdict_is_kept_and_taken_back(store: Store) -> None:
    tell(store, confidence=SURE, calls=landed(40))
    store.agenda.judge("d-1", Verdict.THEY)
    assert store.disagreements.get("d-1").who_was_right is Verdict.THEY
    assert on(store, 0).verdicts.count == 0
    store.agenda.judge("d-1", None)
    assert on(store, 0).verdicts.count == 1
    with pytest.raises(NotThere):
        store.agenda.judge("d-9", Verdict.WE)


def test_three_are_judged_at_a_time_what_landed_last_first(store: Store) -> None:
    for number in range(2, 7):
        at = NOON - timedelta(days=30 + number)
        call = Call(
            id=f"k-{number}",
            state=CallState.ENDED,
            started_at=at,
            outcome=Outcome(kind=OutcomeKind.THEIR_CHOICE, at=at),
        )
        told = Disagreement(
            id=f"d-{number}", client="c-1", topic="Fees", confidence=SURE, calls=(call,)
        )
        store.disagreements.put(told)
    asked = on(store, 0).verdicts
    assert [line.disagreement_id for line in asked.lines] == ["d-2", "d-3", "d-4"]
    store.agenda.judge("d-3", Verdict.WE)
    asked = on(store, 0).verdicts
    assert [line.disagreement_id for line in asked.lines] == ["d-2", "d-4", "d-5"]


def test_an_outcome_without_a_time_is_judged_a_month_after_its_call(store: Store) -> None:
    at = NOON - timedelta(days=30)
    outcome = Outcome(kind=OutcomeKind.AGREED)
    call = Call(id="k-1", state=CallState.ENDED, started_at=at, outcome=outcome)
    tell(store, confidence=SURE, calls=(call,))
    assert [line.landed_at for line in on(store, 0).verdicts.lines] == [at]
