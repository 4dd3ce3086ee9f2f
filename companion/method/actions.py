"""English as people type it in haste: first words that are verbs, capitals, apostrophes."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from companion.paths import resource_root

_ASIDE: Final = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|q[1-4]|today|tomorrow|tonight|weeks?|months?"
    r"|quarters?|days?|hours?|minutes?|until|till|before|from|by|every|when|once|after|daily|weekly"
    r"|monthly|that|which|who|whom|whose|where|whether|what|how|why|if|because)\b"
    r"|[.,!?;:()\[\]–—]",
    re.IGNORECASE,
)
"""What a date at the end might be taken to belong to: other times, clauses, asides."""

_LONGEST: Final = 10_000
"""Longer than this, in characters, nobody typed it in haste: it was pasted, and stays."""

_SENTENCES: Final = re.compile(r"[.!?;:]")
"""Marks of more than one sentence."""

_NEVER: Final = frozenset(
    ("of", "for", "on", "about", "with", "from", "to", "by", "in", "is", "are", "was", "and", "or")
)
"""What follows a noun, and hardly ever a verb without its object."""


class _Actions(NamedTuple):
    verbs: frozenset[str]
    either: frozenset[str]
    openers: frozenset[str]
    small: frozenset[str]


def action_of(step: str, *, is_last: bool = False) -> str:
    """Return the step as it follows "will", such as "draft the form change"; else nothing.

    Only where its first word is surely a verb: "report on costs" is something, not somebody's act.
    Where it *is_last* in its sentence, no date follows that its own times could be taken for.
    """
    first, _, rest = step.partition(" ")
    verb, following = first.casefold(), rest.split(" ", 1)[0]
    known = _actions()
    aside = _SENTENCES if is_last else _ASIDE
    if not rest or aside.search(step) or first.isupper() or following.casefold() in _NEVER:
        return ""
    if verb in known.verbs:
        return f"{verb} {rest}"
    is_object = following.casefold() in known.openers or following[:1].isupper()
    return f"{verb} {rest}" if verb in known.either and is_object else ""


def after_colon(text: str) -> str:
    """Return *text* as it follows a colon: "The bank answers" without its capital, "Dana" with."""
    first = re.match(r"[A-Z][a-z]*(?=[ ,]|$)", text)
    known = _actions()
    lowered = first is not None and first[0].lower() in known.small | known.verbs | known.either
    return text[0].lower() + text[1:] if lowered else text


def mended(text: str) -> str:
    """Return *text* with the capitals and apostrophes that haste leaves out, and nothing else new.

    Only where one reading is possible: "monday" and "dont", but not "march", "may" or "well".
    """
    if len(text) > _LONGEST:
        return text
    text = _UNCAPPED.sub(lambda word: word[0].title(), text)
    text = _ITS.sub(lambda word: f"{word[0][:-1]}’s", text)
    return _CONTRACTED.sub(lambda word: f"{word[1]}’{word[2]}", text)


_UNCAPPED: Final = re.compile(
    r"(?<![\w@./#-])(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|april|june|july"
    r"|august|september|october|november|december|christmas|easter|i(?=['’ ](?!\.)))"
    r"(?![\w@/-]|\.\w)"
)
_ITS: Final = re.compile(r"\bits(?= (?:a|an|the|not|too|only|about|been)\b)", re.IGNORECASE)
_CONTRACTED: Final = re.compile(
    r"\b((?:do|does|did|is|was|were|are|has|have|would|could|should|ca|wo)n)(t)\b",
    re.IGNORECASE,
)


@cache
def _actions() -> _Actions:
    import tomllib  # only a recap needs it: the window opens without

    path = resource_root() / "phrases" / "en" / "actions.toml"
    lists = tomllib.loads(path.read_text("utf-8"))
    return _Actions(*(frozenset(lists[name].split()) for name in _Actions._fields))
