"""The rules of the wording check as data: read from a TOML text, or named with line and reason."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final, TypeVar

import msgspec

from companion.errors import InvalidInput
from companion.model.value import Value
from companion.paths import resource_root

T = TypeVar("T")

_ENDLESS: Final = re.compile(r"(?<!\\)\*|(?<!\\w)(?<![\]\\])\+|\{\d*,\}")
"""What may take for ever on a text made for it; a class of characters may repeat, a group not."""

_NAMED: Final = re.compile(r"@([a-z_]+)")
_RULE: Final = re.compile(r"^\s*\[\[\s*rule\s*\]\]")
_FORM: Final = re.compile(r"^\s*\[\[\s*rule\.form\s*\]\]")
_AT_LINE: Final = re.compile(r"\s*\(at line (\d+), column \d+\)$")
_DONE: Final = "done"

KINDS: Final = frozenset({"", "be", "have", "need", "it", "small", "base", "date", "hour"})
"""What a blank of a rewrite may ask for; rewriting.py fills them."""


class RulesFault(InvalidInput):
    """A text that holds no rules: *line* counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        """Say *reason* about that line."""
        super().__init__(f"line {line}: {reason}.")
        self.line = line
        self.reason = reason


class _LineFault(Exception):
    """What is wrong with one text of a form."""

    def __init__(self, line: str, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


class Form(Value, frozen=True, kw_only=True):
    """One way to break a rule: what to find, where it is none, and what to say in its place."""

    find: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...] = ()
    rewrite: str | None = None


class Rule(Value, frozen=True, kw_only=True):
    """A kind of wording that divides, why it does, and its forms."""

    key: str
    title: str
    told: str
    reason: str
    source: str
    advice: str
    forms: tuple[Form, ...]


class Invitation(Value, frozen=True, kw_only=True):
    """A short mail that asks for a talk, with the blanks {topic}, {first} and {second}."""

    subject: str
    text: str


class Rules(Value, frozen=True, kw_only=True):
    """The rules of one language, by priority, with the words that rewrites are made of."""

    language: str
    rules: tuple[Rule, ...]
    base: dict[str, str]
    invitation: Invitation
    blame_questions: bool = False


class _RawForm(msgspec.Struct, forbid_unknown_fields=True):
    find: list[str]
    unless: list[str] = []
    rewrite: str | None = None


