"""How the courier reaches the servers of a mail account; a test hands other ways in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol

from companion.account import Account
from companion.mail.transport import Accepted, Transport
from companion.model.outbox import Outgoing


class Line(Transport, Protocol):
    """What one mail leaves through."""

    def cancel(self) -> None:
        """Stop, from any thread: before the last byte nothing leaves."""


Connect = Callable[[Account, str], Line]
"""Makes what a mail of that account leaves through, with its password."""

LookInSent = Callable[[Account, str, str], bool]
"""Tells whether the account's folder of sent mail holds the message of that id; may block."""

FileSent = Callable[[Account, str, bytes, str], object]
"""Puts a mail that has left into the account's folder of sent mail, with its id; may block."""

SaveDraft = Callable[[Account, str, bytes], None]
"""Puts a mail into the account's folder of drafts; may block."""


class Witnessed:
    """A line that remembers the mail that the server has taken through it."""

    def __init__(self, line: Line) -> None:
        """Deliver through *line*."""
        self._line = line
        self.taken: Outgoing | None = None

    def deliver(self, outgoing: Outgoing, on_dot: Callable[[], None]) -> Accepted:
        """Deliver as the line does."""
        accepted = self._line.deliver(outgoing, on_dot)
        self.taken = outgoing
        return accepted

    def cancel(self) -> None:
        """Stop, as the line does."""
        self._line.cancel()

    def close(self) -> None:
        """Take leave, as the line does."""
        self._line.close()


def smtp(account: Account, password: str) -> Line:
    """Return the line that a mail of *account* leaves through."""
    from companion.mail.smtp import SmtpTransport

    return SmtpTransport(account, password)


def find_sent(account: Account, password: str, message_id: str) -> bool:
    """Return whether the mail of that id is among the sent ones. Raises MailboxTrouble."""
    from companion.mail.imap import find_sent

    return find_sent(account, password, message_id)


def save_draft(account: Account, password: str, mail: bytes) -> None:
    """Put *mail* among the drafts. Raises MailboxTrouble."""
    from companion.mail.imap import save_draft

    save_draft(account, password, mail)


def file_sent(account: Account, password: str, mail: bytes, message_id: str) -> bool:
    """Put *mail* among the sent ones unless it is there. Raises MailboxTrouble."""
    from companion.mail.imap import file_sent

    return file_sent(account, password, mail, message_id)


def keeps_sent(account: Account) -> bool:
    """Return whether the provider itself puts what goes out among the sent mail."""
    from companion.mail.providers import providers

    provider = providers().get(account.provider)
    return provider is not None and provider.keeps_sent


class Ways(NamedTuple):
    """Everything that the courier asks of servers; by itself, the real ones."""

    connect: Connect = smtp
    look_in_sent: LookInSent = find_sent
    save_draft: SaveDraft = save_draft
    file_sent: FileSent = file_sent
