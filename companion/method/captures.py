"""What a step's answer is in the history: where it stands, and what a field for it shows."""

from __future__ import annotations

from typing import Final

from companion.method.playbook import Captures, Step
from companion.model import Call, Client, Disagreement

DISAGREEMENT_TEXTS: Final = {
    Captures.REQUEST: "request",
    Captures.WANTED_RESULT: "wanted_result",
    Captures.GOOD_LOOKS_LIKE: "good_looks_like",
}
"""Answers that are texts of the disagreement, shared with its preparation and its recap."""

CALL_TEXTS: Final = {
    Captures.COST_TO_THEM: "no_cost_to_them",
    Captures.ALTERNATIVE: "no_alternative",
}
"""Answers that are the two parts of a caring no (method, idea 12)."""


def shown_answer(step: Step, call: Call, disagreement: Disagreement, client: Client) -> str:
    """Return what is known as the answer of *step*: from its own place, else as it was typed."""
    if name := DISAGREEMENT_TEXTS.get(step.captures):
        return str(getattr(disagreement, name))
    if step.captures is Captures.COST_TO_THEM:
        return call.caring_no.cost_to_them
    if step.captures is Captures.ALTERNATIVE:
        return call.caring_no.alternative
    if step.captures is Captures.EXPECTATION:
        known = (e.answer for e in client.expectations if e.question == step.title)
        return next(known, call.step(step.key).answer)
    return call.step(step.key).answer
