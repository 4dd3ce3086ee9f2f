"""What every transcript becomes, whichever program wrote it."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from companion.errors import TranscriptError
from companion.model import TranscriptLine
from companion.model.value import Value

MOST_CUES = 50_000
"""Lines of a transcript that are taken; a call of a whole day has some 15,000."""

LONGEST_SPEECH = 10_000
"""Characters after which what one person says goes on in a line of its own."""


class Dialect(StrEnum):
    """How a transcript is written, by the name that people know it by."""

    WEBVTT = "WebVTT"
    SUBRIP = "SubRip"
    ZOOM_TEXT = "Zoom text"
    TEAMS_TEXT = "Teams text"
    MEET_TEXT = "Google Meet text"


class Remark(Value, frozen=True):
    """A line of the file, counted from 1, and what stands in it."""

    line: int
    text: str


class Transcript(Value, frozen=True, kw_only=True):
    """What was said, in order of time.

    ``unread`` are lines that no dialect has a place for: they stand among ``lines``, without a
    speaker. ``left_out`` are the settings and comments of the program that wrote the file.
    ``begins_at_ms`` is the time of day of the first line where times are those of a clock on the
    wall, and None where they count from the beginning.
    """

    dialect: Dialect
    lines: tuple[TranscriptLine, ...]
    unread: tuple[Remark, ...] = ()
    left_out: tuple[Remark, ...] = ()
    begins_at_ms: int | None = None

    @property
    def speakers(self) -> dict[str, int]:
        """Return who speaks, in the order of their first words, and in how many lines."""
        return dict(Counter(line.speaker for line in self.lines if line.speaker))

    @property
    def length_ms(self) -> int:
        """Return when the last line begins."""
        return self.lines[-1].at_ms if self.lines else 0


class Said:
    """The lines taken so far, and what was not understood."""

    def __init__(self) -> None:
        self.lines: list[TranscriptLine] = []
        self.unread: list[Remark] = []
        self.left_out: list[Remark] = []

    def take(self, number: int, at_ms: int, speaker: str, text: str) -> None:
        """Take what was said by *speaker*. Raises TranscriptError where it is too much."""
        if len(self.lines) == MOST_CUES:
            raise TranscriptError(f"it has more than {MOST_CUES:,} lines of speech", number)
        self.lines.append(TranscriptLine(at_ms=at_ms, speaker=speaker, text=text))

    def keep(self, number: int, text: str) -> None:
        """Keep a line that has no place in the dialect, at the time of what was said before it."""
        at_ms = self.lines[-1].at_ms if self.lines else 0
        self.take(number, at_ms, "", text)
        self.unread.append(Remark(number, text))

    def finished(self, dialect: Dialect, begins_at_ms: int | None = None) -> Transcript:
        """Return the transcript; what was said at the same time keeps its order."""
        return Transcript(
            dialect=dialect,
            lines=tuple(sorted(self.lines, key=lambda line: line.at_ms)),
            unread=tuple(self.unread),
            left_out=tuple(self.left_out),
            begins_at_ms=begins_at_ms,
        )
