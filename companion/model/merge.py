"""Two versions of the same thing made one: what is newer wins, what is only in one stays."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from msgspec.structs import replace

from companion.model.call import Call
from companion.model.client import Client
from companion.model.disagreement import Disagreement

T = TypeVar("T")


def merged_client(before: Client, after: Client) -> Client:
    """Return *after* with the contacts, metrics and expectations that only *before* has."""
    return replace(
        after,
        contacts=_merged(before.contacts, after.contacts, lambda contact: contact.id),
        metrics=_merged(before.metrics, after.metrics, lambda metric: metric.id),
        expectations=_merged(before.expectations, after.expectations, lambda e: e.question),
    )


def merged_disagreement(before: Disagreement, after: Disagreement) -> Disagreement:
    """Return *after* with what was said, and the calls held, that only *before* has."""
    calls = {call.id: call for call in before.calls}
    return replace(
        after,
        confidence=_merged(before.confidence, after.confidence, lambda said: said.at),
        reviews=_merged(before.reviews, after.reviews, lambda review: review.due),
        calls=_merged(
            before.calls,
            tuple(
                merged_call(calls[call.id], call) if call.id in calls else call
                for call in after.calls
            ),
            lambda call: call.id,
        ),
    )


def merged_call(before: Call, after: Call) -> Call:
    """Return *after* with every note, option, step and recap that only *before* has."""
    return replace(
        after,
        pauses=_merged(before.pauses, after.pauses, lambda pause: pause.from_ms),
        attendees=_merged(before.attendees, after.attendees, lambda p: (p.name, p.email)),
        steps=_merged(before.steps, after.steps, lambda step: step.key),
        notes=_merged(before.notes, after.notes, lambda note: note.id),
        options=_merged(before.options, after.options, lambda option: option.label),
        next_steps=_merged(before.next_steps, after.next_steps, lambda step: step.id),
        transcript=_merged(before.transcript, after.transcript, lambda line: line),
        links=_merged(before.links, after.links, lambda link: (link.title, link.url)),
        recaps=_merged(before.recaps, after.recaps, lambda recap: recap.id),
        outcome=after.outcome or before.outcome,
    )


def _merged(
    before: Iterable[T], after: tuple[T, ...], key: Callable[[T], Hashable]
) -> tuple[T, ...]:
    """Return *before* with each item that *after* has too in its new form, then the new ones.

    A key that stands twice in *after* is no key: then *after* stands as it is.
    """
    newer = {key(item): item for item in after}
    if len(newer) < len(after):
        return after
    old_first = tuple(newer.pop(key(item), item) for item in before)
    return old_first + tuple(newer.values())
