"""Reads every transcript below a folder, and looks whether any word of it was lost.

``python -m bench.transcripts FOLDER`` prints a row for each way of writing: files, cues or turns,
lines, speakers, words, and how many words of the files are missing in what was read. The words of
a file are found by a simpler way than the reader's: all of its text but times, tags and the names
of cues. No such file is part of this project.
"""

from __future__ import annotations

import html
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from companion.errors import TranscriptError
from companion.exchange.transcripts import Transcript, read_transcript
from companion.model.value import Value

_ENDINGS = {".vtt", ".srt", ".txt", ".md"}
_ARROW = "-->"
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\b\.?)?")
_TAG = re.compile(r"<v[.\w]*\s+([^<>]*)>|</?[A-Za-z][^<>]*>|<[\d:.]+>|\{\\[^{}]*\}")
_WORD = re.compile(r"[^\W_]+")


class Read(Value, frozen=True, kw_only=True):
    """What came of the files of one way of writing; *speakers* are counted file by file."""

    files: int = 0
    cues: int = 0
    lines: int = 0
    speakers: int = 0
    unread: int = 0
    words: int = 0
    lost: int = 0

    def __add__(self, other: Read) -> Read:
        """Return both together."""
        names = self.__struct_fields__
        return Read(**{name: getattr(self, name) + getattr(other, name) for name in names})


def _said(text: str) -> Iterator[str]:
    """Yield the lines of a file that are neither the time of a cue nor the name above it."""
    lines = re.split("\r\n|\r|\n", text)
    for line, after in pairwise([*lines, ""]):
        if _ARROW not in line and not (_ARROW in after and _TIME.match(after.strip())):
            yield line


def _words(text: str) -> Counter[str]:
    plain = _TAG.sub(lambda tag: f" {tag[1] or ' '} ", text)
    return Counter(_WORD.findall(_TIME.sub(" ", html.unescape(plain))))


def look_at(data: bytes) -> tuple[str, Read]:
    """Return how a file is written, and what came of it. Raises TranscriptError."""
    found = read_transcript(data)
    text = data.decode("utf-8-sig", errors="replace")
    words = _words("\n".join(_said(text)))
    lost = words - _words(_whole(found))
    if lost:
        print("   ", dict(lost.most_common(8)))
    return found.dialect, Read(
        files=1,
        cues=text.count(_ARROW),
        lines=len(found.lines),
        speakers=len(found.speakers),
        unread=len(found.unread),
        words=words.total(),
        lost=lost.total(),
    )


def _whole(found: Transcript) -> str:
    """Return everything that was read, and what is said to be left out."""
    said = [f"{line.speaker} {line.text}" for line in found.lines]
    return "\n".join(said + [remark.text for remark in found.left_out])


def main() -> None:
    """Print what came of the files below the folder that is named."""
    totals: dict[str, Read] = {}
    for path in sorted(Path(sys.argv[1]).rglob("*")):
        if path.suffix.casefold() not in _ENDINGS:
            continue
        try:
            dialect, read = look_at(path.read_bytes())
        except TranscriptError as error:
            print(f"{path}: {error.sentence()}")
            continue
        if read.lost or "--each" in sys.argv:
            print(f"{path}: {dialect}, {read.lost} of {read.words} words lost")
        totals[dialect] = totals.get(dialect, Read()) + read
    print("| Written as | Files | Cues | Lines | Speakers | Without place | Words | Lost |")
    print("|---|---|---|---|---|---|---|---|")
    for dialect, read in totals.items():
        cells = (read.files, read.cues, read.lines, read.speakers, read.unread, read.words)
        print(f"| {dialect} | " + " | ".join(f"{n:,}" for n in (*cells, read.lost)) + " |")


if __name__ == "__main__":
    main()
