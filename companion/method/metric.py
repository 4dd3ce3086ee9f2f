"""The number a client is judged by, as one line: written for people, and read back from them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from companion.errors import InvalidInput
from companion.method.conventions import convention
from companion.method.dates import month_end, month_name, parse_due
from companion.method.one_line import one_line
from companion.model import Metric, MetricPoint
from companion.model.value import LARGEST, Number, Value

_BEFORE = "€$£¥"
"""Units that stand before their number; all others follow it."""

_CLOSE = "%‰°"
"""Units that follow without a blank."""


class ParsedMetric(Value, frozen=True, kw_only=True):
    """What one typed line says; what was not recognised stays, whole, in ``label``."""

    label: str = ""
    now: Number | None = None
    target: Number | None = None
    by: date | None = None
    unit: str = ""


def format_metric(metric: Metric, today: date) -> str:
    """Return "Cost ÷ revenue — 30% now, 25% by March" for the metric's latest reading."""
    label = one_line(metric.label) or one_line(metric.words)
    figures = format_figures(metric.latest or MetricPoint(), metric.unit, today)
    return " — ".join(part for part in (label, figures) if part)


def format_figures(point: MetricPoint, unit: str, today: date) -> str:
    """Return "30% now, 25% by March"; empty where nothing was measured or wanted.

    A month's last day is given as the month. The year stands where the next such day after
    *today* would be another one.
    """
    parts = []
    if point.now is not None:
        parts.append(f"{_quantity(point.now, unit)} now")
    if point.target is not None:
        wanted = _quantity(point.target, unit)
        by = f" by {_format_by(point.by, today)}" if point.by else ""
        parts.append(f"{wanted}{by}" if parts and by else f"target {wanted}{by}")
    return ", ".join(parts)


def format_change(point: MetricPoint, unit: str, today: date) -> str:
    """Return "30% → 25% by March": where the number stood and where it is to go.

    With only one of the two known, the same as format_figures.
    """
    if point.now is None or point.target is None:
        return format_figures(point, unit, today)
    by = f" by {_format_by(point.by, today)}" if point.by else ""
    return f"{_quantity(point.now, unit)} → {_quantity(point.target, unit)}{by}"


def parse_metric(text: str, today: date) -> ParsedMetric:
    """Read one typed line: "ad cost as % of revenue, now 30, wants 24 by Feb".

    The inverse of format_metric, and tolerant: a text with no such figures, or with two units
    that contradict each other, comes back as the label alone. Raises nothing.
    """
    line = one_line(text)
    if len(line) <= _LONGEST:
        matches = (form.fullmatch(line) for form in _patterns())
        first = next((match for match in matches if match), None)
        if first and (found := _read(first.groupdict(), today)):
            return found
    return ParsedMetric(label=line)


def ends_month(day: date) -> bool:
    """Whether the day is the last one of its month: such a target is meant by the month's name."""
    return day == month_end(day.year, day.month)


def is_next(day: date, today: date) -> bool:
    """Whether a target's day is understood without its year: the next one of its name to come."""
    name = month_name(day)
    return parse_due(name if ends_month(day) else f"{day.day} {name}", today) == day


def _quantity(number: Number, unit: str) -> str:
    return convention("en").quantity(number, one_line(unit))


def _format_by(day: date, today: date) -> str:
    """Return "March", "15 March", or with a year where these would mean another day."""
    words = convention("en")
    year = not is_next(day, today)
    return words.month(day, year=year) if ends_month(day) else words.day(day, year=year)


def _read(found: dict[str, str | None], today: date) -> ParsedMetric | None:
    """Return what the named parts of a match say; None where they contradict each other."""
    units = {unit for name in ("now", "target") if (unit := _unit(found, name))}
    try:
        now, target = _number(found, "now"), _number(found, "target")
        by = parse_due(day, today) if (day := found.get("by")) else None
    except (InvalidInput, ValueError):
        return None
    if len(units) > 1:
        return None
    label = (found["label"] or "").strip(" ,;:(–—")
    return ParsedMetric(
        label=label, now=now, target=target, by=by, unit=units.pop() if units else _unit_in(label)
    )


def _unit(found: dict[str, str | None], name: str) -> str:
    return (found.get(f"{name}_before") or found.get(f"{name}_unit") or "").strip()


