"""Mail addresses as people paste them: a text becomes recipients, or says what is wrong."""

from __future__ import annotations

import re

from companion.errors import InvalidInput
from companion.method.one_line import one_line
from companion.model.value import Value

_PIECE = re.compile(r'(?:"(?:\\.|[^"\\])*"|<[^<>]*>|\([^()]*\)|[^,;"<(]|["<(])+')
"""What stands between two commas or semicolons that are outside quotes and brackets."""

_NAMED = re.compile(r'(?P<name>"(?:\\.|[^"\\])*"\s*|[^<>]*)<\s*(?P<address>[^<>]*?)\s*>')
_COMMENTED = re.compile(r"(?P<address>\S+@\S+)\s*\((?P<name>[^()]*)\)")


class Recipient(Value, frozen=True, kw_only=True):
    """Somebody who gets a mail: ``address`` as it is shown, ``route`` as it travels (ASCII).

    ``route`` is empty for an address with letters before the @ that only few systems can carry
    (RFC 6531).
    """

    name: str = ""
    address: str
    route: str


def parse_recipients(text: str) -> tuple[Recipient, ...]:
    """Return the recipients in *text*, in its order, each address once.

    Read are "Name <a@b>", "a@b (Name)" and bare addresses, parted by commas, semicolons or new
    lines; a name may hold a comma, quoted or not, as Outlook writes it. Raises InvalidInput that
    names the first one that is no address. Nothing is looked up on the network.
    """
    found: dict[str, Recipient] = {}
    for piece in _pieces(text):
        recipient = _recipient(piece)
        found.setdefault(recipient.address.casefold(), recipient)
    return tuple(found.values())


def _pieces(text: str) -> list[str]:
    """Return one piece for each recipient; "Ortiz, Dana <dana@…>" stays one."""
    parted = re.sub(r"[\r\n\u2028\u2029]+", ";", text)
    pieces: list[str] = []
    begun = ""
    for match in _PIECE.finditer(parted):
        piece = one_line(match[0])
        if piece and "@" not in piece and parted[match.end() : match.end() + 1] == ",":
            begun = f"{begun}{piece}, "
        elif piece or begun:
            pieces.append(begun + piece)
            begun = ""
    return [*pieces, begun] if begun else pieces


def _recipient(piece: str) -> Recipient:
    match = _NAMED.fullmatch(piece) or _COMMENTED.fullmatch(piece)
    address = match["address"] if match else piece
    name = _unquoted(match["name"]) if match else ""
    shown, route = _checked(address.removeprefix("mailto:"))
    return Recipient(
        name="" if name.casefold() == shown.casefold() else name, address=shown, route=route
    )


def _unquoted(name: str) -> str:
    """Return a name without the quotes around it, and with their inner escapes undone."""
    name = one_line(name)
    if len(name) >= 2 and name[0] == name[-1] == '"':
        return one_line(re.sub(r"\\(.)", r"\1", name[1:-1]))
    return name.strip("'\" ") if name[:1] in {"'", '"'} else name


def _checked(address: str) -> tuple[str, str]:
    """Return the address as it is shown and as it travels; raises InvalidInput for none.

    ``test_environment`` lets the reserved domains of examples and tests through: people import
    such histories, and a mail to them goes nowhere.
    """
    from email_validator import EmailNotValidError, validate_email

    try:
        valid = validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        shown = one_line(address)[:80]
        raise InvalidInput(f"“{shown}” is not an e-mail address we can send to.") from error
    return valid.normalized, valid.ascii_email or ""
