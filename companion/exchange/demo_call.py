"""Turns one scripted call of the believable year into a call with its times, notes and steps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from msgspec.structs import replace

from companion.exchange.demo_script import CallScript, NextScript
from companion.model import (
    Advice,
    Attendee,
    Call,
    CallState,
    CaringNo,
    Chosen,
    Client,
    Link,
    Me,
    Mistake,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
    Pause,
    ReadBack,
    Side,
    StepMark,
)
from companion.model.value import Value

_STEPS = ("metric", "reframe", "we", "options", "next")
_NOTE = re.compile(r"(?P<at>\d\d:\d\d) (?:(?P<kind>[a-z]+) )?(?P<text>.*)")
_SPEAKER = re.compile(r"(?P<name>[A-Z]\w+): (?P<text>.*)")
_SATURDAY = 5


class Stage(Value, frozen=True, kw_only=True):
    """The moment at which the year ends, and the person whose year it is."""

    now: datetime
    me: Me

    @property
    def today(self) -> date:
        """The last day of the year."""
        return self.now.date()

    def day_back(self, ago: int) -> date:
        """Return the working day *ago* days back, or the last one before it."""
        day = self.today - timedelta(days=ago)
        return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))

    def day_on(self, start: date, days: int) -> date:
        """Return the working day *days* days after *start*, or the next one."""
        day = start + timedelta(days=days)
        return day + timedelta(days=7 - day.weekday() if day.weekday() >= _SATURDAY else 0)

    def moment(self, day: date, at: time) -> datetime:
        """Return that time of that day, with this computer's offset then."""
        return datetime.combine(day, at).astimezone()


def call_of(call_id: str, script: CallScript, client: Client, stage: Stage) -> Call:
    """Return the call that *script* tells of, without its recap."""
    call = Call(
        id=call_id,
        state=CallState.PREPARED,
        playbook=client.playbook,
        planned_minutes=script.planned,
        attendees=tuple(_attendee(name, client, stage.me) for name in script.people),
        why_now=script.why_now,
        next_step_aim=script.aim,
        options=tuple(_options(script)),
        caring_no=CaringNo(cost_to_them=script.caring_no[0], alternative=script.caring_no[1]),
        links=tuple(Link(title=title, url=url) for title, url in script.links),
    )
    if script.prepared:
        return replace(call, planned_at=_planned(script, stage))
    started, ended = _times(script, stage)
    return replace(
        call,
        state=CallState.ENDED,
        planned_at=_quarter_hour(started),
        started_at=started,
        ended_at=ended,
        pauses=tuple(_pauses(script)),
        steps=tuple(_marks(script)),
        notes=tuple(_notes(call_id, script, client, started)),
        chosen=Chosen(label=script.chosen, why=script.because) if script.chosen else None,
        next_steps=tuple(_next_steps(call_id, script, started, stage)),
        none_agreed_because=script.none,
        outcome=_outcome(script, ended, stage),
        read_back=_read_back(script),
    )


def _attendee(name: str, client: Client, me: Me) -> Attendee:
    for colleague in me.colleagues:
        if colleague.name == name:
            return Attendee(name=name, email=colleague.email, side=Side.OURS)
    email = next(contact.email for contact in client.contacts if contact.name == name)
    return Attendee(name=name, email=email)


def _times(script: CallScript, stage: Stage) -> tuple[datetime, datetime]:
    length = timedelta(minutes=script.lasts)
    if script.now is not None:
        ended = stage.now.replace(second=0, microsecond=0) - timedelta(minutes=script.now)
        return ended - length, ended
    started = stage.moment(stage.day_back(script.ago or 0), script.time_of_day())
    return started, started + length


def _planned(script: CallScript, stage: Stage) -> datetime:
    """Return today's planned time; where that has passed, one as far behind three o'clock."""
    planned = stage.moment(stage.today, script.time_of_day())
    if planned > stage.now:
        return planned
    behind = planned - stage.moment(stage.today, time(15, 0))
    return _quarter_hour(stage.now) + timedelta(minutes=15) + behind


def _quarter_hour(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)


def milliseconds(clock: str) -> int:
    """Return the milliseconds of ``MM:SS``."""
    minutes, seconds = clock.split(":")
    return (int(minutes) * 60 + int(seconds)) * 1000


