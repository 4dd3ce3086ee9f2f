"""Which record each line of a recap in the window comes from, whoever wrote the line; no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from companion.gui.recap.changes import Same, Words, compare
from companion.method.recap import Draft
from companion.method.recap_sources import Source
from companion.model.value import Value

MOST_LINES: Final = 400
"""Longer texts are no recap any more, and comparing them at each key would be felt."""

_ALIKE: Final = 0.5
"""So alike a changed line is at the least to the composed one that it came from."""


class Origin(Value, frozen=True, kw_only=True):
    """Where a line comes from; ``is_own`` tells that a person changed or wrote it."""

    sources: tuple[Source, ...] = ()
    is_own: bool = False


def origins(text: str, draft: Draft) -> tuple[Origin, ...]:
    """Return the origin of each line of *text*, as far as *draft* or a line like it says.

    A line that a person changed keeps the sources of the composed one that it is most like.
    """
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        return tuple(Origin(is_own=True) for _ in lines)
    composed, known = draft.text.split("\n"), (*draft.sources, ())
    found: list[Origin] = []
    place = 0
    for part in compare(Words(subject="", text=text), Words(subject="", text=draft.text)):
        if isinstance(part, Same):
            size = len(part.lines)
            found += [Origin(sources=each) for each in known[place : place + size]]
        else:
            size = len(part.new)
            found += _changed(
                part.mine, composed[place : place + size], known[place : place + size]
            )
        place += size
    return tuple(found)


def _changed(
    mine: tuple[str, ...], composed: list[str], known: tuple[tuple[Source, ...], ...]
) -> Iterator[Origin]:
    for line in mine:
        likeness = [
            SequenceMatcher(None, line[:500], each[:500], autojunk=False).ratio()
            for each in composed
        ]
        best = max(range(len(likeness)), key=likeness.__getitem__, default=-1)
        is_like = best >= 0 and likeness[best] >= _ALIKE
        yield Origin(
            sources=known[best] if is_like and best < len(known) else (), is_own=bool(line.strip())
        )
