"""Carries released mails from the outbox to a transport, each state on the disk before its step.

Where the program dies in between, what is on the disk says whether the mail may go again
(docs/outbox.md).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, TypeVar

from companion.call_clock import Clock
from companion.errors import CompanionError, NotReleased, NotThere
from companion.mail.transport import NobodyKnows, NotDelivered, Stopped, Transport
from companion.model import Recap, RecapState
from companion.model.outbox import Outgoing, Trouble
from companion.store import Store

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Keep(Protocol):
    """Runs an act on the history and returns its value, once that is on the disk."""

    def __call__(self, act: Callable[[Store], T], /) -> T:
        """Run *act*; raises what it raises."""


def deliver(recap_id: str, transport: Transport, keep: Keep, clock: Clock) -> Recap | None:
    """Deliver a mail that is due and return its recap, whose state says what came of it.

    None where there was nothing to deliver: not due, taken by another, or erased meanwhile.
    Raises StorageError where a state could not be kept; then nothing is sent after it.
    """
    outgoing = keep(lambda store: store.outbox.take(recap_id, clock.now()))
    if outgoing is None:
        return None
    try:
        return _delivered(outgoing, transport, keep, clock)
    except (NotReleased, NotThere):
        return None
    finally:
        transport.close()


def recover(keep: Keep) -> tuple[Recap, ...]:
    """Put right what a crash left, once at the start and before anything is delivered."""
    return keep(lambda store: store.outbox.recover())


def look_for(recap_id: str, find_sent: Callable[[str], bool], keep: Keep, clock: Clock) -> Recap:
    """Look for an uncertain mail by its message id with *find_sent*, such as among the sent mail.

    Found, it is sent. Not found proves nothing, since not every server keeps what it sends: it
    stays uncertain, and the person is asked.
    """
    recap = keep(lambda store: store.recaps.get(recap_id))
    if recap.state is not RecapState.UNCERTAIN or not find_sent(recap.message_id):
        return recap
    return keep(lambda store: store.outbox.settle(recap_id, was_sent=True, at=clock.now()))


def _delivered(outgoing: Outgoing, transport: Transport, keep: Keep, clock: Clock) -> Recap:
    """Deliver a mail that was taken, and keep what became of it."""
    recap_id, ticket = outgoing.recap_id, outgoing.ticket
    is_at_dot = False

    def on_dot() -> None:
        nonlocal is_at_dot
        keep(lambda store: store.outbox.at_dot(recap_id, ticket))
        is_at_dot = True

    try:
        accepted = transport.deliver(outgoing, on_dot)
    except NotDelivered as no:
        return _not_delivered(outgoing, no, keep, clock)
    except Stopped:
        return keep(lambda store: store.outbox.withdraw(recap_id, ticket))
    except NobodyKnows:
        return keep(lambda store: store.outbox.uncertain(recap_id, ticket))
    except BaseException as error:
        _broken_off(outgoing, keep, clock, is_at_dot=is_at_dot)
        _log.info("a delivery broke off: %s", type(error).__name__)
        raise
    refused = accepted.refused
    return keep(lambda store: store.outbox.sent(recap_id, ticket, refused=refused, at=clock.now()))


def _not_delivered(outgoing: Outgoing, no: NotDelivered, keep: Keep, clock: Clock) -> Recap:
    if no.may_pass:
        return keep(
            lambda store: store.outbox.retry(
                outgoing.recap_id,
                outgoing.ticket,
                trouble=no.trouble,
                code=no.code,
                now=clock.now(),
            )
        )
    return keep(
        lambda store: store.outbox.refuse(
            outgoing.recap_id,
            outgoing.ticket,
            trouble=no.trouble,
            code=no.code,
            refused=no.refused,
        )
    )


def _broken_off(outgoing: Outgoing, keep: Keep, clock: Clock, *, is_at_dot: bool) -> None:
    """Keep the safe state after an error that nobody expected, as far as it can be kept at all.

    Where even that fails, the next start of the program finds the same state and does the same.
    """
    recap_id, ticket = outgoing.recap_id, outgoing.ticket
    with suppress(CompanionError):
        if is_at_dot:
            keep(lambda store: store.outbox.uncertain(recap_id, ticket))
        else:
            keep(
                lambda store: store.outbox.retry(
                    recap_id, ticket, trouble=Trouble.NOT_SAVED, now=clock.now()
                )
            )
