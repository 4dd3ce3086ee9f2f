"""What of one value is another in a second version of it, place by place, in the second's order."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import UNSET
from msgspec.structs import fields

from companion.model.call import Call, CallState
from companion.model.disagreement import Disagreement
from companion.model.recap import Recap, RecapState
from companion.model.value import Value

_TELLING = ("text", "topic", "name", "question", "label", "title", "subject", "why", "key", "kind")
"""Fields that tell what a thing is, the most telling first."""


class Sort(StrEnum):
    """How a place differs."""

    ADDED = "added"
    """Something stands in a list, or at all, that did not before."""
    FILLED = "filled"
    """A place that was empty says something."""
    REPLACED = "replaced"
    """Something else stands in the place of what stood there."""
    STAYS = "stays"
    """A document says something else, and what happened here stays."""


class Change(Value, frozen=True, kw_only=True):
    """A place that differs: names of fields, each followed by which item of a list is meant."""

    sort: Sort
    path: tuple[str, ...]
    before: str
    after: str


def changes(before: Value, after: Value) -> tuple[Change, ...]:
    """Return what differs between a value and what merging made of it.

    A merged list begins with the items that it had, in their order (``companion.model.merge``).
    """
    return tuple(_changes((), before, after))


def staying(before: Disagreement, theirs: Disagreement) -> tuple[Change, ...]:
    """Return what another version says and merging does not take: what happened stays so."""
    known = {call.id: call for call in before.calls}
    return tuple(
        change
        for call in theirs.calls
        if call.id in known
        for change in _staying(known[call.id], call)
    )


def said(value: object) -> str:
    """Return a text that tells which thing a value is, or what it says."""
    if isinstance(value, Call):
        return value.moment.isoformat(sep=" ", timespec="minutes")[:16] if value.moment else ""
    if isinstance(value, Recap):
        return value.subject or value.text.partition("\n")[0]
    if isinstance(value, Value):
        names = [field.name for field in fields(value)]
        told = (getattr(value, name) for name in _TELLING if name in names)
        return next((str(each) for each in told if each), "")
    if isinstance(value, tuple):
        return ", ".join(map(said, value))
    return "" if value is None or value is UNSET else str(value)


def _changes(path: tuple[str, ...], before: object, after: object) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, Value) and isinstance(after, Value):
        for field in fields(after):
            old, new = getattr(before, field.name), getattr(after, field.name)
            if old != new:
                yield from _field_changes((*path, field.name), old, new, field.default)
    else:
        yield Change(sort=Sort.REPLACED, path=path, before=said(before), after=said(after))


def _field_changes(
    path: tuple[str, ...], old: object, new: object, default: object
) -> Iterator[Change]:
    if isinstance(new, tuple) and any(isinstance(each, Value) for each in new):
        old = old if isinstance(old, tuple) else ()
        for one, other in zip(old, new, strict=False):
            yield from _changes((*path, said(one)), one, other)
        for item in new[len(old) :]:
            yield Change(sort=Sort.ADDED, path=path, before="", after=said(item))
    elif isinstance(old, Value) and isinstance(new, Value):
        yield from _changes(path, old, new)
    else:
        sort = Sort.FILLED if old == default or not old else Sort.REPLACED
        yield Change(sort=sort, path=path, before=said(old), after=said(new))


def _staying(mine: Call, theirs: Call) -> Iterator[Change]:
    order = tuple(CallState)
    place = ("calls", said(mine))
    if order.index(theirs.status) < order.index(mine.status):
        yield _stays((*place, "state"), mine.status, theirs.status)
    recaps = {recap.id: recap for recap in theirs.recaps}
    for recap in mine.recaps:
        other = recaps.get(recap.id)
        if other and recap.state is RecapState.SENT and other.state is not RecapState.SENT:
            yield _stays((*place, "recaps", said(recap), "state"), recap.state, other.state)
    ours = mine.outcome.advice if mine.outcome else None
    advice = theirs.outcome.advice if theirs.outcome else None
    if ours and advice and ours != advice:
        told = ours.we_advised, advice.we_advised
        yield _stays((*place, "outcome", "advice"), *told)


def _stays(path: tuple[str, ...], before: str, after: str) -> Change:
    return Change(sort=Sort.STAYS, path=path, before=str(before), after=str(after))
