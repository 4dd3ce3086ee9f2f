"""The day that a spoken sentence names, such as "by the end of next week" or "the first of May"."""

from __future__ import annotations

import re
from datetime import date

from companion.errors import InvalidInput
from companion.method.dates import month_end, parse_due
from companion.model.value import Value

_DAYS = "mon|tues|wednes|thurs|fri|satur|sun"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}
_ORDINAL = "|".join(_ORDINALS)
_COUNT = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})"
_BEFORE = r"(?:(?P<before>by|until|till|before|on|within|in|for|starting|say)\s+)?(?:the\s+)?"
_PHRASES = (
    rf"(?:(?:{_DAYS})day,?\s+)?(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})(?:\s+of)?\s+(?:{_MONTHS})(?:\s+\d{{4}})?",
    rf"(?:{_MONTHS})\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?",
    rf"end\s+of\s+(?:the\s+|this\s+|next\s+)?(?:day|week|month|year|quarter|q[1-4]|{_MONTHS}|\d{{4}})(?:\s+\d{{4}})?",
    r"\d{4}-\d{2}-\d{2}",
    r"\d{1,2}(?:st|nd|rd|th)\b",
    rf"(?:next\s+|this\s+|coming\s+)?(?:{_DAYS})day",
    r"tomorrow|tonight|today|this\s+(?:morning|afternoon|evening)|right\s+after\s+this",
    r"(?:this|next)\s+(?:week|month)",
    rf"{_COUNT}\s+(?:days?|weeks?|months?)",
    rf"(?:q[1-4]|{_MONTHS})(?:\s+\d{{4}})?",
)
_SAID = re.compile(rf"\b{_BEFORE}(?P<phrase>{'|'.join(_PHRASES)})\b", re.IGNORECASE)
_DEADLINE = {"by", "until", "till", "before"}
_TODAY = re.compile(r"end of (?:the )?day|this (?:morning|afternoon|evening)|tonight")
_AFTERWARDS = {"week", "weeks", "day", "days", "month", "months"}


class SpokenDay(Value, frozen=True):
    """A day, and the words for it."""

    day: date
    words: str


def day_in(sentence: str, today: date) -> SpokenDay | None:
    """Return the day that *sentence* names, seen from *today*; a deadline goes before others."""
    found: list[tuple[bool, SpokenDay]] = []
    for match in _SAID.finditer(sentence):
        before = (match["before"] or "").casefold()
        phrase = " ".join(match["phrase"].casefold().split())
        words = phrase.split()
        is_length = words[-1] in _AFTERWARDS and words[0] not in {"this", "next", "end"}
        if is_length and before not in {"in", "within"}:
            continue  # "for two weeks" is how long, not when
        is_of = sentence[: match.start()].casefold().endswith(("of ", "in "))
        if not before and (phrase == "may" or (is_of and phrase in _MONTHS)):
            continue  # "the tickets of October" are not wanted in October
        day = _day(phrase, today)
        if day is not None:
            found.append((before in _DEADLINE, SpokenDay(day, match[0].strip())))
    return max(found, key=lambda each: each[0])[1] if found else None


def _day(phrase: str, today: date) -> date | None:
    if _TODAY.fullmatch(phrase):
        return today
    if match := re.fullmatch(r"end of (\d{4})", phrase):
        return date(max(1, int(match[1])), 12, 31)
    if match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", phrase):
        return _next_of_month(int(match[1]), today)
    plain = re.sub(rf"\b({_ORDINAL})\b", lambda word: str(_ORDINALS[word[0]]), phrase)
    plain = plain.replace("end of this", "end of the").replace("quarter", _quarter(today))
    try:
        return parse_due(plain, today)
    except InvalidInput:
        return None


def _quarter(today: date) -> str:
    return f"q{(today.month + 2) // 3}"


def _next_of_month(number: int, today: date) -> date | None:
    """Return the next day with that number in its month, from *today* on."""
    year, month = today.year, today.month
    for _ in range(3):
        if number <= month_end(year, month).day and number > 0:
            day = date(year, month, number)
            if day >= today:
                return day
        year, month = year + month // 12, month % 12 + 1
    return None
