"""Two versions of the same thing made one: what is newer wins, what is only in one stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from functools import partial
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from companion.model.call import Call, CallState
from companion.model.client import Client, Metric
from companion.model.disagreement import Disagreement
from companion.model.history import Me, Playbook
from companion.model.outcome import Outcome
from companion.model.recap import Recap, RecapState
from companion.model.value import Value

T = TypeVar("T")
V = TypeVar("V", bound=Value)

_FURTHEST = tuple(CallState)
"""The states of a call in the order in which it goes through them."""


def merged_me(before: Me, after: Me, *, mine: bool = False) -> Me:
    """Return *after* with what only *before* says about the person.

    The document of somebody else says nothing about the person who keeps this history.
    """
    if before.name and after.name and before.name.casefold() != after.name.casefold():
        return before
    one, filled = _sides(mine)
    whole: Me = filled(before, after)
    colleagues = _merged(before.colleagues, after.colleagues, lambda c: (c.name, c.email), one)
    return replace(whole, colleagues=colleagues)


def merged_client(before: Client, after: Client, *, mine: bool = False) -> Client:
    """Return *after* with everything that only *before* says.

    Where both say something else, *mine* lets *before* stand; so it does below.
    """
    one, filled = _sides(mine)
    metrics = partial(_merged_metric, mine=mine)
    whole: Client = filled(before, after)
    return replace(
        whole,
        contacts=_merged(before.contacts, after.contacts, lambda contact: contact.id, filled),
        metrics=_merged(before.metrics, after.metrics, lambda metric: metric.id, metrics),
        expectations=_merged(before.expectations, after.expectations, lambda e: e.question, one),
        speakers=_merged(before.speakers, after.speakers, lambda speaker: speaker.heard, one),
    )


def merged_disagreement(
    before: Disagreement, after: Disagreement, *, mine: bool = False
) -> Disagreement:
    """Return *after* with what was said, and the calls held, that only *before* has."""
    one, filled = _sides(mine)
    whole: Disagreement = filled(before, after)
    if before.client != after.client:
        # A metric is one of the client's; that of the other client would mean nothing here.
        whole = replace(whole, metric=(before if mine else after).metric)
    calls = partial(merged_call, mine=mine)
    return replace(
        whole,
        confidence=_merged(before.confidence, after.confidence, lambda said: said.at, one),
        reviews=_merged(before.reviews, after.reviews, lambda review: review.due, one),
        calls=_merged(before.calls, after.calls, lambda call: call.id, calls),
    )


def merged_call(before: Call, after: Call, *, mine: bool = False) -> Call:
    """Return *after* with every note, option, step, recap and answer that only *before* has.

    A call that was held stays held, whatever an older copy of its preparation says.
    """
    one, filled = _sides(mine)
    recaps = partial(_merged_recap, mine=mine)
    whole: Call = filled(before, after)
    return replace(
        whole,
        state=max(before.status, after.status, key=_FURTHEST.index),
        caring_no=filled(before.caring_no, after.caring_no),
        pauses=_merged(before.pauses, after.pauses, lambda pause: pause.from_ms, one),
        attendees=_merged(before.attendees, after.attendees, lambda p: (p.name, p.email), one),
        steps=_merged(before.steps, after.steps, lambda step: step.key, filled),
        notes=_merged(before.notes, after.notes, lambda note: note.id, one),
        options=_merged(before.options, after.options, lambda option: option.label, filled),
        next_steps=_merged(before.next_steps, after.next_steps, lambda step: step.id, filled),
        transcript=_merged(before.transcript, after.transcript, lambda line: line, one),
        links=_merged(before.links, after.links, lambda link: (link.title, link.url), one),
        recaps=_merged(before.recaps, after.recaps, lambda recap: recap.id, recaps),
        outcome=_merged_outcome(before.outcome, after.outcome, mine),
    )


def _merged_recap(before: Recap, after: Recap, mine: bool) -> Recap:
    """Return *after*, unless only *before* knows that it was sent: an older copy cannot unsend."""
    is_sent = before.state is RecapState.SENT
    if is_sent is (after.state is RecapState.SENT):
        return before if mine else after
    if is_sent:
        return replace(before, reply=after.reply or before.reply)
    return after


def merged_playbook(before: Playbook | None, after: Playbook) -> Playbook:
    """Return *after*, with the words of its steps that only *before* has."""
    if before is None:
        return after
    known = {step.key: step for step in before.steps}
    steps = (_filled(known[step.key], step) if step.key in known else step for step in after.steps)
    return replace(_filled(before, after), steps=tuple(steps) or before.steps)


def _merged_metric(before: Metric, after: Metric, mine: bool) -> Metric:
    one, filled = _sides(mine)
    points = _merged(before.points, after.points, lambda point: point.at, one)
    whole: Metric = filled(before, after)
    return replace(whole, points=points)


def _merged_outcome(before: Outcome | None, after: Outcome | None, mine: bool) -> Outcome | None:
    """Return the newer outcome; advice on record stays as it was first written (idea 18)."""
    if before is None or after is None:
        return after or before
    stands, other = (before, after) if mine else (after, before)
    return replace(
        stands,
        at=stands.at or other.at,
        advice=before.advice or after.advice,
        mistake=stands.mistake or other.mistake,
    )


def _sides(mine: bool) -> tuple[Callable[[Any, Any], Any], Callable[[Any, Any], Any]]:
    """Return how one of two whole things is taken, and how one is filled from the other."""
    return (_older, _kept) if mine else (_newer, _filled)


def _kept(before: V, after: V) -> V:
    return _filled(after, before)


def _older(before: T, _after: T) -> T:
    return before


def _filled(before: V, after: V) -> V:
    """Return *after*, its empty fields as in *before*: what a document leaves out is no news."""
    kept: dict[str, Any] = {
        field.name: getattr(before, field.name)
        for field in msgspec.structs.fields(after)
        if not field.required and getattr(after, field.name) == field.default
    }
    return replace(after, **kept)


def _newer(_before: T, after: T) -> T:
    return after


def _merged(
    before: Iterable[T],
    after: tuple[T, ...],
    key: Callable[[T], Hashable],
    both: Callable[[T, T], T] = _newer,
) -> tuple[T, ...]:
    """Return *before*, each item that *after* has too made one by *both*, then the new ones.

    A key that stands twice in *after* is no key: then only what is just the same is the same.
    """
    newer = {key(item): item for item in after}
    if len(newer) < len(after):
        return _united(tuple(before), after)
    old_first = []
    for item in before:
        same = newer.pop(key(item), None)
        old_first.append(item if same is None else both(item, same))
    return (*old_first, *newer.values())


def _united(before: tuple[T, ...], after: tuple[T, ...]) -> tuple[T, ...]:
    """Return *before* and what *after* has more of, an item as often as the richer one has it."""
    more = Counter(after) - Counter(before)
    added = []
    for item in after:
        if more[item]:
            more[item] -= 1
            added.append(item)
    return (*before, *added)
