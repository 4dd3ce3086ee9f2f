"""A third of the planned time is over and their metric is not known.

Source: method, idea 1 (article A): find the number that the client is judged by before arguing
any point.
"""

from __future__ import annotations

from typing import Final

from companion.method.live_state import BY_THE_CLOCK_MS, Hint, LiveState, Rule
from companion.method.playbook import Captures

SHARE: Final = 3
"""A third of the time: two thirds are left to do something with the answer."""


def look(state: LiveState) -> Hint | None:
    """Return the hint from a third of the planned time until its end, while none is known.

    A playbook that does not ask for a metric is not asked for one.
    """
    since_ms = state.planned_ms // SHARE
    if not state.planned_ms or state.has_metric or Captures.METRIC not in state.asks:
        return None
    if not since_ms <= state.now_ms < state.planned_ms:
        return None
    return Hint(rule=Rule.METRIC, key="metric", since_ms=since_ms, fresh_ms=BY_THE_CLOCK_MS)
