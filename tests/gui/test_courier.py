"""The courier: wakes by itself, sends once whoever else sends, and tries no password twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from msgspec.structs import replace
from pytestqt.qtbot import QtBot

from companion.clocks import SystemClock
from companion.gui.courier import Need
from companion.gui.tasks import Tasks
from companion.mail.transport import NotDelivered
from companion.model import Call, CallState, Client, Disagreement, Recap, RecapState
from companion.model.outbox import Trouble
from companion.session import Clock
from companion.store import Store
from tests.gui.post import ACCOUNT, IMAP, PASSWORD, Post
from tests.gui.recap_history import ENDED, SteppedClock


class Outbox:
    """A history whose calls each have a recap that was released."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot, self._folder = qtbot, folder
        self._opened: list[tuple[Tasks, Post]] = []
        self.clock = SteppedClock()
        with Store.open(folder / "history.db") as store:
            store.people.put_client(Client(id="c-1", name="Northwind"))

    def courier(self, clock: Clock | None = None) -> Post:
        """Return what one more program sends with, on the same history."""
        tasks = Tasks(self._folder / "history.db")
        post = Post(tasks, clock or self.clock, self._folder)
        self._opened.append((tasks, post))
        return post

    def release(self, number: int, at: datetime = ENDED, wait: timedelta = timedelta()) -> None:
        call = Call(id=f"k-{number}", state=CallState.ENDED, recaps=(Recap(id=f"r-{number}"),))
        with Store.open(self._folder / "history.db") as store:
            about = f"Topic {number}"
            store.disagreements.put(
                Disagreement(id=f"d-{number}", client="c-1", topic=about, calls=(call,))
            )
            store.outbox.queue(
                f"r-{number}",
                mail=f"mail {number}".encode(),
                message_id=f"<r-{number}@lumen.example>",
                sender=ACCOUNT.address,
                recipients=("dana@northwind.example",),
                at=at,
                not_before=at + wait,
            )

    def states(self) -> list[RecapState]:
        with Store.open(self._folder / "history.db", reader=True) as store:
            return [store.recaps.get(f"r-{n}").state for n in range(1, 10) if self._has(store, n)]

    def settle(self) -> None:
        self._qtbot.waitUntil(lambda: all(tasks.is_idle for tasks, _ in self._opened))

    def close(self) -> None:
        for tasks, post in self._opened:
            tasks.close()
            shiboken6.delete(post.courier)

    def _has(self, store: Store, number: int) -> bool:
        return f"r-{number}" in {r.id for r in store.recaps.of_call(f"k-{number}")}


@pytest.fixture
def outbox(qtbot: QtBot, tmp_path: Path) -> Iterator[Outbox]:
    opened = Outbox(qtbot, tmp_path)
    yield opened
    opened.settle()
    opened.close()


def test_it_wakes_by_itself_when_the_time_has_come(outbox: Outbox, qtbot: QtBot) -> None:
    clock = SystemClock()
    outbox.release(1, clock.now(), timedelta(milliseconds=300))
    post = outbox.courier(clock)
    post.set_up()
    post.courier.open()
    qtbot.waitUntil(lambda: outbox.states() == [RecapState.SENT])
    assert len(post.arrived) == 1


def test_of_two_programs_one_sends(outbox: Outbox, qtbot: QtBot) -> None:
    for number in (1, 2, 3):
        outbox.release(number)
    posts = [outbox.courier(), outbox.courier()]
    for post in posts:
        post.set_up()
    for post in posts:
        post.courier.wake()
    qtbot.waitUntil(lambda: set(outbox.states()) == {RecapState.SENT})
    outbox.settle()
    sent = [outgoing.recap_id for post in posts for outgoing in post.arrived]
    assert sorted(sent) == ["r-1", "r-2", "r-3"]


def test_what_has_left_is_put_among_the_sent_mail(outbox: Outbox, qtbot: QtBot) -> None:
    outbox.release(1)
    post = outbox.courier()
    post.set_up(replace(ACCOUNT, imap=IMAP))
    post.courier.wake()
    qtbot.waitUntil(lambda: post.filed == [(b"mail 1", "<r-1@lumen.example>")])


