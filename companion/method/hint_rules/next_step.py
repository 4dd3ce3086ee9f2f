"""Five minutes before the planned end there is no next step.

Source: method, idea 5 (articles A and B): leave with one action, an owner and a date.
"""

from __future__ import annotations

from typing import Final

from companion.method.live_state import BY_THE_CLOCK_MS, Hint, LiveState, Rule

BEFORE_END_MS: Final = 5 * 60_000
"""When there is still time to agree one without haste."""

SHORTEST_CALL_MS: Final = 10 * 60_000
"""In a call planned shorter than this, five minutes before its end is its beginning."""


def look(state: LiveState) -> Hint | None:
    """Return the hint from five minutes before the planned end until that end."""
    since_ms = state.planned_ms - BEFORE_END_MS
    if state.planned_ms < SHORTEST_CALL_MS or state.has_next_step:
        return None
    if not since_ms <= state.now_ms < state.planned_ms:
        return None
    return Hint(rule=Rule.NEXT_STEP, key="next_step", since_ms=since_ms, fresh_ms=BY_THE_CLOCK_MS)
