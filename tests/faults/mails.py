"""A history with recaps to send, and what it takes to send them to the scripted server."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from companion.account import Account, Security, Server
from companion.mail import message
from companion.mail.dialogue import Limits
from companion.mail.smtp import SmtpTransport
from companion.model import Call, Client, Disagreement, Me, Recap
from companion.store import Store
from tests.clock import NOON, HandClock
from tests.faults.hostile_smtp import PASSWORD

T = TypeVar("T")

ME = Me(name="Mia Tän", emails=("mia@us.example",))
HASTE = Limits(connect_s=5, command_s=5, dot_s=5, quit_s=0.2)


class QuickClock(HandClock):
    """Runs *speed* times as fast as the clocks on the wall, the same for every process."""

    def __init__(self, speed: float, begun: float) -> None:
        super().__init__()
        self.speed, self.begun = speed, begun

    def now(self) -> datetime:
        return NOON + timedelta(seconds=(time.monotonic() - self.begun) * self.speed)


def people_of(recap_id: str) -> tuple[str, str]:
    return (f"dana-{recap_id}@client.example", f"ole-{recap_id}@client.example")


def write_history(path: Path, recap_ids: list[str]) -> None:
    """Make a history with one call and a draft for each id, every one to two people."""
    recaps = tuple(
        Recap(id=recap_id, to=people_of(recap_id), subject=f"Our call {recap_id}", text=recap_id)
        for recap_id in recap_ids
    )
    with Store.open(path) as store, store.write():
        store.people.put_client(Client(id="c", name="Northwind"))
        call = Call(id="k", recaps=recaps)
        store.disagreements.put(Disagreement(id="d", client="c", topic="Leads", calls=(call,)))


def queue(store: Store, recap_id: str, now: datetime) -> Recap:
    """Release a recap as the window does, to go at once."""
    recap = store.recaps.get(recap_id)
    return store.outbox.queue(
        recap_id,
        mail=message.build(recap, ME, now),
        message_id=message.message_id(recap, ME),
        sender="mia@us.example",
        recipients=message.envelope(recap),
        at=now,
        not_before=now,
    )


def account(port: int, security: Security = Security.STARTTLS, host: str = "localhost") -> Account:
    return Account(
        address="mia@us.example",
        username="mia@us.example",
        smtp=Server(host=host, port=port, security=security),
    )


def transport(
    port: int, context: ssl.SSLContext | None, password: str = PASSWORD, limits: Limits = HASTE
) -> SmtpTransport:
    return SmtpTransport(account(port), password, context, limits)


def on(store: Store) -> Callable[[Callable[[Store], T]], T]:
    """Return how to keep an act where there is one thread only."""

    def keep(act: Callable[[Store], T]) -> T:
        return act(store)

    return keep
