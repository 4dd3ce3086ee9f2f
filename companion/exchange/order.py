"""Puts a history into the canonical order, so that equal histories become equal files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from msgspec import UNSET
from msgspec.structs import replace

from companion.model import Call, Client, Disagreement, History, Metric

T = TypeVar("T")

_NEVER = datetime.max.replace(tzinfo=UTC)
"""What has no time yet is still to come: it stands last."""


def canonical(history: History) -> History:
    """Return *history* with every list in order of time and then id.

    Lists whose things have neither keep the order that a person gave them: colleagues,
    attendees, options, expectations, links, addresses, texts and playbooks. The steps of a call
    stand in their playbook's order. A call without a state gets the one that its times tell.
    """
    steps = {book.key: [step.key for step in book.steps] for book in history.playbooks}
    return replace(
        history,
        clients=_sorted(map(_client, history.clients), lambda client: client.id),
        disagreements=_sorted(
            (_disagreement(each, steps) for each in history.disagreements),
            lambda each: (_when(each.opened_at), each.id),
        ),
        inbox=_sorted(history.inbox or (), lambda note: (_when(note.at), note.id)) or UNSET,
    )


def _client(client: Client) -> Client:
    return replace(
        client,
        contacts=_sorted(client.contacts, lambda contact: contact.id),
        metrics=_sorted(map(_metric, client.metrics), lambda metric: metric.id),
        speakers=_sorted(client.speakers, lambda speaker: speaker.heard),
    )


def _metric(metric: Metric) -> Metric:
    return replace(metric, points=_sorted(metric.points, lambda point: _when(point.at)))


def _disagreement(disagreement: Disagreement, steps: Mapping[str, list[str]]) -> Disagreement:
    return replace(
        disagreement,
        confidence=_sorted(disagreement.confidence, lambda said: _when(said.at)),
        reviews=_sorted(disagreement.reviews, lambda review: review.due or date.max),
        calls=_sorted(
            (_call(call, steps.get(call.playbook, [])) for call in disagreement.calls),
            lambda call: (_when(call.moment), call.id),
        ),
    )


def _call(call: Call, steps: list[str]) -> Call:
    place = {key: number for number, key in enumerate(steps)}
    return replace(
        call,
        state=call.status,
        pauses=_sorted(call.pauses, lambda pause: pause.from_ms),
        steps=_sorted(call.steps, lambda step: place.get(step.key, len(place))),
        notes=_sorted(call.notes, lambda note: (note.at_ms, note.id)),
        next_steps=_sorted(call.next_steps, lambda step: (step.at_ms, step.id)),
        transcript=_sorted(call.transcript, lambda line: line.at_ms),
        recaps=_sorted(call.recaps, lambda recap: (_when(recap.sent_at), recap.id)),
    )


def _sorted(items: Iterable[T], key: Callable[[T], Any]) -> tuple[T, ...]:
    """Return *items* in order; what is equal keeps its order, since sorting is stable."""
    return tuple(sorted(items, key=key))


def _when(moment: datetime | None) -> datetime:
    return _NEVER if moment is None else moment
