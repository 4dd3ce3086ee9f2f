"""A playbook as a TOML text: read with the line and the reason of what is wrong, and written."""

from __future__ import annotations

import json
import re
from typing import Final

import msgspec

from companion.errors import InvalidInput
from companion.method.playbook import MOST_STEPS, Captures, PlaybookScript

_AT_LINE: Final = re.compile(r"\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)$")
_AT_PATH: Final = re.compile(r" - at `(?P<path>[^`]*)`$")
_STEP: Final = re.compile(r"^\s*\[\[\s*steps\s*\]\]")


class PlaybookFault(InvalidInput):
    """A text that is no playbook: *line* counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        """Say *reason* about that line."""
        super().__init__(f"line {line}: {reason}.")
        self.line = line
        self.reason = reason


def read_playbook(text: str) -> PlaybookScript:
    """Read the playbook in the TOML *text*. Raises PlaybookFault with the line and the reason."""
    import tomllib

    try:
        parts = tomllib.loads(text)
    except ValueError as error:
        raise _toml_fault(str(error), text) from error
    except RecursionError as error:
        raise PlaybookFault(1, "brackets stand in brackets too deep") from error
    try:
        script = msgspec.convert(parts, PlaybookScript)
    except msgspec.ValidationError as error:
        raise _shape_fault(str(error), text) from error
    _check(script, text)
    return script


def write_playbook(script: PlaybookScript) -> str:
    """Return the playbook as a TOML text that ``read_playbook`` reads back just so."""
    parts = [f"key = {_quoted(script.key)}", f"title = {_quoted(script.title)}"]
    for step in script.steps:
        parts += ["", "[[steps]]", f"key = {_quoted(step.key)}", f"title = {_quoted(step.title)}"]
        for name, value in (("why", step.why), ("source", step.source)):
            if value:
                parts.append(f"{name} = {_quoted(value)}")
        parts.append(f"captures = {_quoted(step.captures)}")
        lines = [f"    {_quoted(line)}," for line in step.lines]
        parts += ["lines = [", *lines, "]"] if lines else []
    return "\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    """Return the text as a TOML string: JSON's escapes, and the one sign more that TOML bans."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _check(script: PlaybookScript, text: str) -> None:
    """Raise PlaybookFault for what has the right form and still is no playbook."""
    if not script.title.strip():
        raise PlaybookFault(_line_of(text, "$.title"), "the playbook has no title")
    if not script.steps:
        raise PlaybookFault(_last_line(text), "there is no step; a step begins with [[steps]]")
    if len(script.steps) > MOST_STEPS:
        line = _line_of(text, f"$.steps[{MOST_STEPS}]")
        raise PlaybookFault(line, f"there are {len(script.steps)} steps, and the most is nine")
    seen: set[str] = set()
    for place, step in enumerate(script.steps):
        if step.key in seen:
            line = _line_of(text, f"$.steps[{place}].key")
            raise PlaybookFault(line, f"the key “{step.key}” stands there twice")
        if not step.title.strip():
            raise PlaybookFault(_line_of(text, f"$.steps[{place}].title"), "the step has no title")
        seen.add(step.key)


def _toml_fault(error: str, text: str) -> PlaybookFault:
    match = _AT_LINE.search(error)
    line = int(match["line"]) if match and match["line"] else _last_line(text)
    reason = _AT_LINE.sub("", error)
    return PlaybookFault(line, f"this is not TOML: {reason[:1].lower()}{reason[1:]}")


def _shape_fault(error: str, text: str) -> PlaybookFault:
    """Return what the decoder says about a place, in plain words about its line."""
    match = _AT_PATH.search(error)
    said = _AT_PATH.sub("", error)
    path = match["path"] if match else "$"
    if found := re.search(r"missing required field `(\w+)`", said):
        return PlaybookFault(_line_of(text, path), f"“{found[1]}” is missing")
    if found := re.search(r"contains unknown field `(.+)`", said):
        line = _line_of(text, f"{path}.{found[1]}")
        return PlaybookFault(line, f"“{found[1]}” is not known here")
    if found := re.search(r"Invalid enum value '(.*)'", said):
        known = ", ".join(Captures)
        line = _line_of(text, path)
        return PlaybookFault(line, f"“{found[1]}” cannot be captured; what can is {known}")
    if found := re.search(r"Expected `(\w+)", said):
        words = {"str": "a text in quotes", "array": "a list in brackets", "object": "a table"}
        return PlaybookFault(_line_of(text, path), f"here belongs {words.get(found[1], found[1])}")
    return PlaybookFault(_line_of(text, path), said)


def _line_of(text: str, path: str) -> int:
    """Return the line, from 1, of a place such as ``$.steps[1].title``; else of what holds it."""
    lines = text.splitlines()
    start, end = 0, len(lines)
    heads = [number for number, line in enumerate(lines) if _STEP.match(line)]
    if step := re.match(r"\$\.steps\[(\d+)\]", path):
        place = int(step[1])
        start = heads[place] if place < len(heads) else 0
        end = heads[place + 1] if place + 1 < len(heads) else len(lines)
    elif heads:
        end = heads[0]
    name = re.sub(r"^\$(?:\.steps\[\d+\])?\.?", "", path)
    if name := re.sub(r"\[.*$", "", name):
        wanted = re.compile(rf"^\s*\[*\"?{re.escape(name)}\"?\s*[=.\]]")
        for number in range(start, end):
            if wanted.match(lines[number]):
                return number + 1
    return min(start, max(len(lines) - 1, 0)) + 1


def _last_line(text: str) -> int:
    return max(len(text.splitlines()), 1)