def _options(script: CallScript) -> Iterator[Option]:
    for label, line in zip("ABC", script.options, strict=False):
        text, _, effect = line.partition(" :: ")
        yield Option(label=label, text=text, effect=effect)


def _pauses(script: CallScript) -> Iterator[Pause]:
    for begun, length in script.pauses:
        from_ms = milliseconds(begun)
        yield Pause(from_ms=from_ms, to_ms=from_ms + milliseconds(length))


def _marks(script: CallScript) -> Iterator[StepMark]:
    for key, tick in zip(_STEPS, script.ticks, strict=True):
        answer = script.reframe if key == "reframe" else ""
        yield StepMark(key=key, done_ms=milliseconds(tick) if tick else None, answer=answer)


def _notes(call_id: str, script: CallScript, client: Client, started: datetime) -> Iterator[Note]:
    for number, line in enumerate(script.notes, 1):
        at, kind, said = _parsed(line)
        who, text = _speaker(said, client)
        yield Note(
            id=f"{call_id}-n{number}",
            at_ms=milliseconds(at),
            at=started + timedelta(milliseconds=milliseconds(at)),
            kind=kind,
            who=who,
            text=text,
        )


def _parsed(line: str) -> tuple[str, NoteKind, str]:
    """Return the time, the kind and the text of a scripted note; a fact needs no word for it."""
    match = _NOTE.fullmatch(line)
    if match is None:
        raise ValueError(line)
    if match["kind"] in set(NoteKind):
        return match["at"], NoteKind(match["kind"]), match["text"]
    return match["at"], NoteKind.FACT, line.removeprefix(match["at"]).strip()


def _speaker(text: str, client: Client) -> tuple[str, str]:
    """Return who said it, where the note begins with the first name of a contact, and what."""
    match = _SPEAKER.fullmatch(text)
    names = [contact.name for contact in client.contacts]
    said_by = [name for name in names if match and match["name"] in name.split()]
    return (said_by[0], match["text"]) if match and said_by else ("", text)


def _next_steps(
    call_id: str, script: CallScript, started: datetime, stage: Stage
) -> Iterator[NextStep]:
    for number, each in enumerate(script.next, 1):
        day = started.date()
        updated = None if each.updated is None else stage.day_on(day, each.updated)
        yield NextStep(
            id=f"{call_id}-s{number}",
            at_ms=milliseconds(each.at),
            text=each.text,
            owner=each.who,
            side=each.side,
            due=stage.day_on(day, each.due),
            scope_changed=each.scope,
            agreement_updated_on=updated,
            done_at=_done_at(each, day, stage),
        )


def _done_at(script: NextScript, day: date, stage: Stage) -> datetime | None:
    if script.done is None:
        return None
    return min(stage.now, stage.moment(stage.day_on(day, script.done), time(16, 40)))


def _outcome(script: CallScript, ended: datetime, stage: Stage) -> Outcome | None:
    if script.outcome is None:
        return None
    day = ended.date()
    until = None if script.until is None else stage.day_on(day, script.until)
    return Outcome(
        kind=OutcomeKind(script.outcome),
        at=ended,
        until=until,
        advice=_advice(script, ended, stage),
        mistake=_mistake(script, day, stage),
    )


def _advice(script: CallScript, ended: datetime, stage: Stage) -> Advice | None:
    if script.advice is None:
        return None
    return Advice(
        we_advised=script.advice.we_advised,
        because=script.advice.because,
        they_chose=script.advice.they_chose,
        look_again_on=stage.day_on(ended.date(), script.advice.look_again),
        recorded_at=ended,
    )


def _mistake(script: CallScript, day: date, stage: Stage) -> Mistake | None:
    if script.mistake is None:
        return None
    return Mistake(
        what=script.mistake.what,
        effect=script.mistake.effect,
        fix=script.mistake.fix,
        by=stage.day_on(day, script.mistake.by),
    )


def _read_back(script: CallScript) -> ReadBack | None:
    if script.read_back is None:
        return None
    return ReadBack(at_ms=milliseconds(script.read_back[0]), text=script.read_back[1])
