"""The call's clock: it counts sleep, leaves out pauses, and no crash or set clock moves it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from companion.call_clock import CallClock, in_words, length_ms
from companion.clocks import SystemClock
from companion.errors import StorageError
from companion.model import Call, CallState, Client, Disagreement, Note, Pause
from companion.session import Session, start_unplanned
from companion.store import Store
from tests.clock import NOON, HandClock

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        yield opened


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def session(store: Store, clock: HandClock) -> Session:
    return start_unplanned(store, clock)


def taken_up(store: Store, clock: HandClock, session: Session) -> Session:
    """Return the session of the next start of the program, after this one has died."""
    return Session(store, clock, session.call_id)


def marks(session: Session) -> list[str]:
    return [note.text for note in session.call().notes if note.source == "clock"]


def test_it_stands_before_the_call_and_runs_in_it(session: Session, clock: HandClock) -> None:
    assert CallClock().read(123) == 0
    assert session.clock_ms() == 0
    clock.pass_ms(4_200)
    assert session.clock_ms() == 4_200


def test_it_counts_sleep_and_marks_it(session: Session, clock: HandClock) -> None:
    clock.pass_ms(MINUTE)
    session.beat()
    clock.sleep_ms(12 * MINUTE)
    left = session.beat()
    assert session.clock_ms() == 13 * MINUTE
    assert [note.at_ms for note in left] == [13 * MINUTE]
    assert marks(session) == ["The computer slept for 12 minutes."]


@pytest.mark.parametrize(
    ("by", "mark"),
    [
        (timedelta(hours=-2), "The clock was set back by 2 hours."),
        (timedelta(minutes=90), "The clock was set forward by 1 hour 30 minutes."),
    ],
)
def test_a_change_of_the_wall_clock_moves_nothing_and_is_marked(
    session: Session, clock: HandClock, by: timedelta, mark: str
) -> None:
    for text in ("one", "two", "three"):
        clock.pass_ms(MINUTE)
        session.note(text, at_ms=session.clock_ms(), at=clock.now())
        if text == "one":
            clock.set_wall(by)
    session.beat()
    said = [(n.text, n.at_ms) for n in session.call().notes if n.source == "typed"]
    assert said == [("one", MINUTE), ("two", 2 * MINUTE), ("three", 3 * MINUTE)]
    assert marks(session) == [mark]
    assert session.beat() == ()


def test_winter_time_is_no_change_of_the_clock(session: Session, clock: HandClock) -> None:
    clock.pass_ms(MINUTE)
    clock.move_to(timezone(timedelta(hours=1)))
    assert session.beat() == ()
    clock.pass_ms(MINUTE)
    call = session.end()
    assert length_ms(call) == session.clock_ms() == 2 * MINUTE


def test_a_few_seconds_of_difference_are_no_news(session: Session, clock: HandClock) -> None:
    clock.sleep_ms(4_900)
    clock.set_wall(timedelta(milliseconds=4_900))
    assert session.beat() == ()


def test_it_leaves_out_pauses(session: Session, clock: HandClock) -> None:
    clock.pass_ms(MINUTE)
    session.pause()
    clock.pass_ms(5 * MINUTE)
    assert session.pause().pauses == (Pause(from_ms=MINUTE),)
    assert session.clock_ms() == MINUTE
    session.go_on()
    clock.pass_ms(SECOND)
    call = session.go_on()
    assert session.clock_ms() == MINUTE + SECOND
    assert call.pauses == (Pause(from_ms=MINUTE, to_ms=6 * MINUTE),)


def test_what_happens_in_a_pause_leaves_no_mark(session: Session, clock: HandClock) -> None:
    session.pause()
    clock.sleep_ms(HOUR)
    assert session.beat() == ()
    clock.sleep_ms(HOUR)
    session.go_on()
    assert session.beat() == ()
    assert marks(session) == []


def test_sleep_before_the_call_leaves_no_mark(store: Store, clock: HandClock) -> None:
    session = Session(store, clock, prepared(store))
    clock.sleep_ms(HOUR)
    session.start()
    assert session.beat() == ()
    assert session.clock_ms() == 0


def test_a_crash_in_the_same_run_of_the_machine_costs_nothing(
    store: Store, session: Session, clock: HandClock
) -> None:
    clock.pass_ms(3 * MINUTE)
    session.beat()
    clock.sleep_ms(MINUTE)
    clock.set_wall(timedelta(hours=-2))
    again = taken_up(store, clock, session)
    assert again.clock_ms() == 4 * MINUTE


def test_after_a_restart_of_the_machine_the_wall_tells(
    store: Store, session: Session, clock: HandClock
) -> None:
    clock.pass_ms(3 * MINUTE)
    session.beat()
    clock.pass_ms(5 * SECOND)
    clock.restart_machine("boot-2", off_ms=2 * MINUTE)
    again = taken_up(store, clock, session)
    assert again.clock_ms() == 5 * MINUTE + 5 * SECOND


def test_a_wall_clock_that_went_back_over_a_restart_never_takes_time_away(
    store: Store, session: Session, clock: HandClock
) -> None:
    clock.pass_ms(3 * MINUTE)
    session.beat()
    clock.restart_machine("boot-2", off_ms=0)
    clock.set_wall(timedelta(days=-1))
    assert taken_up(store, clock, session).clock_ms() == 3 * MINUTE


def test_a_system_that_names_no_boot_goes_by_the_wall(store: Store) -> None:
    clock = HandClock(boot="")
    session = start_unplanned(store, clock)
    clock.pass_ms(MINUTE)
    clock.steady = 0
    assert taken_up(store, clock, session).clock_ms() == MINUTE


def test_its_standing_is_kept_every_ten_seconds(
    store: Store, session: Session, clock: HandClock
) -> None:
    clock.pass_ms(9_999)
    session.beat()
    first = store.live.anchor(session.call_id)
    clock.pass_ms(1)
    session.beat()
    second = store.live.anchor(session.call_id)
    assert first is not None
    assert second is not None
    assert (first.elapsed_ms, second.elapsed_ms) == (0, 10_000)


@pytest.mark.parametrize("noting", [False, True])
def test_a_pause_lasts_over_a_crash(
    store: Store, session: Session, clock: HandClock, *, noting: bool
) -> None:
    clock.pass_ms(MINUTE)
    session.pause()
    clock.pass_ms(4 * MINUTE)
    if noting:
        session.note("while we wait", at_ms=session.clock_ms(), at=clock.now())
    clock.pass_ms(6 * MINUTE)
    again = taken_up(store, clock, session)
    assert again.is_paused
    assert again.clock_ms() == MINUTE
    call = again.go_on()
    assert call.pauses == (Pause(from_ms=MINUTE, to_ms=11 * MINUTE),)


def test_a_call_that_ends_in_a_pause_ends_the_pause(session: Session, clock: HandClock) -> None:
    clock.pass_ms(MINUTE)
    session.pause()
    clock.pass_ms(2 * MINUTE)
    call = session.end()
    assert call.pauses == (Pause(from_ms=MINUTE, to_ms=3 * MINUTE),)
    assert call.ended_at == NOON + timedelta(minutes=3)
    assert length_ms(call) == MINUTE


def test_the_end_is_where_the_steady_clock_says(session: Session, clock: HandClock) -> None:
    clock.pass_ms(30 * MINUTE)
    clock.set_wall(timedelta(hours=-2))
    assert session.end().ended_at == NOON + timedelta(minutes=30)


def test_ending_twice_ends_once(session: Session, clock: HandClock) -> None:
    clock.pass_ms(MINUTE)
    first = session.end()
    clock.pass_ms(MINUTE)
    assert session.end() == first


def test_starting_twice_starts_once(session: Session, clock: HandClock) -> None:
    first = session.call()
    clock.pass_ms(MINUTE)
    assert session.start() == first
    assert session.clock_ms() == MINUTE


def test_an_end_taken_back_at_once_never_was(session: Session, clock: HandClock) -> None:
    clock.pass_ms(10 * MINUTE)
    session.end()
    assert session.clock_ms() == 10 * MINUTE
    clock.pass_ms(2 * MINUTE)
    call = session.take_back_end()
    clock.pass_ms(MINUTE)
    assert (call.status, call.ended_at, call.pauses) == (CallState.RUNNING, None, ())
    assert session.clock_ms() == 13 * MINUTE
    assert session.take_back_end() == call


def test_a_call_opened_again_the_next_day_does_not_count_the_night(
    store: Store, session: Session, clock: HandClock
) -> None:
    clock.pass_ms(10 * MINUTE)
    session.end()
    clock.restart_machine("boot-2", off_ms=20 * HOUR)
    again = taken_up(store, clock, session)
    call = again.take_back_end()
    clock.pass_ms(MINUTE)
    assert call.pauses == (Pause(from_ms=10 * MINUTE, to_ms=10 * MINUTE + 20 * HOUR),)
    assert again.clock_ms() == 11 * MINUTE
    assert again.end().ended_at == NOON + timedelta(hours=20, minutes=11)


def test_a_call_that_was_imported_can_be_opened_again(store: Store, clock: HandClock) -> None:
    held = Call(
        id="k",
        started_at=NOON - timedelta(days=3),
        ended_at=NOON - timedelta(days=3) + timedelta(minutes=45),
        pauses=(Pause(from_ms=0, to_ms=5 * MINUTE),),
    )
    session = Session(store, clock, held_in(store, held))
    assert session.clock_ms() == 40 * MINUTE
    session.take_back_end()
    clock.pass_ms(MINUTE)
    assert session.clock_ms() == 41 * MINUTE


def test_a_call_without_times_can_be_opened_again(store: Store, clock: HandClock) -> None:
    held = Call(id="k", state=CallState.ENDED, notes=(Note(id="n", at_ms=7 * MINUTE),))
    session = Session(store, clock, held_in(store, held))
    assert session.clock_ms() == 7 * MINUTE
    session.take_back_end()
    clock.pass_ms(MINUTE)
    assert session.clock_ms() == 8 * MINUTE


@pytest.mark.parametrize(
    ("pauses", "wanted"),
    [
        ((), 30 * MINUTE),
        ((Pause(from_ms=0, to_ms=10 * MINUTE),), 20 * MINUTE),
        ((Pause(from_ms=5 * MINUTE),), 5 * MINUTE),
    ],
)
def test_a_running_call_that_was_imported_goes_by_its_times(
    store: Store, clock: HandClock, pauses: tuple[Pause, ...], wanted: int
) -> None:
    running = Call(
        id="k",
        state=CallState.RUNNING,
        started_at=NOON - timedelta(minutes=30),
        pauses=pauses,
    )
    session = Session(store, clock, held_in(store, running))
    assert session.clock_ms() == wanted
    assert session.go_on().status is CallState.RUNNING


def test_a_running_call_without_a_start_begins_now(store: Store, clock: HandClock) -> None:
    session = Session(store, clock, held_in(store, Call(id="k", state=CallState.RUNNING)))
    assert session.clock_ms() == 0


@pytest.mark.parametrize("act", ["pause", "end"])
def test_an_act_that_the_disk_refuses_leaves_the_clock_as_it_was(
    tmp_path: Path, clock: HandClock, act: str
) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        call_id = start_unplanned(store, clock).call_id
    with Store.open(path, reader=True) as unwritable:
        session = Session(unwritable, clock, call_id)
        with pytest.raises(StorageError):
            getattr(session, act)()
        clock.pass_ms(MINUTE)
        assert session.clock_ms() == MINUTE
        assert not session.is_paused


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [
        (40_400, "40 seconds"),
        (1_000, "1 second"),
        (59_600, "1 minute"),
        (12 * MINUTE, "12 minutes"),
        (HOUR, "1 hour"),
        (HOUR + 59 * MINUTE + 40 * SECOND, "2 hours"),
        (2 * HOUR + MINUTE, "2 hours 1 minute"),
    ],
)
def test_lengths_are_said_as_people_say_them(milliseconds: int, words: str) -> None:
    assert in_words(milliseconds) == words


def test_the_clocks_of_this_machine_go_forward() -> None:
    clock = SystemClock()
    first = (clock.now(), clock.steady_ms(), clock.awake_ms())
    second = (clock.now(), clock.steady_ms(), clock.awake_ms())
    assert first <= second
    assert clock.now().utcoffset() is not None
    assert clock.boot() == clock.boot()


def prepared(store: Store) -> str:
    return held_in(store, Call(id="k", state=CallState.PREPARED))


def held_in(store: Store, call: Call) -> str:
    store.people.put_client(Client(id="c", name="Northwind"))
    store.disagreements.put(Disagreement(id="d", client="c", topic="T", calls=(call,)))
    return call.id
