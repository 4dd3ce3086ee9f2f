"""What would change, line by line, if other words took the place of those in the window; no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from companion.model.value import Value

_MOST_PAIRS: Final = 1_000_000
"""Pairs of lines that are compared; beyond it the middle is one change, in place of seconds."""


class Words(Value, frozen=True, kw_only=True):
    """The words of a mail that a person may change."""

    subject: str
    text: str


class Change(Value, frozen=True, kw_only=True):
    """Lines of mine from *start* on and those that would stand there; one of the two may be empty.

    ``is_subject`` tells that it is the subject and no line of the text.
    """

    start: int = 0
    mine: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    is_subject: bool = False


class Same(Value, frozen=True):
    """Lines that stay as they are."""

    lines: tuple[str, ...]


def compare(mine: Words, new: Words) -> tuple[Change | Same, ...]:
    """Return the parts of the mail in their order: the subject where it differs, then the text."""
    parts: list[Change | Same] = []
    if mine.subject != new.subject:
        parts.append(Change(mine=(mine.subject,), new=(new.subject,), is_subject=True))
    return (*parts, *_text(_lines(mine.text), _lines(new.text)))


def changes(mine: Words, new: Words) -> tuple[Change, ...]:
    """Return the changes alone."""
    return tuple(part for part in compare(mine, new) if isinstance(part, Change))


def take(mine: Words, change: Change) -> Words:
    """Return my words with one change taken."""
    if change.is_subject:
        return Words(subject=change.new[0], text=mine.text)
    lines = _lines(mine.text)
    lines[change.start : change.start + len(change.mine)] = change.new
    return Words(subject=mine.subject, text="\n".join(lines))


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _text(mine: list[str], new: list[str]) -> Iterator[Change | Same]:
    """Yield the parts of the text. Blank lines part paragraphs and are no reason to pair others."""
    head = _shared(mine, new)
    tail = _shared(mine[head:][::-1], new[head:][::-1])
    if head:
        yield Same(tuple(mine[:head]))
    yield from _middle(mine, new, head, tail)
    if tail:
        yield Same(tuple(mine[len(mine) - tail :]))


def _middle(mine: list[str], new: list[str], head: int, tail: int) -> Iterator[Change | Same]:
    """Yield what lies between the lines that both begin and end with."""
    old_lines, new_lines = mine[head : len(mine) - tail], new[head : len(new) - tail]
    if len(old_lines) * len(new_lines) > _MOST_PAIRS:
        yield Change(start=head, mine=tuple(old_lines), new=tuple(new_lines))
        return
    matcher = SequenceMatcher(lambda line: not line.strip(), old_lines, new_lines, autojunk=False)
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        if tag == "equal":
            yield Same(tuple(old_lines[a:a_end]))
        else:
            yield Change(
                start=head + a, mine=tuple(old_lines[a:a_end]), new=tuple(new_lines[b:b_end])
            )


def _shared(one: list[str], other: list[str]) -> int:
    """Return with how many equal lines both begin."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
