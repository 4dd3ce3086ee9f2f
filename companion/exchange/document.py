"""The interchange document: reads it strictly, writes it in its one canonical form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from companion.errors import DocumentError
from companion.exchange.order import canonical
from companion.exchange.places import clip, malformed, refuse_repeated_keys
from companion.exchange.reasons import plain_reason
from companion.exchange.soundness import refuse_unsound
from companion.model import Disagreement, History
from companion.model.history import FORMAT, VERSION

LARGEST_FILE = 100_000_000
"""Bytes of the largest file that is read: fifty times a busy year, and bounded memory."""

_NO_DISAGREEMENTS = b'\n "disagreements": []'
"""As it stands in a document without any, once: no text holds a line break of its own."""

_SOME = (b'\n "disagreements": [', b"\n ]")

_MARK = b"\xef\xbb\xbf"
_OFFSET = re.compile(r"\(byte (\d+)\)\Z")


class _Header(msgspec.Struct, frozen=True):
    """The first thing to know about a document, whatever else it holds."""

    format: msgspec.Raw = msgspec.Raw(b"null")
    version: msgspec.Raw = msgspec.Raw(b"null")


def decode(data: bytes, *, largest: int = LARGEST_FILE) -> History:
    """Return the history that *data* holds, in canonical order.

    A byte order mark at the start is ignored, as RFC 8259 (section 8.1) allows: editors on
    Windows write one. Everything else that the format does not say raises DocumentError, which
    names the reason and the JSON path; no other exception leaves this function.
    """
    if len(data) > largest:
        raise DocumentError(f"The file is larger than {largest:,} bytes")
    data = data.removeprefix(_MARK)
    text = _as_text(data)
    _refuse_foreign(data)
    history = _typed(data, text)
    refuse_repeated_keys(text)
    refuse_unsound(history)
    return canonical(history)


def encode(history: History) -> bytes:
    """Return *history* as a document in canonical form (see docs/interchange.md)."""
    compact = msgspec.json.encode(canonical(history))
    return msgspec.json.format(compact, indent=1) + b"\n"


def encode_each(head: History, disagreements: Iterable[Disagreement]) -> Iterator[bytes]:
    """Yield the document of *head* with *disagreements*, which are in their order, piece by piece.

    It is what ``encode`` returns for all of them at once, and holds one of them at a time.
    """
    lone = History(format=head.format, version=head.version, playbooks=head.playbooks)
    before, after = encode(replace(head, disagreements=())).split(_NO_DISAGREEMENTS)
    is_first = True
    for disagreement in disagreements:
        told = canonical(replace(lone, disagreements=(disagreement,))).disagreements[0]
        text = msgspec.json.format(msgspec.json.encode(told), indent=1)
        yield (before + _SOME[0] if is_first else b",") + b"\n  " + text.replace(b"\n", b"\n  ")
        is_first = False
    yield before + _NO_DISAGREEMENTS + after if is_first else _SOME[1] + after


def _as_text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(f"The file is not UTF-8 text; line {line} cannot be read") from None


def _refuse_foreign(data: bytes) -> None:
    """Say what the file is instead, before anything in it is called a mistake.

    Whatever else is wrong with it is left to the typed decoder, which knows the place.
    """
    try:
        header = msgspec.json.decode(data, type=_Header)
        name = msgspec.json.decode(header.format, type=str)
    except (msgspec.DecodeError, RecursionError):
        return
    if name != FORMAT:
        reason = f"This is not a Companion history but calls itself {clip(name)}"
        raise DocumentError(reason, "$.format")
    _refuse_later(bytes(header.version))


def _refuse_later(version: bytes) -> None:
    if version.isdigit() and (len(version) > 9 or int(version) > VERSION):
        raise DocumentError(
            f"This file was written by a newer Companion, as version {version[:9].decode()} of "
            f"the format, and this one reads version {VERSION}; install the newest Companion",
            "$.version",
        )


def _typed(data: bytes, text: str) -> History:
    try:
        return msgspec.json.decode(data, type=History)
    except msgspec.ValidationError as error:
        raise plain_reason(str(error)) from None
    except msgspec.DecodeError as error:
        offset = _OFFSET.search(str(error))
        stop = len(data[: int(offset[1])].decode(errors="ignore")) if offset else None
        raise malformed(text, stop) from None
