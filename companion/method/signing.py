"""How a recap is signed: the person's own closing lines, their name, their company."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from companion.method.conventions import base
from companion.method.one_line import one_line
from companion.method.people import is_same
from companion.model import Me
from companion.paths import resource_root


def sign_off(me: Me, language: str) -> tuple[str, ...]:
    """Return the lines before the name; none where the words of *language* are to close instead.

    That is where nothing is kept, and where what is kept is how another language closes. A name
    that ends the sign-off gives way to the whole name.
    """
    lines = [line for line in map(one_line, me.sign_off.splitlines()) if line]
    if lines and me.name and is_same(lines[-1].rstrip(" ,"), me.name):
        del lines[-1]
    if lines and _language_of(lines[0]) not in {"", base(language)}:
        del lines[0]
        return ("", *lines) if lines else ()
    return tuple(lines)


def signature(me: Me) -> str:
    """Return "Priya Nair · Lumen Agency", without what the sign-off says already."""
    before = me.sign_off
    lines = before.splitlines()
    if lines and is_same(lines[-1].strip().rstrip(" ,"), me.name):
        before = "\n".join(lines[:-1])
    parts = (part for part in (one_line(me.name), one_line(me.company)) if part)
    return " · ".join(part for part in parts if not _holds(before, part))


def _holds(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def _language_of(line: str) -> str:
    """Return the language in which letters close so; "" where it is somebody's own way."""
    words = line.casefold().strip(" ,.!–-")
    return next((language for language, known in _known().items() if words in known), "")


@cache
def _known() -> Mapping[str, frozenset[str]]:
    import tomllib  # only a recap needs it: the window opens without

    read = tomllib.loads((resource_root() / "phrases" / "sign_offs.toml").read_text("utf-8"))
    return {language: frozenset(map(str.casefold, said)) for language, said in read.items()}
