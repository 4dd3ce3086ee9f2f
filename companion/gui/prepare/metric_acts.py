"""Acts on the number they judge us by: one typed line becomes a metric and a reading of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from companion.gui.prepare.preparation import Made, made_here, place, remember_made
from companion.method.metric import ParsedMetric, parse_metric
from companion.model import Client, Metric, MetricPoint, new_id
from companion.store import Store

CORRECTING = timedelta(hours=1)
"""A figure typed again within this time corrects the last reading; later it is a new one."""


def keep_metric(store: Store, call_id: str, typed: str, now: datetime) -> None:
    """Keep the line *typed* as the client's metric with a reading taken *now*.

    A label that the client has already means that metric, and adds to its readings. An empty
    line says that we do not know their number.
    """
    parsed = parse_metric(typed, now.date())
    with store.write():
        store.drafts.keep(place(call_id, "metric"), "", now)
        disagreement = store.disagreements.get(store.calls.disagreement_of(call_id))
        client = store.people.client(disagreement.client)
        made = made_here(store, call_id)
        before = client.metric(disagreement.metric)
        after = None if parsed == ParsedMetric() else _meant(client, before, parsed, made)
        if after is not None:
            after = _with_reading(after, parsed, now)
            store.people.save_metric(client.id, after)
            if client.metric(after.id) is None:
                made = replace(made, metrics=(*made.metrics, after.id))
        store.disagreements.set_metric(disagreement.id, after)
        if before is not None and (after is None or after.id != before.id):
            made = _forget(store, disagreement.id, before.id, made)
        remember_made(store, call_id, made, now)


def is_own_metric(store: Store, disagreement_id: str, metric_id: str, made: Made) -> bool:
    """Whether a metric came into the history with this disagreement and nothing else needs it."""
    return metric_id in made.metrics and not store.memory.metric_is_shared(
        metric_id, disagreement_id
    )


def _meant(client: Client, before: Metric | None, parsed: ParsedMetric, made: Made) -> Metric:
    """Return the metric that the line speaks of: a known one, the corrected one, or a new one."""
    label = parsed.label or (before.label if before else "")
    known = [metric for metric in client.metrics if metric.label.casefold() == label.casefold()]
    if before is not None and before in known:
        return before
    if known:
        return known[-1]
    if before is not None and before.id in made.metrics:
        return replace(before, label=label)
    return Metric(id=new_id(), label=label)


def _with_reading(metric: Metric, parsed: ParsedMetric, now: datetime) -> Metric:
    """Return the metric with the figures of the line as its latest reading, where they are new."""
    point = MetricPoint(at=now, now=parsed.now, target=parsed.target, by=parsed.by)
    last = metric.latest
    says_nothing = parsed.now is None and parsed.target is None
    is_same = last is not None and replace(last, at=now) == point
    points = metric.points
    if not is_same:
        if last is not None and last.at is not None and now - last.at < CORRECTING:
            points = points[:-1]
        points = points if says_nothing else (*points, point)
    return replace(
        metric,
        unit=parsed.unit or metric.unit,
        lower_is_better=metric.lower_is_better or _is_to_fall(parsed),
        points=points,
    )


def _is_to_fall(parsed: ParsedMetric) -> bool:
    """Whether they want the number lower than it is."""
    return parsed.now is not None and parsed.target is not None and parsed.target < parsed.now


def _forget(store: Store, disagreement_id: str, metric_id: str, made: Made) -> Made:
    """Take a metric out of the history again where only a slip of the fingers put it there."""
    if not is_own_metric(store, disagreement_id, metric_id, made):
        return made
    store.people.remove_metric(metric_id)
    return replace(made, metrics=tuple(key for key in made.metrics if key != metric_id))
