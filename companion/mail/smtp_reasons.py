"""What a mail server's refusal, or a failure on the way to it, means for the person.

Replies are read by their code (RFC 5321, section 4.2) and enhanced code (RFC 3463); the words only
where a provider has no code of its own for what matters. They are kept nowhere.
"""

from __future__ import annotations

import re
import ssl
from enum import Enum, auto

from companion.mail.dialogue import NoReply
from companion.mail.transport import NotDelivered, Trouble

_SWITCHED_OFF = re.compile(
    rb"\b5\.7\.30\b|basic authentication|smtpclientauthentication is disabled", re.IGNORECASE
)
"""Microsoft's words where passwords are switched off: for a tenant (535 5.7.139), and for everybody
from the end of 2026 on (550 5.7.30, MC786329)."""

_APP_PASSWORD = re.compile(rb"\b5\.7\.9\b|application-specific password", re.IGNORECASE)
"""Google's words where an account with two-step verification was given its normal password."""

_MAILBOX_FULL = re.compile(rb"\b[45]\.2\.2\b")
_TOO_LARGE = re.compile(rb"\b[45]\.(?:3\.4|2\.3)\b")

_CERTIFICATE = {
    9: Trouble.CERTIFICATE_EXPIRED,  # not valid yet
    10: Trouble.CERTIFICATE_EXPIRED,
    62: Trouble.CERTIFICATE_OTHER_HOST,
    64: Trouble.CERTIFICATE_OTHER_HOST,  # an IP address
}
"""OpenSSL's numbers of what is wrong with a certificate (X509_V_ERR_…); all others: nobody known
has signed it."""


class Step(Enum):
    """What the server was asked when it said no."""

    GREETING = auto()
    STARTTLS = auto()
    SIGN_IN = auto()
    SENDER = auto()
    RECIPIENT = auto()
    DATA = auto()
    DOT = auto()


_REFUSED = {
    Step.GREETING: Trouble.SERVER_REFUSED,
    Step.STARTTLS: Trouble.NO_ENCRYPTION,
    Step.SIGN_IN: Trouble.WRONG_PASSWORD,
    Step.SENDER: Trouble.SENDER_REFUSED,
    Step.RECIPIENT: Trouble.RECIPIENTS_REFUSED,
    Step.DATA: Trouble.SERVER_REFUSED,
    Step.DOT: Trouble.CONTENT_REFUSED,
}


def refusal(step: Step, code: int, words: bytes = b"") -> NotDelivered:
    """Return what a reply other than yes means; a code of neither 4xx nor 5xx is no mail server."""
    if 400 <= code <= 499:
        full = code == 452 or _MAILBOX_FULL.search(words)
        return NotDelivered(Trouble.FULL if full else Trouble.BUSY, code, may_pass=True)
    if not 500 <= code <= 599:
        return NotDelivered(Trouble.NOT_A_MAIL_SERVER, max(code, 0))
    return NotDelivered(_lasting(step, code, words), code)


def _lasting(step: Step, code: int, words: bytes) -> Trouble:
    if _SWITCHED_OFF.search(words):
        return Trouble.SIGN_IN_SWITCHED_OFF
    if step is Step.SIGN_IN:
        return _of_sign_in(code, words)
    if code == 530:
        return Trouble.SIGN_IN_NEEDED
    if _MAILBOX_FULL.search(words) or (step is Step.RECIPIENT and code == 552):
        return Trouble.FULL
    if code == 552 or _TOO_LARGE.search(words):
        return Trouble.TOO_LARGE
    return _REFUSED[step]


def _of_sign_in(code: int, words: bytes) -> Trouble:
    if code == 534 or _APP_PASSWORD.search(words):
        return Trouble.APP_PASSWORD_NEEDED
    # 500 to 504: the command or the way to sign in is not there at all (RFC 4954, section 6).
    return Trouble.SIGN_IN_SWITCHED_OFF if code <= 504 else Trouble.WRONG_PASSWORD


def failure(error: OSError | ValueError) -> NotDelivered:
    """Return what an error before the last byte means."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return NotDelivered(_CERTIFICATE.get(error.verify_code, Trouble.CERTIFICATE_UNKNOWN))
    if isinstance(error, ssl.SSLError) and not isinstance(error, _HUNG_UP):
        return NotDelivered(Trouble.NO_ENCRYPTION)
    if isinstance(error, NoReply):
        return NotDelivered(Trouble.NOT_A_MAIL_SERVER)
    if isinstance(error, OSError):
        return NotDelivered(Trouble.NOT_REACHABLE, may_pass=True)
    # smtplib lets no line end into a command, and no letter that the server cannot read.
    return NotDelivered(Trouble.ADDRESS_NOT_CARRIED)


_HUNG_UP = (ssl.SSLEOFError, ssl.SSLZeroReturnError)
