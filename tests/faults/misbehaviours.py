"""Everything that the scripted mail server can do wrong, and what has to come of it."""

from __future__ import annotations

from dataclasses import dataclass

from companion.model.outbox import Trouble

STEPS = (
    "connect",
    "greeting",
    "ehlo",
    "tls",
    "auth",
    "mail",
    "rcpt",
    "data",
    "body",
    "dot",
    "quit",
)


@dataclass(frozen=True)
class Case:
    """At the step *at* the server says *say* instead of its normal answer, then does *then*.

    ``then`` is "go on", "hang up", "reset" or "fall silent". ``takes`` tells whether the server
    keeps the mail. ``ends`` are the states that the recap may have afterwards.
    """

    at: str = ""
    say: bytes = b""
    then: str = "go on"
    ends: tuple[str, ...] = ("sent",)
    trouble: Trouble | None = None
    takes: bool = True
    whom: str = "all"
    offers: tuple[str, ...] = ("STARTTLS", "AUTH PLAIN LOGIN", "SIZE 30000000", "SMTPUTF8")
    slow_s: float = 0.0

    @property
    def is_ambiguous(self) -> bool:
        return self.ends == ("uncertain",)


def _later(
    at: str,
    say: bytes = b"",
    then: str = "go on",
    trouble: Trouble = Trouble.BUSY,
    whom: str = "all",
) -> Case:
    return Case(at, say, then, ("retry",), trouble, takes=False, whom=whom)


def _never(at: str, say: bytes, trouble: Trouble, whom: str = "all") -> Case:
    return Case(at, say, "go on", ("refused",), trouble, takes=False, whom=whom)


def _gone(at: str, then: str = "hang up") -> Case:
    return _later(at, b"", then, Trouble.NOT_REACHABLE)


def _unclear(say: bytes, then: str, *, takes: bool) -> Case:
    return Case("dot", say, then, ("uncertain",), takes=takes)


ONLY_OAUTH = ("STARTTLS", "AUTH XOAUTH2")
NO_TLS = ("AUTH PLAIN LOGIN", "SIZE 30000000")
MICROSOFT = b"550 5.7.30 Basic authentication is not supported for Client Submission.\r\n"
TENANT = b"535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled\r\n"
GOOGLE = b"534-5.7.9 Application-specific password required.\r\n534 5.7.9 More at help.\r\n"

