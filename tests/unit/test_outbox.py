"""The states of a mail: each step is there afterwards, none is taken twice, none is skipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from msgspec.structs import replace

from companion.errors import AlreadyOnItsWay, NotReleased
from companion.model import Call, Client, Disagreement, Recap, RecapState, Reply, ReplyKind
from companion.model.outbox import AddresseeState, Outgoing, Trouble
from companion.store import Store
from tests.clock import NOON

DANA, OLE = "dana@client.example", "ole@client.example"
MAIL = b"Subject: Our call\r\n\r\nHello \xff\x00\r\n"
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        opened.people.put_client(Client(id="c", name="Northwind"))
        recap = Recap(id="r", to=(DANA, OLE), subject="Our call", text="Hello")
        call = Call(id="k", recaps=(recap,))
        opened.disagreements.put(Disagreement(id="d", client="c", topic="Leads", calls=(call,)))
        yield opened


def queue(store: Store, recap_id: str = "r", people: tuple[str, ...] = (DANA, OLE)) -> Recap:
    return store.outbox.queue(
        recap_id,
        mail=MAIL,
        message_id="<r@us.example>",
        sender="me@us.example",
        recipients=people,
        at=NOON,
        not_before=NOON + 10 * SECOND,
    )


def taken(store: Store, minutes: float = 1) -> Outgoing:
    outgoing = store.outbox.take("r", NOON + minutes * MINUTE)
    assert outgoing is not None
    return outgoing


def at_the_dot(store: Store, minutes: float = 1) -> str:
    ticket = taken(store, minutes).ticket
    store.outbox.at_dot("r", ticket)
    return ticket


def state(store: Store) -> RecapState:
    return store.recaps.get("r").state


def people(store: Store) -> dict[str, tuple[str, int]]:
    delivery = store.outbox.delivery("r", NOON)
    return {a.address: (a.state.value, a.code) for a in delivery.addressees}


# ---------------------------------------------------------------- released once


def test_what_was_queued_is_frozen_byte_by_byte(store: Store) -> None:
    recap = queue(store)
    assert (recap.state, recap.via, recap.message_id) == ("queued", "smtp", "<r@us.example>")
    outgoing = taken(store)
    assert (outgoing.mail, outgoing.sender) == (MAIL, "me@us.example")
    assert outgoing.recipients == (DANA, OLE)


def test_fifty_clicks_queue_one_mail(store: Store) -> None:
    assert len({queue(store) for _ in range(50)}) == 1
    assert store.outbox.due(NOON + MINUTE) == ("r",)


def test_two_windows_with_a_recap_each_queue_the_same_words_once(store: Store) -> None:
    store.recaps.put("k", replace(store.recaps.get("r"), id="r-2"))
    queue(store)
    with pytest.raises(AlreadyOnItsWay):
        queue(store, "r-2", (OLE, DANA))
    assert store.recaps.get("r-2").state is RecapState.DRAFT
    at_the_dot(store)
    assert store.outbox.due(NOON + HOUR) == ()


def test_other_words_to_the_same_people_are_another_mail(store: Store) -> None:
    store.recaps.put("k", replace(store.recaps.get("r"), id="r-2", text="Hello again"))
    queue(store)
    assert queue(store, "r-2").state is RecapState.QUEUED


def test_a_mail_goes_when_its_undo_is_over_and_not_before(store: Store) -> None:
    queue(store)
    early = NOON + 9.9 * SECOND
    assert store.outbox.due(early) == ()
    assert store.outbox.take("r", early) is None
    assert store.outbox.next_due(NOON) == NOON + 10 * SECOND
    assert store.outbox.due(NOON + 10 * SECOND) == ("r",)


def test_only_one_of_many_programs_gets_a_mail(store: Store) -> None:
    queue(store)
    start = Barrier(8)

    def compete(_number: int) -> Outgoing | None:
        with Store.open(store.path) as own:
            start.wait()
            return own.outbox.take("r", NOON + MINUTE)

    with ThreadPoolExecutor(8) as pool:
        got = [outgoing for outgoing in pool.map(compete, range(8)) if outgoing]
    assert len(got) == 1


# ---------------------------------------------------------------- taken back, changed, erased


def test_an_undo_makes_it_a_draft_with_nothing_left_in_the_outbox(store: Store) -> None:
    before = store.recaps.get("r")
    queue(store)
    assert store.outbox.undo("r") == replace(before, message_id="<r@us.example>")
    assert store.outbox.due(NOON + MINUTE) == ()
    assert queue(store).state is RecapState.QUEUED


def test_an_undo_that_comes_too_late_says_so(store: Store) -> None:
    queue(store)
    taken(store)
    assert store.outbox.undo("r").state is RecapState.SENDING


FURTHER: dict[str, Callable[[Store], object]] = {
    "queued": state,
    "sending": taken,
    "dot": at_the_dot,
    "sent": lambda store: store.outbox.sent("r", at_the_dot(store), refused={}, at=NOON),
    "uncertain": lambda store: store.outbox.uncertain("r", at_the_dot(store)),
    "retry": lambda store: store.outbox.retry(
        "r", taken(store).ticket, trouble=Trouble.BUSY, now=NOON
    ),
    "refused": lambda store: store.outbox.refuse("r", taken(store).ticket, trouble=Trouble.FULL),
}


@pytest.mark.parametrize("where", FURTHER)
def test_a_released_recap_keeps_its_words_and_state_whatever_is_stored_over_it(
    store: Store, where: str
) -> None:
    old = store.calls.get("k")
    queue(store)
    FURTHER[where](store)
    released = store.recaps.get("r")
    assert released.state == where
    store.calls.put("d", old)
    other = replace(released, text="Other", state=RecapState.DRAFT)
    assert store.recaps.put("k", other) == released
    assert store.recaps.get("r") == released


@pytest.mark.parametrize("where", FURTHER)
def test_a_released_recap_is_not_released_a_second_time(store: Store, where: str) -> None:
    queue(store)
    FURTHER[where](store)
    queue(store)
    assert (state(store) == "queued") is (where in ("queued", "refused"))


@pytest.mark.parametrize("where", sorted(set(FURTHER) - {"refused"}))
def test_no_mark_by_hand_touches_what_the_outbox_has(store: Store, where: str) -> None:
    queue(store)
    FURTHER[where](store)
    store.recaps.mark_sent("r", "copy", NOON)
    store.recaps.take_back_sent("r")
    assert (state(store), store.recaps.get("r").via) == (where, "smtp")


def test_a_refused_recap_may_go_another_way(store: Store) -> None:
    queue(store)
    FURTHER["refused"](store)
    assert store.recaps.mark_sent("r", "copy", NOON).state is RecapState.SENT
    assert store.outbox.delivery("r", NOON).is_here is False
    assert store.recaps.take_back_sent("r").state is RecapState.DRAFT


def test_an_answer_reaches_a_released_recap(store: Store) -> None:
    queue(store)
    FURTHER["sent"](store)
    reply = Reply(kind=ReplyKind.CONFIRMED, at=NOON)
    stored = store.recaps.put("k", replace(store.recaps.get("r"), reply=reply))
    assert stored.reply == reply
    assert stored.state is RecapState.SENT


def test_a_mail_whose_disagreement_was_erased_does_not_leave(store: Store) -> None:
    queue(store)
    ticket = taken(store).ticket
    store.disagreements.delete("d")
    with pytest.raises(NotReleased):
        store.outbox.at_dot("r", ticket)
    assert store.outbox.recover() == ()


def test_merging_clients_changes_no_envelope(store: Store) -> None:
    store.people.put_client(Client(id="c-2", name="Northwind Ltd"))
    queue(store)
    store.people_change.merge_clients("c-2", "c")
    assert taken(store).recipients == (DANA, OLE)


# ---------------------------------------------------------------- how a delivery ends


def test_a_mail_that_everybody_got_is_sent_and_its_bytes_are_gone(store: Store) -> None:
    queue(store)
    recap = store.outbox.sent("r", at_the_dot(store), refused={}, at=NOON + MINUTE)
    assert (recap.state, recap.sent_at) == (RecapState.SENT, NOON + MINUTE)
    assert people(store) == {DANA: ("accepted", 0), OLE: ("accepted", 0)}
    assert store._connection.value("SELECT length(mail) FROM outgoing") == 0
    again = store.outbox.send_again("r", at=NOON, not_before=NOON)
    assert again == recap


def test_only_who_was_refused_gets_it_again(store: Store) -> None:
    queue(store)
    store.outbox.sent("r", at_the_dot(store), refused={OLE: 550}, at=NOON)
    assert people(store) == {DANA: ("accepted", 0), OLE: ("refused", 550)}
    assert store.outbox.unfinished() == ("r",)
    later = NOON + HOUR
    store.outbox.send_again("r", at=later, not_before=later)
    outgoing = taken(store, 60)
    assert (outgoing.recipients, outgoing.mail) == ((OLE,), MAIL)
    store.outbox.at_dot("r", outgoing.ticket)
    recap = store.outbox.sent("r", outgoing.ticket, refused={}, at=later)
    assert (recap.state, recap.sent_at) == (RecapState.SENT, NOON)
    assert store.outbox.unfinished() == ()


@pytest.mark.parametrize("ending", ["undone", "refused", "not sent"])
def test_a_second_sending_that_fails_leaves_the_first_one_sent(store: Store, ending: str) -> None:
    queue(store)
    store.outbox.sent("r", at_the_dot(store), refused={OLE: 550}, at=NOON)
    store.outbox.send_again("r", at=NOON, not_before=NOON)
    if ending == "undone":
        store.outbox.undo("r")
    elif ending == "refused":
        store.outbox.refuse("r", taken(store).ticket, trouble=Trouble.FULL, refused={OLE: 552})
    else:
        store.outbox.uncertain("r", at_the_dot(store))
        store.outbox.settle("r", was_sent=False, at=NOON)
    assert state(store) is RecapState.SENT
    assert people(store)[DANA] == ("accepted", 0)
    assert people(store)[OLE][0] == AddresseeState.REFUSED


def test_a_mail_is_tried_again_ever_less_often_and_for_a_day_at_most(store: Store) -> None:
    queue(store)
    now, waits = NOON + MINUTE, []
    while True:
        store.outbox.release("r", now)
        outgoing = store.outbox.take("r", now)
        assert outgoing is not None
        store.outbox.retry("r", outgoing.ticket, trouble=Trouble.BUSY, code=451, now=now)
        next_try = store.outbox.delivery("r", now).next_try
        if next_try is None:
            break
        waits.append((next_try - now) // MINUTE)
        now = next_try
    assert waits[:6] == [1, 5, 15, 60, 60, 60]
    assert timedelta(hours=23) <= now - NOON <= timedelta(hours=24)
    assert state(store) is RecapState.REFUSED
    assert store.outbox.delivery("r", now).trouble is Trouble.TRIED_FOR_A_DAY


def test_an_answer_after_the_dot_that_says_no_is_no_uncertainty(store: Store) -> None:
    queue(store)
    ticket = at_the_dot(store)
    assert store.outbox.retry("r", ticket, trouble=Trouble.BUSY, now=NOON).state == "retry"


def test_a_refused_mail_becomes_a_draft_that_can_be_changed_and_queued(store: Store) -> None:
    queue(store)
    store.outbox.refuse("r", at_the_dot(store), trouble=Trouble.CONTENT_REFUSED, code=554)
    delivery = store.outbox.delivery("r", NOON)
    assert (delivery.trouble, delivery.code) == (Trouble.CONTENT_REFUSED, 554)
    draft = store.outbox.undo("r")
    store.recaps.put("k", replace(draft, text="Kinder words"))
    assert queue(store).text == "Kinder words"


def test_a_sending_stopped_before_the_last_byte_is_as_if_undone(store: Store) -> None:
    queue(store)
    assert store.outbox.withdraw("r", taken(store).ticket).state is RecapState.DRAFT


# ---------------------------------------------------------------- uncertain


def test_an_uncertain_mail_is_never_due(store: Store) -> None:
    queue(store)
    store.outbox.uncertain("r", at_the_dot(store))
    assert store.outbox.due(NOON + timedelta(days=400)) == ()
    assert store.outbox.take("r", NOON + HOUR) is None
    assert store.outbox.recover() == ()


def test_a_person_says_that_it_arrived(store: Store) -> None:
    queue(store)
    store.outbox.uncertain("r", at_the_dot(store))
    recap = store.outbox.settle("r", was_sent=True, at=NOON + HOUR)
    assert (recap.state, recap.sent_at) == (RecapState.SENT, NOON + HOUR)


def test_a_person_says_that_it_did_not_arrive(store: Store) -> None:
    queue(store)
    store.outbox.uncertain("r", at_the_dot(store))
    recap = store.outbox.settle("r", was_sent=False, at=NOON)
    assert (recap.state, recap.message_id) == (RecapState.DRAFT, "<r@us.example>")


def test_an_uncertain_mail_that_a_person_sends_again_is_the_same_mail(store: Store) -> None:
    queue(store)
    first = taken(store)
    store.outbox.at_dot("r", first.ticket)
    store.outbox.uncertain("r", first.ticket)
    store.outbox.send_again("r", at=NOON, not_before=NOON + 10 * SECOND)
    assert store.outbox.undo("r").state is RecapState.UNCERTAIN
    store.outbox.send_again("r", at=NOON, not_before=NOON + 10 * SECOND)
    assert replace(taken(store), ticket=first.ticket) == first


# ---------------------------------------------------------------- after a crash


def test_a_start_puts_right_what_a_crash_left(store: Store) -> None:
    queue(store)
    taken(store)
    assert [recap.state for recap in store.outbox.recover()] == [RecapState.QUEUED]
    at_the_dot(store)
    assert [recap.state for recap in store.outbox.recover()] == [RecapState.UNCERTAIN]


def test_whoever_lost_the_mail_to_another_start_may_not_end_it(store: Store) -> None:
    queue(store)
    slow = taken(store).ticket
    store.outbox.recover()
    with pytest.raises(NotReleased):
        store.outbox.at_dot("r", slow)
    store.outbox.refuse("r", slow, trouble=Trouble.FULL)
    store.outbox.retry("r", slow, trouble=Trouble.BUSY, now=NOON)
    assert state(store) is RecapState.QUEUED
    quick = taken(store).ticket
    with pytest.raises(NotReleased):
        store.outbox.at_dot("r", slow)
    store.outbox.at_dot("r", quick)


def test_what_the_server_says_at_last_settles_an_uncertain_mail(store: Store) -> None:
    queue(store)
    ticket = at_the_dot(store)
    assert store.outbox.recover()[0].state is RecapState.UNCERTAIN
    assert store.outbox.sent("r", ticket, refused={}, at=NOON).state is RecapState.SENT


def test_nobody_without_the_ticket_says_that_it_was_sent(store: Store) -> None:
    queue(store)
    at_the_dot(store)
    for ticket in ("", "another"):
        assert store.outbox.sent("r", ticket, refused={}, at=NOON).state is RecapState.DOT


# ---------------------------------------------------------------- late, and clocks that are set


def test_a_mail_that_waited_for_half_a_day_asks_before_it_goes(store: Store) -> None:
    queue(store)
    morning = NOON + timedelta(hours=12, seconds=1)
    assert store.outbox.due(morning - 2 * SECOND) == ("r",)
    assert store.outbox.due(morning) == ()
    assert store.outbox.take("r", morning) is None
    assert store.outbox.next_due(morning) is None
    assert store.outbox.delivery("r", morning).is_late
    store.outbox.release("r", morning)
    assert store.outbox.delivery("r", morning).is_late is False
    assert store.outbox.take("r", morning) is not None


def test_a_mail_whose_next_try_went_to_the_future_with_the_clock_goes_now(store: Store) -> None:
    queue(store)
    store.outbox.retry("r", taken(store).ticket, trouble=Trouble.NOT_REACHABLE, now=NOON + 9 * HOUR)
    assert store.outbox.due(NOON + HOUR) == ("r",)


# ---------------------------------------------------------------- this machine only


@pytest.mark.parametrize("where", ["queued", "sending", "dot", "retry", "uncertain"])
def test_what_another_machine_had_in_hand_never_goes_from_here(
    store: Store, tmp_path: Path, where: str
) -> None:
    queue(store)
    FURTHER[where](store)
    document = store.documents.dump()
    with Store.open(tmp_path / "elsewhere.db") as other:
        other.documents.load(document)
        other.documents.load(document)
        assert state(other) == where
        assert other.outbox.due(NOON + HOUR) == ()
        assert other.outbox.take("r", NOON + HOUR) is None
        assert other.outbox.recover() == ()
        assert other.outbox.undo("r").state == where
        assert other.outbox.delivery("r", NOON).is_here is False
        assert other.outbox.unfinished() == ("r",)
        assert other.outbox.settle("r", was_sent=where == "dot", at=NOON).state in ("draft", "sent")


def test_an_older_copy_of_the_history_takes_nothing_back(store: Store) -> None:
    before = store.documents.dump()
    queue(store)
    store.documents.load(before)
    assert state(store) is RecapState.QUEUED
    store.outbox.undo("r")
    store.recaps.mark_sent("r", "copy", NOON)
    store.documents.load(before)
    assert state(store) is RecapState.SENT


def test_no_byte_of_the_outbox_is_exported(store: Store) -> None:
    plain = store.documents.dump()
    queue(store)
    queued = replace(
        store.recaps.get("r"), state=RecapState.DRAFT, via="", message_id=""
    )  # all that a recap tells of it
    exported = store.documents.dump()
    call = replace(exported.disagreements[0].calls[0], recaps=(queued,))
    assert replace(exported.disagreements[0], calls=(call,)) == plain.disagreements[0]