class _RawRule(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    title: str
    told: str
    reason: str
    source: str
    advice: str
    form: list[dict[str, Any]]


class _RawRules(msgspec.Struct, forbid_unknown_fields=True):
    language: str
    rule: list[dict[str, Any]]
    invitation: Invitation
    words: dict[str, str] = {}
    base: dict[str, str] = {}
    blame_questions: bool = False


@cache
def languages() -> frozenset[str]:
    """Return the languages that we have rules for."""
    return frozenset(path.stem for path in (resource_root() / "wording").glob("*.toml"))


@cache
def rules_of(language: str) -> Rules:
    """Return the rules of a language, compiled when they are wanted first and then kept.

    Raises InvalidInput that names the file, the line and the reason where they cannot be used.
    """
    path = resource_root() / "wording" / f"{language}.toml"
    try:
        return read_rules(path.read_text("utf-8"))
    except InvalidInput as error:
        raise InvalidInput(f"The wording rules {path.name} cannot be used: {error}") from error


def read_rules(text: str) -> Rules:
    """Read the rules in the TOML *text*. Raises RulesFault with the line and the reason."""
    raw = _shaped(_parsed(text), _RawRules, 1)
    words = {name: _blanks(said) for name, said in raw.words.items()}
    words[_DONE] = f"(?:{'|'.join(_blanks(re.escape(done)) for done in raw.base)})"
    return Rules(
        language=raw.language,
        rules=tuple(_rule(text, number, rule, words) for number, rule in enumerate(raw.rule)),
        base=raw.base,
        invitation=raw.invitation,
        blame_questions=raw.blame_questions,
    )


def _rule(text: str, number: int, parts: dict[str, Any], words: dict[str, str]) -> Rule:
    raw = _shaped(parts, _RawRule, _line_of(text, number, None))
    about = {name: getattr(raw, name) for name in _ABOUT}
    forms = (_form(text, number, place, form, words) for place, form in enumerate(raw.form))
    return Rule(**about, forms=tuple(forms))


def _form(text: str, number: int, place: int, parts: dict[str, Any], words: dict[str, str]) -> Form:
    begins = _line_of(text, number, place)
    try:
        return _compiled(_shaped(parts, _RawForm, begins), words)
    except _LineFault as fault:
        raise RulesFault(_line_with(text, fault.line, begins), fault.reason) from fault


_ABOUT: Final = ("key", "title", "told", "reason", "source", "advice")


def _parsed(text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except ValueError as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise RulesFault(line, _AT_LINE.sub("", str(error)).strip()) from error


def _shaped(parts: dict[str, Any], shape: type[T], line: int) -> T:
    try:
        return msgspec.convert(parts, shape)
    except msgspec.ValidationError as error:
        raise RulesFault(line, str(error).split(" - at ")[0]) from error


def _compiled(form: _RawForm, words: dict[str, str]) -> Form:
    """Compile a form; raises _LineFault for the text in it that cannot be used."""
    found = Form(
        find=tuple(_pattern(line, words) for line in form.find),
        unless=tuple(_pattern(line, words) for line in form.unless),
        rewrite=form.rewrite,
    )
    for name, kind in _blanks_of(form.rewrite or ""):
        if any(name not in pattern.groupindex for pattern in found.find):
            reason = f"the rewrite needs {{{name}}}, and not every “find” has it"
            raise _LineFault(form.rewrite or "", reason)
        if kind not in KINDS:
            raise _LineFault(form.rewrite or "", f"a rewrite knows no {{{name}.{kind}}}")
    return found


def _blanks_of(rewrite: str) -> list[tuple[str, str]]:
    return re.findall(r"\{(\w+)(?:\.(\w+))?\}", rewrite)


def _pattern(line: str, words: dict[str, str]) -> re.Pattern[str]:
    if endless := _ENDLESS.search(line):
        raise _LineFault(line, f"“{endless[0]}” may repeat without an end")
    said = _blanks(line)
    for _depth in range(4):  # words may be made of words
        said = _NAMED.sub(lambda name: _word(name[1], words, line), said)
    try:
        return re.compile(rf"(?<!\w)(?:{said})(?:(?!\w)|(?<=\s))", re.IGNORECASE)
    except re.error as error:
        raise _LineFault(line, f"“{line[:40]}…” is no pattern: {error.msg}") from error


def _word(name: str, words: dict[str, str], line: str) -> str:
    if name not in words:
        raise _LineFault(line, f"@{name} is not in [words]")
    return words[name]


def _blanks(line: str) -> str:
    """Let each blank stand for any white space."""
    return line.replace("\\ ", " ").replace(" ", r"(?:\s{1,3})")


def _line_with(text: str, words: str, begins: int) -> int:
    """Return the first line from *begins* on that holds *words*, else *begins* itself."""
    lines = text.splitlines()[begins - 1 :]
    wanted = (words, words.replace("\\", "\\\\"))
    found = (n for n, line in enumerate(lines, begins) if any(each in line for each in wanted))
    return next(found, begins)


def _line_of(text: str, rule: int, form: int | None) -> int:
    """Return the line where a rule, or one of its forms, begins."""
    rules = forms = -1
    for number, line in enumerate(text.splitlines(), 1):
        if _RULE.match(line):
            rules, forms = rules + 1, -1
            if rules == rule and form is None:
                return number
        elif _FORM.match(line) and rules == rule:
            forms += 1
            if forms == form:
                return number
    return 1
