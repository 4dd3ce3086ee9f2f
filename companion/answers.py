"""Stores the answer of a step where its playbook says that it belongs."""

from __future__ import annotations

from datetime import date

from companion.errors import InvalidInput
from companion.method.captures import CALL_TEXTS, DISAGREEMENT_TEXTS
from companion.method.dates import parse_due
from companion.method.playbook import Captures, Step
from companion.store import Store


def keep_answer(store: Store, call_id: str, step: Step, text: str, today: date) -> None:
    """Keep *text* as the call's answer to *step*, and in the one place that it captures.

    All of it in one transaction. A check-in that says no day yet leaves the client's as it was.
    """
    with store.write():
        store.live.answer(call_id, step.key, text)
        if name := DISAGREEMENT_TEXTS.get(step.captures):
            store.disagreements.set_text(store.calls.disagreement_of(call_id), name, text)
        elif name := CALL_TEXTS.get(step.captures):
            store.live.set_text(call_id, name, text)
        elif step.captures is Captures.EXPECTATION:
            client_id = _client_of(store, call_id)
            store.people.set_expectation(client_id, step.title, text.strip(), today)
        elif step.captures is Captures.CHECK_IN:
            _keep_check_in(store, call_id, text, today)


def _keep_check_in(store: Store, call_id: str, text: str, today: date) -> None:
    if not text.strip():
        store.people.set_check_in(_client_of(store, call_id), None)
        return
    try:
        day = parse_due(text, today)
    except InvalidInput:
        return
    store.people.set_check_in(_client_of(store, call_id), day)


def _client_of(store: Store, call_id: str) -> str:
    return store.disagreements.client_of(store.calls.disagreement_of(call_id))
