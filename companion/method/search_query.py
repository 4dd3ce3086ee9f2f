"""What a person typed into the search, read as words, phrases and filters; any text is valid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final

from companion.errors import InvalidInput
from companion.method.marking import fold, terms_of
from companion.method.search_dates import day_meant
from companion.model import NoteKind, OutcomeKind
from companion.model.value import Value

FILTERS: Final = (
    "client",
    "with",
    "outcome",
    "step",
    "kind",
    "metric",
    "owner",
    "after",
    "before",
)
"""The words before a colon that mean something; every other one is text."""

MOST_WORDS: Final = 32
"""Words and filters that one search reads; a page pasted into the field by mistake has more."""

_ITEM = re.compile(
    rf'(?<!\S)(?P<sign>-?)(?P<key>{"|".join(FILTERS)}):(?:"(?P<quoted>[^"]*)"?|(?P<plain>\S*))'
    r'|(?<!\S)"(?P<phrase>[^"]+)"|(?P<word>\S+)',
    re.IGNORECASE,
)

OUTCOME_WORDS: Final = {
    OutcomeKind.OPEN: ("open",),
    OutcomeKind.AGREED: ("agreed",),
    OutcomeKind.TRIAL: ("on trial", "trial"),
    OutcomeKind.PARKED: ("parked",),
    OutcomeKind.THEIR_CHOICE: ("their choice",),
    OutcomeKind.WE_WERE_WRONG: ("we were wrong", "wrong"),
}
"""How each outcome may be said, first as it stands on the screen."""


class Word(Value, frozen=True, kw_only=True):
    """A word that is looked for by its beginning, or a phrase that stands exactly so."""

    text: str
    is_exact: bool = False


class SearchQuery(Value, frozen=True, kw_only=True):
    """A search as it was meant.

    A filter that is given twice takes either, but ``people``, ``steps_done`` and
    ``steps_skipped``, which all have to hold, in one and the same call. ``since`` is the first
    day that counts, ``until`` the first that does not count any more.
    """

    words: tuple[Word, ...] = ()
    clients: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    outcomes: tuple[OutcomeKind, ...] = ()
    steps_done: tuple[str, ...] = ()
    steps_skipped: tuple[str, ...] = ()
    kinds: tuple[NoteKind, ...] = ()
    metrics: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is looked for."""
        return self == SearchQuery()

    @property
    def terms(self) -> tuple[str, ...]:
        """The folded beginnings of words to highlight; a whole word ends in a blank."""
        found = (
            f"{term} " if word.is_exact else term
            for word in self.words
            for term in terms_of(word.text)
        )
        return tuple(dict.fromkeys(found))


class BeingTyped(Value, frozen=True, kw_only=True):
    """The filter under the cursor: where its value begins and ends, and the value so far."""

    key: str
    begin: int
    end: int
    value: str


def read_query(typed: str, today: date) -> SearchQuery:
    """Return what *typed* means on the day *today*; every text means something.

    What only looks like a filter is text: an unknown word before a colon, an outcome or a kind
    that there is none of, a date that nobody can read. A filter without a value yet narrows
    nothing.
    """
    words: list[Word] = []
    found: dict[str, list[Any]] = {}
    for match in _items(whole_characters(typed)):
        if match["key"] and (meant := _meant(match, today)) is not None:
            place, values = meant
            found.setdefault(place, []).extend(values)
        elif _has_letters(text := match["phrase"] or match["word"] or match[0]):
            words.append(_word(text, is_phrase=bool(match["phrase"])))
    return SearchQuery(words=_once(words), **_fields(found))


def being_typed(typed: str, cursor: int) -> BeingTyped | None:
    """Return the filter whose value is under the *cursor*, or None."""
    for match in _ITEM.finditer(typed):
        if match["key"] is None:
            continue
        begin = match.start("key") + len(match["key"]) + 1
        if begin <= cursor <= match.end():
            value = match["quoted"] if match["quoted"] is not None else match["plain"]
            return BeingTyped(
                key=match["key"].lower(), begin=begin, end=match.end(), value=value or ""
            )
    return None


