"""A call from its first act to its last: notes, steps, and what becomes of what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from companion.errors import NotThere, StorageError
from companion.model import (
    Attendee,
    CallState,
    InboxNote,
    Link,
    Note,
    NoteKind,
    Option,
    StepMark,
)
from companion.session import (
    Session,
    begin_disagreement,
    continue_in_new_call,
    log_past_call,
    start_unplanned,
)
from companion.store import Store
from tests.clock import NOON, HandClock


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


def say(session: Session, text: str, at_ms: int = 0, draft: str = "") -> Note:
    return session.note(text, at_ms=at_ms, at=NOON, draft=draft)


def test_an_unplanned_call_runs_and_has_no_client_yet(store: Store, session: Session) -> None:
    assert session.call().status is CallState.RUNNING
    assert session.call().started_at == NOON
    assert store.people.client(session.disagreement().client).name == ""
    assert store.calls.running() == session.call_id


def test_a_note_returns_as_it_was_stored(session: Session) -> None:
    note = session.note(
        "They fear the board", NoteKind.CONCERN, at_ms=65_000, at=NOON, who="Dana", source="command"
    )
    assert session.call().notes == (note,)


def test_a_note_takes_the_place_of_its_draft(store: Store, session: Session) -> None:
    place = f"note:{session.call_id}"
    store.drafts.keep(place, "They fear the boa", NOON)
    say(session, "They fear the board", draft=place)
    assert store.drafts.get(place) == ""


def test_a_note_that_cannot_be_stored_leaves_its_draft(store: Store, session: Session) -> None:
    place = f"note:{session.call_id}"
    store.drafts.keep(place, "typed", NOON)
    first = say(session, "first")
    with pytest.raises(StorageError):
        store.live.add_note(session.call_id, first, draft=place)
    assert store.drafts.get(place) == "typed"
    assert session.call().notes == (first,)


def test_notes_of_the_same_moment_stay_in_the_order_of_writing(session: Session) -> None:
    texts = [f"note {number}" for number in range(20)]
    for text in texts:
        say(session, text, at_ms=5_000)
    say(session, "earlier", at_ms=4_999)
    assert [note.text for note in session.call().notes] == ["earlier", *texts]


def test_a_note_is_edited_moved_deleted_and_brought_back(store: Store, session: Session) -> None:
    note = say(session, "frist", at_ms=1_000)
    store.live.edit_note(note.id, "first", NoteKind.QUOTE, "Sam")
    store.live.retime_note(note.id, 2_000)
    moved = store.live.retime_note(note.id, 3_000)
    assert (moved.at_ms, moved.retimed_from_ms, moved.text) == (3_000, 1_000, "first")
    store.live.delete_note(note.id, NOON)
    assert session.call().notes == ()
    assert store.live.restore_note(note.id) == moved
    assert session.call().notes == (moved,)


def test_storing_the_whole_call_keeps_what_lies_in_the_bin(store: Store, session: Session) -> None:
    note = say(session, "put aside")
    store.live.delete_note(note.id, NOON)
    store.calls.put(session.disagreement_id, session.call())
    assert store.live.restore_note(note.id) == note


def test_a_step_keeps_its_answer_over_its_tick_and_its_tick_over_its_answer(
    store: Store, session: Session
) -> None:
    store.live.answer(session.call_id, "reframe", "How can we?")
    assert session.tick("reframe", 595_000).answer == "How can we?"
    assert store.live.answer(session.call_id, "reframe", "How may we?").done_ms == 595_000
    assert session.tick("reframe", None) == StepMark(key="reframe", answer="How may we?")
    assert store.live.set_step(session.call_id, StepMark(key="metric", done_ms=1)).done_ms == 1
    assert session.call().step("metric").done_ms == 1


ACTS: dict[str, Callable[[Store], object]] = {
    "text": lambda store: store.live.set_text("gone", "why_now", "x"),
    "plan": lambda store: store.live.set_plan("gone", NOON, 30),
    "choice": lambda store: store.live.choose("gone", None),
    "edit": lambda store: store.live.edit_note("gone", "x", NoteKind.FACT, ""),
    "retime": lambda store: store.live.retime_note("gone", 1),
    "restore": lambda store: store.live.restore_note("gone"),
    "topic": lambda store: store.disagreements.set_text("gone", "topic", "x"),
    "metric": lambda store: store.disagreements.set_metric("gone", None),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_on_what_is_gone_is_not_called_saved(store: Store, act: str) -> None:
    with pytest.raises(NotThere):
        ACTS[act](store)


def test_a_note_to_a_call_that_is_gone_says_so(store: Store, session: Session) -> None:
    store.disagreements.delete(session.disagreement_id)
    with pytest.raises(StorageError, match="not in the history any more"):
        say(session, "to nobody")
    with pytest.raises(NotThere):
        Session(store, HandClock(), session.call_id)


def test_only_texts_of_a_call_are_set_by_name(store: Store, session: Session) -> None:
    assert store.live.set_text(session.call_id, "why_now", "Board meeting") == "Board meeting"
    assert session.call().why_now == "Board meeting"
    with pytest.raises(ValueError, match="state"):
        store.live.set_text(session.call_id, "state", "ended")
    with pytest.raises(ValueError, match="id"):
        store.disagreements.set_text(session.disagreement_id, "id", "x")


def test_a_new_call_goes_on_where_the_last_one_stood(store: Store, session: Session) -> None:
    people = (Attendee(name="Dana"),)
    links = (Link(title="Proposal", url="https://client.example"),)
    store.live.set_attendees(session.call_id, people)
    store.live.set_links(session.call_id, links)
    store.live.set_option(session.call_id, Option(label="A", text="Pause display"))
    session.end()
    call = continue_in_new_call(store, session.disagreement_id)
    assert call.status is CallState.PREPARED
    assert (call.attendees, call.links) == (people, links)
    assert [option.text for option in call.options] == ["Pause display"]
    assert continue_in_new_call(store, session.disagreement_id) == call
    assert [c.id for c in session.disagreement().calls] == [session.call_id, call.id]


def test_a_disagreement_without_calls_can_go_on(store: Store) -> None:
    disagreement = begin_disagreement(store, HandClock(), "Northwind")
    store.calls.delete(disagreement.calls[0].id)
    assert continue_in_new_call(store, disagreement.id).status is CallState.PREPARED


def test_a_past_call_is_logged_with_what_was_prepared(store: Store) -> None:
    disagreement = begin_disagreement(store, HandClock(), "Northwind")
    call_id = disagreement.calls[0].id
    store.live.set_text(call_id, "why_now", "Board meeting")
    held = log_past_call(store, disagreement.id, call_id, NOON, 45)
    assert store.calls.get(call_id) == held
    assert (held.status, held.ended_at) == (CallState.ENDED, NOON + timedelta(minutes=45))
    assert held.why_now == "Board meeting"
    assert store.calls.last_ended() == call_id


def test_a_disagreement_is_as_old_as_the_past_call_logged_for_it(store: Store) -> None:
    disagreement = begin_disagreement(store, HandClock(), "Northwind")
    before = NOON - timedelta(days=3)
    log_past_call(store, disagreement.id, disagreement.calls[0].id, before, 45)
    assert store.disagreements.get(disagreement.id).opened_at == before


def test_a_client_that_is_known_is_not_made_twice(store: Store, clock: HandClock) -> None:
    first = begin_disagreement(store, clock, "Müller AG")
    assert begin_disagreement(store, clock, "MÜLLER ag").client == first.client
    assert begin_disagreement(store, clock).client != begin_disagreement(store, clock).client


def test_a_failure_within_a_start_leaves_nothing(tmp_path: Path, clock: HandClock) -> None:
    path = tmp_path / "history.db"
    Store.open(path).close()
    with Store.open(path, reader=True) as store:
        with pytest.raises(StorageError):
            start_unplanned(store, clock)
        assert store.disagreements.ids() == ()
        assert store.people.client_ids() == ()


def test_the_inbox_gives_its_note_to_a_call_in_one_act(store: Store, session: Session) -> None:
    waiting = [store.inbox.add(InboxNote(id=f"i{n}", at=NOON, text=f"t{n}")) for n in range(3)]
    with store.write():
        say(session, waiting[1].text)
        store.inbox.remove(waiting[1].id)
    assert [note.text for note in store.inbox.notes()] == ["t0", "t2"]
    assert [note.text for note in session.call().notes] == ["t1"]


def test_the_inbox_keeps_its_note_when_the_call_cannot_take_it(
    store: Store, session: Session
) -> None:
    waiting = store.inbox.add(InboxNote(id="i", at=NOON, text="t"))
    first = say(session, "taken")

    def move() -> None:
        with store.write():
            store.inbox.remove(waiting.id)
            store.live.add_note(session.call_id, first)

    with pytest.raises(StorageError):
        move()
    assert store.inbox.notes() == (waiting,)


def test_a_draft_is_kept_changed_and_forgotten(store: Store) -> None:
    assert store.drafts.get("note:k") == ""
    store.drafts.keep("note:k", "one", NOON)
    store.drafts.keep("note:k", "one two", NOON)
    store.drafts.keep("step:k:metric", "30 %", NOON)
    assert store.drafts.get("note:k") == "one two"
    store.drafts.keep("note:k", "", NOON)
    assert store.drafts.get("note:k") == ""
    assert store.drafts.get("step:k:metric") == "30 %"
    store.drafts.keep("step:k2:metric", "other", NOON)
    store.drafts.forget("step:k:")
    assert (store.drafts.get("step:k:metric"), store.drafts.get("step:k2:metric")) == ("", "other")
