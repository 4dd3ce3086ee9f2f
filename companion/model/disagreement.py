"""A disagreement: one question on which we and a client differ, over any number of calls."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from companion.model.call import Call
from companion.model.outcome import Outcome
from companion.model.value import At, Id, Percent, Value


class Verdict(StrEnum):
    """Who turned out to be right, seen from later."""

    WE = "we"
    THEY = "they"
    BOTH = "both"


class Confidence(Value, frozen=True, kw_only=True):
    """How sure we were, and when we said so."""

    at: At | None = None
    percent: Percent = 0


class Review(Value, frozen=True, kw_only=True):
    """A look back at whether an outcome held."""

    due: date | None = None
    answered_at: At | None = None
    held: bool | None = None
    text: str = ""


class Disagreement(Value, frozen=True, kw_only=True):
    """A disagreement with everything prepared for it and every call about it."""

    id: Id
    client: Id
    topic: str
    opened_at: At | None = None
    metric: str | None = None
    our_metric: str = ""
    request: str = ""
    wanted_result: str = ""
    their_view: str = ""
    our_view: str = ""
    they_are_right_about: str = ""
    need_to_know: str = ""
    good_looks_like: str = ""
    would_change_our_mind: str = ""
    confidence: tuple[Confidence, ...] = ()
    who_was_right: Verdict | None = None
    reviews: tuple[Review, ...] = ()
    calls: tuple[Call, ...] = ()

    @property
    def outcome(self) -> Outcome | None:
        """The outcome of the latest call that has one."""
        return next((call.outcome for call in reversed(self.calls) if call.outcome), None)
