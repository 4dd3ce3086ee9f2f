"""Header lines of a mail, written out and folded by us: pure ASCII, one meaning, nothing injected.

The standard library's own folding is not used: on Python 3.11.7 an encoded word in a title
becomes header lines of its own (CVE-2024-6923), 2 to 4 % of address lists with accented names
read back wrong (CVE-2025-1795), and long ids in References are encoded, which breaks threading.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Sequence

from companion.mail.addresses import Recipient
from companion.method.one_line import one_line

_CHUNK = 39
"""Bytes of UTF-8 in one encoded word: 52 letters of base64 and 12 of frame, so that the longest
header name before it still fits into 76 (RFC 2047, section 2)."""

_WIDTH = 76
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,450}@[!-;=?-~]{1,450}>")


def clean(text: str) -> str:
    """Return *text* as it may stand in a header: one line, without the start of an encoded word.

    A reader that decodes twice would otherwise find what was hidden in a title (reliability, M7).
    """
    return re.sub(r"=(?=\?)", "= ", one_line(text))


def text_line(name: str, text: str) -> bytes:
    """Return a header with words for people, such as the subject."""
    text = clean(text)
    words = text.split(" ")
    if text.isascii() and all(words) and max(map(len, words)) <= _WIDTH - len(name) - 2:
        return _line(name, _wrapped(words, len(name) + 2))
    return _line(name, "\r\n ".join(_encoded_words(text)))


def address_line(name: str, people: Iterable[Recipient]) -> bytes:
    """Return a header with addresses, each on a line of its own."""
    return _line(name, ",\r\n ".join(_address(person) for person in people))


def id_line(name: str, ids: Sequence[str]) -> bytes:
    """Return a header with message ids, each on a line of its own and never encoded."""
    return _line(name, "\r\n ".join(ids))


def message_ids(text: str) -> tuple[str, ...]:
    """Return the message ids in *text*; what is none is left out."""
    return tuple(_MESSAGE_ID.findall(text))


def _line(name: str, value: str) -> bytes:
    return f"{name}: {value}\r\n".encode("ascii")


def _wrapped(words: Sequence[str], used: int) -> str:
    """Return the words with a fold before each that would pass the width."""
    written = words[0]
    used += len(words[0])
    for word in words[1:]:
        fits = used + 1 + len(word) <= _WIDTH
        written += f" {word}" if fits else f"\r\n {word}"
        used = used + 1 + len(word) if fits else 1 + len(word)
    return written


def _encoded_words(text: str) -> list[str]:
    """Return *text* as encoded words, none of which ends inside a character."""
    chunks, chunk = [], b""
    for character in text:
        letter = character.encode()
        if chunk and len(chunk) + len(letter) > _CHUNK:
            chunks.append(chunk)
            chunk = b""
        chunk += letter
    return [f"=?utf-8?b?{base64.b64encode(part).decode()}?=" for part in [*chunks, chunk]]


def _address(person: Recipient) -> str:
    name = clean(person.name)
    if not name:
        return person.route
    if not name.isascii() or len(name) > _WIDTH - 12:
        return "\r\n ".join([*_encoded_words(name), f"<{person.route}>"])
    if not _ATOMS.fullmatch(name) or "  " in name:
        name = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return f"{name} <{person.route}>"
