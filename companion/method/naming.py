"""Where a text names a person: by whole name or address, whatever its capitals and spaces."""

from __future__ import annotations

import re

from companion.model.value import Value

SOMEONE = "Someone"
"""The neutral word that stands for a person who was erased."""


_TITLES = ("dr", "prof", "mr", "mrs", "ms", "miss", "herr", "frau", "mme", "mlle")
_TITLE = rf"(?:(?:{'|'.join(_TITLES)})\.?\s+)*"


class Person(Value, frozen=True, kw_only=True):
    """Somebody as the history may name them; either may be empty, not both."""

    name: str = ""
    email: str = ""


class Naming:
    """Finds one person in texts, and puts the neutral word in their place."""

    def __init__(self, person: Person, short: str = "") -> None:
        """Look for *person*; *short* is a first name that means nobody else here."""
        # A name of one word, such as Will, is a word of the language too.
        name = plain_name(person.name)
        sure = [person.email, name if len(name.split()) > 1 else ""]
        whole = [_pattern(word) for word in sure if word.strip()]
        self._in_text = re.compile("|".join(whole or ["(?!)"]), re.IGNORECASE)
        called = [_pattern(word) for word in (*sure, name, short) if word.strip()]
        self._label = re.compile(rf"\s*(?:{'|'.join(called or ['(?!)'])})\s*", re.IGNORECASE)

    def is_in(self, text: str) -> bool:
        """Return whether *text* names the person."""
        return self._in_text.search(text) is not None

    def is_label(self, text: str) -> bool:
        """Return whether *text*, such as who said a note, is the person and nothing else."""
        return self._label.fullmatch(text) is not None

    def without(self, text: str) -> str:
        """Return *text* with the neutral word wherever it names the person."""
        return self._in_text.sub(SOMEONE, text)


def plain_name(name: str) -> str:
    """Return *name* without the titles before it, such as Dr or Frau."""
    words = name.split()
    while len(words) > 1 and words[0].rstrip(".").casefold() in _TITLES:
        del words[0]
    return " ".join(words)


def _pattern(word: str) -> str:
    spaced = r"\s+".join(map(re.escape, word.split()))
    return rf"(?<![\w.+-]){spaced}(?![\w@-])" if "@" in word else rf"(?<!\w){_TITLE}{spaced}(?!\w)"