@pytest.mark.parametrize("change", [{"imap": None}, {"imap": IMAP, "provider": "gmail"}])
def test_nothing_is_put_there_twice_or_without_a_mailbox(
    outbox: Outbox, qtbot: QtBot, change: dict[str, Any]
) -> None:
    outbox.release(1)
    post = outbox.courier()
    post.set_up(replace(ACCOUNT, **change))
    post.courier.wake()
    qtbot.waitUntil(lambda: outbox.states() == [RecapState.SENT])
    outbox.settle()
    assert post.filed == []


def test_a_mail_that_did_not_leave_is_not_among_the_sent_ones(outbox: Outbox, qtbot: QtBot) -> None:
    outbox.release(1)
    post = outbox.courier()
    post.set_up(replace(ACCOUNT, imap=IMAP))
    post.answers = [NotDelivered(Trouble.CONTENT_REFUSED, 554)]
    post.courier.wake()
    qtbot.waitUntil(lambda: outbox.states() == [RecapState.REFUSED])
    outbox.settle()
    assert post.filed == []


def test_a_password_that_was_refused_is_tried_for_no_other_mail(
    outbox: Outbox, qtbot: QtBot
) -> None:
    for number in (1, 2, 3):
        outbox.release(number)
    post = outbox.courier()
    post.set_up()
    post.answers = [NotDelivered(Trouble.WRONG_PASSWORD, 535)]
    post.courier.wake()
    qtbot.waitUntil(lambda: post.courier.need is Need.PASSWORD)
    outbox.settle()
    assert post.passwords == [PASSWORD]
    assert outbox.states() == [RecapState.REFUSED, RecapState.QUEUED, RecapState.QUEUED]


def test_one_slow_server_holds_nothing_else_up(outbox: Outbox, qtbot: QtBot) -> None:
    outbox.release(1)
    post = outbox.courier()
    post.set_up()
    post.courier.wake()
    qtbot.waitUntil(lambda: outbox.states() == [RecapState.SENT])
    post.is_open.clear()
    post.let_by = ("r-3",)
    outbox.release(2)
    post.courier.wake()
    qtbot.waitUntil(lambda: outbox.states()[1] is RecapState.SENDING)
    outbox.release(3)
    post.courier.wake()
    qtbot.waitUntil(lambda: outbox.states()[2] is RecapState.SENT)
    assert outbox.states()[1] is RecapState.SENDING
    post.is_open.set()


def test_without_an_account_nothing_goes_and_it_says_so(outbox: Outbox, qtbot: QtBot) -> None:
    outbox.release(1)
    post = outbox.courier()
    with qtbot.waitSignal(post.courier.need_changed):
        post.courier.wake()
    assert post.courier.need is Need.ACCOUNT
    assert outbox.states() == [RecapState.QUEUED]


def test_what_is_taken_back_needs_nothing_any_more(outbox: Outbox, qtbot: QtBot) -> None:
    outbox.release(1)
    post = outbox.courier()
    post.set_up(password="")
    post.courier.wake()
    qtbot.waitUntil(lambda: post.courier.need is Need.PASSWORD)
    with Store.open(outbox._folder / "history.db") as store:
        store.outbox.undo("r-1")
    post.courier.wake()
    qtbot.waitUntil(lambda: post.courier.need is Need.NOTHING)


def test_an_end_in_the_middle_is_asked_about_at_the_next_start(
    outbox: Outbox, qtbot: QtBot
) -> None:
    outbox.release(1)
    post = outbox.courier()
    post.set_up()
    with Store.open(outbox._folder / "history.db") as store:
        taken = store.outbox.take("r-1", outbox.clock.now())
        assert taken is not None
        store.outbox.at_dot("r-1", taken.ticket)
    post.courier.open()
    qtbot.waitUntil(lambda: outbox.states() == [RecapState.UNCERTAIN])
    outbox.settle()
    assert post.arrived == []


def test_the_end_of_the_program_waits_for_no_slow_server(
    outbox: Outbox, qtbot: QtBot, tmp_path: Path
) -> None:
    outbox.release(1)
    tasks = Tasks(tmp_path / "history.db", grace_s=0)
    post = Post(tasks, outbox.clock, tmp_path)
    post.set_up()
    post.is_open.clear()
    post.courier.wake()
    qtbot.waitUntil(lambda: outbox.states() == [RecapState.SENDING])
    tasks.close()
    post.is_open.set()
    qtbot.waitUntil(lambda: post.closed == 1)
    assert post.arrived == []
    again = outbox.courier()
    again.set_up()
    again.courier.open()
    qtbot.waitUntil(lambda: outbox.states() == [RecapState.SENT])
    shiboken6.delete(post.courier)
