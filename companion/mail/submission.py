"""The steps of handing one mail to its server, each of which may be the last.

Imported only while a mail is sent: it brings smtplib and ssl.
"""

from __future__ import annotations

import base64
import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from companion.account import Account, Security
from companion.mail.dialogue import Dialogue, Limits
from companion.mail.smtp_reasons import Step, failure, refusal
from companion.mail.transport import NobodyKnows, NotDelivered, Trouble
from companion.model.outbox import Outgoing

_ADDRESS = re.compile(r"[^\s<>\x00-\x1f\x7f-\x9f]+@[^\s<>@\x00-\x1f\x7f-\x9f]+")
"""No address with an end of a line or of an address in it: it would bring a command along."""

_LINE_END = re.compile(rb"\r\n|\r|\n")


class Submission:
    """One connection of an account to its server. Before ``end`` every failure is NotDelivered."""

    def __init__(
        self, account: Account, password: str, context: ssl.SSLContext | None, limits: Limits
    ) -> None:
        """Prepare to talk to the server of *account*; nothing is sent yet."""
        self._server = account.smtp
        self._username = account.username
        self._password = password
        self._context = context or ssl.create_default_context()
        self._limits = limits
        self._dialogue = Dialogue(limits)

    def sign_in(self) -> None:
        """Reach the server, encrypt, and sign in with one single try: a second could lock it."""
        with _told():
            self._reach()
            if self._username:
                self._authenticate()

    def announce(self, outgoing: Outgoing) -> dict[str, int]:
        """Name sender and recipients; return who was refused, with the code of each.

        Raises NotDelivered where nobody is left.
        """
        with _told():
            if not outgoing.recipients:
                raise NotDelivered(Trouble.RECIPIENTS_REFUSED)
            dialogue = self._dialogue
            limit = dialogue.esmtp_features.get("size", "")
            if limit.isdigit() and 0 < int(limit) < len(outgoing.mail):
                raise NotDelivered(Trouble.TOO_LARGE)
            self._name_sender(outgoing)
            return self._name_recipients(outgoing.recipients)

    def write(self, mail: bytes) -> None:
        """Write the mail, all but the last dot that makes the server take it."""
        with _told():
            code, words = self._dialogue.docmd("DATA")
            if code != 354:
                raise refusal(Step.DATA, code, words)
            self._dialogue.limit_s = self._limits.dot_s
            self._dialogue.send(_stuffed(mail))
            if self._dialogue.has_unasked():
                # What comes early is a no, or would be taken for the answer to the last dot.
                raise refusal(Step.DATA, *self._dialogue.getreply())

    def end(self) -> None:
        """Write the last dot and wait for the answer to it.

        Raises NotDelivered where the answer says no, NobodyKnows where there is none that can be
        understood.
        """
        try:
            self._dialogue.send(b".\r\n")
            code, words = self._dialogue.getreply()
        except (OSError, ValueError) as error:
            raise NobodyKnows("The connection broke while the mail was handed over.") from error
        if 200 <= code <= 299:
            return
        if not 400 <= code <= 599:
            raise NobodyKnows("The mail server gave an answer that nobody understands.")
        raise refusal(Step.DOT, code, words)

    def quit(self) -> None:
        """Say goodbye for politeness and hang up."""
        dialogue = self._dialogue
        if dialogue.sock is not None:
            dialogue.limit_s = self._limits.quit_s
            with suppress(OSError, ValueError):
                dialogue.docmd("QUIT")
        dialogue.close()

    def abandon(self) -> None:
        """Hang up without a word: a mail that is cut off before its last dot is thrown away."""
        self._dialogue.close()

    def cut(self) -> None:
        """End every wait, from another thread."""
        self._dialogue.cut()

    # ------------------------------------------------------------ reach, encrypt, sign in

    def _reach(self) -> None:
        dialogue, server = self._dialogue, self._server
        dialogue.reach(server.host, server.port)
        if server.security is Security.TLS:
            dialogue.encrypt(server.host, self._context)
        dialogue.limit_s = self._limits.command_s
        code, words = dialogue.getreply()
        if code != 220:
            raise refusal(Step.GREETING, code, words)
        self._say_hello()
        if server.security is Security.STARTTLS:
            self._start_tls()

    def _say_hello(self) -> None:
        code, words = self._dialogue.ehlo()
        if code != 250:
            raise refusal(Step.GREETING, code, words)

    def _start_tls(self) -> None:
        dialogue = self._dialogue
        if not dialogue.has_extn("starttls"):
            raise NotDelivered(Trouble.NO_ENCRYPTION)
        code, words = dialogue.docmd("STARTTLS")
        if code != 220:
            raise refusal(Step.STARTTLS, code, words)
        dialogue.encrypt(self._server.host, self._context)
        self._say_hello()

    def _authenticate(self) -> None:
        ways = self._dialogue.esmtp_features.get("auth", "").upper().split()
        if not ways:
            raise NotDelivered(Trouble.SIGN_IN_NEEDED)
        if "PLAIN" in ways:
            code, words = self._sign_in_plain()
        elif "LOGIN" in ways:
            code, words = self._sign_in_login()
        else:
            # Only ways without a password: the provider has switched passwords off.
            raise NotDelivered(Trouble.SIGN_IN_SWITCHED_OFF)
        if code != 235:
            raise refusal(Step.SIGN_IN, code, words)

    def _sign_in_plain(self) -> tuple[int, bytes]:
        """Sign in by RFC 4616; smtplib's own way takes no password beyond ASCII."""
        return self._dialogue.docmd(
            "AUTH", "PLAIN " + _base64(f"\0{self._username}\0{self._password}")
        )

    def _sign_in_login(self) -> tuple[int, bytes]:
        """Sign in by the older way, which Microsoft and some others offer alone."""
        code, words = self._dialogue.docmd("AUTH", "LOGIN " + _base64(self._username))
        return self._dialogue.docmd(_base64(self._password)) if code == 334 else (code, words)

    # ------------------------------------------------------------ the envelope

    def _name_sender(self, outgoing: Outgoing) -> None:
        dialogue = self._dialogue
        if not self._can_carry(outgoing.sender):
            raise NotDelivered(Trouble.ADDRESS_NOT_CARRIED)
        options = f" SIZE={len(outgoing.mail)}" if dialogue.has_extn("size") else ""
        envelope = (outgoing.sender, *outgoing.recipients)
        if any(self._can_carry(a) and not a.isascii() for a in envelope):
            dialogue.command_encoding = "utf-8"
            options += " SMTPUTF8 BODY=8BITMIME"
        code, words = dialogue.docmd("MAIL", f"FROM:<{outgoing.sender}>{options}")
        if code != 250:
            raise refusal(Step.SENDER, code, words)

    def _can_carry(self, address: str) -> bool:
        """Whether the server reads the address as it is meant; smtplib would rewrite others."""
        is_known = address.isascii() or self._dialogue.has_extn("smtputf8")
        return bool(_ADDRESS.fullmatch(address)) and is_known

    def _name_recipients(self, recipients: Sequence[str]) -> dict[str, int]:
        refused: dict[str, NotDelivered] = {}
        for address in recipients:
            if (no := self._name_recipient(address)) is not None:
                refused[address] = no
        codes = {address: no.code for address, no in refused.items()}
        if len(refused) == len(recipients):
            raise _nobody_left(list(refused.values()), codes)
        return codes

    def _name_recipient(self, address: str) -> NotDelivered | None:
        if not self._can_carry(address):
            # 553 is what a server says of an address that it cannot carry (RFC 6531, 3.7.4.2).
            return NotDelivered(Trouble.ADDRESS_NOT_CARRIED, 553)
        code, words = self._dialogue.docmd("RCPT", f"TO:<{address}>")
        if 200 <= code <= 299:
            return None
        no = refusal(Step.RECIPIENT, code, words)
        if code == 421 or no.trouble is Trouble.NOT_A_MAIL_SERVER:
            raise no  # the server leaves, whoever is to get the mail
        return no


def _nobody_left(refusals: Sequence[NotDelivered], codes: dict[str, int]) -> NotDelivered:
    """Return the one refusal of a mail that nobody may get: it may pass if one of them may."""
    telling = next((no for no in refusals if no.may_pass), refusals[0])
    same = all(no.trouble is telling.trouble for no in refusals) or telling.may_pass
    trouble = telling.trouble if same else Trouble.RECIPIENTS_REFUSED
    return NotDelivered(trouble, telling.code, may_pass=telling.may_pass, refused=codes)


@contextmanager
def _told() -> Iterator[None]:
    """Let every failure of the network be told as what it means."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise failure(error) from error


def _stuffed(mail: bytes) -> bytes:
    """Return the mail as DATA carries it: lines ending in CRLF, a dot at their start doubled.

    No other line end is let through: a server that reads one differently could be made to see
    the end of the mail, and another mail after it.
    """
    lines = _LINE_END.split(mail)
    if lines[-1] == b"":
        lines.pop()
    return b"".join(b"." * line.startswith(b".") + line + b"\r\n" for line in lines)


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
