"""Made-up recaps that say between them everything that a recap can say; no Qt in here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Final

from msgspec.structs import replace

from companion.method.recap import RecapSource
from companion.model import (
    Advice,
    Attendee,
    Call,
    CaringNo,
    Chosen,
    Client,
    Disagreement,
    Link,
    Me,
    Metric,
    MetricPoint,
    Mistake,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
    ReadBack,
    StepMark,
)

_TODAY: Final = date(2026, 11, 24)
_NOW: Final = datetime(2026, 11, 24, 15, tzinfo=UTC)
_SOON: Final = date(2026, 11, 26)
_LATER: Final = date(2027, 1, 29)


def made_up() -> Iterator[RecapSource]:
    """Yield recaps that say between them everything that a recap can say."""
    full = _full()
    call = full.call
    for kind in (OutcomeKind.AGREED, OutcomeKind.TRIAL, OutcomeKind.PARKED):
        yield _landed(full, Outcome(kind=kind, until=_LATER))
    yield _landed(full, Outcome(kind=OutcomeKind.THEIR_CHOICE, advice=_ADVICE))
    yield _landed(full, Outcome(kind=OutcomeKind.WE_WERE_WRONG, mistake=_MISTAKE))
    yield _landed(_open(full), Outcome(kind=OutcomeKind.OPEN))
    yield from _smaller(full)
    yield from _other(full)
    for count in (0, 1, 3, 5):
        people = tuple(Attendee(name=name) for name in ("Dana", "Sam", "Ida", "Jo", "Ben")[:count])
        yield replace(full, call=replace(call, attendees=people))


def _smaller(full: RecapSource) -> Iterator[RecapSource]:
    """Yield recaps in which parts of a sentence were not recorded."""
    call, bare = full.call, Call(id="k", started_at=_NOW)
    for kind in (OutcomeKind.AGREED, OutcomeKind.TRIAL, OutcomeKind.PARKED, OutcomeKind.OPEN):
        yield _landed(replace(full, call=bare), Outcome(kind=kind))
    untitled = replace(full, disagreement=Disagreement(id="d", client="c", topic=""))
    for kind in (OutcomeKind.AGREED, OutcomeKind.OPEN):
        yield _landed(replace(untitled, call=bare), Outcome(kind=kind))
    advice = replace(_ADVICE, because="")
    yield _landed(full, Outcome(kind=OutcomeKind.THEIR_CHOICE, advice=advice))
    for mistake in (replace(_MISTAKE, by=None), replace(_MISTAKE, what=""), Mistake(what="x")):
        yield _landed(full, Outcome(kind=OutcomeKind.WE_WERE_WRONG, mistake=mistake))
    nameless = replace(full, client=Client(id="c", name=""))
    yield _landed(nameless, Outcome(kind=OutcomeKind.WE_WERE_WRONG, mistake=_MISTAKE))
    yield replace(full, call=replace(call, outcome=None, chosen=None, options=call.options[:1]))
    yield replace(full, call=replace(call, next_steps=call.next_steps[:1]))
    yield replace(full, call=replace(call, caring_no=CaringNo(cost_to_them="three weeks")))
    for day in (23, 18, 0):
        moment = datetime(2026, 11, day, 15, tzinfo=UTC) if day else None
        held = replace(call, started_at=moment)
        yield replace(full, call=held)
        yield replace(untitled, call=replace(bare, started_at=moment))
        yield replace(full, call=replace(bare, started_at=moment), client=nameless.client)
    points = [
        MetricPoint(),
        MetricPoint(now=30),
        MetricPoint(target=24),
        MetricPoint(now=30, target=24),
        MetricPoint(target=24, by=_LATER),
        MetricPoint(now=30, target=24, by=_LATER),
    ]
    for point in points:
        metric = Metric(id="m", label="cost ÷ revenue", unit="%", points=(point,))
        yield replace(full, client=Client(id="c", name="", metrics=(metric,)))


def _other(full: RecapSource) -> Iterator[RecapSource]:
    """Yield recaps with what is rarely in one: expectations, their own words, what was done."""
    call = full.call
    answers = (
        StepMark(key="fails", answer="we stop after six weeks"),
        StepMark(key="check-in", answer="11 Dec"),
    )
    yield replace(full, call=replace(call, playbook="set-the-stage", steps=answers))
    read_back = ReadBack(text="B it is, until January")
    landed = Outcome(kind=OutcomeKind.AGREED)
    yield replace(full, call=replace(call, read_back=read_back, outcome=landed))
    step = call.next_steps[0]
    updated = replace(step, id="5", scope_changed=True, agreement_updated_on=_TODAY)
    done = replace(step, id="6", done_at=_NOW)
    yield replace(full, call=replace(call, next_steps=(updated, done)))
    promise = Note(id="7", kind=NoteKind.PROMISE, who="Sam", text="send the list on Mondays")
    yield replace(full, call=replace(call, notes=(promise,)))
    named = replace(step, text="a draft of the form")
    yield replace(full, call=replace(call, next_steps=(named,)))
    topic = Disagreement(id="d", client="c", topic="lead quality")
    for moment in (_NOW, None):
        bare = Call(id="k", started_at=moment)
        yield replace(full, call=bare, disagreement=topic, client=Client(id="c", name=""))


def _landed(source: RecapSource, outcome: Outcome) -> RecapSource:
    return replace(source, call=replace(source.call, outcome=outcome))


def _open(full: RecapSource) -> RecapSource:
    """Return a call in which nothing has its owner and its day."""
    steps = (
        NextStep(id="1", text="price for 20 hours", owner="Sam"),
        NextStep(id="2", text="list the nights", owner="Sam", due_text="next week"),
        NextStep(id="3", text="ask the desk", due=_LATER),
        NextStep(id="4", text="look at it again"),
    )
    call = replace(full.call, next_steps=steps, none_agreed_because="the bank answers first")
    return replace(full, call=call)


def _full() -> RecapSource:
    call = Call(
        id="k",
        started_at=_NOW,
        attendees=(Attendee(name="Dana Ortiz"), Attendee(name="Sam Lee")),
        steps=(StepMark(key="reframe", answer="how can we bring in fewer, better leads?"),),
        notes=_NOTES,
        options=_OPTIONS,
        chosen=Chosen(label="B", why="the least work for sales"),
        caring_no=CaringNo(cost_to_them="three weeks of leads", alternative="one region first"),
        next_steps=_STEPS,
        links=(Link(title="What one lead costs", url="https://example.com/lead"),),
        read_back=ReadBack(),
    )
    return RecapSource(
        me=Me(name="Priya Nair", company="Lumen Agency"),
        client=Client(id="c", name="Northwind", metrics=(_METRIC,)),
        disagreement=_DISAGREEMENT,
        call=call,
        today=_TODAY,
    )


_ADVICE: Final = Advice(
    we_advised="add the question first",
    because="it costs nothing",
    they_chose="pause display now",
    look_again_on=_LATER,
)
_MISTAKE: Final = Mistake(
    what="we counted some leads twice",
    effect="the cost per lead looked lower than it was",
    fix="three corrected reports",
    by=date(2026, 12, 4),
)
_NOTES: Final = (
    Note(id="1", kind=NoteKind.CONCERN, text="sales spends Mondays filtering"),
    Note(id="2", kind=NoteKind.IDEA, who="Dana", text="add a question to the form"),
    Note(id="3", kind=NoteKind.IDEA, text="invite sales to the review"),
    Note(id="4", kind=NoteKind.PROMISE, who="Sam", text="send the list on Mondays"),
    Note(id="5", kind=NoteKind.PROMISE, text="keep the raw numbers"),
)
_OPTIONS: Final = (
    Option(label="A", text="pause display", effect="falls to 27%"),
    Option(label="B", text="add a question to the form", effect="falls to 24%"),
    Option(label="C", text="score leads together"),
)
_STEPS: Final = (
    NextStep(id="1", text="draft the form change", owner="Priya", due=_SOON),
    NextStep(id="2", text="update the annex", owner="Sam", due=_SOON, scope_changed=True),
)
_METRIC: Final = Metric(
    id="m",
    label="cost ÷ revenue",
    unit="%",
    points=(MetricPoint(now=30, target=24, by=date(2027, 2, 28)),),
)
_DISAGREEMENT: Final = Disagreement(
    id="d",
    client="c",
    topic="lead quality",
    metric="m",
    good_looks_like="sales calls every lead",
    need_to_know="which leads closed",
)
