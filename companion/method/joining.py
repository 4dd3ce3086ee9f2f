"""A client of a document who is known here under another id: their ids become those of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from companion.method.merging import is_same_contact, is_same_metric
from companion.model import Client, Contact, Disagreement, History, Metric
from companion.model.merge import merged_client

T = TypeVar("T", Contact, Metric)


def joined(history: History, known: Mapping[str, Client]) -> History:
    """Return *history* with our ids for clients who are *known* here, by their ids there.

    The people and metrics that both have get our ids too, so that loading makes one of them.
    """
    if not known:
        return history
    metrics: dict[str, str] = {}
    clients: dict[str, Client] = {}
    for client in history.clients:
        one = client
        if client.id in known:
            one = joined_client(client, known[client.id])
            pairs = zip(client.metrics, one.metrics, strict=True)
            metrics |= {before.id: after.id for before, after in pairs}
        same = clients.get(one.id)
        clients[one.id] = one if same is None else merged_client(same, one)
    return replace(
        history,
        clients=tuple(clients.values()),
        disagreements=tuple(_joined(told, known, metrics) for told in history.disagreements),
    )


def joined_client(client: Client, ours: Client) -> Client:
    """Return *client* with the id and the name of ours, and the ids of what both have."""
    return replace(
        client,
        id=ours.id,
        name=ours.name or client.name,
        contacts=_renamed(client.contacts, ours.contacts, is_same_contact),
        metrics=_renamed(client.metrics, ours.metrics, is_same_metric),
    )


def _renamed(
    theirs: tuple[T, ...], ours: tuple[T, ...], is_same: Callable[[T, T], bool]
) -> tuple[T, ...]:
    """Return *theirs*, each of them under the id of one of *ours* at most, and none shared."""
    free, found = list(ours), []
    for each in theirs:
        same = next((one for one in free if is_same(one, each)), None)
        if same is None:
            found.append(each)
        else:
            free.remove(same)
            found.append(replace(each, id=same.id))
    return tuple(found)


def _joined(
    told: Disagreement, known: Mapping[str, Client], metrics: Mapping[str, str]
) -> Disagreement:
    ours = known.get(told.client)
    if ours is None:
        return told
    metric = None if told.metric is None else metrics.get(told.metric, told.metric)
    return replace(told, client=ours.id, metric=metric)
