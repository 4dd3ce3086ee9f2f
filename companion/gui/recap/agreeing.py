"""Changes a part of the agreement after the call, and says how to take the change back; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from companion.gui.recap import page as pages
from companion.gui.recap.page import Page
from companion.model import Chosen, NextStep, Option
from companion.store import Store

Undo = Callable[[Store], object]


def change(store: Store, page: Page, given: object, now: datetime) -> Undo:
    """Store what was *given*: an Option, a Chosen, a NextStep or a line about their metric.

    Returns what brings back what *page* had before.
    """
    call = page.call
    if isinstance(given, Option):
        before = next(
            (o for o in call.options if o.label == given.label), Option(label=given.label)
        )
        store.live.set_option(call.id, given)
        return lambda store: store.live.set_option(call.id, before)
    if isinstance(given, Chosen):
        store.live.choose(call.id, given)
        return lambda store: store.live.choose(call.id, call.chosen)
    if isinstance(given, NextStep):
        return _change_step(store, page, given)
    return _change_metric(store, page, str(given), now)


def take_away(store: Store, page: Page, step: NextStep) -> Undo:
    """Take a next step away that was none; the returned act brings it back."""
    store.live.remove_next_step(step.id)
    return lambda store: store.live.save_next_step(page.call.id, step)


def _change_step(store: Store, page: Page, given: NextStep) -> Undo:
    known = next((step for step in page.call.next_steps if step.id == given.id), None)
    store.live.save_next_step(page.call.id, given)
    if known is None:
        return lambda store: store.live.remove_next_step(given.id)
    return lambda store: store.live.save_next_step(page.call.id, known)


def _change_metric(store: Store, page: Page, line: str, now: datetime) -> Undo:
    known = page.client.metric(page.disagreement.metric)
    pages.set_metric(store, page, line, now)
    made = store.disagreements.get(page.disagreement.id).metric

    def undo(store: Store) -> None:
        with store.write():
            store.disagreements.set_metric(page.disagreement.id, known)
            if known is not None:
                store.people.save_metric(page.client.id, known)
            elif made is not None:
                store.people.remove_metric(made)

    return undo
