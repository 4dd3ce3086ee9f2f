"""What the window of a transcript reads and stores, without Qt; every act can be taken back."""

from __future__ import annotations

from datetime import date, datetime

from companion.method.judged_by import metric_meant
from companion.method.metric import format_metric, parse_metric
from companion.method.proposals import Kind, Proposal
from companion.model import (
    Call,
    Client,
    Me,
    Metric,
    MetricPoint,
    NextStep,
    Note,
    NoteKind,
    Side,
    new_id,
)
from companion.model.value import Value
from companion.store import Store

_SOURCE = "transcript"


class CallPage(Value, frozen=True, kw_only=True):
    """A call with its people, and the length of the transcript that it has already."""

    call: Call
    client: Client
    me: Me
    topic: str
    known: int = 0


class Kept(Value, frozen=True, kw_only=True):
    """What accepting a proposal stored, so that it can be taken back."""

    text: str
    step_id: str = ""
    note_id: str = ""
    disagreement_id: str = ""
    client_id: str = ""
    metric: Metric | None = None
    metric_before: Metric | None = None
    judged_before: Metric | None = None


def read_page(store: Store, call_id: str) -> CallPage:
    """Read what the window shows of a call. Raises NotThere."""
    call = store.calls.get(call_id, transcript=False)
    about = store.disagreements.get(store.calls.disagreement_of(call_id), transcripts=False)
    head = store.transcripts.heads(about.id).get(call_id)
    return CallPage(
        call=call,
        client=store.people.client(about.client),
        me=store.people.me(),
        topic=about.topic,
        known=head.count if head else 0,
    )


def day_of(call: Call, today: date) -> date:
    """Return the day from which days that were said are counted."""
    return call.moment.astimezone().date() if call.moment else today


def metric_line(proposal: Proposal, today: date) -> str:
    """Return a proposed metric as a line that a person can correct: "churn — 4% now"."""
    point = MetricPoint(now=proposal.now, target=proposal.target, by=proposal.by)
    proposed = Metric(id="proposed", label=proposal.label, unit=proposal.unit, points=(point,))
    return format_metric(proposed, today)


def accept_step(
    store: Store, call_id: str, proposal: Proposal, text: str, owner: str, due: date | None
) -> Kept:
    """Keep a next step as the person corrected it."""
    side = proposal.side if owner == proposal.owner and proposal.side else _side(store, owner)
    step = NextStep(
        id=new_id(),
        at_ms=proposal.at_ms,
        text=text,
        owner=owner,
        side=side,
        due=due,
        due_text="" if due else proposal.due_text,
    )
    store.live.save_next_step(call_id, step)
    return Kept(text=text, step_id=step.id)


def accept_metric(store: Store, call_id: str, proposal: Proposal, line: str, now: datetime) -> Kept:
    """Keep a metric as the person corrected it: their words as a note, the figures as a reading."""
    with store.write():
        call = store.calls.get(call_id, transcript=False)
        about = store.disagreements.get(store.calls.disagreement_of(call_id), transcripts=False)
        client = store.people.client(about.client)
        judged = client.metric(about.metric)
        at = call.started_at or now
        metric = metric_meant(client, judged, parse_metric(line, at.date()), at, None)
        store.people.save_metric(client.id, metric)
        if judged is None:
            store.disagreements.set_metric(about.id, metric)
        note = Note(
            id=new_id(),
            at_ms=proposal.at_ms,
            kind=NoteKind.METRIC,
            who=proposal.speaker,
            text=proposal.text,
            source=_SOURCE,
        )
        store.live.add_note(call_id, note)
    return Kept(
        text=line,
        note_id=note.id,
        disagreement_id=about.id,
        client_id=client.id,
        metric=metric,
        metric_before=client.metric(metric.id),
        judged_before=judged,
    )


def take_back(store: Store, kept: Kept, now: datetime) -> None:
    """Undo what accepting a proposal stored."""
    with store.write():
        if kept.step_id:
            store.live.remove_next_step(kept.step_id)
        if kept.note_id:
            store.live.delete_note(kept.note_id, now)
        if kept.metric is not None:
            if kept.judged_before is None:
                store.disagreements.set_metric(kept.disagreement_id, None)
            if kept.metric_before is not None:
                store.people.save_metric(kept.client_id, kept.metric_before)
            else:
                store.people.remove_metric(kept.metric.id)


def left_of(proposals: tuple[Proposal, ...], call: Call) -> tuple[Proposal, ...]:
    """Return the proposals without those that the call has already, by when they were said."""
    steps = {step.at_ms for step in call.next_steps}
    metrics = {note.at_ms for note in call.notes if note.source == _SOURCE}
    return tuple(
        each for each in proposals if each.at_ms not in (steps if is_step(each) else metrics)
    )


def is_step(proposal: Proposal) -> bool:
    """Whether a proposal is a next step, and not a metric."""
    return proposal.kind is Kind.STEP


def _side(store: Store, owner: str) -> Side:
    """Return whose a next step is by its owner's name: ours, unless the name is not one of us."""
    me = store.people.me()
    ours = {each.casefold() for each in (me.name, *(c.name for c in me.colleagues)) if each}
    first = {name.split()[0] for name in ours}
    named = owner.casefold().strip()
    return Side.OURS if not named or named in ours | first else Side.THEIRS
