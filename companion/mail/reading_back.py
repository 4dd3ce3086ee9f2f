"""The last look at a mail: its bytes, read by another reader, must say what was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from companion.errors import MessageUnsafe
from companion.mail.addresses import Recipient
from companion.mail.header import clean

if TYPE_CHECKING:
    from email.message import Message


def expect(
    written: bytes,
    *,
    headers: Sequence[str],
    texts: Mapping[str, str],
    people: Mapping[str, Sequence[Recipient]],
    bodies: Mapping[str, str],
) -> None:
    """Raise MessageUnsafe unless *written* holds these headers, people and bodies, and no other.

    Read with the library's oldest parser, which shares nothing with how the mail was written.
    """
    from email import message_from_bytes

    mail = message_from_bytes(written)
    if mail.keys() != list(headers) or mail.defects:
        raise MessageUnsafe("The mail would have carried header lines that are not ours.")
    if any(_text(mail, name) != text for name, text in texts.items()):
        raise MessageUnsafe("The mail's title would have arrived changed.")
    if any(_people(mail, name) != _meant(some) for name, some in people.items()):
        raise MessageUnsafe("The mail's recipients would have arrived changed.")
    if _bodies(mail) != dict(bodies):
        raise MessageUnsafe("The mail's text would have arrived changed.")


def _meant(people: Sequence[Recipient]) -> list[tuple[str, str]]:
    return [(clean(person.name), person.route) for person in people]


def _unfolded(mail: Message, name: str) -> str:
    return re.sub(r"\r?\n(?=[ \t])", "", str(mail.get(name, "")))


def _decoded(value: str) -> str:
    from email.header import decode_header, make_header

    return str(make_header(decode_header(value)))


def _text(mail: Message, name: str) -> str:
    return _decoded(_unfolded(mail, name))


def _people(mail: Message, name: str) -> list[tuple[str, str]]:
    from email.utils import getaddresses

    if name not in mail:
        return []
    pairs = getaddresses([_unfolded(mail, name)])
    return [(_decoded(name), address) for name, address in pairs]


def _bodies(mail: Message) -> dict[str, str]:
    """Return the text of each part by its type, with the line ends that it had before."""
    found = {}
    for part in mail.walk():
        if not part.is_multipart():
            payload = part.get_payload(decode=True)
            text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
            found[part.get_content_type()] = text.replace("\r\n", "\n")
    return found
