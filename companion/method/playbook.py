"""One playbook as a call shows it: its steps, lines to say for each, what an answer captures."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from companion.model.value import Id, Value

MOST_STEPS: Final = 9
"""Steps that a playbook may have: each of them is ticked by Ctrl and one digit."""

MOST_WORDS: Final = 25
"""Words of a line to say: more are not read in a glance while somebody talks."""


class Captures(StrEnum):
    """What the answer of a step is; docs/playbooks.md tells where each is stored."""

    TEXT = "text"
    METRIC = "metric"
    QUESTION = "question"
    OPTIONS = "options"
    NEXT_STEP = "next_step"
    REQUEST = "request"
    WANTED_RESULT = "wanted_result"
    GOOD_LOOKS_LIKE = "good_looks_like"
    COST_TO_THEM = "cost_to_them"
    ALTERNATIVE = "alternative"
    EXPECTATION = "expectation"
    CHECK_IN = "check_in"


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

    def capturing(self, captures: Captures) -> tuple[Step, ...]:
        """Return the steps whose answers are of that kind."""
        return tuple(step for step in self.steps if step.captures is captures)


def is_long(line: str) -> bool:
    """Whether a line to say has more words than are read in a glance."""
    return len(line.split()) > MOST_WORDS
