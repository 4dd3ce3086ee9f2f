"""What a hint may know of a call that runs: one plain value, so that every rule is a function."""

from __future__ import annotations

from enum import StrEnum

from companion.method.playbook import Captures
from companion.model import Note
from companion.model.value import Value


class Level(StrEnum):
    """How much the program may say during a call; quiet by default."""

    OFF = "off"
    QUIET = "quiet"
    MORE = "more"


class Rule(StrEnum):
    """The rules, by priority."""

    NEXT_STEP = "next_step"
    BLAME = "blame"
    POINTS = "points"
    METRIC = "metric"
    OPTIONS = "options"


class LiveState(Value, frozen=True, kw_only=True):
    """A running call at one moment; all times are milliseconds of the call's own clock.

    ``notes`` are in the order of that clock, without the marks that the program leaves.
    ``noted_ms`` is when the newest of them, ``last_note``, came to the disk in this window.
    ``is_shown`` is false in a pause, before and after the call, and in the client-safe view.
    """

    now_ms: int
    planned_ms: int = 0
    is_shown: bool = True
    is_typing: bool = False
    notes: tuple[Note, ...] = ()
    last_note: Note | None = None
    noted_ms: int = 0
    asks: frozenset[Captures] = frozenset()
    open_captures: Captures | None = None
    opened_ms: int = 0
    has_metric: bool = False
    has_next_step: bool = False
    has_chosen: bool = False
    options: int = 0


class Hint(Value, frozen=True, kw_only=True):
    """One thing worth saying, right now: what it says is the page's, which knows the language.

    ``key`` names this one occasion, which is told once or never. It is fresh from ``since_ms``
    on for ``fresh_ms``. ``choices`` are lines to choose from.
    """

    rule: Rule
    key: str
    since_ms: int
    fresh_ms: int
    choices: tuple[str, ...] = ()

    def is_fresh(self, now_ms: int) -> bool:
        """Whether it still comes in time."""
        return self.since_ms <= now_ms <= self.since_ms + self.fresh_ms


AT_ONCE_MS = 10_000
"""How long a hint about something that was just typed is in time."""

BY_THE_CLOCK_MS = 30_000
"""How long a hint about the time of the call is in time: long enough for a gap between words."""
