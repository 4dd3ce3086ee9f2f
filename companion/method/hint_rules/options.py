"""The options step is open, and fewer than three options are in it.

Source: method, idea 4 (articles B and C): bring alternatives, and three is the number that works.
"""

from __future__ import annotations

from typing import Final

from companion.method.live_state import BY_THE_CLOCK_MS, Hint, LiveState, Rule
from companion.method.playbook import Captures

AFTER_MS: Final = 60_000
"""A step that was just opened is about to be filled: then nothing needs to be said."""

ENOUGH: Final = 3


def look(state: LiveState) -> Hint | None:
    """Return the hint a minute after the step was opened, while it is, and none is chosen."""
    since_ms = state.opened_ms + AFTER_MS
    if state.open_captures is not Captures.OPTIONS or state.now_ms < since_ms:
        return None
    if state.options >= ENOUGH or state.has_chosen:
        return None
    return Hint(
        rule=Rule.OPTIONS,
        key=f"options:{state.opened_ms}",
        since_ms=since_ms,
        fresh_ms=BY_THE_CLOCK_MS,
    )
