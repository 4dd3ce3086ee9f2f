"""Asks the mailbox itself: puts a draft into it, and looks among the sent mail for one of ours.

Folders are found by what they are for (RFC 6154) and never by a name: "Drafts" is "Entwürfe"
elsewhere. The password goes over a proven connection only, and is tried once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from companion.account import Account, Security, Server
from companion.errors import CompanionError
from companion.model.outbox import Trouble

if TYPE_CHECKING:
    from imaplib import IMAP4
    from ssl import SSLContext

CONNECT_S, ANSWER_S = 30.0, 60.0
"""Seconds that a server has to be there, and then for each answer."""

DRAFTS, SENT, ALL = "\\drafts", "\\sent", "\\all"
"""What folders are for, in small letters: RFC 6154, section 2."""

_LISTED = re.compile(rb'\((?P<flags>[^)]*)\) (?:NIL|"(?:\\.|[^"\\])*") (?P<name>.*)', re.DOTALL)
_MICROSOFT = (".outlook.com", ".office365.com")

_CODES = {
    "AUTHENTICATIONFAILED": Trouble.WRONG_PASSWORD,
    "EXPIRED": Trouble.WRONG_PASSWORD,
    "WEBALERT": Trouble.SIGN_IN_NEEDED,
    "PRIVACYREQUIRED": Trouble.NO_ENCRYPTION,
    "UNAVAILABLE": Trouble.BUSY,
    "INUSE": Trouble.BUSY,
    "LIMIT": Trouble.BUSY,
    "OVERQUOTA": Trouble.FULL,
    "TOOBIG": Trouble.TOO_LARGE,
}
"""What the codes of an answer mean (RFC 5530, section 3; RFC 4469; WEBALERT is Gmail's own)."""


class MailboxTrouble(CompanionError):
    """The mailbox did not do what it was asked; ``trouble`` says why, as far as that is known."""

    exit_code = 75  # EX_TEMPFAIL

    def __init__(self, trouble: Trouble | None, said: str = "") -> None:
        """Tell *trouble*; *said* is a sentence where the trouble has none of its own."""
        super().__init__(said or "The mailbox could not be reached, or did not take it.")
        self.trouble = trouble


def sign_in(account: Account, password: str, context: SSLContext | None = None) -> None:
    """Sign in and out again, as a trial. Blocks; raises MailboxTrouble."""
    with _signed_in(account, password, context):
        pass


def save_draft(
    account: Account, password: str, mail: bytes, context: SSLContext | None = None
) -> None:
    """Put *mail* into the folder of drafts, as read. Blocks; raises MailboxTrouble."""
    with _signed_in(account, password, context) as client:
        folder = _special_folders(client).get(DRAFTS)
        if folder is None:
            raise MailboxTrouble(None, "The mailbox names no folder for drafts.")
        _append(client, folder, "(\\Draft \\Seen)", mail)


def find_sent(
    account: Account, password: str, message_id: str, context: SSLContext | None = None
) -> bool:
    """Return whether the mail of *message_id* is among the sent ones. Blocks.

    True proves that it left; False proves nothing, since not every server keeps what it sends.
    Raises MailboxTrouble, also where the mailbox names no folder to look into.
    """
    with _signed_in(account, password, context) as client:
        folders = _special_folders(client)
        places = [folders[each] for each in (SENT, ALL) if each in folders]
        if not places:
            raise MailboxTrouble(None, "The mailbox names no folder for sent mail.")
        return any(_holds(client, place, message_id) for place in places)


def file_sent(
    account: Account, password: str, mail: bytes, message_id: str, context: SSLContext | None = None
) -> bool:
    """Put a sent *mail* among the sent ones; return False where it was there already. Blocks.

    Some servers keep what goes out through them, others leave that to the program. Raises
    MailboxTrouble.
    """
    with _signed_in(account, password, context) as client:
        folders = _special_folders(client)
        if SENT not in folders:
            raise MailboxTrouble(None, "The mailbox names no folder for sent mail.")
        places = [folders[each] for each in (SENT, ALL) if each in folders]
        if any(_holds(client, place, message_id) for place in places):
            return False
        _append(client, folders[SENT], "(\\Seen)", mail)
        return True


# ---------------------------------------------------------------- the connection


@contextmanager
def _signed_in(account: Account, password: str, context: SSLContext | None) -> Iterator[IMAP4]:
    """Yield a client that has signed in; whatever goes wrong with it is told as MailboxTrouble."""
    from imaplib import IMAP4

    if account.imap is None:
        raise MailboxTrouble(None, "No mailbox is set up for this account.")
    client: IMAP4 | None = None
    try:
        client = _connected(account.imap, context)
        _authenticate(client, account, password)
        client.socket().settimeout(ANSWER_S)
        yield client
        with suppress(OSError, IMAP4.error):
            client.logout()
    except (OSError, UnicodeError, IMAP4.error) as error:
        raise MailboxTrouble(_trouble_of(error)) from None  # a server's words stay out of our logs
    finally:
        if client is not None:
            with suppress(OSError):
                client.shutdown()


def _connected(server: Server, context: SSLContext | None) -> IMAP4:
    """Return a client over a proven connection. Raises what imaplib raises, and MailboxTrouble."""
    import ssl
    from imaplib import IMAP4, IMAP4_SSL

    proving = context or ssl.create_default_context()
    if server.security is Security.TLS:
        return IMAP4_SSL(server.host, server.port, ssl_context=proving, timeout=CONNECT_S)
    client = IMAP4(server.host, server.port, timeout=CONNECT_S)
    try:
        if "STARTTLS" not in client.capabilities:
            raise MailboxTrouble(Trouble.NO_ENCRYPTION)
        client.starttls(proving)
    except BaseException:
        with suppress(OSError):
            client.shutdown()
        raise
    return client


def _authenticate(client: IMAP4, account: Account, password: str) -> None:
    """Sign in, with every letter of the password: imaplib's own login() knows ASCII alone."""
    from imaplib import IMAP4

    if "AUTH=PLAIN" not in client.capabilities and (
        "LOGINDISABLED" in client.capabilities or not (account.username + password).isascii()
    ):
        raise MailboxTrouble(Trouble.SIGN_IN_NEEDED)
    secret = f"\0{account.username}\0{password}".encode()
    try:
        if "AUTH=PLAIN" in client.capabilities:
            client.authenticate("PLAIN", lambda _challenge: secret)
        else:
            client.login(account.username, password)
    except IMAP4.abort:
        raise
    except IMAP4.error as error:
        raise MailboxTrouble(_sign_in_trouble(str(error), client.host)) from None


def _sign_in_trouble(said: str, host: str) -> Trouble:
    """Return why a sign-in was refused, from the answer's code and the providers' known words."""
    if "application-specific password" in said.lower():
        return Trouble.APP_PASSWORD_NEEDED
    trouble = _code_of(said) or Trouble.WRONG_PASSWORD
    if trouble is Trouble.WRONG_PASSWORD and host.endswith(_MICROSOFT):
        return Trouble.SIGN_IN_SWITCHED_OFF  # since 2022, for every password
    return trouble


def _trouble_of(error: Exception) -> Trouble:
    """Return what a failure of the connection means, in the same way as for sending."""
    from imaplib import IMAP4

    from companion.mail.smtp_reasons import failure

    if isinstance(error, UnicodeError):
        return Trouble.NOT_REACHABLE  # no name of a server
    if isinstance(error, (OSError, ValueError)):
        return failure(error).trouble
    broke = isinstance(error, IMAP4.abort)
    return _code_of(str(error)) or (Trouble.NOT_REACHABLE if broke else Trouble.NOT_A_MAIL_SERVER)


def _code_of(said: str) -> Trouble | None:
    """Return what the code in an answer means: ``[OVERQUOTA] …``."""
    match = re.search(r"\[([A-Z]+)[\] ]", said)
    return _CODES.get(match[1]) if match else None


# ---------------------------------------------------------------- folders


def _special_folders(client: IMAP4) -> dict[str, str]:
    """Return the names of folders, quoted as the server wants them, by what each is for."""
    _, lines = client.list()
    found = _folders_in(lines)
    if not found.keys() & {DRAFTS, SENT, ALL} and "SPECIAL-USE" in client.capabilities:
        # A server may tell it only when it is asked for it (RFC 6154, section 3).
        client.xatom("LIST", "(SPECIAL-USE)", '""', '"*"')
        _, lines = client.response("LIST")
        found = _folders_in(lines)
    return found


def _folders_in(lines: Sequence[object]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        listed = line[0] if isinstance(line, tuple) else line
        match = _LISTED.match(listed) if isinstance(listed, bytes) else None
        if match is None:
            continue
        flags = match["flags"].decode("ascii", "replace").lower().split()
        name = _quoted(line[1]) if isinstance(line, tuple) else _as_quoted(match["name"])
        if not {"\\noselect", "\\nonexistent"} & set(flags):
            found.update({flag: name for flag in flags if flag not in found})
    return found


def _as_quoted(name: bytes) -> str:
    """Return a name of an answer: quoted already, or a bare word."""
    return name.decode("latin-1") if name.startswith(b'"') else _quoted(name)


def _quoted(name: bytes) -> str:
    text = name.decode("latin-1").replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _append(client: IMAP4, folder: str, flags: str, mail: bytes) -> None:
    status, told = client.append(folder, flags, "", mail)
    if status != "OK":
        raise MailboxTrouble(_code_of(str(told)) or Trouble.CONTENT_REFUSED)


def _holds(client: IMAP4, folder: str, message_id: str) -> bool:
    """Return whether *folder* has that mail, not as a draft: Gmail's folder of all has those."""
    if not (message_id.isascii() and message_id.isprintable()):
        return False
    wanted = _quoted(message_id.encode())
    status, told = client.select(folder, readonly=True)
    if status == "OK":
        status, told = client.uid("SEARCH", "UNDRAFT", "HEADER", "Message-ID", wanted)
    if status != "OK":
        raise MailboxTrouble(_code_of(str(told)) or Trouble.BUSY)
    return bool(b"".join(filter(None, told)).strip())
