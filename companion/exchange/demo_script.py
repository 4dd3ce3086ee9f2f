"""The form in which the believable year is written down: TOML, one file for each client."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from companion.model import OutcomeKind, ReplyKind, Side, Verdict
from companion.model.value import Number, Value

Days = Annotated[int, Meta(ge=0, le=1000)]
"""A number of days: back from today for ``ago``, on from the call for everything else."""

Minute = Annotated[str, Meta(pattern=r"^\d\d:\d\d$")]
"""Minutes and seconds on the call's clock, or the length of a pause."""


class ContactScript(Value, frozen=True, kw_only=True):
    """A person at the client's."""

    name: str
    email: str = ""
    role: str = ""
    knows: str = ""
    fears: str = ""
    past: str = ""


class PointScript(Value, frozen=True, kw_only=True):
    """A reading of a metric, *ago* days back."""

    ago: Days
    now: Number
    target: Number
    by: Days


class MetricScript(Value, frozen=True, kw_only=True):
    """A number that the client is judged by; disagreements name it by its key."""

    key: str
    label: str
    words: str
    unit: str = ""
    lower_is_better: bool = False
    points: tuple[PointScript, ...] = ()


class ExpectationScript(Value, frozen=True, kw_only=True):
    """What was agreed beforehand, *agreed* days back."""

    question: str
    answer: str
    agreed: Days


class NextScript(Value, frozen=True, kw_only=True):
    """A next step; without ``done`` it is still to be done."""

    at: Minute
    who: str
    text: str
    side: Side = Side.OURS
    due: Days
    done: Days | None = None
    scope: bool = False
    updated: Days | None = None


class AdviceScript(Value, frozen=True, kw_only=True):
    """Advice on record."""

    we_advised: str
    because: str
    they_chose: str
    look_again: Days


class MistakeScript(Value, frozen=True, kw_only=True):
    """What we got wrong."""

    what: str
    effect: str
    fix: str
    by: Days


class RecapScript(Value, frozen=True, kw_only=True):
    """How the recap left the house, in minutes after the call, and what came back."""

    after: int
    via: str
    reply: ReplyKind | None = None
    reply_after: int = 0
    reply_text: str = ""


class CallScript(Value, frozen=True, kw_only=True):
    """A call: held ``ago`` days back, ended ``now`` minutes ago, or ``prepared`` for today."""

    ago: Days | None = None
    at: str = ""
    now: int | None = None
    prepared: str = ""
    lasts: int = 0
    planned: int = 0
    people: tuple[str, ...] = msgspec.field(name="with", default=())
    why_now: str = ""
    aim: str = ""
    ticks: tuple[str, ...] = ()
    reframe: str = ""
    pauses: tuple[tuple[Minute, Minute], ...] = ()
    notes: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    chosen: str = ""
    because: str = ""
    caring_no: tuple[str, str] = ("", "")
    next: tuple[NextScript, ...] = ()
    none: str = ""
    outcome: OutcomeKind | None = None
    until: Days | None = None
    advice: AdviceScript | None = None
    mistake: MistakeScript | None = None
    read_back: tuple[Minute, str] | None = None
    links: tuple[tuple[str, str], ...] = ()
    recap: RecapScript | str | None = None
    held: bool | None = None
    held_text: str = ""
    review: Days | None = None

    def time_of_day(self) -> time:
        """Return when on its day the call begins or is planned."""
        return time.fromisoformat(self.at or self.prepared)


class DisagreementScript(Value, frozen=True, kw_only=True):
    """A disagreement with everything prepared for it."""

    topic: str
    metric: str | None = None
    our_metric: str = ""
    request: str = ""
    wanted: str = ""
    they: str = ""
    we: str = ""
    right: str = ""
    need: str = ""
    good: str = ""
    mind: str = ""
    sure: int = 50
    who_was_right: Verdict | None = None
    call: tuple[CallScript, ...]


class ClientScript(Value, frozen=True, kw_only=True):
    """A client with a year of disagreements."""

    name: str
    language: str
    time_zone: str
    check_in: Days | None = None
    contact: tuple[ContactScript, ...]
    metric: tuple[MetricScript, ...] = ()
    expectation: tuple[ExpectationScript, ...] = ()
    disagreement: tuple[DisagreementScript, ...]


def read_scripts(folder: Path) -> Iterator[tuple[str, ClientScript]]:
    """Yield the script of every client in *folder*, with the name of its file."""
    for path in sorted(folder.glob("*.toml")):
        script = tomllib.loads(path.read_text("utf-8"))
        yield path.stem, msgspec.convert(script, ClientScript)
