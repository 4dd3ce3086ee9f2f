"""From the outbox to a transport: each state is on the disk before the step that it names."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest

from companion.delivery import deliver, look_for, recover
from companion.errors import CompanionError, StorageFull
from companion.mail.transport import Accepted, NobodyKnows, NotDelivered, Stopped
from companion.model import Call, Client, Disagreement, Recap, RecapState
from companion.model.outbox import Outgoing, Trouble
from companion.store import Store
from tests.clock import NOON, HandClock
from tests.delivering import deliver_due

T = TypeVar("T")

DANA, OLE = "dana@client.example", "ole@client.example"


class HandTransport:
    """Does what it is told before and after the last byte, and looks at the history meanwhile."""

    def __init__(
        self,
        store: Store,
        before: Callable[[], object] = lambda: None,
        after: Callable[[], object] = lambda: None,
        refused: dict[str, int] | None = None,
    ) -> None:
        self.store, self.before, self.after = store, before, after
        self.refused = refused or {}
        self.seen: list[str] = []
        self.left: list[Outgoing] = []
        self.closed_at: list[str] = []

    def deliver(self, outgoing: Outgoing, on_dot: Callable[[], None]) -> Accepted:
        self.seen.append(state(self.store))
        self.before()
        on_dot()
        self.seen.append(state(self.store))
        self.left.append(outgoing)
        self.after()
        return Accepted(self.refused)

    def close(self) -> None:
        with suppress(CompanionError):
            self.closed_at.append(state(self.store))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        opened.people.put_client(Client(id="c", name="Northwind"))
        recap = Recap(id="r", to=(DANA, OLE), subject="Our call", text="Hello")
        call = Call(id="k", recaps=(recap,))
        opened.disagreements.put(Disagreement(id="d", client="c", topic="Leads", calls=(call,)))
        opened.outbox.queue(
            "r",
            mail=b"Hello\r\n",
            message_id="<r@us.example>",
            sender="me@us.example",
            recipients=(DANA, OLE),
            at=NOON,
            not_before=NOON,
        )
        yield opened


def state(store: Store) -> str:
    return store.recaps.get("r").state


def on(store: Store) -> Callable[[Callable[[Store], T]], T]:
    def keep(act: Callable[[Store], T]) -> T:
        return act(store)

    return keep


def fails(error: BaseException) -> Callable[[], object]:
    def raising() -> object:
        raise error

    return raising


def failing(store: Store, phase: str, error: BaseException) -> HandTransport:
    if phase == "before":
        return HandTransport(store, before=fails(error))
    return HandTransport(store, after=fails(error))


def test_every_state_is_kept_before_its_step_and_sent_before_goodbye(store: Store) -> None:
    transport = HandTransport(store)
    recap = deliver("r", transport, on(store), HandClock())
    assert transport.seen == ["sending", "dot"]
    assert transport.closed_at == ["sent"]
    assert recap == store.recaps.get("r")
    assert (recap.state, recap.sent_at) == (RecapState.SENT, NOON)


@pytest.mark.parametrize("phase", ["before", "after"])
@pytest.mark.parametrize(
    ("error", "ends"),
    [
        (NotDelivered(Trouble.BUSY, 451, may_pass=True), "retry"),
        (NotDelivered(Trouble.CONTENT_REFUSED, 554), "refused"),
        (Stopped("stopped"), "draft"),
    ],
)
def test_what_certainly_did_not_leave_is_kept_as_that_in_either_phase(
    store: Store, phase: str, error: CompanionError, ends: str
) -> None:
    transport = failing(store, phase, error)
    recap = deliver("r", transport, on(store), HandClock())
    assert recap is not None
    assert (recap.state, transport.closed_at) == (ends, [ends])


def test_what_nobody_knows_is_uncertain_and_stays_so(store: Store) -> None:
    unclear = HandTransport(store, after=fails(NobodyKnows("broke")))
    assert deliver("r", unclear, on(store), HandClock()) == store.recaps.get("r")
    assert state(store) == "uncertain"
    again = HandTransport(store)
    assert deliver_due(lambda: again, on(store), HandClock()) == ()
    assert again.left == []


@pytest.mark.parametrize(("phase", "ends"), [("before", "retry"), ("after", "uncertain")])
def test_an_error_that_nobody_expected_leaves_the_safe_state(
    store: Store, phase: str, ends: str
) -> None:
    transport = failing(store, phase, ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        deliver("r", transport, on(store), HandClock())
    assert (state(store), transport.closed_at) == (ends, [ends])


def test_a_mail_does_not_leave_while_its_last_state_cannot_be_kept(store: Store) -> None:
    acts: list[str] = []

    def keep(act: Callable[[Store], T]) -> T:
        acts.append("act")
        if len(acts) == 2:
            raise StorageFull("The disk is full.")
        return act(store)

    transport = HandTransport(store)
    with pytest.raises(StorageFull):
        deliver("r", transport, keep, HandClock())
    assert transport.left == []
    delivery = store.outbox.delivery("r", NOON)
    assert (delivery.state, delivery.trouble) == (RecapState.RETRY, Trouble.NOT_SAVED)


def test_a_disk_that_fills_up_after_the_last_byte_leaves_no_second_sending(store: Store) -> None:
    is_full: list[bool] = []

    def keep(act: Callable[[Store], T]) -> T:
        if is_full:
            raise StorageFull("The disk is full.")
        return act(store)

    transport = HandTransport(store, after=lambda: is_full.append(True))
    with pytest.raises(StorageFull):
        deliver("r", transport, keep, HandClock())
    assert [recap.state for recap in recover(on(store))] == [RecapState.UNCERTAIN]


def test_a_mail_whose_history_is_erased_meanwhile_does_not_leave(store: Store) -> None:
    transport = HandTransport(store, before=lambda: store.disagreements.delete("d"))
    assert deliver("r", transport, on(store), HandClock()) is None
    assert transport.left == []


def test_a_history_erased_after_the_last_byte_is_no_error(store: Store) -> None:
    transport = HandTransport(store, after=lambda: store.disagreements.delete("d"))
    assert deliver("r", transport, on(store), HandClock()) is None


def test_another_start_of_the_program_takes_the_mail_away(store: Store) -> None:
    transport = HandTransport(store, before=lambda: recover(on(store)))
    assert deliver("r", transport, on(store), HandClock()) is None
    assert (transport.left, state(store)) == ([], "queued")


def test_another_start_after_the_last_byte_is_put_right_by_the_answer(store: Store) -> None:
    transport = HandTransport(store, after=lambda: recover(on(store)))
    deliver("r", transport, on(store), HandClock())
    assert state(store) == "sent"


def test_refused_addresses_are_named_and_tried_alone(store: Store) -> None:
    first = HandTransport(store, refused={OLE: 550})
    deliver("r", first, on(store), HandClock())
    assert [a.address for a in store.outbox.delivery("r", NOON).refused] == [OLE]
    store.outbox.send_again("r", at=NOON, not_before=NOON)
    second = HandTransport(store)
    deliver("r", second, on(store), HandClock())
    assert [outgoing.recipients for outgoing in second.left] == [(OLE,)]
    assert second.left[0].mail == first.left[0].mail


def test_everything_that_is_due_goes_each_over_a_transport_of_its_own(store: Store) -> None:
    store.recaps.put("k", Recap(id="s", text="Another"))
    store.outbox.queue(
        "s",
        mail=b"Another\r\n",
        message_id="<s@us.example>",
        sender="me@us.example",
        recipients=(DANA,),
        at=NOON,
        not_before=NOON,
    )
    made: list[HandTransport] = []

    def transports() -> HandTransport:
        made.append(HandTransport(store))
        return made[-1]

    tried = deliver_due(transports, on(store), HandClock())
    assert [(recap.id, recap.state) for recap in tried] == [("r", "sent"), ("s", "sent")]
    assert [len(transport.left) for transport in made] == [1, 1]


@pytest.mark.parametrize(("is_found", "ends"), [(True, "sent"), (False, "uncertain")])
def test_an_uncertain_mail_is_looked_for_by_its_id(store: Store, is_found: bool, ends: str) -> None:
    asked: list[str] = []

    def find_sent(message_id: str) -> bool:
        asked.append(message_id)
        return is_found

    deliver("r", HandTransport(store, after=fails(NobodyKnows("broke"))), on(store), HandClock())
    assert look_for("r", find_sent, on(store), HandClock()).state == ends
    assert asked == ["<r@us.example>"]
    assert look_for("r", find_sent, on(store), HandClock()).state == ends


def test_only_an_uncertain_mail_is_looked_for(store: Store) -> None:
    def find_sent(message_id: str) -> bool:
        raise AssertionError(message_id)

    assert look_for("r", find_sent, on(store), HandClock()).state == "queued"
