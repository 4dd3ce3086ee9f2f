"""The words of a recap: phrases with named blanks, per language and template, ours or a person's.

A phrase is plain text. It holds no loop, no condition and no expression, so that whatever a person
or an imported document writes into one can only be said, never run (docs/adr/0005).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Final, NamedTuple

from companion.errors import InvalidInput
from companion.method.actions import after_colon, mended
from companion.method.conventions import NBSP, base, normalised
from companion.method.markdown import escape_inline, escape_opening
from companion.method.one_line import one_line
from companion.method.sentences import closing, opening
from companion.model import Text
from companion.paths import resource_root

LANGUAGE: Final = "en"
"""What a recap falls back to where we have no words in the wanted language."""

_BLANK: Final = re.compile(r"\{([^{}]*)\}")
_COMMON: Final = "common"


class Template(StrEnum):
    """The templates of a recap, in the order in which they are offered."""

    WARM = "warm"
    FORMAL = "formal"
    BULLETS = "bullets"


class Strong(str):
    """A value that stands out in the recap, such as a date that something is due on."""

    __slots__ = ()


class Trouble(NamedTuple):
    """A blank that a person's phrase names and ours does not have; *known* are those it has."""

    blank: str
    known: tuple[str, ...]


class Phrases:
    """The phrases of one language and template, a person's own ones in place of ours."""

    def __init__(self, language: str, template: str, texts: Iterable[Text] = ()) -> None:
        """Read ours, and lay those of *texts* over them that are for this and can be used."""
        self._ours = ours(base(language), template)
        own = own_phrases(texts, base(language), template)
        self._phrases = {**self._ours, **own} if own else self._ours
        self._is_english = base(language) == "en"

    def say(self, key: str, **blanks: str) -> str:
        """Return the phrase as one line of Markdown that shows every word literally."""
        phrase = self._phrases[key]
        if self._is_english:
            blanks = {name: _joined_on(phrase, name, blanks[name]) for name in blanks}
        return escape_opening(_filled(phrase, self._mended(blanks), escape_inline))

    def plain(self, key: str, **blanks: str) -> str:
        """Return the phrase as plain text, to stand in a subject or in another phrase."""
        return one_line(_filled(self._phrases[key], self._mended(blanks), str))

    def aside(self, text: str) -> str:
        """Return what somebody typed as it stands inside a line: it opens no sentence."""
        return mended(text) if self._is_english else text

    def _mended(self, blanks: Mapping[str, str]) -> Mapping[str, str]:
        if not self._is_english:
            return blanks
        return {n: v if isinstance(v, Strong) else mended(v) for n, v in blanks.items()}


def available(language: str, template: str) -> tuple[str, str]:
    """Return the language tag and the template that we have words for, nearest to the wanted."""
    tag = normalised(language)
    return (
        tag if base(tag) in languages() else LANGUAGE,
        template if template in frozenset(Template) else Template.WARM.value,
    )


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that we have words in, English first."""
    found = {path.name for path in (resource_root() / "phrases").iterdir() if path.is_dir()}
    return (LANGUAGE, *sorted(found - {LANGUAGE}))


@cache
def ours(language: str, template: str) -> Mapping[str, str]:
    """Return our phrases by their keys, such as "steps.line", the template's over the common."""
    import tomllib  # only a recap needs it: the window opens without

    folder = resource_root() / "phrases" / language
    phrases: dict[str, str] = {}
    for name in (_COMMON, template):
        groups = tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))
        for group, said in groups.items():
            if isinstance(said, dict):
                phrases |= {f"{group}.{key}": _set(text, language) for key, text in said.items()}
    return phrases


def own_phrases(texts: Iterable[Text], language: str, template: str) -> dict[str, str]:
    """Return a person's phrases for that language and template; one with a wrong blank is not."""
    known, found = ours(language, template), {}
    for text in texts:
        of, _, key = text.key.partition("/")
        said = one_line(text.text)
        is_for_this = of == template and text.language == language and key in known
        if is_for_this and said and not wrong_blank(said, known[key]):
            found[key] = _set(said, language)
    return found


def stored_key(template: str, key: str) -> str:
    """Return the key under which the history keeps a person's phrase: "formal/steps.line"."""
    return f"{template}/{key}"


def blanks_of(phrase: str) -> tuple[str, ...]:
    """Return the blanks that a phrase has, each once, in their order."""
    return tuple(dict.fromkeys(_BLANK.findall(phrase)))


def wrong_blank(text: str, ours: str) -> Trouble | None:
    """Return the first blank of *text* that *ours* does not have; a lone brace is one as well."""
    known = blanks_of(ours)
    for blank in blanks_of(text):
        if blank not in known:
            return Trouble(blank, known)
    left = _BLANK.sub("", text)
    lone = next((letter for letter in left if letter in "{}"), "")
    return Trouble(lone, known) if lone else None


def checked(text: str, ours: str) -> str:
    """Return a person's phrase as it may be kept. Raises InvalidInput for a wrong blank."""
    said = one_line(text)
    if trouble := wrong_blank(said, ours):
        raise InvalidInput(f"“{trouble.blank}” is no blank of this text.")
    return said


def _set(phrase: str, language: str) -> str:
    """Return a phrase as its language sets it: French marks stand behind a blank that stays."""
    if language != "fr":
        return phrase
    return re.sub(r"(?<=«) | (?=[:;?!»])", NBSP, phrase)


def _filled(phrase: str, blanks: Mapping[str, str], written: Callable[[str], str]) -> str:
    """Return the phrase with its blanks filled, each at home in the sentence around it.

    One that begins a sentence opens with a capital; after one that closes with a mark of its own
    no full stop follows. *written* makes each piece literal.
    """
    said = done = ""
    for place, part in enumerate(_BLANK.split(phrase)):
        if place % 2:
            value = blanks[part]
            shown = opening(value) if _begins_sentence(said) else value
            piece = written(shown)
            done += f"**{piece}**" if isinstance(value, Strong) and written is not str else piece
        else:
            ends_twice = place > 0 and part.startswith(".") and closing(said) == said
            shown = part[1:] if ends_twice else part
            done += written(shown)
        said += shown
    return done


def _joined_on(phrase: str, blank: str, value: str) -> str:
    """Return a value as it follows a colon in English, where its blank does."""
    if isinstance(value, Strong) or f": {{{blank}}}" not in phrase:
        return value
    return after_colon(value)


def _begins_sentence(said: str) -> bool:
    return not said or re.search(r"[.!?…][”»)]?\s+$", said) is not None
