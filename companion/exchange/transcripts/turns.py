"""Turns in plain text: who spoke, mostly when, and the words, as Zoom, Teams and Meet write them.

None of them publishes its form. These are the forms that exported files have; the one that most
lines of a file have is the file's, and whatever does not have it is kept as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from companion.errors import TranscriptError
from companion.exchange.progress import Tell, untold
from companion.exchange.transcripts.names import names_in, spoken
from companion.exchange.transcripts.shape import LONGEST_SPEECH, Dialect, Said, Transcript
from companion.method.one_line import one_line
from companion.model.value import Value

_DAY_MS = 24 * 3_600_000
_WALL_MS = 3_600_000
"""A first line later than this is on the clock of the wall, since no recording begins so late."""

_TIME = r"(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?)"
_BRACKETED = re.compile(rf"\[(?P<name>[^\[\]]{{1,100}})\]\s+\(?{_TIME}\)?(?:\s+(?P<text>.*))?$")
_LEADING = re.compile(rf"[\[(]?{_TIME}[\])]?[\t -]+(?P<text>\S.*)$")
_TRAILING = re.compile(rf"(?P<name>\S.{{0,80}}?)(?:\t\s*|\s\s+){_TIME}$")
_ALONE = re.compile(rf"(?:#{{1,6}}\s*)?[\[(]?{_TIME}[\])]?$")
_BOLD = re.compile(r"\*\*([^*]{1,80}?)(:?)\*\*(:?)")


class _Turn(Value, frozen=True):
    """Where somebody begins to speak; *at_ms* is None where the line says no time."""

    name: str
    text: str
    at_ms: int | None = None


class _Form(Value, frozen=True):
    """A form of turns: whose it is, and the turn that begins on each line of the file, if any."""

    dialect: Dialect
    turns: tuple[_Turn | None, ...]

    @property
    def count(self) -> int:
        return sum(turn is not None for turn in self.turns)


def read_turns(lines: Sequence[str], tell: Tell = untold) -> Transcript:
    """Return the transcript in *lines*. Raises TranscriptError where there is none in them.

    *tell* hears how many lines are taken, and before that as they are looked through.
    """
    form = max(_forms(lines, tell), key=lambda form: form.count)
    if not form.count:
        raise TranscriptError("no speaker and no time could be found in it")
    said, times = Said(), _Times()
    is_open = False
    for place, (line, turn) in enumerate(zip(lines, form.turns, strict=True)):
        number, plain = place + 1, line.strip()
        tell(number, len(lines))
        if turn is not None:
            said.take(number, times.at(turn.at_ms), turn.name, turn.text)
            is_open = True
        elif form.dialect is Dialect.MEET_TEXT and (alone := _ALONE.match(plain)):
            times.at(_milliseconds(alone["time"]))
            is_open = False
        elif not plain:
            is_open = is_open and not said.lines[-1].text
        elif is_open:
            _go_on(said, number, plain)
        else:
            said.keep(number, plain)
    return said.finished(form.dialect, times.wall)


class _Times:
    """The time of each turn from the beginning of the file, whatever clock it was read from."""

    def __init__(self) -> None:
        self.wall: int | None = None
        self._now = self._base = 0
        self._is_begun = False

    def at(self, read_ms: int | None) -> int:
        """Return the time of a turn that says *read_ms*; without one it is that of the last."""
        if read_ms is None:
            return self._now
        if not self._is_begun:
            self._is_begun = True
            if read_ms >= _WALL_MS:
                self.wall, self._base = read_ms, -read_ms
        now = read_ms + self._base
        if now < self._now - _DAY_MS // 2 and self.wall is not None:  # midnight went by
            self._base += _DAY_MS
            now += _DAY_MS
        self._now = max(0, now)
        return self._now


def _go_on(said: Said, number: int, words: str) -> None:
    """Add a line to what the last speaker says; very long words go on in a line of their own."""
    last = said.lines[-1]
    if len(last.text) > LONGEST_SPEECH:
        said.take(number, last.at_ms, last.speaker, words)
    else:
        said.lines[-1] = replace(last, text=f"{last.text} {words}".strip())


def _forms(lines: Sequence[str], tell: Tell) -> Iterator[_Form]:
    """Yield every form with the turns that it finds; the first of equals is taken."""
    for dialect, pattern in ((Dialect.ZOOM_TEXT, _BRACKETED), (Dialect.TEAMS_TEXT, _TRAILING)):
        yield _Form(dialect, tuple(_timed(pattern, line.strip()) for line in _each(lines, tell)))
    yield _Form(Dialect.ZOOM_TEXT, tuple(_leading(_each(lines, tell))))
    yield _Form(Dialect.MEET_TEXT, tuple(_untimed(_each(lines, tell))))


def _each(lines: Iterable[str], tell: Tell) -> Iterator[str]:
    """Yield *lines*; what *tell* raises ends it."""
    for line in lines:
        tell(0, 0)
        yield line


def _timed(pattern: re.Pattern[str], line: str) -> _Turn | None:
    match = pattern.match(line)
    if match is None:
        return None
    found = match.groupdict()
    name = re.sub(r"(?i)^from (.+?) to \S.*$", r"\1", one_line(found["name"]))
    if not any(letter.isalpha() for letter in name):
        return None
    return _Turn(name, (found.get("text") or "").strip(), _milliseconds(found["time"]))


def _leading(lines: Iterable[str]) -> Iterator[_Turn | None]:
    """Yield turns of a time and the words; whether a name stands before these, all lines tell.

    Zoom leaves the names out where nobody had to say who they are.
    """
    timed = [_LEADING.match(line.strip()) for line in lines]
    names = names_in(match["text"] for match in timed if match)
    for match in timed:
        if match is None:
            yield None
            continue
        said, at_ms = spoken(match["text"]), _milliseconds(match["time"])
        if said is not None and said.name in names:
            yield _Turn(said.name, said.text, at_ms)
        else:
            yield _Turn("", match["text"], at_ms)


def _untimed(lines: Iterable[str]) -> Iterator[_Turn | None]:
    """Yield turns of names before colons, where the names come again or times stand between."""
    plain = [_BOLD.sub(r"\1\2\3", line.strip()) for line in lines]
    speech = [line for line in plain if line and not _ALONE.match(line)]
    is_marked = len(speech) < sum(map(bool, plain))
    names = names_in(speech, is_certain=is_marked)
    found = [spoken(line) for line in plain]
    turns = [_Turn(each.name, each.text) if each and each.name in names else None for each in found]
    comes_again = len({turn.name for turn in turns if turn}) < sum(map(bool, turns))
    yield from turns if is_marked or comes_again else (None for _ in turns)


def _milliseconds(time: str) -> int:
    """Return the milliseconds of "14:02:11", "2:02:11 PM", "0:03" or "00:05:00"."""
    digits = re.split(r"[:.,]", re.sub(r"[^\d:.,]", "", time))
    has_rest = bool(re.search(r"[.,]\d", time))
    rest = int(digits.pop().ljust(3, "0")) if has_rest and len(digits) > 2 else 0
    parts = [int(digit) for digit in digits if digit]
    hours, minutes, seconds = parts if len(parts) == 3 else (0, *parts)
    half = re.search(r"[AaPp]", time)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half[0] in "Pp" else 0)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
