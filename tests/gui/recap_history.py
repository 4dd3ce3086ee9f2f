"""The call that the tests of the recap window are about."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from companion.model import (
    Attendee,
    Call,
    CallState,
    Chosen,
    Client,
    Colleague,
    Contact,
    Disagreement,
    History,
    Me,
    Metric,
    MetricPoint,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
    StepMark,
)

ZONE = timezone(timedelta(hours=1))
ENDED = datetime(2026, 11, 21, 14, 45, tzinfo=ZONE)
PRIYA = Me(
    name="Priya Nair",
    company="Lumen Agency",
    emails=("priya@lumen.example",),
    sign_off="Best regards,",
    colleagues=(Colleague(name="Maya", email="maya@lumen.example"),),
)
SECRET = "We could give in on the price if it comes to that"


class SteppedClock:
    """Stands at a moment until it is told to go on."""

    def __init__(self, now: datetime = ENDED + timedelta(minutes=4)) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    def steady_ms(self) -> int:
        return int(self.moment.timestamp() * 1000)

    def awake_ms(self) -> int:
        return self.steady_ms()

    def boot(self) -> str:
        return "boot"

    def go_on(self, **time: int) -> None:
        self.moment += timedelta(**time)


def options() -> tuple[Option, ...]:
    return (
        Option(label="A", text="Pause display, move budget to search"),
        Option(label="B", text="Add a qualifying question to the form"),
        Option(label="C", text="Score leads together, weekly"),
    )


def full_call() -> Call:
    return Call(
        id="k-1",
        state=CallState.ENDED,
        playbook="five-steps",
        started_at=ENDED - timedelta(minutes=43),
        ended_at=ENDED,
        attendees=(
            Attendee(name="Dana Ortiz", email="dana@northwind.example"),
            Attendee(name="Sam Lee", email="sam@northwind.example"),
        ),
        steps=(
            StepMark(key="metric", done_ms=252_000),
            StepMark(
                key="reframe",
                done_ms=595_000,
                answer="How can we bring in fewer, better-qualified leads together?",
            ),
        ),
        notes=(Note(id="n-1", at_ms=9_000, kind=NoteKind.PRIVATE, text=SECRET),),
        options=options(),
        chosen=Chosen(label="B", why="least work for sales"),
        next_steps=(
            NextStep(
                id="s-1",
                text="Draft the form change and share it with Sam",
                owner="Priya",
                due=date(2026, 11, 26),
            ),
        ),
        outcome=Outcome(kind=OutcomeKind.AGREED, at=ENDED),
    )


def history(call: Call, me: Me = PRIYA, contacts: tuple[Contact, ...] = ()) -> History:
    metric = Metric(
        id="m-1",
        label="Cost as a share of revenue",
        unit="%",
        points=(MetricPoint(at=ENDED, now=30, target=25, by=date(2027, 3, 31)),),
    )
    client = Client(id="c-1", name="Northwind", contacts=contacts, metrics=(metric,))
    disagreement = Disagreement(
        id="d-1", client="c-1", topic="Q4 lead quality", metric="m-1", calls=(call,)
    )
    return History(
        format="companion-history",
        version=1,
        me=me,
        clients=(client,),
        disagreements=(disagreement,),
    )
