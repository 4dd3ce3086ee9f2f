"""Delivers everything that is due in a row, as the courier of the window does one at a time."""

from __future__ import annotations

from collections.abc import Callable

from companion.call_clock import Clock
from companion.delivery import Keep, deliver
from companion.mail.transport import Transport
from companion.model import Recap


def deliver_due(transports: Callable[[], Transport], keep: Keep, clock: Clock) -> tuple[Recap, ...]:
    """Deliver everything that is due, each over a transport of its own; return what was tried."""
    due = keep(lambda store: store.outbox.due(clock.now()))
    tried = (deliver(recap_id, transports(), keep, clock) for recap_id in due)
    return tuple(recap for recap in tried if recap is not None)
