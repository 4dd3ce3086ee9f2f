"""The figures of a metric in what somebody said: where it stands, where it should be, by when."""

from __future__ import annotations

import re
from datetime import date

from companion.method.proposed_dates import day_in
from companion.model.value import Number, Value

_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_UNITS = {
    "percent": "%", "per cent": "%", "%": "%", "day": "days", "hour": "hours", "minute": "minutes",
    "second": "seconds", "week": "weeks", "point": "points", "euro": "€", "dollar": "$",
    "pound": "£",
}  # fmt: skip
_FIGURE = rf"(?:\d+(?:[.,]\d+)*|(?:{'|'.join(_WORDS)})(?:-(?:{'|'.join(_WORDS)}))?)(?![\w:])"
_UNIT = r"(?:\s?(?:%|percent|per cent|(?:day|hour|minute|second|week|point|euro|dollar|pound)s?))?"
_ABOUT = (
    r"(?:(?:at|about|around|like|roughly|only|some|just|currently|now|stuck at|back at|up to"
    r"|down to|to be|it|see|get)\s+)*"
)
_KNOWN = re.compile(
    r"\b(?:(?<!this )(?<!any )rate|share of|revenue|cost (?:per|over)|conversion|uptime"
    r"|availability|churn|turnover|score"
    r"|response|on-time|delivery|spend|margin|kpi|metric|demos|target|retention|carts?|promoter"
    r"|satisfaction|reopen|occupancy|utilisation|utilization|bounce|downtime|lead time"
    r"|scorecard)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    rf"\bwent (?:up |down )?from (?P<was>{_FIGURE}{_UNIT}) to (?P<now>{_FIGURE}{_UNIT})",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    rf"\bfrom (?P<now>{_FIGURE}{_UNIT}) to (?P<target>{_FIGURE}{_UNIT})", re.IGNORECASE
)
_TARGET = re.compile(
    rf"\b(?:wants?|needs?(?: to be)?|expects?|expect|target(?: is| of)?|goal(?: is| of)?"
    rf"|should be|has to be|must be"
    rf"|promised|like to see|says|(?<!was )(?<!were )(?:under|below|above)|get to|to reach"
    rf"|reach)\s+(?:to be |it |to )*"
    rf"(?:(?:under|below|above|over|at|back at|at least)\s+)*{_ABOUT}(?P<target>{_FIGURE}{_UNIT})",
    re.IGNORECASE,
)
_NOW = re.compile(
    rf"\b(?:it's|it’s|is|are|we're|we’re|at|get|sits)\s+{_ABOUT}(?P<now>{_FIGURE}{_UNIT})",
    re.IGNORECASE,
)
_BY = re.compile(rf"^(?P<target>{_FIGURE}{_UNIT}) by\b", re.IGNORECASE)
_NUMBERED = re.compile(rf"\d|\b(?:{'|'.join(_WORDS)})", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:last (?:year|week|month)|ago|in (?:19|20)\d\d (?:we|it|they)|we had|budget|out of)\b",
    re.IGNORECASE,
)


class Figures(Value, frozen=True, kw_only=True):
    """What was said of a number; a part that was not said is None or empty."""

    label: str = ""
    now: Number | None = None
    target: Number | None = None
    unit: str = ""
    by: date | None = None


def figures_in(text: str, today: date) -> Figures | None:
    """Return the figures of a metric in *text*, or None where no metric is spoken of."""
    if not _NUMBERED.search(text) or _PAST.search(text):
        return None
    now_said, target_said, place = _said(text)
    now, unit = _quantity(now_said)
    target, target_unit = _quantity(target_said)
    if unit and target_unit and unit != target_unit:
        target = None
    by = day_in(text[place:], today) if target is not None else None
    is_wanted = target is not None and (bool(target_unit) or by is not None)
    if (now is None and target is None) or not (_KNOWN.search(text) or is_wanted):
        return None
    return Figures(
        label=_label(text),
        now=now,
        target=target,
        unit=unit or target_unit,
        by=by.day if by else None,
    )


def _said(text: str) -> tuple[str, str, int]:
    """Return the words for the value now and the one wanted, and where the latter ends."""
    if match := _MOVED.search(text):
        return match["now"], "", 0
    if match := _FROM_TO.search(text):
        return match["now"], match["target"], match.end()
    wanted = _TARGET.search(text) or next(
        (found for part in re.split(r"(?<=[.!?])\s+", text) if (found := _BY.match(part))), None
    )
    target = wanted["target"] if wanted else ""
    end = text.find(target) + len(target) if target else 0
    for match in _NOW.finditer(text):
        if wanted is None or wanted.string is not text or not _overlap(match, wanted):
            return match["now"], target, wanted.end() if wanted and wanted.string is text else end
    return "", target, wanted.end() if wanted and wanted.string is text else end


def _overlap(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.start() < other.end() and other.start() < one.end()


def _quantity(said: str) -> tuple[Number | None, str]:
    """Return the number and the unit in words such as "25 percent" or "ninety-five"."""
    match = re.match(rf"(?P<figure>{_FIGURE})\s?(?P<unit>.*)$", said, re.IGNORECASE)
    if match is None:
        return None, ""
    figure, unit = match["figure"].casefold(), match["unit"].casefold()
    if figure[0].isdigit():
        plain = re.sub(r"[.,](?=\d{3}\b)", "", figure).replace(",", ".")
        if plain.count(".") > 1 or len(plain) > 15:
            return None, ""
        number: Number = float(plain) if "." in plain else int(plain)
    else:
        number = sum(_WORDS[word] for word in figure.split("-"))
    return number, _UNITS.get(unit, _UNITS.get(unit.removesuffix("s"), ""))


_NAMED = re.compile(
    r"\b(?:our|my|the|is|looks? at|judged by)\s+(?P<label>(?:[\w-]+\s+){0,4}?(?:over|per|rate"
    r"|share|score|time|spend|margin|turnover|uptime|availability|delivery|demos)"
    r"(?:\s+(?:revenue|lead|cent|of \w+|to first response))?)\b",
    re.IGNORECASE,
)


def _label(text: str) -> str:
    """Return the name of the number, where it stands before its verb; else nothing.

    "Thanks for the time" is a sentence of its own, and names no number.
    """
    for sentence in re.split(r"(?<=[.!?])\s+", text):
        named = _NAMED.search(sentence)
        if named and (_NUMBERED.search(sentence) or _KNOWN.search(sentence)):
            return named["label"].strip()
    return ""