def value_written(value: str) -> str:
    """Return *value* as it stands behind a colon: in quotes where it holds blanks."""
    plain = " ".join(value.replace('"', " ").split())
    return f'"{plain}"' if " " in plain else plain


def argument_written(argument: str) -> str:
    """Return an argument of a command as it is typed into the field.

    A shell takes the quotes away from client:"blue bird".
    """
    key, colon, value = argument.partition(":")
    if colon and key.removeprefix("-").lower() in FILTERS and '"' not in value:
        return f"{key}:{value_written(value)}"
    return argument


def words_of(text: str) -> list[str]:
    """Return the words of *text*; what has no letter or digit finds nothing and is dropped."""
    return [word for word in whole_characters(text).split() if _has_letters(word)]


def whole_characters(text: str) -> str:
    """Return *text* with a question mark for each half character.

    A terminal of another encoding hands such over, and no database takes them.
    """
    return text.encode(errors="replace").decode()


def _items(typed: str) -> Iterator[re.Match[str]]:
    for count, match in enumerate(_ITEM.finditer(typed)):
        if count == MOST_WORDS:
            return
        yield match


def _has_letters(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _word(text: str, *, is_phrase: bool) -> Word:
    """Return a word: one that a sign ends, such as C++ or 4%, is no beginning of another."""
    plain = text if is_phrase else text.rstrip('*"')
    is_exact = is_phrase or not (plain[-1:].isalnum() or plain[-1:] in "'’")
    return Word(text=plain, is_exact=is_exact)


def _once(words: Iterable[Word]) -> tuple[Word, ...]:
    return tuple(dict.fromkeys(words))


def _fields(found: dict[str, list[Any]]) -> dict[str, Any]:
    """Return the filters as fields; of several dates the narrowest holds."""
    fields: dict[str, Any] = {}
    for place, values in found.items():
        if not values:
            continue
        if place == "since":
            fields[place] = max(values)
        elif place == "until":
            fields[place] = min(values)
        else:
            fields[place] = tuple(dict.fromkeys(values))
    return fields


def _meant(match: re.Match[str], today: date) -> tuple[str, list[Any]] | None:
    """Return the field that a filter fills, with its values; None where it is text after all."""
    key = match["key"].lower()
    if match["sign"] and key != "step":
        return None
    value = match["quoted"] if match["quoted"] is not None else match["plain"]
    if not value.strip():
        return _PLACES[key], []
    read = _READERS.get(key)
    values = read(value, today) if read else [" ".join(value.split())]
    if not values or not _has_letters(value):
        return None
    place = "steps_skipped" if match["sign"] else _PLACES[key]
    return place, values


def _outcomes(value: str, _today: date) -> list[Any]:
    begun = _plain(value)
    return [
        outcome
        for outcome, said in OUTCOME_WORDS.items()
        if any(word.startswith(begun) for word in said)
    ]


def _kinds(value: str, _today: date) -> list[Any]:
    return [kind for kind in NoteKind if kind.value.startswith(_plain(value))]


def _day(value: str, today: date) -> list[Any]:
    try:
        return [day_meant(value, today)]
    except InvalidInput:
        return []


def _plain(value: str) -> str:
    """Return a value as it is compared: "their-choice" and "their_choice" are "their choice"."""
    return " ".join(re.sub("[-_]", " ", fold(value)).split())


_PLACES: Final = {
    "client": "clients",
    "with": "people",
    "outcome": "outcomes",
    "step": "steps_done",
    "kind": "kinds",
    "metric": "metrics",
    "owner": "owners",
    "after": "since",
    "before": "until",
}

_READERS: Final[dict[str, Callable[[str, date], list[Any]]]] = {
    "outcome": _outcomes,
    "kind": _kinds,
    "after": _day,
    "before": _day,
}
