"""Gives the calls of the believable year the recaps that the program itself would write."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from companion.exchange.demo_call import Stage
from companion.exchange.demo_script import DisagreementScript, RecapScript
from companion.method.recap import RecapSource, compose
from companion.model import Call, Client, Disagreement, MetricPoint, Recap, RecapState, Reply


def with_recaps(
    disagreement: Disagreement, client: Client, script: DisagreementScript, stage: Stage
) -> Disagreement:
    """Return *disagreement* with the recap of every call whose script has one."""
    scripted = zip(disagreement.calls, script.call, strict=True)
    calls = tuple(
        replace(call, recaps=(_recap(call, each.recap, disagreement, client, stage),))
        if each.recap is not None
        else call
        for call, each in scripted
    )
    return replace(disagreement, calls=calls)


def _recap(
    call: Call,
    script: RecapScript | str,
    disagreement: Disagreement,
    client: Client,
    stage: Stage,
) -> Recap:
    ended = call.ended_at or stage.now
    source = RecapSource(
        me=stage.me,
        client=_as_known(client, ended),
        disagreement=disagreement,
        call=_as_ended(call),
        today=ended.date(),
    )
    draft = compose(source)
    recap = Recap(
        id=f"{call.id}-r1",
        template=draft.template,
        language=draft.language,
        to=draft.to,
        subject=draft.subject,
        text=draft.text,
    )
    return recap if isinstance(script, str) else _sent(recap, script, ended)


def _as_known(client: Client, moment: datetime) -> Client:
    """Return *client* with the readings that there were at *moment*, or the first that came."""
    metrics = tuple(
        replace(metric, points=_until(metric.points, moment) or metric.points[:1])
        for metric in client.metrics
    )
    return replace(client, metrics=metrics)


def _until(points: tuple[MetricPoint, ...], moment: datetime) -> tuple[MetricPoint, ...]:
    return tuple(each for each in points if each.at and each.at.date() <= moment.date())


def _as_ended(call: Call) -> Call:
    """Return *call* as it was when it ended: nothing of its next steps was done yet."""
    steps = tuple(replace(each, done_at=None) for each in call.next_steps)
    return replace(call, next_steps=steps)


def _sent(recap: Recap, script: RecapScript, ended: datetime) -> Recap:
    sent = ended + timedelta(minutes=script.after)
    answered = sent + timedelta(minutes=script.reply_after)
    reply = script.reply and Reply(kind=script.reply, at=answered, text=script.reply_text)
    return replace(recap, state=RecapState.SENT, via=script.via, sent_at=sent, reply=reply)
