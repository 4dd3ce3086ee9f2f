"""Tries a mail account out before it is relied on: reach, prove, sign in, and a test to oneself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from msgspec.structs import replace

from companion.account import Account, Server
from companion.errors import CompanionError
from companion.mail.message import build, envelope, message_id
from companion.mail.transport import Accepted, NotDelivered, Stopped, Trouble
from companion.model import Me, Recap
from companion.model.ids import new_id
from companion.model.outbox import Outgoing

REACH_S = 10.0
"""Seconds to reach a server while somebody waits for it; a real delivery waits three times that."""

SOMEWHERE_ELSE = frozenset(
    {
        Trouble.NOT_REACHABLE,
        Trouble.NOT_A_MAIL_SERVER,
        Trouble.NO_ENCRYPTION,
        Trouble.CERTIFICATE_UNKNOWN,
        Trouble.CERTIFICATE_OTHER_HOST,
        Trouble.CERTIFICATE_EXPIRED,
    }
)
"""Troubles that come before the password is shown: another guess may be tried then."""


class Provable(Protocol):
    """What is used of a transport; all of it blocks but ``cancel``."""

    def prove(self) -> None:
        """Reach the server and sign in, and send nothing."""

    def deliver(self, outgoing: Outgoing, on_dot: Callable[[], None]) -> Accepted:
        """Deliver a mail."""

    def cancel(self) -> None:
        """Stop, from any thread."""

    def close(self) -> None:
        """Take leave of the server."""


Connect = Callable[[Account, str], Provable]
"""Makes the transport of an account with its password."""

SignIn = Callable[[Account, str], object]
"""Signs in to the mailbox of an account and out again; may block. Raises CompanionError."""


class Tried(NamedTuple):
    """An account that signed in; ``mailbox`` is what its mailbox said, None where all is well."""

    account: Account
    mailbox: CompanionError | None = None


class Trial:
    """One trial, on a thread of its own; ``cancel`` may come from another one."""

    def __init__(self, connect: Connect | None = None, sign_in: SignIn | None = None) -> None:
        """Use other ways to the servers than the real ones where they are given."""
        self._connect = connect or _smtp
        self._sign_in = sign_in or _imap
        self._transport: Provable | None = None
        self._is_cancelled = False

    def run(
        self,
        ways: Sequence[Account],
        mailboxes: Sequence[Server],
        password: str,
        *,
        is_guess: bool = False,
    ) -> Tried:
        """Return the first of *ways* that signs in, with the first of *mailboxes* that does.

        A mailbox that was guessed and does not answer is left out; one that somebody named is
        kept, and what it said with it. A wrong password is tried once, and never elsewhere.
        Raises NotDelivered, that of the most telling way, or Stopped.
        """
        account = self._first_that_signs_in(ways, password)
        said: CompanionError | None = None
        for mailbox in mailboxes:
            self._mind_cancel()
            whole = replace(account, imap=mailbox)
            try:
                self._sign_in(whole, password)
            except CompanionError as error:
                said = said or error
            else:
                return Tried(whole)
        if is_guess or not mailboxes:
            return Tried(replace(account, imap=None))
        return Tried(replace(account, imap=mailboxes[0]), said)

    def send(self, account: Account, password: str, outgoing: Outgoing) -> None:
        """Deliver a test. Raises NotDelivered, Stopped or NobodyKnows."""
        transport = self._begin(account, password)
        try:
            transport.deliver(outgoing, self._mind_cancel)
        finally:
            transport.close()

    def cancel(self) -> None:
        """Stop as soon as that is possible."""
        self._is_cancelled = True
        if self._transport is not None:
            self._transport.cancel()

    def _first_that_signs_in(self, ways: Sequence[Account], password: str) -> Account:
        told: NotDelivered | None = None
        for way in ways:
            transport = self._begin(way, password)
            try:
                transport.prove()
            except NotDelivered as no:
                if no.trouble not in SOMEWHERE_ELSE:
                    raise
                is_news = told is None or told.trouble is Trouble.NOT_REACHABLE
                told = no if is_news else told
            else:
                return way
            finally:
                transport.close()
        raise told or NotDelivered(Trouble.NOT_REACHABLE)

    def _begin(self, account: Account, password: str) -> Provable:
        self._transport = self._connect(account, password)
        self._mind_cancel()
        return self._transport

    def _mind_cancel(self) -> None:
        if self._is_cancelled:
            raise Stopped("It was stopped.")


def mail_to_oneself(
    account: Account, name: str, subject: str, text: str, now: datetime
) -> Outgoing:
    """Return a mail from *account* to itself, built as every recap is. Raises InvalidInput."""
    me = Me(name=name, emails=(account.address,))
    mail = Recap(id=new_id(), to=(account.address,), subject=subject, text=text)
    route = envelope(mail)
    return Outgoing(
        recap_id=mail.id,
        ticket=mail.id,
        mail=build(mail, me, now),
        message_id=message_id(mail, me),
        sender=route[0],
        recipients=route,
    )


def _smtp(account: Account, password: str) -> Provable:
    from companion.mail.dialogue import Limits
    from companion.mail.smtp import SmtpTransport

    return SmtpTransport(account, password, limits=Limits(connect_s=REACH_S))


def _imap(account: Account, password: str) -> None:
    from companion.mail.imap import sign_in

    sign_in(account, password)
