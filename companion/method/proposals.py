"""What a transcript proposes to keep: next steps with owner and date, and figures of a metric.

Nothing of it is kept before a person accepts it. The rules are patterns for spoken English; a
sentence that none of them knows proposes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import chain

from msgspec.structs import replace

from companion.method.people import first_name
from companion.method.proposed_dates import day_in
from companion.method.proposed_figures import figures_in
from companion.method.proposed_steps import Asked, asked_in, may_ask
from companion.model import Side, TranscriptLine
from companion.model.value import Number, Value

LONGEST_SENTENCE = 600
"""Characters of a sentence that is looked at; nobody says a longer one without a stop."""

_END = re.compile(r"(?<=[^.\s]{2}[.!?…])\s+|(?<=[!?])\s+")
"""Where a sentence ends; not behind "e.g." or an initial."""


class Kind(StrEnum):
    """What is proposed."""

    STEP = "next_step"
    METRIC = "metric"


class Voice(Value, frozen=True, kw_only=True):
    """Somebody who speaks: the name in the transcript, their own name, and whose side they are."""

    heard: str
    name: str
    side: Side | None = None


class Proposal(Value, frozen=True, kw_only=True):
    """One thing to accept or to leave; ``line`` is the index of the line that says it.

    ``owner`` is empty where the words do not say who; ``due`` is None where they name no day, and
    ``due_text`` are the words for it. ``now``, ``target``, ``unit`` and ``by`` are a metric's.
    """

    kind: Kind
    line: int
    at_ms: int
    speaker: str
    text: str
    owner: str = ""
    side: Side | None = None
    due: date | None = None
    due_text: str = ""
    label: str = ""
    now: Number | None = None
    target: Number | None = None
    unit: str = ""
    by: date | None = None


def propose(
    lines: Sequence[TranscriptLine], voices: Sequence[Voice], held_on: date
) -> tuple[Proposal, ...]:
    """Return what *lines* propose, in their order; days are seen from the day of the call."""
    return tuple(chain.from_iterable(propose_each(lines, voices, held_on)))


def propose_each(
    lines: Sequence[TranscriptLine], voices: Sequence[Voice], held_on: date
) -> Iterator[tuple[Proposal, ...]]:
    """Yield for each line what it proposes, so that whoever waits can see how far it is."""
    known = {voice.heard: voice for voice in voices}
    names = tuple(filter(None, (first_name(each.name) for each in voices)))
    for place, line in enumerate(lines):
        voice = known.get(line.speaker, Voice(heard=line.speaker, name=line.speaker))
        steps = _joined(list(_steps(place, line, voice, voices, names, held_on)))
        metric = _metric(place, line, voice, held_on)
        yield (*steps, metric) if metric is not None else tuple(steps)


def _steps(
    place: int,
    line: TranscriptLine,
    voice: Voice,
    voices: Sequence[Voice],
    names: Sequence[str],
    held_on: date,
) -> Iterator[Proposal]:
    for sentence in _END.split(line.text):
        if len(sentence) > LONGEST_SENTENCE or not may_ask(sentence):
            continue
        day = day_in(sentence, held_on)
        asked = asked_in(sentence, names, has_day=day is not None)
        if asked is None:
            continue
        owner = _owner(asked, voice, voices)
        yield Proposal(
            kind=Kind.STEP,
            line=place,
            at_ms=line.at_ms,
            speaker=voice.name,
            text=sentence,
            owner=owner.name if owner else "",
            side=owner.side if owner else _other(voice.side),
            due=day.day if day else None,
            due_text=day.words if day else "",
        )


def _owner(asked: Asked, voice: Voice, voices: Sequence[Voice]) -> Voice | None:
    """Return who does it: the speaker, somebody named, or the only one who can be meant by you."""
    if asked.name:
        named = (v for v in voices if first_name(v.name).casefold() == asked.name.casefold())
        return next(named, None)
    if not asked.of_other:
        return voice
    others = [v for v in voices if v.heard != voice.heard]
    if voice.side is not None:
        others = [v for v in others if v.side is not voice.side]
    return others[0] if len(others) == 1 else None


def _other(side: Side | None) -> Side | None:
    if side is None:
        return None
    return Side.THEIRS if side is Side.OURS else Side.OURS


def _joined(steps: list[Proposal]) -> list[Proposal]:
    """Return the steps, a sentence that only says when joined to the one before it."""
    joined: list[Proposal] = []
    for step in steps:
        last = joined[-1] if joined else None
        if last and last.owner == step.owner and last.due is None and _only_says_when(step.text):
            whole = f"{last.text} {step.text}"
            joined[-1] = replace(last, text=whole, due=step.due, due_text=step.due_text)
        else:
            joined.append(step)
    return joined


def _only_says_when(sentence: str) -> bool:
    words = sentence.casefold().split()
    return len(words) <= 8 and bool({"it", "that", "them"} & {word.strip(".,!") for word in words})


def _metric(place: int, line: TranscriptLine, voice: Voice, held_on: date) -> Proposal | None:
    found = figures_in(line.text[:LONGEST_SENTENCE], held_on)
    if found is None:
        return None
    return Proposal(
        kind=Kind.METRIC,
        line=place,
        at_ms=line.at_ms,
        speaker=voice.name,
        text=line.text,
        side=voice.side,
        label=found.label,
        now=found.now,
        target=found.target,
        unit=found.unit,
        by=found.by,
    )
