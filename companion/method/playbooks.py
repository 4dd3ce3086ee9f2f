"""Playbooks: the steps of a call with lines to say for each, ours as files, others as stored."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from msgspec import UNSET

from companion.errors import InvalidInput
from companion.method.playbook import Captures, PlaybookScript, Step
from companion.method.playbook_text import read_playbook
from companion.model import Playbook, PlaybookStep
from companion.paths import resource_root

FIVE_STEPS: Final = "five-steps"
"""The playbook of a call that nobody chose another one for."""


@cache
def built_ins() -> dict[str, PlaybookScript]:
    """Return the playbooks that come with the program by their keys, the five steps first."""
    found = {}
    for path in sorted((resource_root() / "playbooks").glob("*.toml")):
        try:
            script = read_playbook(path.read_text("utf-8"))
        except InvalidInput as error:
            raise InvalidInput(f"The playbook {path.name} cannot be used: {error}") from error
        found[script.key] = script
    return {FIVE_STEPS: found.pop(FIVE_STEPS), **found}


def built_in(key: str = FIVE_STEPS) -> PlaybookScript:
    """Return the built-in playbook of that key; the five steps where there is none of it."""
    known = built_ins()
    return known.get(key, known[FIVE_STEPS])


def library(own: Iterable[Playbook]) -> dict[str, PlaybookScript]:
    """Return every playbook by its key, ours first; a key of ours always means ours."""
    theirs = {playbook.key: script_of(playbook) for playbook in own if playbook.steps}
    return {**built_ins(), **{k: v for k, v in theirs.items() if k not in built_ins()}}


def script_of(playbook: Playbook) -> PlaybookScript:
    """Return a stored playbook as the live page shows it."""
    steps = tuple(
        Step(
            key=step.key,
            title=step.title.strip() or step.key,
            why=step.why or "",
            source=step.source or "",
            captures=_captures(step.captures or ""),
            lines=step.lines or (),
        )
        for step in playbook.steps
    )
    return PlaybookScript(key=playbook.key, title=playbook.title, steps=steps)


def stored_form(script: PlaybookScript) -> Playbook:
    """Return a playbook as the history keeps it; what is empty is left out."""
    steps = tuple(
        PlaybookStep(
            key=step.key,
            title=step.title,
            why=step.why or UNSET,
            source=step.source or UNSET,
            captures=UNSET if step.captures is Captures.TEXT else step.captures.value,
            lines=step.lines or UNSET,
        )
        for step in script.steps
    )
    return Playbook(key=script.key, title=script.title, steps=steps)


def _captures(name: str) -> Captures:
    """Return what a stored step captures; a kind that a later release knows is a text to us."""
    return Captures(name) if name in frozenset(Captures) else Captures.TEXT
