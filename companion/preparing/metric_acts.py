"""Acts on the number they judge us by: one typed line becomes a metric and a reading of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from companion.method.judged_by import metric_meant
from companion.method.metric import ParsedMetric, parse_metric
from companion.model import Client, Metric
from companion.preparing.preparation import Made, made_here, place, remember_made
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
        after = None if parsed == ParsedMetric() else _meant(client, before, parsed, made, now)
        if after is not None:
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


def _meant(
    client: Client, before: Metric | None, parsed: ParsedMetric, made: Made, now: datetime
) -> Metric:
    """Return the metric that the line speaks of, with its reading: a name typed wrong is mended."""
    known = any(m.label.casefold() == parsed.label.casefold() for m in client.metrics)
    if before is not None and before.id in made.metrics and parsed.label and not known:
        before = replace(before, label=parsed.label)
    return metric_meant(client, before, parsed, now, now - CORRECTING)


def _forget(store: Store, disagreement_id: str, metric_id: str, made: Made) -> Made:
    """Take a metric out of the history again where only a slip of the fingers put it there."""
    if not is_own_metric(store, disagreement_id, metric_id, made):
        return made
    store.people.remove_metric(metric_id)
    return replace(made, metrics=tuple(key for key in made.metrics if key != metric_id))
