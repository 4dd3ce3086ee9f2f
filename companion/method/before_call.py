"""Three lines before the call: what it was last time, what settled it, what they still wait for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from companion.model import Advice, Mistake, OutcomeKind, Side
from companion.model.value import At, Value


class LastTime(Value, frozen=True, kw_only=True):
    """The last call with a client that ended, and what it left behind.

    ``waits_for_recap`` where its recap has not left the house.
    """

    disagreement_id: str
    call_id: str
    topic: str
    outcome: OutcomeKind
    moment: At | None = None
    until: date | None = None
    chosen: str = ""
    option: str = ""
    why: str = ""
    none_because: str = ""
    advice: Advice | None = None
    mistake: Mistake | None = None
    waits_for_recap: bool = False


class Promised(Value, frozen=True, kw_only=True):
    """A next step that was agreed on and is not done."""

    id: str
    text: str
    owner: str
    side: Side
    due: date | None
    due_text: str
    call_id: str
    disagreement_id: str


class Says(StrEnum):
    """Which sentence a line is."""

    LAST = "last"
    PICKED = "picked"
    THEIR_CHOICE = "their_choice"
    WE_WERE_WRONG = "we_were_wrong"
    NONE_BECAUSE = "none_because"
    UNSETTLED = "unsettled"
    WE_OWE = "we_owe"
    RECAP = "recap"
    THEY_OWE = "they_owe"
    NOTHING = "nothing"


class CallLine(Value, frozen=True, kw_only=True):
    """One of the three lines, without its words, which belong to a window.

    ``text`` is what was agreed on, chosen or promised, ``because`` the reason or the cure;
    ``late_days`` is 0 for what is not late; ``more`` counts what the line leaves out.
    """

    says: Says
    text: str = ""
    because: str = ""
    outcome: OutcomeKind = OutcomeKind.OPEN
    day: date | None = None
    day_text: str = ""
    late_days: int = 0
    more: int = 0
    disagreement_id: str = ""
    call_id: str = ""


def three_lines(
    last: LastTime | None, promised: Sequence[Promised], today: date
) -> tuple[CallLine, ...]:
    """Return the three lines; none where no call with the client has ended yet."""
    if last is None:
        return ()
    return (_last(last), _settled(last), _awaited(last, promised, today))


def _last(last: LastTime) -> CallLine:
    has_until = last.outcome in (OutcomeKind.TRIAL, OutcomeKind.PARKED)
    held_on = last.moment.astimezone().date() if last.moment else None
    day = last.until if has_until and last.until else held_on
    return _line(last, Says.LAST, text=last.topic, day=day, outcome=last.outcome)


def _settled(last: LastTime) -> CallLine:
    """Say what settled it, by the record that its outcome carries before what was picked."""
    if last.outcome is OutcomeKind.THEIR_CHOICE and last.advice and last.advice.they_chose:
        chose, advised = last.advice.they_chose, last.advice.we_advised
        return _line(last, Says.THEIR_CHOICE, text=chose, because=advised)
    if last.outcome is OutcomeKind.WE_WERE_WRONG and last.mistake and last.mistake.what:
        what, fix = last.mistake.what, last.mistake.fix
        return _line(last, Says.WE_WERE_WRONG, text=what, because=fix)
    if last.chosen:
        return _line(last, Says.PICKED, text=last.chosen, because=last.why or last.option)
    if last.none_because:
        return _line(last, Says.NONE_BECAUSE, because=last.none_because)
    return _line(last, Says.UNSETTLED, outcome=last.outcome)


def _awaited(last: LastTime, promised: Sequence[Promised], today: date) -> CallLine:
    """Say what they wait for: what we promised, then the recap, then what they promised us."""
    ours = [step for step in promised if step.side is Side.OURS]
    theirs = [step for step in promised if step.side is not Side.OURS]
    if ours:
        return _promise(Says.WE_OWE, ours, today)
    if last.waits_for_recap:
        return _line(last, Says.RECAP, text=last.topic)
    return _promise(Says.THEY_OWE, theirs, today) if theirs else CallLine(says=Says.NOTHING)


def _promise(says: Says, steps: Sequence[Promised], today: date) -> CallLine:
    """Name the one that is due first, and count the others."""
    first = min(steps, key=lambda step: (step.due is None, step.due or today))
    return CallLine(
        says=says,
        text=first.text,
        day=first.due,
        day_text=first.due_text,
        late_days=max(0, (today - first.due).days) if first.due else 0,
        more=len(steps) - 1,
        disagreement_id=first.disagreement_id,
        call_id=first.call_id,
    )


def _line(last: LastTime, says: Says, **parts: object) -> CallLine:
    return CallLine(
        says=says,
        disagreement_id=last.disagreement_id,
        call_id=last.call_id,
        **parts,  # type: ignore[arg-type]
    )
