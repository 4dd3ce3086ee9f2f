"""How a language writes dates, numbers and lists, whatever the system's locale is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

NBSP: Final = "\u00a0"
"""The blank at which no line breaks: before a German per cent sign, before a French colon."""

_ENGLISH: Final = "en"
_BEFORE: Final = "€$£¥"
_CLOSE: Final = "%‰°"


class Convention(NamedTuple):
    """How one language, or one country's use of it, writes; the patterns hold named blanks."""

    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    day_and_month: str
    with_weekday: str
    with_year: str
    and_word: str = "and"
    decimal: str = "."
    group: str = ","
    before_percent: str = ""
    is_currency_first: bool = True
    first_of_month: str = "1"
    semicolon: str = "; "

    def day(self, day: date, *, year: bool) -> str:
        """Return "26 November", with the year where it is wanted."""
        number = self.first_of_month if day.day == 1 else str(day.day)
        month = self.months[day.month - 1]
        written = self.day_and_month.format(day=number, month=month)
        return self.with_year.format(date=written, year=day.year) if year else written

    def whole_day(self, day: date, *, year: bool) -> str:
        """Return "Thursday 26 November", with the year where it is wanted."""
        weekday = self.weekdays[day.weekday()]
        return self.with_weekday.format(weekday=weekday, date=self.day(day, year=year))

    def month(self, day: date, *, year: bool) -> str:
        """Return "March", with the year where it is wanted."""
        name = self.months[day.month - 1]
        joint = " de " if " de " in self.with_year else " "
        return f"{name}{joint}{day.year}" if year else name

    def quantity(self, number: float, unit: str) -> str:
        """Return a number with its unit: "30%", "€1,250,000", "12 days"; in German "30 %"."""
        exact = Decimal(repr(number))
        if exact == exact.to_integral_value():
            exact = exact.to_integral_value()
        figure = f"{exact:,f}" if abs(exact) >= 1_000 else f"{exact:f}"
        figure = figure.translate({ord(","): self.group, ord("."): self.decimal})
        if unit and unit in _BEFORE and self.is_currency_first:
            return f"-{unit}{figure[1:]}" if figure.startswith("-") else f"{unit}{figure}"
        if unit and unit in _CLOSE:
            return f"{figure}{self.before_percent}{unit}"
        return f"{figure}{NBSP}{unit}" if unit and unit in _BEFORE else f"{figure} {unit}".rstrip()

    def listed(self, names: Sequence[str]) -> str:
        """Return "Ann, Bea and Cleo"."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self.and_word} {names[-1]}"

    def greeted(self, greeting: str) -> str:
        """Return a greeting with its "and" as it sounds: Spanish says "Dana e Inés"."""
        if self.and_word != "y":
            return greeting
        return re.sub(r"\by (?=[IiÍí](?![aeo])|[Hh][iIíÍ](?![ae]))", "e ", greeting)


def convention(language: str) -> Convention:
    """Return how a language tag such as "en-US" writes; English where we know none of it."""
    tag = normalised(language)
    return _KNOWN.get(tag) or _KNOWN.get(base(tag)) or _KNOWN[_ENGLISH]


def normalised(language: str) -> str:
    """Return a language tag as it is usually written: "en-US" for "EN_us" (RFC 5646, 2.1.1)."""
    parts = language.strip().replace("_", "-").split("-")
    rest = (part.upper() if len(part) == 2 else part.lower() for part in parts[1:])
    return "-".join((parts[0].lower(), *rest))


def base(language: str) -> str:
    """Return the language of a tag without its country: "en" of "en-US"."""
    return normalised(language).partition("-")[0]


def _names(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_BRITISH = Convention(
    weekdays=_names("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    months=_names(
        "January February March April May June July August September October November December"
    ),
    day_and_month="{day} {month}",
    with_weekday="{weekday} {date}",
    with_year="{date} {year}",
)

_KNOWN: Final = {
    "en": _BRITISH,
    "en-US": _BRITISH._replace(
        day_and_month="{month} {day}", with_weekday="{weekday}, {date}", with_year="{date}, {year}"
    ),
    "de": Convention(
        weekdays=_names("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
        months=_names(
            "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
        ),
        day_and_month="{day}. {month}",
        with_weekday="{weekday}, {date}",
        with_year="{date} {year}",
        and_word="und",
        decimal=",",
        group=".",
        before_percent=NBSP,
        is_currency_first=False,
    ),
    "fr": Convention(
        weekdays=_names("lundi mardi mercredi jeudi vendredi samedi dimanche"),
        months=_names(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
        ),
        day_and_month="{day} {month}",
        with_weekday="{weekday} {date}",
        with_year="{date} {year}",
        and_word="et",
        decimal=",",
        group=NBSP,
        before_percent=NBSP,
        is_currency_first=False,
        first_of_month="1er",
        semicolon=f"{NBSP}; ",
    ),
    "es": Convention(
        weekdays=_names("lunes martes miércoles jueves viernes sábado domingo"),
        months=_names(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
            " diciembre"
        ),
        day_and_month="{day} de {month}",
        with_weekday="{weekday} {date}",
        with_year="{date} de {year}",
        and_word="y",
        decimal=",",
        group=".",
        before_percent=NBSP,
        is_currency_first=False,
    ),
}
