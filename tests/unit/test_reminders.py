"""What has a day, read from the history: what is to come, what is late, and what has no day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from companion.model import (
    Call,
    CallState,
    Client,
    Disagreement,
    NextStep,
    Outcome,
    OutcomeKind,
    Review,
    Side,
)
from companion.store import Store
from companion.store.reminders import Sort
from tests.clock import NOON

DAY = NOON.date()


def after(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        opened.people.put_client(Client(id="c-1", name="Northwind", check_in_on=after(9)))
        opened.people.put_client(
            Client(id="c-2", name="Put away", archived=True, check_in_on=after(1))
        )
        tell(opened, step("s-away", 1), about="d-away", client="c-2")
        yield opened


def step(step_id: str, days: int | None, **more: object) -> NextStep:
    due = None if days is None else after(days)
    return NextStep(id=step_id, text=f"Do {step_id}", due=due, **more)  # type: ignore[arg-type]


def tell(
    store: Store,
    *steps: NextStep,
    about: str = "d-1",
    client: str = "c-1",
    outcome: Outcome | None = None,
    reviews: tuple[Review, ...] = (),
) -> None:
    call = Call(id=f"k-{about}", state=CallState.ENDED, next_steps=steps, outcome=outcome)
    store.disagreements.put(
        Disagreement(id=about, client=client, topic="Lead quality", reviews=reviews, calls=(call,))
    )


def test_what_is_to_come_stands_by_its_day_and_what_is_late_is_counted(store: Store) -> None:
    tell(
        store,
        step("s-late", -1),
        step("s-far", 30),
        step("s-now", 0, side=Side.THEIRS, owner="Sam"),
        step("s-done", 2, done_at=NOON),
        step("s-someday", None, due_text="soon"),
    )
    ahead = store.reminders.ahead(DAY)
    assert [each.about_id for each in ahead.things] == ["s-now", "c-1", "s-far"]
    assert (ahead.count, ahead.late) == (3, 1)
    now = ahead.things[0]
    assert (now.on, now.text, now.owner, now.side) == (DAY, "Do s-now", "Sam", Side.THEIRS)
    assert (now.client_name, now.topic) == ("Northwind", "Lead quality")


def test_a_disagreement_is_looked_back_on_at_the_next_of_its_days_only(store: Store) -> None:
    reviews = tuple(Review(due=after(days)) for days in (-3, 20, 80))
    tell(store, outcome=Outcome(kind=OutcomeKind.AGREED), reviews=reviews)
    (look,) = [each for each in store.reminders.ahead(DAY).things if each.sort is Sort.LOOK_BACK]
    assert (look.about_id, look.on, look.landed) == ("d-1", after(20), OutcomeKind.AGREED)


@pytest.mark.parametrize("kind", [OutcomeKind.TRIAL, OutcomeKind.PARKED])
def test_the_end_of_a_trial_or_a_parking_is_to_come(store: Store, kind: OutcomeKind) -> None:
    tell(store, outcome=Outcome(kind=kind, until=after(4)))
    first = store.reminders.ahead(DAY).things[0]
    assert (first.sort, first.about_id, first.on) == (Sort.LOOK_AGAIN, "d-1", after(4))


def test_more_than_a_calendar_takes_is_cut_behind_the_nearest(store: Store) -> None:
    tell(store, *(step(f"s-{days}", days) for days in range(1, 6)))
    ahead = store.reminders.ahead(DAY, most=2)
    assert [each.about_id for each in ahead.things] == ["s-1", "s-2"]
    assert ahead.count == 6


def test_chosen_steps_are_those_and_no_other(store: Store) -> None:
    tell(store, step("s-1", 5), step("s-2", 3), step("s-3", 1), step("s-late", -4))
    ahead = store.reminders.steps(("s-1", "s-2", "s-late", "gone"), DAY)
    assert [each.about_id for each in ahead.things] == ["s-2", "s-1"]
    assert (ahead.count, ahead.late) == (2, 1)


def test_of_what_is_due_ours_is_counted_apart(store: Store) -> None:
    tell(store, step("s-1", 0), step("s-2", -9), step("s-3", 0, side=Side.THEIRS), step("s-4", 1))
    due = store.reminders.due(NOON)
    assert (due.ours, due.today.steps.count) == (2, 3)
