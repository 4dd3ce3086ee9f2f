"""What others found: which words of a concern to look for, and a sentence that gives nobody away.

The user's own past cases are evidence for "feel, felt, found" (article C, method idea 13). They
tell a client what another one went through, so nothing of them leaves by itself: neither a figure
nor a name stands in what is proposed, and only what a person wrote or confirmed is copied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from msgspec.structs import replace

from companion.method.marking import fold
from companion.method.one_line import one_line
from companion.method.playbook import PlaybookScript
from companion.model import OutcomeKind
from companion.model.value import At, Value

FEEL_FELT_FOUND: Final = "feel-felt-found"
"""The playbook in which a person says what others found."""

_FOUND_STEP: Final = "found"

MOST_WORDS: Final = 4
"""Words of a concern that are looked for at once: with more, hardly a case has them all."""

SHORTEST_WORD: Final = 4
"""Letters under which a word says little about a concern."""

LONGEST_PROPOSAL: Final = 300
"""Characters of a person's own words that a proposed sentence takes over."""

LEFT_OUT: Final = "…"
"""What stands for a figure or a name that is somebody else's."""

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(
    r"(?:[€$£¥]\s?)?[-−+]?\d(?:[\d.,'’\u00a0\u202f]*\d)?(?:\s?(?:[%‰€$£¥]|[kKmM]\b))?"
)
_FREQUENT_WORDS: Final = (
    "about above after again against also because been before being below between both could "
    "does doing down during each ever every from further have having here into itself just like "
    "many more most much must need only other ours over same should some such than that their "
    "theirs them then there these they think this those through under until very want wants were "
    "what when where which while whom will with would your yours "
    "aber alle auch dass dem denn diese dieser doch durch eine einen einer etwas haben hier ihre "
    "immer kann kein keine mehr mein nach nicht noch oder ohne schon sein sind über unter viel "
    "weil wenn werden wird wollen wurde zwischen"
)
_FREQUENT: Final = frozenset(fold(_FREQUENT_WORDS).split())


class Match(StrEnum):
    """Why a case is shown."""

    METRIC = "metric"
    CONCERN = "concern"


class PastCase(Value, frozen=True, kw_only=True):
    """A disagreement with another client that landed, with what makes it like this one.

    ``passage`` is the text in which the words of the concern were found, ``metric`` the number
    both are judged by; ``names`` are those that nobody else is to read. ``confirmed`` is the
    sentence that a person wrote about it or confirmed, empty while there is none.
    """

    disagreement_id: str
    client_name: str
    topic: str
    outcome: OutcomeKind
    moment: At | None
    match: Match
    metric: str = ""
    passage: str = ""
    option: str = ""
    why: str = ""
    names: tuple[str, ...] = ()
    confirmed: str = ""


def with_found(script: PlaybookScript, sentences: tuple[str, ...]) -> PlaybookScript:
    """Return *script* with what others found first among the lines of the step that says it."""
    steps = tuple(
        replace(step, lines=(*sentences, *step.lines)) if step.key == _FOUND_STEP else step
        for step in script.steps
    )
    return replace(script, steps=steps)


def words_of_concern(text: str) -> tuple[str, ...]:
    """Return up to MOST_WORDS folded words that say what *text* is about, the longest first."""
    words = dict.fromkeys(_WORD.findall(fold(text)))
    telling = [word for word in words if len(word) >= SHORTEST_WORD and word not in _FREQUENT]
    return tuple(sorted(telling, key=len, reverse=True)[:MOST_WORDS])


def is_same_number(label: str, other: str) -> bool:
    """Whether two labels name one number: "Cost ÷ revenue" is what "cost / revenue" is."""
    words, others = (_WORD.findall(fold(each)) for each in (label, other))
    return words == others if words else label.casefold() == other.casefold()


def nameless(text: str, names: Iterable[str]) -> str:
    """Return *text* in one line with every figure and each of *names* left out.

    A name goes whole, and so does each of its words of three letters or more.
    """
    shown = _FIGURE.sub(LEFT_OUT, one_line(" ".join(text.split()))[:LONGEST_PROPOSAL])
    for name in _parts(names):
        whole = rf"(?<!\w){re.escape(name)}(?:['’]s)?(?!\w)"
        shown = re.sub(whole, LEFT_OUT, shown, flags=re.IGNORECASE)
    return re.sub(rf"{LEFT_OUT}(?:\s*{LEFT_OUT})+", LEFT_OUT, shown).strip()


def _parts(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names and their words, the longest first, so that a whole name goes as one."""
    whole = {one_line(name) for name in names}
    parts = whole | {word for name in whole for word in _WORD.findall(name) if len(word) > 2}
    return tuple(sorted((part for part in parts if part), key=len, reverse=True))
