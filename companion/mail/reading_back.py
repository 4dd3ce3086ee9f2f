"""The last look at a mail: its bytes, read by another reader, must say what was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from companion.errors import MessageUnsafe
from companion.mail.addresses import Recipient
from companion.mail.attachment import Attachment, file_name
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
    files: Sequence[Attachment] = (),
) -> None:
    """Raise MessageUnsafe unless *written* holds these headers, people and parts, and no other.

    The parts are the *bodies* in their order, in the only form they have together, and the *files*.

    Read with the library's oldest parser, which shares nothing with how the mail was written.
    """
    from email import message_from_bytes

    mail = message_from_bytes(written)
    parts = list(mail.walk())
    if mail.keys() != list(headers) or any(each.defects for each in parts):
        raise MessageUnsafe("The mail would have carried header lines that are not ours.")
    if any(_text(mail, name) != text for name, text in texts.items()):
        raise MessageUnsafe("The mail's title would have arrived changed.")
    if any(_people(mail, name) != _meant(some) for name, some in people.items()):
        raise MessageUnsafe("The mail's recipients would have arrived changed.")
    single = [each for each in parts if not each.is_multipart()]
    if [(each.get_content_type(), _words(each)) for each in single[:2]] != list(bodies.items()):
        raise MessageUnsafe("The mail's text would have arrived changed.")
    if _shape(parts) != _meant_shape(files) or [_file(each) for each in single[2:]] != [
        (file_name(file), file.content) for file in files
    ]:
        raise MessageUnsafe("What is attached to the mail would have arrived changed.")


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


def _words(part: Message) -> str:
    """Return the text of a part, with the line ends that it had before."""
    return _content(part).decode("utf-8", "replace").replace("\r\n", "\n")


def _file(part: Message) -> tuple[str, bytes]:
    return part.get_filename() or "", _content(part)


def _content(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _shape(parts: Sequence[Message]) -> list[tuple[str, list[str]]]:
    """Return each part's type and the names of its header lines, but the mail's own ones."""
    return [
        (part.get_content_type(), part.keys() if place else []) for place, part in enumerate(parts)
    ]


def _meant_shape(files: Sequence[Attachment]) -> list[tuple[str, list[str]]]:
    coded = ["Content-Type", "Content-Transfer-Encoding"]
    both = [("text/plain", coded), ("text/html", coded)]
    if not files:
        return [("multipart/alternative", []), *both]
    attached = [(file.kind.partition(";")[0], [*coded, "Content-Disposition"]) for file in files]
    whole: list[tuple[str, list[str]]] = [("multipart/mixed", [])]
    return [*whole, ("multipart/alternative", ["Content-Type"]), *both, *attached]
