"""Cues with a time each: WebVTT as Zoom, Teams and others write it, and SubRip.

WebVTT is read as its standard says (https://www.w3.org/TR/webvtt1/), and more kindly: a time
without its header, a comma before the milliseconds or a missing blank line stop nothing.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from companion.exchange.progress import Tell, untold
from companion.exchange.transcripts.names import names_in, spoken
from companion.exchange.transcripts.shape import LONGEST_SPEECH, Dialect, Remark, Said, Transcript
from companion.method.one_line import one_line
from companion.model.value import Value

_STAMP = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}(?:\s.*)?$")
_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_NUMBER = re.compile(r"\s*\d+\s*$")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>|</v>")
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font)(?:[.\s][^<>]*)?>|<(?:\d+:)?\d+:\d+[.,]\d+>|\{\\[^{}]*\}",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


class _Cue(Value, frozen=True):
    """What stands between a time and the next blank line; the time itself is on line *number*."""

    number: int
    at_ms: int
    lines: tuple[str, ...]


def has_cues(lines: Sequence[str]) -> bool:
    """Whether the lines are those of WebVTT or SubRip."""
    return _is_webvtt(lines) or any("-->" in line and _TIMING.match(line) for line in lines)


def read_cues(lines: Sequence[str], tell: Tell = untold) -> Transcript:
    """Return the transcript in *lines*. Raises TranscriptError where it is too long.

    *tell* hears of every cue, once as it is found and once as it is taken.
    """
    said, whole = Said(), 2 * len(lines)
    cues = []
    for cue in _cues(lines, said):
        cues.append(cue)
        tell(cue.number, whole)
    names = names_in(_text(cue.lines[0]) for cue in cues if cue.lines and "<v" not in cue.lines[0])
    # What was kept as text on the way stands among the cues by its time: everything is sorted.
    for cue in cues:
        _take(cue, names, said)
        tell(len(lines) + cue.number, whole)
    return said.finished(Dialect.WEBVTT if _is_webvtt(lines) else Dialect.SUBRIP)


def _is_webvtt(lines: Sequence[str]) -> bool:
    first = next((line for line in lines if line.strip()), "")
    return first == "WEBVTT" or first.startswith(("WEBVTT ", "WEBVTT\t"))


def _cues(lines: Sequence[str], said: Said) -> Iterator[_Cue]:
    """Yield the cues; what stands outside of them is kept or, where it is a setting, left out."""
    at_ms, place = 0, 0
    loose: list[Remark] = []
    if _is_webvtt(lines):
        place = _after_block(lines, _first(lines), said)
    while place < len(lines):
        line = lines[place]
        if match := _TIMING.match(line):
            at_ms = _milliseconds(match)
            _settle(loose[:-1] if _is_name_of_cue(loose, place) else loose, at_ms, said)
            loose = []
            end = _end_of(lines, place + 1)
            yield _Cue(place + 1, at_ms, tuple(lines[place + 1 : end]))
            place = end
        elif _BLOCK.match(line) and _is_first(lines, place):
            place = _after_block(lines, place, said)
        else:
            if line.strip():
                loose.append(Remark(place + 1, _text(line) or line.strip()))
            place += 1
    _settle(loose, at_ms, said)


def _first(lines: Sequence[str]) -> int:
    return next(place for place, line in enumerate(lines) if line.strip())


def _is_first(lines: Sequence[str], place: int) -> bool:
    return place == 0 or not lines[place - 1].strip()


def _after_block(lines: Sequence[str], place: int, said: Said) -> int:
    """Leave a block of settings or comments out; return where it ends."""
    while place < len(lines) and lines[place].strip() and not _TIMING.match(lines[place]):
        said.left_out.append(Remark(place + 1, lines[place].strip()))
        place += 1
    return place


def _is_name_of_cue(loose: list[Remark], place: int) -> bool:
    """Whether the line above a time (whose index is *place*) names the cue, as a number does."""
    return bool(loose) and loose[-1].line == place


def _end_of(lines: Sequence[str], place: int) -> int:
    """Return where the words of a cue end: at a blank line, or where the next cue begins."""
    while place < len(lines) and lines[place].strip():
        if _TIMING.match(lines[place]):
            return place
        ahead = lines[place + 1] if place + 1 < len(lines) else ""
        if _NUMBER.match(lines[place]) and _TIMING.match(ahead):
            return place
        place += 1
    return place


def _settle(loose: list[Remark], at_ms: int, said: Said) -> None:
    """Keep lines that belong to no cue as text, at the time of what stands beside them."""
    for remark in loose:
        said.take(remark.line, at_ms, "", remark.text)
        said.unread.append(remark)


def _take(cue: _Cue, names: frozenset[str], said: Said) -> None:
    """Take one cue, a line for each of its speakers."""
    for voice, text in _voices("\n".join(cue.lines)):
        speaker, words = voice, ""
        for line in text.split("\n"):
            plain = _text(line)
            found = None if voice else spoken(plain)
            if found is not None and found.name in names:
                if words or speaker:
                    said.take(cue.number, cue.at_ms, speaker, words)
                speaker, words = found.name, found.text
            elif len(words) > LONGEST_SPEECH:
                said.take(cue.number, cue.at_ms, speaker, words)
                words = plain
            else:
                words = f"{words} {plain}".strip()
        if words or speaker:
            said.take(cue.number, cue.at_ms, speaker, words)


def _voices(text: str) -> Iterator[tuple[str, str]]:
    """Yield what each voice of a cue says; "" is the voice of what stands in no voice."""
    voice, at = "", 0
    for match in _VOICE.finditer(text):
        if text[at : match.start()].strip():
            yield voice, text[at : match.start()]
        voice, at = one_line(_unescaped(match[1] or "")), match.end()
    if text[at:].strip():
        yield voice, text[at:]


def _text(line: str) -> str:
    """Return what a line says: without marks for the look of it, and with its own characters."""
    return _unescaped(_TAG.sub("", line)).strip()


def _unescaped(text: str) -> str:
    # Only what ends in a semicolon: "R&D" and "AT&T" are what was said.
    found = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    return found.replace("\r", " ").replace("\n", " ")


def _milliseconds(match: re.Match[str]) -> int:
    hours, minutes, seconds, rest = match.groups()[:4]
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 1000 + int(rest.ljust(3, "0"))
