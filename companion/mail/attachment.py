"""A file that travels with a mail, as one part of it: its type, its name and its bytes."""

from __future__ import annotations

import base64
import re
import unicodedata
from urllib.parse import quote

from companion.method.one_line import one_line
from companion.model.value import Value

_LONGEST_NAME = 120
"""Bytes of a file's name: file systems allow 255, and mail programs add to it."""

_LONGEST_ENDING = 8
"""Letters after the last dot that still tell a kind of file."""

_KIND = re.compile(r"[a-z]+/[a-z0-9.+-]+(?:; [a-z]+=[A-Za-z0-9-]+)*")
_LINE = 57
"""Bytes in one line of base64: 76 letters (RFC 2045, section 6.8)."""

_PIECE = 54
"""Letters of an encoded name in one line; what stands around them stays below 76."""


class Attachment(Value, frozen=True, kw_only=True):
    """A file to go with a mail; ``kind`` is ours, such as "text/calendar; method=PUBLISH"."""

    name: str
    kind: str
    content: bytes


def file_name(attachment: Attachment) -> str:
    """Return the name that the file arrives under: one that every system takes."""
    words = unicodedata.normalize("NFC", one_line(attachment.name))
    words = " ".join(re.sub(r"[<>:\"/\\|?*=%'\u200c\u200d]", " ", words).split())
    stem, _, ending = words.rpartition(".")
    if not stem or len(ending) > _LONGEST_ENDING:
        stem, ending = words, ""
    short = stem.encode()[:_LONGEST_NAME].decode("utf-8", "ignore").strip(" .") or "file"
    return f"{short}.{ending}" if ending else short


def part(attachment: Attachment) -> bytes:
    """Return the file as a part of a mail: its header lines, a blank one, and base64.

    Raises ValueError for a kind that is none; kinds are never typed by a person.
    """
    if not _KIND.fullmatch(attachment.kind):
        raise ValueError(attachment.kind)
    kind = attachment.kind.replace("; ", ";\r\n ")
    lines = [
        f"Content-Type: {kind}",
        "Content-Transfer-Encoding: base64",
        ";\r\n ".join(("Content-Disposition: attachment", *_named(file_name(attachment)))),
        "",
        *_base64_lines(attachment.content),
    ]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _named(name: str) -> list[str]:
    """Return the name as parameters of a header; what is not plain in pieces (RFC 2231)."""
    if re.fullmatch(r"[A-Za-z0-9 ._()+-]{1,50}", name):
        return [f'filename="{name}"']
    pieces = [""]
    for letter in ("utf-8''", *(quote(character, safe="") for character in name)):
        if len(pieces[-1]) + len(letter) > _PIECE:
            pieces.append("")  # between two characters: some readers decode each piece alone
        pieces[-1] += letter
    return [f"filename*{place}*={piece}" for place, piece in enumerate(pieces)]


def _base64_lines(content: bytes) -> list[str]:
    starts = range(0, len(content), _LINE)
    return [base64.b64encode(content[start : start + _LINE]).decode() for start in starts]
