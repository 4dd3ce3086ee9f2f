"""Sends a mail over SMTP: encrypted to a server that proved who it is, or not at all.

The phases are told apart by what was sent, not by the kind of an error: a connection that breaks
looks the same before and after the last byte, and only the first may be tried again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from companion.account import Account
from companion.mail.transport import Accepted, NobodyKnows, NotDelivered, Stopped
from companion.model.outbox import Outgoing

if TYPE_CHECKING:
    from ssl import SSLContext

    from companion.mail.dialogue import Limits
    from companion.mail.submission import Submission

_log = logging.getLogger(__name__)


class SmtpTransport:
    """Delivers through one account, each mail over a connection of its own."""

    def __init__(
        self,
        account: Account,
        password: str,
        context: SSLContext | None = None,
        limits: Limits | None = None,
    ) -> None:
        """Sign in to *account* with *password*; *context* proves servers, by default the system's.

        A *context* that checks less than that is for nobody: there is no option for it anywhere.
        """
        self._account = account
        self._password = password
        self._context = context
        self._limits = limits
        self._submission: Submission | None = None
        self._is_cancelled = False

    def deliver(self, outgoing: Outgoing, on_dot: Callable[[], None]) -> Accepted:
        """Deliver a mail as Transport says; the connection stays for ``close``."""
        submission = self._begin()
        try:
            submission.sign_in()
            refused = submission.announce(outgoing)
            submission.write(outgoing.mail)
            on_dot()
            self._refuse_when_cancelled()
        except NotDelivered as no:
            submission.abandon()
            self._refuse_when_cancelled()
            _log.info("a mail did not leave: %s %d", no.trouble.value, no.code)
            raise
        except BaseException:
            submission.abandon()
            raise
        self._last_byte(submission)
        return Accepted(refused)

    def prove(self) -> None:
        """Reach the server and sign in, and send nothing. Raises NotDelivered or Stopped."""
        submission = self._begin()
        try:
            submission.sign_in()
        except NotDelivered:
            submission.abandon()
            self._refuse_when_cancelled()
            raise

    def cancel(self) -> None:
        """Stop, from any thread: before the last byte nothing leaves, after it nobody waits."""
        self._is_cancelled = True
        if self._submission is not None:
            self._submission.cut()

    def close(self) -> None:
        """Say goodbye; the mail was accepted or not before, whatever the server answers."""
        if self._submission is not None:
            self._submission.quit()

    def _begin(self) -> Submission:
        from companion.mail.dialogue import Limits
        from companion.mail.submission import Submission

        limits = self._limits or Limits()
        submission = Submission(self._account, self._password, self._context, limits)
        self._submission = submission
        self._refuse_when_cancelled()  # asked for while there was nothing to cut yet
        return submission

    def _refuse_when_cancelled(self) -> None:
        if self._is_cancelled:
            raise Stopped("The sending was stopped; nothing left.")

    def _last_byte(self, submission: Submission) -> None:
        try:
            submission.end()
        except (NotDelivered, NobodyKnows) as error:
            submission.abandon()
            _log.info("a mail at its last byte: %s", type(error).__name__)
            raise