def _number(found: dict[str, str | None], name: str) -> Number | None:
    """Return the number of that name; raises ValueError where it is too large to keep."""
    text = found.get(name)
    if text is None:
        return None
    figure = _without_grouping(text)
    sign = -1 if found[f"{name}_sign"] in {"-", "−"} else 1
    number: Number = float(figure) if "." in figure else int(figure)
    if isinstance(number, int) and number > LARGEST:
        raise ValueError(text)
    return sign * number


def _without_grouping(figure: str) -> str:
    """Return "1250.5" for "1,250.5" and for "1.250,5".

    A comma before exactly three digits groups, a single dot never does, as English writes it:
    "12,500" is twelve thousand five hundred, "12.500" twelve and a half.
    """
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", figure):
        return figure.replace(",", "")
    if re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+|\.\d{3})", figure):
        return figure.replace(".", "").replace(",", ".")
    return figure.replace(",", ".")


def _unit_in(label: str) -> str:
    """Return the unit that a label names by its sign, as "ad cost as % of revenue" does."""
    return next((sign for sign in "%‰" + _BEFORE if sign in label), "")


def _quantity_of(name: str, unit: str) -> str:
    """Return the pattern of a quantity whose parts are called *name* and its relations."""
    return (
        rf"(?P<{name}_sign>[-−+])?(?P<{name}_before>[{_BEFORE}])?"
        rf"(?P<{name}>\d+(?:[.,]\d+)*)(?P<{name}_unit>{unit})?"
    )


_LONGEST = 300
"""Longer than this no line is a metric: it is kept whole as the label."""

_ANY_UNIT = r"[^\d.,][^,\d]*?"
_NO_UNIT = r"(?:now|today|currently|target|goal|wants?|wanted|by|until|to|and|but|aim|is|should)\b"
_WORD_UNIT = rf"\s?(?:[{_CLOSE}{_BEFORE}]|(?!{_NO_UNIT})[^\W\d_][^\s\d,;:—–]{{0,19}})"
_NOW, _TARGET = _quantity_of("now", _WORD_UNIT), _quantity_of("target", _WORD_UNIT)
_BY = r"(?:,?\s+(?:by|until|before)\s+(?P<by>\S.*))?"
_LABEL = r"(?P<label>.*?\S)(?:\s*[—–:,;(]\s*|\s+-\s+|\s+)"
_NAMED = r"(?P<label>.*?\S)(?:\s*[—–:;]\s*|,\s+|\s+-\s+)"
_YEAR = r"(?!(?:19|20)\d\d$)"
"""A bare figure is a reading where a mark or its sign sets it apart; a year is none."""

_THEN = r"(?:\s*[,;/]\s*|\s+)(?:(?:and|but)\s+)?"
_TODAY = r"(?:(?:is|are)\s+)?(?:now|today|currently)(?:\s+at|:)?\s+"
_WANTED = r"(?:(?:they|we)\s+)?(?:target|goal|wants?|aims?\s+for|should\s+be)(?:\s+is|:)?\s+"
_TOWARDS = r"(?:to\s+|→\s*|->\s*)"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the forms that are read, ours first: it may hold any unit and any label.

    They are made when the first line is read: that takes 8 ms, which a start should not wait for.
    """
    now, target = _quantity_of("now", _ANY_UNIT), _quantity_of("target", _ANY_UNIT)
    ours = r"(?:(?P<label>.*) — )?"
    forms = (
        rf"{ours}{now} now, {target} by (?P<by>[^,]+)",
        rf"{ours}{now} now, target {target}",
        rf"{ours}{now} now",
        rf"{ours}target {target}(?: by (?P<by>[^,]+))?",
        rf"{_LABEL}(?:{_TODAY}|from\s+){_NOW}{_THEN}(?:{_WANTED}|{_TOWARDS})?{_TARGET}{_BY}",
        rf"{_LABEL}{_NOW}\s+(?:now|today){_THEN}(?:{_WANTED}|{_TOWARDS})?{_TARGET}{_BY}",
        rf"{_LABEL}{_NOW}{_THEN}(?:{_WANTED}|{_TOWARDS}){_TARGET}{_BY}",
        rf"{_LABEL}{_TODAY}{_NOW}",
        rf"{_LABEL}{_NOW}\s+(?:now|today)",
        rf"{_LABEL}{_WANTED}{_TARGET}{_BY}",
        rf"{_NAMED}{_YEAR}{_NOW}",
        rf"{_LABEL}(?P<now_sign>[-−+])?(?P<now>\d+(?:[.,]\d+)*)(?P<now_unit>\s?[{_CLOSE}])",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)
