"""Fills the rewrite of a rule with the words that were found, so that it reads as a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from companion.errors import InvalidInput
from companion.method.dates import long_date, parse_due
from companion.method.sentences import opening

_BLANK: Final = re.compile(r"\{(\w+)(?:\.(\w+))?\}")
_MANY: Final = re.compile(r"^(?:these|those|two|three|all|our two)\b", re.IGNORECASE)
_OF: Final = re.compile(r"\s(?:of|for|about)\s", re.IGNORECASE)
_NAME: Final = re.compile(r"I\b|[A-ZÀ-Þ]\w*[A-ZÀ-Þ]")


def filled(
    rewrite: str, found: re.Match[str], base: dict[str, str], today: date | None
) -> str | None:
    """Return *rewrite* with its blanks filled; None where a date is needed and not known."""
    kinds: dict[str, Callable[[str], str]] = {
        "": str,
        "be": lambda thing: "are" if _is_many(thing) else "is",
        "have": lambda thing: "have" if _is_many(thing) else "has",
        "need": lambda thing: "need" if _is_many(thing) else "needs",
        "it": lambda thing: "them" if _is_many(thing) else "it",
        "small": small,
        "base": lambda verb: base.get(" ".join(verb.casefold().split()), verb),
        "date": lambda day: _date(day, today),
        "hour": _hour,
    }
    try:
        return _BLANK.sub(lambda blank: kinds[blank[2] or ""](found[blank[1]] or ""), rewrite)
    except InvalidInput:
        return None


def opened(text: str, *, begins: bool) -> str:
    """Return *text* as it stands at the beginning of a sentence, or inside one."""
    return opening(text) if begins else small(text)


def small(text: str) -> str:
    """Return *text* with a small first letter, unless it opens with a name."""
    is_word = re.match(r"(?:The|A|An|Our|Your|This|That|These|Those|All|Two|Three|Any)\b", text)
    return text[0].lower() + text[1:] if is_word and not _NAME.match(text) else text


def _date(day: str, today: date | None) -> str:
    if today is None:
        raise InvalidInput("a date needs today")
    return long_date(parse_due(day, today), today)


def _hour(time: str) -> str:
    """Return "in the morning" for "morning", as it is said after a date."""
    if not time.strip():
        return ""
    return f" at {time.strip()}" if time.strip() in {"noon", "night"} else f" in the {time.strip()}"


def _is_many(thing: str) -> bool:
    """Whether English says "are" of *thing*; it goes by the last letters of its noun."""
    noun = _OF.split(thing)[0].rstrip()
    is_plural = noun.endswith("s") and not noun.endswith(("ss", "us", "is", "news"))
    return is_plural or noun.endswith(("people", "children")) or _MANY.match(thing) is not None
