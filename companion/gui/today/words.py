"""How each thing that waits is said in a line: its title, its facts, what can be done about it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from companion.gui.said import (
    calls_said,
    client_said,
    clock_time,
    local,
    planned_time,
    short_day,
    topic_said,
)
from companion.gui.today.ages import ago, days_ago, due_said, open_said
from companion.gui.today.outbox import goes_by_itself, outbox_said
from companion.gui.widgets.chip import kind_word
from companion.method.one_line import one_line
from companion.model import InboxNote, Side
from companion.model.value import Value
from companion.store.today import (
    AwaitedAnswer,
    CheckIn,
    Correction,
    DueReview,
    DueStep,
    DueVerdict,
    LookAgain,
    Matter,
    OpenMatter,
    OutboxRecap,
    PreparedCall,
    RunningCall,
    ScopeChange,
    UnsentRecap,
)

LONGEST = 300
"""Characters of a person's own words that a line shows."""

About = (
    PreparedCall
    | OutboxRecap
    | UnsentRecap
    | Correction
    | AwaitedAnswer
    | DueStep
    | ScopeChange
    | CheckIn
    | DueReview
    | DueVerdict
    | LookAgain
    | OpenMatter
    | InboxNote
)


class Line(Value, frozen=True, kw_only=True):
    """A line: what it is, its facts, the names of its acts; the first act is Enter's.

    The act of a line with ``can_tick`` is its tick. ``is_own`` tells that the title is what a
    person wrote, which is shown whole and not in one line.
    """

    key: str
    about: About
    title: str
    facts: str
    acts: tuple[str, ...] = ()
    is_urgent: bool = False
    is_own: bool = False
    can_tick: bool = False


def act_said(act: str) -> str:
    """Return what the button of an act says."""
    return {
        "open": _tr("Open"),
        "send": _tr("Review and send"),
        "confirmed": _tr("They confirmed"),
        "corrected": _tr("They corrected…"),
        "held": _tr("It held"),
        "not_quite": _tr("Not quite"),
        "we": _tr("We were"),
        "they": _tr("They were"),
        "both": _tr("Both"),
        "again": _tr("Prepare a call"),
        "place": _tr("Put into a call…"),
        "aside": _tr("Put aside"),
    }[act]


def running_said(call: RunningCall) -> str:
    """Return which call it is that runs."""
    if not (call.client_name or call.topic):
        return _tr("An unplanned call is still running")
    whole = _tr("{client} · {topic} is still running")
    return whole.format(client=client_said(call.client_name), topic=topic_said(call.topic))


def running_facts(call: RunningCall, now: datetime) -> str:
    """Return "started 14:02 · 5 notes, the last one 3 minutes ago"."""
    notes = {0: _tr("nothing noted yet"), 1: _tr("1 note")}.get(
        call.notes, _tr("{count} notes").format(count=call.notes)
    )
    if call.notes and call.noted_at is not None:
        last = _tr("{notes}, the last one {ago}")
        notes = last.format(notes=notes, ago=ago(call.noted_at, now))
    if call.started_at is None:
        return notes
    time = clock_time(call.started_at)
    started = _tr("started {time}").format(time=time)
    if local(call.started_at).date() != now.date():
        whole = _tr("started {day}, {time}")
        started = whole.format(day=short_day(call.started_at, now), time=time)
    return f"{started} · {notes}"


def prepared(call: PreparedCall, now: datetime) -> Line:
    """Say when it is, and what is not ready yet."""
    is_late = call.planned_at is not None and call.planned_at < now
    time = _planned(call, now)
    parts = [_tr("was planned for {time}").format(time=time) if is_late else time]
    if call.minutes:
        parts.append(_tr("{count} min").format(count=call.minutes))
    if call.metric:
        whole = _tr("they judge us by {metric}")
        parts.append(whole.format(metric=_cut(call.metric)))
    else:
        parts.append(_tr("their metric is not known yet"))
    if call.options:
        one, many = _tr("1 option ready"), _tr("{count} options ready")
        parts.append(one if call.options == 1 else many.format(count=call.options))
    return Line(
        key=f"call:{call.call_id}",
        about=call,
        title=_name(call),
        facts=" · ".join(parts),
        acts=("open",),
        is_urgent=is_late or not call.metric,
    )


def outbox(recap: OutboxRecap, now: datetime) -> Line:
    """Say how far it came, and whether it asks for the person."""
    return Line(
        key=f"outbox:{recap.recap_id}",
        about=recap,
        title=_name(recap),
        facts=outbox_said(recap, now),
        acts=("open",),
        is_urgent=not goes_by_itself(recap),
    )


def unsent(recap: UnsentRecap, now: datetime) -> Line:
    """Say how long ago the call ended, and whether a draft is ready."""
    ready = _tr("a draft is ready") if recap.has_draft else _tr("not written yet")
    ended = (
        _tr("the call ended {ago}").format(ago=ago(recap.ended_at, now)) if (recap.ended_at) else ""
    )
    return Line(
        key=f"recap:{recap.call_id}",
        about=recap,
        title=_name(recap),
        facts=" · ".join(part for part in (ended, ready) if part),
        acts=("send",),
        is_urgent=True,
    )


