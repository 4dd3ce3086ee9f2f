"""Finds the place of a fault in a JSON text: its JSON path, and what is wrong there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from companion.errors import DocumentError

DEEPEST = 100
"""How many brackets may be open at once; a history has eight."""

_TOKEN = re.compile(
    r"[ \t\r\n]*+"
    r'(?:(?P<string>"(?:[^"\\\x00-\x1f]++|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*+")'
    r"|(?P<word>-?[A-Za-z]+)"
    r"|(?P<number>-?[0-9][-+.0-9eE]*)"
    r"|(?P<mark>[\[\]{},:]))"
)
_BLANKS = re.compile(r"[ \t\r\n]*")
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z_0-9]{0,39}\Z")
_WORDS = frozenset({"true", "false", "null"})


@dataclass(slots=True)
class _Bracket:
    """One open object or list, and where in it the reader is."""

    is_object: bool
    key: str | None = None
    index: int = 0
    keys: set[str] = field(default_factory=set)

    def step(self) -> str:
        """Return this bracket's part of the JSON path."""
        if not self.is_object:
            return f"[{self.index}]"
        return "" if self.key is None else key_step(self.key)


@dataclass(slots=True)
class _Token:
    """A piece of the text, with where it stands."""

    kind: str
    text: str
    start: int


def clip(text: str, length: int = 40) -> str:
    """Return *text* as a short piece of JSON: control characters escaped, the rest left out."""
    short = text if len(text) <= length else f"{text[:length]}…"
    return json.dumps(short, ensure_ascii=not short.isprintable())


def key_step(key: str) -> str:
    """Return the JSON path's part for one key: ``.name``, or ``["odd name"]``."""
    return f".{key}" if _PLAIN_KEY.match(key) else f"[{clip(key)}]"


class _Walk:
    """Reads a JSON text token by token and knows the path of each; needs no well-formed text."""

    def __init__(self, text: str) -> None:
        """Begin at the start of *text*."""
        self.text = text
        self.end = 0
        self.open: list[_Bracket] = []
        self.repeated: str | None = None

    def path(self) -> str:
        """Return the JSON path of the token that was read last."""
        return "$" + "".join(bracket.step() for bracket in self.open)

    def tokens(self) -> Iterator[_Token]:
        """Yield every token up to the end or to the first character that begins none."""
        while match := _TOKEN.match(self.text, self.end):
            kind = str(match.lastgroup)
            token = _Token(kind, match[kind], match.start(kind))
            self.end = match.end()
            if kind == "mark":
                self._turn(token.text)
            elif kind == "string":
                self._name(token.text)
            yield token

    def at_end(self) -> bool:
        """Tell whether nothing but blanks is left."""
        blanks = _BLANKS.match(self.text, self.end)
        return blanks is not None and blanks.end() == len(self.text)

    def _turn(self, mark: str) -> None:
        if mark in "{[":
            if len(self.open) >= DEEPEST:
                raise DocumentError("Too many brackets are open inside each other", self.path())
            self.open.append(_Bracket(mark == "{"))
        elif mark in "}]" and self.open:
            self.open.pop()
        elif mark == "," and self.open:
            self.open[-1].key = None
            self.open[-1].index += 1

    def _name(self, text: str) -> None:
        bracket = self.open[-1] if self.open else None
        if bracket is None or not bracket.is_object or bracket.key is not None:
            return
        bracket.key = json.loads(text)
        if bracket.key in bracket.keys:
            self.repeated = bracket.key
        bracket.keys.add(str(bracket.key))


def refuse_repeated_keys(text: str) -> None:
    """Raise DocumentError where an object of the well-formed *text* has a key twice.

    Every common parser lets the last one win, and what the first one held is lost unseen
    (RFC 8259, section 4). A quick pass only asks whether; the place is looked for afterwards.
    """
    if not _has_repeated_key(text):
        return
    walk = _Walk(text)
    for _ in walk.tokens():
        if walk.repeated is not None:
            raise DocumentError(f"The key {clip(walk.repeated)} stands here twice", walk.path())


def _has_repeated_key(text: str) -> bool:
    found = False

    def look(pairs: list[tuple[str, object]]) -> None:
        nonlocal found
        found = found or len({key for key, _ in pairs}) != len(pairs)

    json.loads(text, object_pairs_hook=look)
    return found


def malformed(text: str, stop: int | None) -> DocumentError:
    """Return what is wrong with a *text* that is not well-formed JSON, and where.

    *stop* is where a parser gave up, in characters, or None when it ran into the end.
    """
    walk = _Walk(text)
    start = 0
    for token in walk.tokens():
        start = token.start
        if fault := _fault(token):
            return DocumentError(fault, walk.path())
        if stop is not None and token.start >= stop:
            return _not_json(text, stop, walk.path())
    if not walk.at_end():
        return _not_json(text, walk.end if stop is None else stop, walk.path())
    if not text.strip():
        return DocumentError("The file is empty")
    if stop is not None:
        return _not_json(text, start, walk.path())
    return DocumentError("The file breaks off before its end", walk.path())


def _fault(token: _Token) -> str | None:
    if token.kind == "word" and token.text not in _WORDS:
        return f"{clip(token.text)} is not a value that JSON knows"
    if token.kind == "string" and "\\u" in token.text and has_lone_surrogate(token.text):
        return "The text holds half of a character (a lone surrogate)"
    return None


def has_lone_surrogate(literal: str) -> bool:
    """Tell whether the JSON string *literal* escapes half of a character only."""
    return any("\ud800" <= character <= "\udfff" for character in json.loads(literal))


def _not_json(text: str, offset: int, path: str) -> DocumentError:
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return DocumentError(f"This is not JSON from line {line}, column {column} on", path)
