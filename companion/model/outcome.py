"""Where a disagreement stands after a call, with the record that some outcomes carry."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from companion.model.value import At, Value


class OutcomeKind(StrEnum):
    """The six outcomes; the values are those of the interchange document."""

    OPEN = "open"
    AGREED = "agreed"
    TRIAL = "trial"
    PARKED = "parked"
    THEIR_CHOICE = "their_choice"
    WE_WERE_WRONG = "we_were_wrong"


class Advice(Value, frozen=True, kw_only=True):
    """Advice on record: what we advised when the client chose otherwise. Never edited after."""

    we_advised: str = ""
    because: str = ""
    they_chose: str = ""
    look_again_on: date | None = None
    recorded_at: At | None = None


class Mistake(Value, frozen=True, kw_only=True):
    """What we got wrong, what it did to the client's metric, how we put it right, and by when."""

    what: str = ""
    effect: str = ""
    fix: str = ""
    by: date | None = None


class Outcome(Value, frozen=True, kw_only=True):
    """The outcome of one call; ``until`` ends a trial or a parking."""

    kind: OutcomeKind = OutcomeKind.OPEN
    at: At | None = None
    until: date | None = None
    advice: Advice | None = None
    mistake: Mistake | None = None