CASES: dict[str, Case] = {
    "nothing wrong": Case(),
    "reset at once": _gone("connect", "reset"),
    "hangs up at once": _gone("connect"),
    "never greets": _gone("greeting", "fall silent"),
    "greets with 421": _later("greeting", b"421 4.3.2 Closing down\r\n"),
    "greets with 554": _never("greeting", b"554 No mail here\r\n", Trouble.SERVER_REFUSED),
    "is a web server": _never("greeting", b"HTTP/1.1 400 Oh\r\n", Trouble.NOT_A_MAIL_SERVER),
    "greets without end": _never("greeting", b"220-" * 20_000, Trouble.NOT_A_MAIL_SERVER),
    "knows no EHLO": _never("ehlo", b"502 What?\r\n", Trouble.SERVER_REFUSED),
    "hangs up at EHLO": _gone("ehlo"),
    "TLS later": _later("tls", b"454 4.7.0 TLS not available now\r\n"),
    "TLS never": _never("tls", b"501 No\r\n", Trouble.NO_ENCRYPTION),
    "TLS not offered": Case(
        ends=("refused",), trouble=Trouble.NO_ENCRYPTION, takes=False, offers=NO_TLS
    ),
    "words slipped in before TLS": _never(
        "tls", b"220 Go\r\n250-AUTH PLAIN\r\n250 OK\r\n", Trouble.NO_ENCRYPTION
    ),
    "hangs up at STARTTLS": _gone("tls"),
    "wrong password": _never("auth", b"535 5.7.8 Bad credentials\r\n", Trouble.WRONG_PASSWORD),
    "asks for an app password": _never("auth", GOOGLE, Trouble.APP_PASSWORD_NEEDED),
    "passwords switched off": _never("auth", TENANT, Trouble.SIGN_IN_SWITCHED_OFF),
    "only other ways to sign in": Case(
        ends=("refused",), trouble=Trouble.SIGN_IN_SWITCHED_OFF, takes=False, offers=ONLY_OAUTH
    ),
    "no way to sign in": Case(
        ends=("refused",), trouble=Trouble.SIGN_IN_NEEDED, takes=False, offers=("STARTTLS",)
    ),
    "sign-in fails for now": _later("auth", b"454 4.7.0 Temporary failure\r\n"),
    "hangs up at AUTH": _gone("auth"),
    "sender later": _later("mail", b"451 4.3.0 Later\r\n"),
    "sender refused": _never("mail", b"553 5.7.1 Not yours\r\n", Trouble.SENDER_REFUSED),
    "sender not signed in": _never("mail", b"530 5.7.0 Sign in\r\n", Trouble.SIGN_IN_NEEDED),
    "Microsoft 365 in 2027": _never("mail", MICROSOFT, Trouble.SIGN_IN_SWITCHED_OFF),
    "too large": _never("mail", b"552 5.3.4 Too large\r\n", Trouble.TOO_LARGE),
    "hangs up at MAIL": _gone("mail"),
    "one recipient refused": Case("rcpt", b"550 5.1.1 Nobody\r\n", whom="first"),
    "one recipient later": Case("rcpt", b"450 4.2.0 Greylisted\r\n", whom="first"),
    "all recipients refused": _never("rcpt", b"550 5.1.1 Nobody\r\n", Trouble.RECIPIENTS_REFUSED),
    "all recipients later": _later("rcpt", b"450 4.2.0 Greylisted\r\n"),
    "all mailboxes full": _never("rcpt", b"552 5.2.2 Full\r\n", Trouble.FULL),
    "leaves at RCPT": _later("rcpt", b"421 4.4.2 Bye\r\n", "hang up"),
    "hangs up at RCPT": _gone("rcpt"),
    "DATA later": _later("data", b"451 4.3.0 Later\r\n"),
    "DATA refused": _never("data", b"554 No\r\n", Trouble.SERVER_REFUSED),
    "says yes before the mail": _never(
        "data", b"354 Go\r\n250 2.0.0 Taken\r\n", Trouble.NOT_A_MAIL_SERVER
    ),
    "says no before the mail": _never(
        "data", b"354 Go\r\n552 5.3.4 Too large\r\n", Trouble.TOO_LARGE
    ),
    "hangs up at DATA": _gone("data"),
    # The end of the connection may reach the client before or after its last dot.
    "hangs up in the mail": Case(
        "body", b"", "hang up", ("retry", "uncertain"), Trouble.NOT_REACHABLE, takes=False
    ),
    "disk full after the mail": _later("dot", b"452 4.3.1 Disk full\r\n", trouble=Trouble.FULL),
    "later after the mail": _later("dot", b"451 4.7.1 Try again\r\n"),
    "leaves after the mail": _later("dot", b"421 4.3.2 Closing down\r\n", "hang up"),
    "content refused": _never("dot", b"554 5.7.1 Spam\r\n", Trouble.CONTENT_REFUSED),
    "too large after all": _never("dot", b"552 5.3.4 Too large\r\n", Trouble.TOO_LARGE),
    "takes it and hangs up": _unclear(b"", "hang up", takes=True),
    "takes it and resets": _unclear(b"", "reset", takes=True),
    "takes it and falls silent": _unclear(b"", "fall silent", takes=True),
    "takes it and answers half": _unclear(b"25", "hang up", takes=True),
    "takes it and answers nonsense": _unclear(b"yes sure\r\n", "go on", takes=True),
    "takes it and answers 354": _unclear(b"354 More\r\n", "go on", takes=True),
    "takes it and answers without end": _unclear(b"250-" * 20_000, "go on", takes=True),
    "loses it and hangs up": _unclear(b"", "hang up", takes=False),
    "loses it and answers nonsense": _unclear(b"\x00\xff\r\n", "hang up", takes=False),
    "answers slowly": Case("dot", b"250 2.0.0 At last\r\n", slow_s=0.3),
    "answers at length": Case("dot", b"250-One\r\n250-Two\r\n250 Three\r\n"),
    "answers and hangs up": Case("dot", b"250 2.0.0 Taken\r\n", "hang up"),
    "QUIT fails": Case("quit", b"500 What?\r\n"),
    "hangs up at QUIT": Case("quit", b"", "hang up"),
    "resets at QUIT": Case("quit", b"", "reset"),
    "silent at QUIT": Case("quit", b"", "fall silent"),
}
