"""Every way in which a mail server can misbehave, with the real outbox and transport."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from companion.delivery import deliver
from companion.model import Recap
from companion.store import Store
from tests.clock import NOON, HandClock
from tests.faults.certificates import Authority
from tests.faults.hostile_smtp import HostileServer, Journal, always
from tests.faults.mails import HASTE, on, people_of, queue, transport, write_history
from tests.faults.misbehaviours import CASES

SHORT = HASTE._replace(command_s=1, dot_s=1)
DANA, OLE = people_of("r")


class Tls(NamedTuple):
    authority: Authority
    server: ssl.SSLContext
    client: ssl.SSLContext


class Post(NamedTuple):
    """A history with one released mail, and what it is sent through."""

    store: Store
    journal: Journal
    send: Callable[..., Recap]


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Tls:
    authority = Authority(tmp_path_factory.mktemp("certificates"))
    return Tls(authority, authority.server(), authority.trusting())


@pytest.fixture
def post(tmp_path: Path, tls: Tls) -> Iterator[Post]:
    write_history(tmp_path / "history.db", ["r"])
    with (
        Store.open(tmp_path / "history.db") as store,
        closing(Journal(tmp_path / "journal")) as journal,
    ):
        clock = HandClock()

        def send(case: str) -> Recap:
            with HostileServer(journal, tls.server, always(case)) as server:
                limits = SHORT if CASES[case].then == "fall silent" else HASTE
                through = transport(server.port, tls.client, limits=limits)
                clock.pass_ms(61 * 60_000)
                recap = deliver("r", through, on(store), clock)
            assert recap is not None
            return recap

        queue(store, "r", NOON)
        yield Post(store, journal, send)


@pytest.mark.parametrize("name", CASES)
def test_a_misbehaviour_leaves_the_right_state_and_nobody_gets_the_mail_twice(
    post: Post, name: str
) -> None:
    case = CASES[name]
    recap = post.send(name)
    delivery = post.store.outbox.delivery("r", NOON)
    assert recap.state in case.ends
    assert delivery.trouble == case.trouble or recap.state == "uncertain"
    told = {a.address for a in delivery.addressees if a.state == "accepted"}
    assert told == (_got(post) if recap.state == "sent" else set())
    if recap.state == "uncertain":
        assert post.store.outbox.due(NOON.replace(year=2030)) == ()
        return
    _send_once_more(post)
    assert (_got(post), set(post.journal.taken().values())) == ({DANA, OLE}, {1})


def _send_once_more(post: Post) -> None:
    """Let the server behave, and the person ask again where that is needed."""
    post.store.outbox.send_again("r", at=NOON, not_before=NOON)
    if post.store.recaps.get("r").state != "sent":
        assert post.send("nothing wrong").state == "sent"
    assert len({event["sum"] for event in post.journal.events() if "took" in event}) == 1


def _got(post: Post) -> set[str]:
    return {address for _, address in post.journal.taken()}