def correction(recap: Correction, now: datetime) -> Line:
    """Say what the client wants put right."""
    asked = (
        _tr("they asked for a correction {ago}").format(ago=ago(recap.asked_at, now))
        if (recap.asked_at)
        else _tr("they asked for a correction")
    )
    text = _cut(recap.text)
    return Line(
        key=f"correction:{recap.call_id}",
        about=recap,
        title=_name(recap),
        facts=_tr("{asked}: “{text}”").format(asked=asked, text=text) if text else asked,
        acts=("send",),
        is_urgent=True,
    )


def awaited(recap: AwaitedAnswer, now: datetime) -> Line:
    """Say for how long their answer is waited for."""
    facts = _tr("no answer yet")
    if recap.sent_at is not None:
        days = (now.date() - local(recap.sent_at).date()).days
        facts = _tr("sent {when}, no answer yet").format(when=days_ago(days))
    return Line(
        key=f"answer:{recap.recap_id}",
        about=recap,
        title=_name(recap),
        facts=facts,
        acts=("confirmed", "corrected"),
    )


def step(due: DueStep, now: datetime) -> Line:
    """Say whose it is and since when it is due."""
    side = _tr("ours") if due.side is Side.OURS else _tr("theirs")
    owner = one_line(due.owner)
    whose = _tr("{side}, {owner}").format(side=side, owner=owner) if owner else side
    when = due_said(due.due, now.date())
    return Line(
        key=f"step:{due.step_id}",
        about=due,
        title=_cut(due.text) or _tr("A next step without words"),
        facts=" · ".join((client_said(due.client_name), whose, when)),
        is_urgent=due.due < now.date(),
        is_own=True,
        can_tick=True,
    )


def scope_change(change: ScopeChange, now: datetime) -> Line:
    """Say that the agreement does not hold what was agreed."""
    facts = [client_said(change.client_name), _tr("the scope changed")]
    if change.agreed_at is not None:
        whole = _tr("the scope changed {ago}")
        facts[1] = whole.format(ago=ago(change.agreed_at, now))
    text = _cut(change.text) or topic_said(change.topic)
    return Line(
        key=f"scope:{change.step_id}",
        about=change,
        title=agreement_title(text),
        facts=" · ".join(facts),
        is_own=True,
        can_tick=True,
    )


def agreement_title(text: str) -> str:
    """Return what to do with an agreement that does not say *text* yet."""
    return _tr("Update the agreement: {text}").format(text=text)


def check_in_title(client: str) -> str:
    """Return what to do with a *client* nobody has talked to for long."""
    return _tr("Check in with {client}").format(client=client)


def check_in(due: CheckIn, now: datetime) -> Line:
    """Say with whom to check in."""
    name = client_said(due.client_name)
    return Line(
        key=f"client:{due.client_id}",
        about=due,
        title=check_in_title(name),
        facts=due_said(due.on, now.date()),
        is_urgent=due.on < now.date(),
        is_own=True,
        can_tick=True,
    )


def look_again(due: LookAgain, now: datetime) -> Line:
    """Say what was tried, put off or chosen, and since when it is to be looked at again."""
    when = due_said(due.on, now.date())
    facts = (client_said(due.client_name), kind_word(due.landed), when)
    return Line(
        key=f"again:{due.disagreement_id}",
        about=due,
        title=_tr("Look again: {topic}").format(topic=topic_said(due.topic)),
        facts=" · ".join(facts),
        acts=("again", "open"),
        is_urgent=due.on < now.date(),
        is_own=True,
    )


def noted(note: InboxNote, now: datetime) -> Line:
    """Say what was noted while no call was running."""
    when = _tr("noted {ago}").format(ago=ago(note.at, now)) if note.at else ""
    return Line(
        key=f"note:{note.id}",
        about=note,
        title=_cut(note.text),
        facts=when,
        acts=("place", "aside"),
        is_own=True,
    )


def open_matter(matter: OpenMatter, now: datetime) -> Line:
    """Say for how long it is open."""
    parts = [open_said(matter.opened_at, now)] if matter.opened_at else []
    parts.append(calls_said(matter.calls) if matter.calls else _tr("no call yet"))
    return Line(
        key=f"open:{matter.disagreement_id}",
        about=matter,
        title=_name(matter),
        facts=" · ".join(parts),
        acts=("open",),
    )


def _planned(call: PreparedCall, now: datetime) -> str:
    days = (local(call.planned_at).date() - now.date()).days if call.planned_at else None
    if call.planned_at is None or days not in (0, 1):
        return planned_time(call.planned_at, now)
    time = clock_time(call.planned_at)
    return time if days == 0 else _tr("tomorrow {time}").format(time=time)


def _name(matter: Matter) -> str:
    return f"{client_said(matter.client_name)} · {topic_said(matter.topic)}"


def _cut(text: str) -> str:
    line = one_line(text[: 4 * LONGEST])
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Today", text)
