"""What waits today, read from the history: each sort at its edges, its order and its settling."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from companion.errors import InvalidInput, NotThere
from companion.model import (
    Advice,
    Call,
    CallState,
    Client,
    Disagreement,
    InboxNote,
    Metric,
    NextStep,
    Note,
    Option,
    Outcome,
    OutcomeKind,
    Recap,
    RecapState,
    Reply,
    ReplyKind,
    Review,
    Side,
)
from companion.model.outbox import Trouble
from companion.store import Store
from companion.store.agenda import MOST
from companion.store.today import Today
from tests.clock import NOON

DAY = NOON.date()
SENT = Recap(id="r-0", state=RecapState.SENT)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        metric = Metric(id="m-1", label="Days to launch")
        opened.people.put_client(Client(id="c-1", name="Northwind", metrics=(metric,)))
        yield opened


def tell(store: Store, *calls: Call, number: int = 1, reviews: tuple[Review, ...] = ()) -> None:
    store.disagreements.put(
        Disagreement(
            id=f"d-{number}",
            client="c-1",
            topic=f"Topic {number}",
            opened_at=NOON - timedelta(days=number),
            reviews=reviews,
            calls=calls,
        )
    )


def ended(call_id: str = "k-1", *, recaps: tuple[Recap, ...] = (SENT,), **more: object) -> Call:
    outcome = Outcome(kind=OutcomeKind.AGREED, at=NOON - timedelta(days=9))
    given = {"ended_at": NOON - timedelta(hours=2), "recaps": recaps, "outcome": outcome} | more
    return Call(id=call_id, state=CallState.ENDED, **given)  # type: ignore[arg-type]


def step(step_id: str, due: date | None, **more: object) -> NextStep:
    return NextStep(id=step_id, text=step_id, due=due, **more)  # type: ignore[arg-type]


def today(store: Store) -> Today:
    return store.agenda.today(NOON)


def test_an_empty_history_has_nothing_that_waits(store: Store) -> None:
    assert today(store) == Today()
    assert today(store).waiting == 0


def test_a_running_call_tells_how_far_it_is(store: Store) -> None:
    notes = tuple(Note(id=f"n-{n}", at=NOON - timedelta(minutes=n)) for n in (9, 3, 5))
    started = NOON - timedelta(minutes=20)
    tell(store, Call(id="k-1", state=CallState.RUNNING, started_at=started, notes=notes))
    store.live.delete_note("n-3", NOON)
    [running] = today(store).running
    assert (running.call_id, running.notes) == ("k-1", 2)
    assert running.noted_at == NOON - timedelta(minutes=5)
    assert today(store).waiting == 1


def test_prepared_calls_stand_by_their_time_and_late_ones_last(store: Store) -> None:
    for number, at in enumerate((None, -30, 24, 3), 1):
        planned = None if at is None else NOON + timedelta(hours=at)
        call = Call(id=f"k-{number}", state=CallState.PREPARED, planned_at=planned)
        tell(store, call, number=number)
    assert [c.call_id for c in today(store).prepared.lines] == ["k-4", "k-3", "k-1", "k-2"]
    assert (today(store).late, today(store).waiting) == (1, 1)


def test_a_call_is_late_once_it_should_be_over(store: Store) -> None:
    at = NOON - timedelta(minutes=30)
    call = Call(id="k-1", state=CallState.PREPARED, planned_at=at, planned_minutes=30)
    tell(store, call)
    assert today(store).late == 0
    assert store.agenda.today(NOON + timedelta(seconds=1)).late == 1


def test_a_prepared_call_tells_what_is_ready(store: Store) -> None:
    options = (Option(label="A", text="Wait"), Option(label="B", text=" "), Option(label="C"))
    tell(store, Call(id="k-1", state=CallState.PREPARED, planned_minutes=30, options=options))
    [call] = today(store).prepared.lines
    assert (call.minutes, call.metric, call.options) == (30, "", 1)
    store.disagreements.set_metric("d-1", Metric(id="m-1"))
    assert today(store).prepared.lines[0].metric == "Days to launch"


@pytest.mark.parametrize(
    ("recaps", "wanted"),
    [
        ((), [False]),
        ((Recap(id="r-1"),), [True]),
        ((Recap(id="r-1", state=RecapState.SENT),), []),
        ((Recap(id="r-1", state=RecapState.SENT), Recap(id="r-2")), []),
    ],
)
def test_a_recap_waits_until_one_has_left(
    store: Store, recaps: tuple[Recap, ...], wanted: list[bool]
) -> None:
    tell(store, ended(recaps=recaps))
    assert [recap.has_draft for recap in today(store).unsent.lines] == wanted


def release(store: Store, number: int) -> None:
    """Release the recap of a call of its own, to two people."""
    tell(store, ended(f"k-{number}", recaps=(Recap(id=f"r-{number}"),)), number=number)
    store.outbox.queue(
        f"r-{number}",
        mail=b"mail",
        message_id=f"<r-{number}@x>",
        sender="me@x.example",
        recipients=("a@x.example", "b@x.example"),
        at=NOON,
        not_before=NOON,
    )


def test_the_outbox_stands_with_what_asks_for_the_person_first(store: Store) -> None:
    for number in (1, 2, 3, 4):
        release(store, number)
    sent, retried, unknown = (store.outbox.take(f"r-{number}", NOON) for number in (2, 3, 4))
    assert sent is not None
    assert retried is not None
    assert unknown is not None
    for outgoing in (sent, unknown):
        store.outbox.at_dot(outgoing.recap_id, outgoing.ticket)
    store.outbox.sent("r-2", sent.ticket, refused={"b@x.example": 550}, at=NOON)
    store.outbox.retry("r-3", retried.ticket, trouble=Trouble.BUSY, now=NOON)
    store.outbox.uncertain("r-4", unknown.ticket)
    found = today(store).outbox
    told = [(line.recap_id, line.state, line.refused) for line in found.lines]
    assert told == [
        ("r-4", RecapState.UNCERTAIN, 0),
        ("r-2", RecapState.SENT, 1),
        ("r-1", RecapState.QUEUED, 0),
        ("r-3", RecapState.RETRY, 0),
    ]
    assert found.lines[3].next_try == NOON + timedelta(minutes=1)
    assert (found.count, today(store).unsent.count, today(store).waiting) == (4, 0, 4)


def test_a_mail_that_waited_for_half_a_day_asks_before_it_goes(store: Store) -> None:
    release(store, 1)
    [line] = store.agenda.today(NOON + timedelta(hours=13)).outbox.lines
    assert (line.is_late, line.next_try) == (True, None)


def test_a_recap_that_another_machine_had_to_send_is_asked_about(store: Store) -> None:
    tell(store, ended(recaps=(Recap(id="r-1", state=RecapState.SENDING),)))
    [line] = today(store).outbox.lines
    assert not line.is_here


def test_a_correction_waits_until_a_later_recap_has_left(store: Store) -> None:
    reply = Reply(kind=ReplyKind.CORRECTED, at=NOON, text="It was May.")
    corrected = Recap(id="r-1", state=RecapState.SENT, reply=reply)
    tell(store, ended(recaps=(corrected, Recap(id="r-2"))))
    assert [(c.call_id, c.text) for c in today(store).corrections.lines] == [("k-1", "It was May.")]
    store.recaps.mark_sent("r-2", "copy", NOON)
    assert today(store).corrections.count == 0


def test_a_confirmed_recap_asks_for_nothing(store: Store) -> None:
    confirmed = Recap(id="r-1", state=RecapState.SENT, reply=Reply(kind=ReplyKind.CONFIRMED))
    tell(store, ended(recaps=(confirmed,)))
    assert today(store).waiting == 0


def sent(recap_id: str, days_ago: float, **more: object) -> Recap:
    at = NOON - timedelta(days=days_ago)
    given = {"id": recap_id, "state": RecapState.SENT, "sent_at": at} | more
    return Recap(**given)  # type: ignore[arg-type]


def test_recaps_without_an_answer_wait_the_longest_first_and_ask_for_nothing(
    store: Store,
) -> None:
    tell(store, ended("k-1", recaps=(sent("r-1", 1),)), number=1)
    tell(store, ended("k-2", recaps=(sent("r-2", 4),)), number=2)
    awaited = today(store).awaited
    assert [line.recap_id for line in awaited.lines] == ["r-2", "r-1"]
    assert awaited.lines[0].sent_at == NOON - timedelta(days=4)
    assert (awaited.count, today(store).waiting) == (2, 0)


@pytest.mark.parametrize("kind", list(ReplyKind))
def test_an_answer_is_waited_for_until_it_is_there(store: Store, kind: ReplyKind) -> None:
    tell(store, ended(recaps=(sent("r-1", 4),)))
    store.recaps.record_reply("r-1", Reply(kind=kind, at=NOON))
    assert today(store).awaited.count == 0
    store.recaps.record_reply("r-1", None)
    assert today(store).awaited.count == 1


def test_a_recap_that_was_put_right_waits_no_more_and_its_correction_does(store: Store) -> None:
    tell(store, ended(recaps=(sent("r-1", 4), Recap(id="r-2"))))
    assert [line.recap_id for line in today(store).awaited.lines] == ["r-1"]
    store.recaps.mark_sent("r-2", "copy", NOON)
    assert [line.recap_id for line in today(store).awaited.lines] == ["r-2"]


def test_after_another_call_about_it_nobody_waits_for_the_answer_before(store: Store) -> None:
    tell(store, ended(recaps=(sent("r-1", 4),)))
    started = NOON - timedelta(days=1)
    store.calls.put("d-1", Call(id="k-9", state=CallState.RUNNING, started_at=started))
    assert today(store).awaited.count == 0


@pytest.mark.parametrize(("days", "count"), [(29.9, 1), (30, 0)])
def test_a_month_is_waited_for_and_no_longer(store: Store, days: float, count: int) -> None:
    tell(store, ended(recaps=(sent("r-1", days),)))
    assert today(store).awaited.count == count


def test_next_steps_are_due_from_their_day_on_the_longest_overdue_first(store: Store) -> None:
    days = {"today": 0, "late": -3, "tomorrow": 1}
    steps = tuple(step(name, DAY + timedelta(days=away)) for name, away in days.items())
    done = step("done", DAY, done_at=NOON)
    theirs = step("theirs", DAY, side=Side.THEIRS, owner="Dana")
    tell(store, ended(next_steps=(*steps, done, step("never", None), theirs)))
    lines = today(store).steps.lines
    assert [line.step_id for line in lines] == ["late", "today", "theirs"]
    assert (lines[2].side, lines[2].owner) == (Side.THEIRS, "Dana")


def test_a_ticked_step_is_gone_and_comes_back(store: Store) -> None:
    tell(store, ended(next_steps=(step("s-1", DAY),)))
    store.agenda.tick_step("s-1", NOON)
    assert today(store).steps.count == 0
    assert store.calls.get("k-1").next_steps[0].done_at == NOON
    store.agenda.tick_step("s-1", None)
    assert today(store).steps.count == 1


def test_a_day_that_others_have_changed_since_is_not_taken_back(store: Store) -> None:
    tell(store, ended(next_steps=(step("s-1", DAY),)))
    store.agenda.move_step("s-1", DAY + timedelta(days=7))
    store.agenda.move_step("s-1", DAY + timedelta(days=9))
    store.agenda.tick_step("s-1", NOON)
    with pytest.raises(InvalidInput):
        store.agenda.move_step("s-1", DAY, "", DAY + timedelta(days=7))
    with pytest.raises(InvalidInput):
        store.agenda.tick_step("s-1", None, NOON - timedelta(minutes=5))
    [kept] = store.calls.get("k-1").next_steps
    assert (kept.due, kept.done_at) == (DAY + timedelta(days=9), NOON)


def test_a_changed_scope_waits_for_the_agreement_even_when_it_is_done(store: Store) -> None:
    moved = step("s-1", None, scope_changed=True, done_at=NOON)
    tell(store, ended(next_steps=(moved,)))
    assert [line.step_id for line in today(store).scope_changes.lines] == ["s-1"]
    store.agenda.update_agreement("s-1", DAY)
    assert today(store).scope_changes.count == 0


@pytest.mark.parametrize(("away", "count"), [(-1, 1), (0, 1), (1, 0)])
def test_a_check_in_is_due_from_its_day_on(store: Store, away: int, count: int) -> None:
    store.agenda.plan_check_in("c-1", DAY + timedelta(days=away))
    assert today(store).check_ins.count == count


def test_a_review_is_answered_and_taken_back_with_its_words(store: Store) -> None:
    due = DAY - timedelta(days=1)
    tell(store, ended(), reviews=(Review(due=due), Review(due=DAY + timedelta(days=30))))
    [review] = today(store).reviews.lines
    assert (review.landed, review.landed_at) == ("agreed", NOON - timedelta(days=9))
    store.agenda.answer_review(review, NOON, held=False, text="Only in May")
    answered = Review(due=due, answered_at=NOON, held=False, text="Only in May")
    assert store.disagreements.get("d-1").reviews[0] == answered
    assert today(store).reviews.count == 0
    store.agenda.take_back_answer(review, NOON)
    assert [line.draft for line in today(store).reviews.lines] == ["Only in May"]


def test_an_answer_that_is_being_typed_comes_with_its_review(store: Store) -> None:
    tell(store, ended(), reviews=(Review(due=DAY),))
    [review] = today(store).reviews.lines
    store.drafts.keep(review.draft_place, "half", NOON)
    assert today(store).reviews.lines[0].draft == "half"


@pytest.mark.parametrize(("away", "count"), [(-1, 1), (0, 1), (1, 0)])
@pytest.mark.parametrize("kind", [OutcomeKind.TRIAL, OutcomeKind.PARKED])
def test_a_trial_or_parking_is_looked_at_again_from_its_day_on(
    store: Store, kind: OutcomeKind, away: int, count: int
) -> None:
    tell(store, ended(outcome=Outcome(kind=kind, at=NOON, until=DAY + timedelta(days=away))))
    assert today(store).look_again.count == today(store).waiting == count
    assert [line.landed for line in today(store).look_again.lines] == [kind] * count


def test_their_choice_is_looked_at_again_on_the_day_that_is_on_record(store: Store) -> None:
    advice = Advice(we_advised="Wait", look_again_on=DAY)
    outcome = Outcome(kind=OutcomeKind.THEIR_CHOICE, at=NOON, advice=advice)
    tell(store, ended(outcome=outcome))
    [line] = today(store).look_again.lines
    assert (line.disagreement_id, line.on) == ("d-1", DAY)


def test_a_later_call_settles_what_was_to_be_looked_at_again(store: Store) -> None:
    trial = Outcome(kind=OutcomeKind.TRIAL, at=NOON, until=DAY)
    first = ended(started_at=NOON - timedelta(days=9), outcome=trial)
    tell(store, first, ended("k-2", started_at=NOON))
    assert today(store).look_again.count == 0
    prolonged = Outcome(kind=OutcomeKind.TRIAL, until=DAY + timedelta(days=9))
    tell(store, first, ended("k-2", started_at=NOON, outcome=prolonged))
    assert today(store).look_again.count == 0


def test_a_call_that_is_prepared_to_look_again_is_listed_itself(store: Store) -> None:
    trial = Outcome(kind=OutcomeKind.TRIAL, at=NOON, until=DAY)
    tell(store, ended(outcome=trial), Call(id="k-2", state=CallState.PREPARED))
    assert (today(store).look_again.count, today(store).prepared.count) == (0, 1)


def test_a_review_stands_for_looking_again(store: Store) -> None:
    trial = Outcome(kind=OutcomeKind.TRIAL, at=NOON, until=DAY - timedelta(days=3))
    tell(store, ended(outcome=trial), reviews=(Review(due=DAY),))
    assert (today(store).look_again.count, today(store).reviews.count) == (0, 1)
    store.agenda.answer_review(today(store).reviews.lines[0], NOON, held=True, text="")
    assert today(store).waiting == 0


def test_open_ones_are_those_without_a_call_to_come_the_oldest_first(store: Store) -> None:
    outcome = Outcome(kind=OutcomeKind.OPEN)
    for number in (1, 2, 3):
        tell(store, ended(f"k-{number}", recaps=(), outcome=outcome), number=number)
    store.calls.put("d-2", Call(id="k-9", state=CallState.PREPARED))
    assert [line.topic for line in today(store).open.lines] == ["Topic 3", "Topic 1"]
    assert today(store).waiting == 3


def test_what_was_noted_between_calls_waits(store: Store) -> None:
    store.inbox.add(InboxNote(id="i-1", text="ask Dana"))
    assert [note.text for note in today(store).inbox] == ["ask Dana"]
    assert today(store).waiting == 1


def test_an_archived_client_waits_for_nothing(store: Store) -> None:
    steps = (step("s-1", DAY, scope_changed=True),)
    tell(store, ended(recaps=(), next_steps=steps), reviews=(Review(due=DAY),))
    tell(store, number=2)
    assert today(store).waiting == 4
    store.people.put_client(Client(id="c-1", name="Northwind", archived=True, check_in_on=DAY))
    assert today(store) == Today()


def test_more_than_a_page_holds_is_counted_and_not_read(store: Store) -> None:
    steps = tuple(step(f"s-{number}", DAY) for number in range(MOST + 5))
    tell(store, ended(next_steps=steps))
    some = today(store).steps
    assert (len(some.lines), some.count) == (MOST, MOST + 5)
    assert today(store).waiting == MOST + 5


def test_settling_what_is_gone_is_said(store: Store) -> None:
    with pytest.raises(NotThere):
        store.agenda.tick_step("nothing", NOON)
    with pytest.raises(NotThere):
        store.agenda.update_agreement("nothing", DAY)
    with pytest.raises(NotThere):
        store.agenda.plan_check_in("nothing", DAY)
