"""Lays bare the words of a line that are the writer's own, with the place where each one stands.

Markdown's marks go, so that "by **Friday**" reads as "by Friday". Words that are somebody else's
or no words at all (quotes, links, addresses, code) become one sign that no rule knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

NOT_OURS: Final = "¤"
"""What stands for each character that is not looked at."""

LONGEST_LINE: Final = 5_000
"""Longer lines are not looked at: nobody writes them by hand."""

LONGEST_SENTENCE: Final = 400
"""A longer one is looked at in pieces, so that no text can make a rule slow."""

_FOREIGN: Final = re.compile(
    r"!?\[[^\[\]]{0,500}\]\([^()\s]{0,2000}\)"  # a link, with its words
    r"|<[A-Za-z][^<>\s]{0,2000}>"
    r"|\b(?:https?://|mailto:|www\.)\S{1,2000}"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|`[^`]{1,2000}`"
    r"|“[^”]{0,2000}(?:”|$)|„[^“”]{0,2000}(?:[“”]|$)|«[^»]{0,2000}(?:»|$)"
    r'|"[^"]{1,2000}"'
    r"|(?<!\w)‘[^‘]{1,500}?’(?!\w)|(?<!\w)'[^']{1,500}'(?!\w)"
)
_MARK: Final = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])"
    r"|\*{1,3}"
    r"|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)"
)
_BEFORE: Final = re.compile(r"\s{0,20}(?:#{1,6}\s+|(?:[-*+]|\d{1,9}\\?[.)]|[A-Z]\\?\.)\s+)?")
_LEAD: Final = re.compile(rf"[^\w{NOT_OURS}]*")
_END: Final = re.compile(r"[.!?…]+[)\]”’\"']*\s+(?=[\W\d]*[A-ZÀ-Þ¤\d])")


class Sentence(NamedTuple):
    """One sentence, bare, and the place in the line of each character, and of what follows it."""

    words: str
    places: tuple[int, ...]


def sentences(line: str) -> Iterator[Sentence]:
    """Yield the sentences of one *line*; a line that is quoted as a whole has none."""
    if len(line) > LONGEST_LINE or line.lstrip().startswith((">", "```", "~~~")):
        return
    words, places = _bare(line)
    start = 0
    for end in [*(match.end() for match in _END.finditer(words)), len(words)]:
        yield from _pieces(words, places, start, end)
        start = end


def _pieces(words: str, places: list[int], start: int, end: int) -> Iterator[Sentence]:
    """Yield a sentence, in pieces between words where it is very long."""
    while end - start > LONGEST_SENTENCE:
        cut = words.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        yield Sentence(words[start:cut], tuple(places[start : cut + 1]))
        start = cut
    if words[start:end].strip():
        lead = _LEAD.match(words[start:end]).end()  # type: ignore[union-attr]
        yield Sentence(words[start + lead : end], tuple(places[start + lead : end + 1]))


def _bare(line: str) -> tuple[str, list[int]]:
    """Return the line without marks, of foreign words only signs, and each character's place."""
    text = _FOREIGN.sub(lambda found: NOT_OURS * len(found[0]), line).replace("’", "'")
    first = _BEFORE.match(text)
    gone = set(range(first.end() if first else 0))
    for mark in _MARK.finditer(text):
        gone.update(range(*mark.span()))
    places = [place for place in range(len(text)) if place not in gone]
    return "".join(text[place] for place in places), [*places, len(text)]
