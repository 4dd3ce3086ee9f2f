"""Changes to a playbook, each a new value: steps added, moved, taken away, put back."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from companion.method.playbook import PlaybookScript, Step
from companion.model import new_id


def with_step(script: PlaybookScript, place: int, step: Step) -> PlaybookScript:
    """Return the playbook with *step* at *place*, the others behind it."""
    steps = (*script.steps[:place], step, *script.steps[place:])
    return replace(script, steps=steps)


def without_step(script: PlaybookScript, key: str) -> PlaybookScript:
    """Return the playbook without that step."""
    return replace(script, steps=tuple(step for step in script.steps if step.key != key))


def with_changed(script: PlaybookScript, step: Step) -> PlaybookScript:
    """Return the playbook with *step* in the place of the one with its key."""
    steps = tuple(step if each.key == step.key else each for each in script.steps)
    return replace(script, steps=steps)


def moved(script: PlaybookScript, key: str, by: int) -> PlaybookScript:
    """Return the playbook with that step *by* places further down, as far as there are any."""
    keys = [step.key for step in script.steps]
    place = keys.index(key)
    there = min(max(place + by, 0), len(keys) - 1)
    return with_step(without_step(script, key), there, script.steps[place])


def new_step(script: PlaybookScript, title: str) -> Step:
    """Return a step with a key that no other of the playbook has."""
    taken = {step.key for step in script.steps}
    number = next(n for n in range(1, len(taken) + 2) if f"step-{n}" not in taken)
    return Step(key=f"step-{number}", title=title)


def copy_of(script: PlaybookScript, title: str) -> PlaybookScript:
    """Return the playbook as one of a person's own, to be changed at will."""
    return replace(script, key=new_id(), title=title)


def own_keys(read: Iterable[PlaybookScript], ours: Iterable[str]) -> tuple[PlaybookScript, ...]:
    """Return the playbooks that were read, with a key of their own where they had one of ours."""
    taken = frozenset(ours)
    return tuple(replace(each, key=new_id()) if each.key in taken else each for each in read)
