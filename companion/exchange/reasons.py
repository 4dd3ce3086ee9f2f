"""Says in plain words why the typed decoder refused a value, and at which JSON path."""

from __future__ import annotations

import re

from companion.errors import DocumentError
from companion.exchange.places import clip, key_step

_PLACE = re.compile(r"(?s)(?P<what>.*?)(?: - at `(?P<path>\$[^`]*)`)?\Z")

_NOUNS = {
    "array": "a list",
    "bool": "true or false",
    "date": "a date",
    "datetime": "a time",
    "float": "a number",
    "int": "a whole number",
    "null": "null",
    "object": "an object",
    "str": "a text",
}

_TIME = "This is not a time with its offset, such as 2026-11-21T14:06:12+01:00"
_DATE = "This is not a date of the calendar, such as 2026-11-21"

_FIXED = {
    "Expected `str` of length >= 1": "This may not be empty",
    "Expected `datetime` with a timezone component": _TIME,
    "Invalid RFC3339 encoded datetime": _TIME,
    "Invalid RFC3339 encoded date": _DATE,
    "Integer value out of range": "The number is too large",
    "Number out of range": "The number is too large",
}

_TYPES = re.compile(r"Expected `([a-z |]+)`, got `([a-z]+)`\Z")
_BOUND = re.compile(r"Expected `(?:int|float)` (<=|>=) (-?\d+)\Z")
_UNKNOWN = re.compile(r"(?s)Object contains unknown field `(.*)`\Z")
_MISSING = re.compile(r"Object missing required field `(.*)`\Z")
_WORD = re.compile(r"(?s)Invalid enum value (.*)\Z")


def plain_reason(message: str) -> DocumentError:
    """Return the DocumentError for a message of msgspec's ``ValidationError``."""
    match = _PLACE.match(message)
    what, path = (match["what"], match["path"] or "$") if match else (message, "$")
    if unknown := _UNKNOWN.match(what):
        key = unknown[1]
        return DocumentError(f"The key {clip(key)} is not known here", path + key_step(key))
    if missing := _MISSING.match(what):
        return DocumentError(f"The key {clip(missing[1])} is missing", path)
    return DocumentError(_about_value(what), path)


def _about_value(what: str) -> str:
    if what in _FIXED:
        return _FIXED[what]
    if types := _TYPES.match(what):
        return f"{_nouns(types[2]).capitalize()} stands where {_nouns(types[1])} belongs"
    if bound := _BOUND.match(what):
        limit = "at most" if bound[1] == "<=" else "at least"
        return f"The number must be {limit} {bound[2]}"
    if word := _WORD.match(what):
        return f"{clip(word[1].strip(chr(39)))} is not one of the words that may stand here"
    return what.replace("`", "")


def _nouns(types: str) -> str:
    names = types.split(" | ")
    if "float" in names and "int" in names:
        names.remove("int")
    return " or ".join(_NOUNS.get(name, name) for name in names)
