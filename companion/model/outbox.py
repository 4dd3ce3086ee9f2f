"""A mail on its way: what is handed to a transport, how far it came, and what stood in its way.

None of it is part of the interchange document: what waits here waits on this machine only.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from companion.model.recap import RecapState
from companion.model.value import At, Value

LATE_AFTER = timedelta(hours=12)
"""A mail that waited longer than this goes only after the person was asked (reliability, M11)."""

WAITING = (RecapState.QUEUED, RecapState.RETRY)
"""The states in which a mail goes by itself once its time has come."""


class Trouble(StrEnum):
    """Why a mail did not leave, as far as the server or the network said."""

    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - a name, no password
    APP_PASSWORD_NEEDED = "app_password_needed"  # noqa: S105
    SIGN_IN_SWITCHED_OFF = "sign_in_switched_off"
    SIGN_IN_NEEDED = "sign_in_needed"
    NO_ENCRYPTION = "no_encryption"
    CERTIFICATE_UNKNOWN = "certificate_unknown"
    CERTIFICATE_OTHER_HOST = "certificate_other_host"
    CERTIFICATE_EXPIRED = "certificate_expired"
    NOT_REACHABLE = "not_reachable"
    NOT_A_MAIL_SERVER = "not_a_mail_server"
    BUSY = "busy"
    FULL = "full"
    TOO_LARGE = "too_large"
    SENDER_REFUSED = "sender_refused"
    RECIPIENTS_REFUSED = "recipients_refused"
    ADDRESS_NOT_CARRIED = "address_not_carried"
    CONTENT_REFUSED = "content_refused"
    SERVER_REFUSED = "server_refused"
    TRIED_FOR_A_DAY = "tried_for_a_day"
    NOT_SAVED = "not_saved"


class AddresseeState(StrEnum):
    """How far the mail came for one of its addresses."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class Addressee(Value, frozen=True, kw_only=True):
    """One address of the envelope; ``code`` is the server's reply where it refused, else 0."""

    address: str
    state: AddresseeState = AddresseeState.WAITING
    code: int = 0


class Outgoing(Value, frozen=True, kw_only=True):
    """A mail that was taken out of the outbox, to be delivered now.

    ``mail`` and ``message_id`` are those of the moment it was queued. ``ticket`` proves to the
    outbox who took it: of two programs that both believe to be sending, one may go on.
    """

    recap_id: str
    ticket: str
    mail: bytes
    message_id: str
    sender: str
    recipients: tuple[str, ...]


class Delivery(Value, frozen=True, kw_only=True):
    """How the sending of one recap stands, for the screen.

    ``is_here`` is False for a recap that another machine queued: it never goes from here, and the
    person says what became of it. ``is_late`` asks the person before it goes. ``next_try`` is
    None unless it goes by itself. ``code`` is the server's last reply (3 digits), else 0.
    """

    state: RecapState
    is_here: bool = False
    is_late: bool = False
    attempts: int = 0
    queued_at: At | None = None
    next_try: At | None = None
    trouble: Trouble | None = None
    code: int = 0
    addressees: tuple[Addressee, ...] = ()

    @property
    def refused(self) -> tuple[Addressee, ...]:
        """The addresses that the server refused while others got the mail, or all of them."""
        return tuple(a for a in self.addressees if a.state is AddresseeState.REFUSED)


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after that many attempts failed: 1, 5, 15, then 60 minutes."""
    return timedelta(minutes=(1, 5, 15, 60)[min(max(attempts, 1), 4) - 1])


def is_late(released_at: datetime, now: datetime) -> bool:
    """Whether so much time has passed since the person released a mail that it asks again."""
    return now - released_at > LATE_AFTER
