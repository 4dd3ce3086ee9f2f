"""Makes up calls, and writes them down as the programs do whose transcripts are read."""

from __future__ import annotations

import html
import random
from collections.abc import Callable, Sequence

from companion.model import TranscriptLine

NAMES = (
    "Dana Ortiz",
    "Priya Nair",
    "Müller, Jörg",
    "Dr. Ana María O'Neill-Sánchez",
    "小林 さくら",
    "tom.becker@northwind.example",
    "Sam (Lumen Agency)",
    "iPhone 12",
)
SAID = (
    "We look at cost over revenue.",
    "R&D pays for that, AT&T did so too.",
    "Is it < 25 % or > 30 %?",
    "Honestly: no.",
    "um",
    "At 10:30 we said 3 --> 5, didn't we",
    "Das wäre schön, oder? «Oui», dit-elle.",
    "I'll send it by Thursday.",
    "👍🏽 great, 1️⃣ and 2️⃣",
    "[laughs] 12",
)


def made_up(seed: int, count: int = 40) -> tuple[TranscriptLine, ...]:
    """Return a call of *count* lines between four people, in whole seconds."""
    random_of = random.Random(seed)
    people = random_of.sample(NAMES, 4)
    at_ms, lines = 0, []
    for number in range(count):
        who = people[number % 4] if number < 8 else random_of.choice(people)
        said = " ".join(random_of.choices(SAID, k=random_of.randint(1, 3)))
        lines.append(TranscriptLine(at_ms=at_ms, speaker=who, text=said))
        at_ms += 1000 * random_of.randint(1, 90)
    return tuple(lines)


def zoom_vtt(lines: Sequence[TranscriptLine]) -> str:
    cues = [
        f"{number}\n{_stamp(line.at_ms)} --> {_stamp(line.at_ms + 900)}\n"
        f"{_escaped(f'{line.speaker}: {line.text}')}\n"
        for number, line in enumerate(lines, 1)
    ]
    return "WEBVTT\n\n" + "\n".join(cues)


def teams_vtt(lines: Sequence[TranscriptLine]) -> str:
    cues = [
        f"0a1b2c3d-1/{number}-0\n{_stamp(line.at_ms)} --> {_stamp(line.at_ms + 900)}\n"
        f"<v {_escaped(line.speaker)}>{_escaped(line.text)}</v>\n"
        for number, line in enumerate(lines, 1)
    ]
    return "WEBVTT\n\nNOTE language:en-us\n\nSTYLE\n::cue { color: white }\n\n" + "\n".join(cues)


def srt(lines: Sequence[TranscriptLine]) -> str:
    cues = [
        f"{number}\n{_stamp(line.at_ms, ',')} --> {_stamp(line.at_ms + 900, ',')}\n"
        f"{line.speaker}: {line.text}\n"
        for number, line in enumerate(lines, 1)
    ]
    return "\n".join(cues)


def zoom_text(lines: Sequence[TranscriptLine]) -> str:
    begun = 14 * 3_600_000
    turns = [f"[{each.speaker}] {_clock(begun + each.at_ms)}\n{each.text}\n" for each in lines]
    return "\n".join(turns)


def zoom_text_of_one_line(lines: Sequence[TranscriptLine]) -> str:
    return "\n".join(f"{_clock(each.at_ms)} {each.speaker}: {each.text}" for each in lines)


def teams_text(lines: Sequence[TranscriptLine]) -> str:
    turns = [f"{each.speaker}   {_short(each.at_ms)}\n{each.text}\n" for each in lines]
    return "\n".join(turns)


def meet_text(lines: Sequence[TranscriptLine]) -> str:
    """Write the turns with a time between them every now and then, as Meet does."""
    return "\n".join(f"\n{_clock(line.at_ms)}\n\n{line.speaker}: {line.text}" for line in lines)


WRITERS: dict[str, Callable[[Sequence[TranscriptLine]], str]] = {
    "Zoom .vtt": zoom_vtt,
    "Teams .vtt": teams_vtt,
    ".srt": srt,
    "Zoom .txt": zoom_text,
    "Zoom .txt, one line": zoom_text_of_one_line,
    "Teams text": teams_text,
    "Google Meet": meet_text,
}


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _stamp(at_ms: int, point: str = ".") -> str:
    return f"{_clock(at_ms)}{point}{at_ms % 1000:03}"


def _clock(at_ms: int) -> str:
    minutes, seconds = divmod(at_ms // 1000, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


def _short(at_ms: int) -> str:
    minutes, seconds = divmod(at_ms // 1000, 60)
    return (
        f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        if minutes >= 60
        else (f"{minutes}:{seconds:02}")
    )
