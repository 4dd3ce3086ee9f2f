"""Decides what is said during a call: at most one hint, seldom, in time or not at all.

A message during a conversation costs the person their thread, so the rules of this module stand
above all rules for single hints: one at a time, never two within two minutes, nothing while
somebody types, and what could not be said in time is dropped and never queued.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec.structs import replace

from companion.method.hint_rules import blame, metric, next_step, options, points
from companion.method.live_state import Hint, Level, LiveState, Rule
from companion.model.value import Value

BETWEEN_MS: Final = 120_000
"""The least time from one hint to the next: never more than one in two minutes."""

SHOWN_FOR_MS: Final = 30_000
"""How long a hint stands; who did not want it in that time does not want it."""

RULES: Final[dict[Rule, Callable[[LiveState], Hint | None]]] = {
    Rule.NEXT_STEP: next_step.look,
    Rule.BLAME: blame.look,
    Rule.POINTS: points.look,
    Rule.METRIC: metric.look,
    Rule.OPTIONS: options.look,
}
"""Every rule, by priority."""

QUIET_RULES: Final = frozenset({Rule.NEXT_STEP, Rule.BLAME, Rule.POINTS, Rule.METRIC})
"""What the quiet level tells, each once in a call; empty slots for options show for themselves."""


class Told(Value, frozen=True, kw_only=True):
    """The hint that stands now, if any, and what was told or let go in this call."""

    hint: Hint | None = None
    at_ms: int | None = None
    passed: frozenset[str] = frozenset()
    rules: frozenset[Rule] = frozenset()


def listen(told: Told, state: LiveState, level: Level) -> Told:
    """Return what is told after a look at *state*; call it at every event and every second."""
    stands = _standing(told, state, level)
    occasions = [hint for hint in _occasions(state) if hint.key not in told.passed]
    wanted = [hint for hint in occasions if hint.is_fresh(state.now_ms)]
    late = {hint.key for hint in occasions if state.now_ms > hint.since_ms + hint.fresh_ms}
    told = replace(told, hint=stands, passed=told.passed | late)
    if not _may_speak(told, state, level):
        return replace(told, passed=told.passed | {hint.key for hint in wanted})
    if state.is_typing:
        return told
    chosen = next((hint for hint in wanted if _is_allowed(hint.rule, told, level)), None)
    told = replace(told, passed=told.passed | {hint.key for hint in wanted})
    if chosen is None:
        return told
    return replace(told, hint=chosen, at_ms=state.now_ms, rules=told.rules | {chosen.rule})


def put_away(told: Told) -> Told:
    """Take the hint off, whether it was followed or not; it does not come again."""
    return replace(told, hint=None)


def _occasions(state: LiveState) -> list[Hint]:
    found = (look(state) for look in RULES.values())
    return [hint for hint in found if hint is not None]


def _standing(told: Told, state: LiveState, level: Level) -> Hint | None:
    """Return the hint that stands, unless its time is over or what it says is no longer so."""
    if told.hint is None or told.at_ms is None or level is Level.OFF or not state.is_shown:
        return None
    if state.now_ms - told.at_ms > SHOWN_FOR_MS:
        return None
    still = RULES[told.hint.rule](state)
    return told.hint if still is not None and still.key == told.hint.key else None


def _may_speak(told: Told, state: LiveState, level: Level) -> bool:
    if level is Level.OFF or not state.is_shown or told.hint is not None:
        return False
    return told.at_ms is None or state.now_ms - told.at_ms >= BETWEEN_MS


def _is_allowed(rule: Rule, told: Told, level: Level) -> bool:
    return level is Level.MORE or (rule in QUIET_RULES and rule not in told.rules)
