"""What a way to send mail has to do, and the three ways in which it can fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, Protocol

from companion.errors import CompanionError
from companion.model.outbox import Outgoing, Trouble

__all__ = ["Accepted", "NobodyKnows", "NotDelivered", "Stopped", "Transport", "Trouble"]


class Accepted(NamedTuple):
    """The server took the mail; ``refused`` are the addresses that it did not take it for.

    Each stands with the server's code. At least one address got it.
    """

    refused: Mapping[str, int]


class Transport(Protocol):
    """Sends one mail; both methods block."""

    def deliver(self, outgoing: Outgoing, on_dot: Callable[[], None]) -> Accepted:
        """Deliver a mail; call *on_dot* before the byte after which the server may have it.

        Where *on_dot* raises, the mail must not leave, and its error goes on. Raises NotDelivered,
        Stopped or NobodyKnows; every other error counts as NobodyKnows once *on_dot* has returned.
        """

    def close(self) -> None:
        """Take leave of the server; whatever comes of it changes nothing. Asking twice is fine."""


class NotDelivered(CompanionError):
    """The mail did certainly not leave: the server said no, or never got its last byte.

    ``may_pass`` tells that trying later may help. ``code`` is the server's reply, else 0.
    """

    exit_code = 69  # EX_UNAVAILABLE

    def __init__(
        self,
        trouble: Trouble,
        code: int = 0,
        *,
        may_pass: bool = False,
        refused: Mapping[str, int] | None = None,
    ) -> None:
        """Say which *trouble* it was; *refused* names addresses with the code each one got."""
        super().__init__(f"The mail did not leave ({trouble.value.replace('_', ' ')}).")
        self.trouble = trouble
        self.code = code
        self.may_pass = may_pass
        self.refused = dict(refused or {})


class Stopped(CompanionError):
    """The person stopped the sending before the last byte left."""


class NobodyKnows(CompanionError):
    """The last byte left and no answer came that says what the server made of it."""

    exit_code = 75  # EX_TEMPFAIL
