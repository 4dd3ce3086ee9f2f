"""Builds a believable year of disagreements, for trying the program out and for its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from companion.exchange.demo_call import Stage, call_of
from companion.exchange.demo_recap import with_recaps
from companion.exchange.demo_script import (
    ClientScript,
    DisagreementScript,
    MetricScript,
    read_scripts,
)
from companion.exchange.order import canonical
from companion.method.dates import month_end
from companion.model import (
    Call,
    Client,
    Colleague,
    Confidence,
    Contact,
    Disagreement,
    Expectation,
    History,
    InboxNote,
    Me,
    Metric,
    MetricPoint,
    OutcomeKind,
    Review,
)
from companion.model.history import FORMAT, VERSION
from companion.paths import resource_root

_ME = Me(
    name="Priya Nair",
    company="Lumen Agency",
    emails=("priya@lumen.example",),
    sign_off="Best regards,",
    colleagues=(
        Colleague(name="Maya Chen", email="maya@lumen.example"),
        Colleague(name="Tom Becker", email="tom@lumen.example"),
    ),
)

_REVIEW_AFTER = 30
"""Days after an agreement when its review is due."""

_LOOKED_BY = timedelta(days=14)
"""How long a day to look again may have passed before somebody has looked."""


def believable_year(now: datetime) -> History:
    """Return the year that ends at *now*, always the same one, its days counted back from it.

    Everybody in it is made up. *now* needs an offset; times are this computer's.
    """
    stage = Stage(now=now, me=_ME)
    clients: list[Client] = []
    disagreements: list[Disagreement] = []
    for name, script in read_scripts(resource_root() / "demo"):
        client = _client(f"demo-{name}", script, stage)
        clients.append(client)
        disagreements += _disagreements(client, script, stage)
    return canonical(
        History(
            format=FORMAT,
            version=VERSION,
            me=_ME,
            clients=tuple(clients),
            disagreements=tuple(disagreements),
            inbox=(_waiting_note(now),),
        )
    )


def _waiting_note(now: datetime) -> InboxNote:
    text = "Ask Jonas whether the freeze counts for the shop as well"
    return InboxNote(id="demo-inbox-1", at=now - timedelta(hours=15), text=text)


def _client(client_id: str, script: ClientScript, stage: Stage) -> Client:
    return Client(
        id=client_id,
        name=script.name,
        language=script.language,
        time_zone=script.time_zone,
        playbook="five-steps",
        template="warm",
        contacts=tuple(
            Contact(
                id=f"{client_id}-p{number}",
                name=each.name,
                email=each.email,
                role=each.role,
                knows=each.knows,
                fears=each.fears,
                past=each.past,
            )
            for number, each in enumerate(script.contact, 1)
        ),
        metrics=tuple(_metric(client_id, metric, stage) for metric in script.metric),
        expectations=tuple(
            Expectation(
                question=each.question, answer=each.answer, agreed_on=stage.day_back(each.agreed)
            )
            for each in script.expectation
        ),
        check_in_on=None if script.check_in is None else stage.day_on(stage.today, script.check_in),
    )


def _metric(client_id: str, script: MetricScript, stage: Stage) -> Metric:
    return Metric(
        id=_metric_id(client_id, script.key),
        label=script.label,
        words=script.words,
        unit=script.unit,
        lower_is_better=script.lower_is_better,
        points=tuple(
            MetricPoint(
                at=stage.moment(stage.day_back(point.ago), time(15, 0)),
                now=point.now,
                target=point.target,
                by=_end_of_month(stage.day_back(point.ago) + timedelta(days=point.by)),
            )
            for point in script.points
        ),
    )


def _metric_id(client_id: str, key: str) -> str:
    return f"{client_id}-m-{key}"


def _end_of_month(day: date) -> date:
    return month_end(day.year, day.month)


def _disagreements(client: Client, script: ClientScript, stage: Stage) -> Iterator[Disagreement]:
    for number, each in enumerate(script.disagreement, 1):
        disagreement = _disagreement(f"{client.id}-d{number}", client, each, stage)
        yield with_recaps(disagreement, client, each, stage)


def _disagreement(
    disagreement_id: str, client: Client, script: DisagreementScript, stage: Stage
) -> Disagreement:
    calls = tuple(
        call_of(f"{disagreement_id}-k{number}", each, client, stage)
        for number, each in enumerate(script.call, 1)
    )
    opened = (calls[0].moment or stage.now) - timedelta(hours=1)
    return Disagreement(
        id=disagreement_id,
        client=client.id,
        topic=script.topic,
        opened_at=opened,
        metric=None if script.metric is None else _metric_id(client.id, script.metric),
        our_metric=script.our_metric,
        request=script.request,
        wanted_result=script.wanted,
        their_view=script.they,
        our_view=script.we,
        they_are_right_about=script.right,
        need_to_know=script.need,
        good_looks_like=script.good,
        would_change_our_mind=script.mind,
        confidence=(Confidence(at=opened, percent=script.sure),),
        who_was_right=script.who_was_right,
        reviews=tuple(_reviews(script, calls, stage)),
        calls=calls,
    )


def _reviews(script: DisagreementScript, calls: tuple[Call, ...], stage: Stage) -> Iterator[Review]:
    """Yield the looks back: answered where the script says how it went, else still to come."""
    for each, call in zip(script.call, calls, strict=True):
        if call.ended_at is None or each.outcome in {None, OutcomeKind.OPEN, OutcomeKind.PARKED}:
            continue
        due = stage.day_on(call.ended_at.date(), each.review or _REVIEW_AFTER)
        if each.held is not None:
            answered = stage.moment(stage.day_on(due, 2), time(9, 15))
            yield Review(due=due, answered_at=answered, held=each.held, text=each.held_text)
        elif each.review or due > stage.today:
            yield Review(due=due)
        day = _look_again(call)
        if day is not None and due < day < stage.today - _LOOKED_BY:
            yield Review(due=day, answered_at=stage.moment(day, time(9, 40)), held=True)


def _look_again(call: Call) -> date | None:
    """Return the day on which what was tried, parked or chosen is looked at again."""
    if call.outcome is None:
        return None
    advice = call.outcome.advice
    return call.outcome.until or (advice.look_again_on if advice else None)
