"""Playbooks: the steps of a call with a line to say for each, kept as TOML files."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

import msgspec

from companion.errors import InvalidInput
from companion.model.value import Id, Value
from companion.paths import resource_root


class Captures(StrEnum):
    """What the answer of a step is."""

    METRIC = "metric"
    QUESTION = "question"
    TEXT = "text"
    OPTIONS = "options"
    NEXT_STEP = "next_step"


class Step(Value, frozen=True, kw_only=True):
    """One step: what it is called, why it helps, lines to say, what its answer captures."""

    key: Id
    title: str
    why: str = ""
    source: str = ""
    captures: Captures = Captures.TEXT
    lines: tuple[str, ...] = ()


class PlaybookScript(Value, frozen=True, kw_only=True):
    """A playbook as the live page shows it."""

    key: Id
    title: str
    steps: tuple[Step, ...] = ()

    def step(self, key: str) -> Step | None:
        """Return the step of that key, or None."""
        return next((step for step in self.steps if step.key == key), None)


def read_playbook(path: Path) -> PlaybookScript:
    """Read the playbook in the TOML file *path*.

    Raises InvalidInput naming the file and the reason when it is not one.
    """
    import tomllib

    try:
        parts = tomllib.loads(path.read_text("utf-8"))
        return msgspec.convert(parts, PlaybookScript)
    except (OSError, ValueError, msgspec.ValidationError) as error:
        raise InvalidInput(f"The playbook {path.name} cannot be used: {error}.") from error


@cache
def built_in(key: str = "five-steps") -> PlaybookScript:
    """Return the built-in playbook of that key; the five steps where there is none of it."""
    folder = resource_root() / "playbooks"
    known = {path.stem: path for path in folder.glob("*.toml")}
    return read_playbook(known.get(key, known["five-steps"]))
