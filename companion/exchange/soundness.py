"""Refuses a document that is well-typed and still says something impossible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from companion.errors import DocumentError
from companion.exchange.places import clip
from companion.model import Call, Client, History

FURTHEST_OFFSET = timedelta(hours=14)
"""Kiribati's; SQLite reads no time beyond 14:59 (https://www.sqlite.org/lang_datefunc.html)."""


def refuse_unsound(history: History) -> None:
    """Raise DocumentError for an id used twice, a reference to nothing, or an impossible time."""
    for kind, places in _ids(history):
        _refuse_twice(kind, places)
    _refuse_lost_clients(history)
    for path, call in _calls(history):
        _refuse_lost_choice(path, call)
        _refuse_backward_pauses(path, call)
    _refuse_unreachable_times(history, "$")


def _calls(history: History) -> Iterator[tuple[str, Call]]:
    """Yield every call with its JSON path."""
    for i, disagreement in enumerate(history.disagreements):
        for k, call in enumerate(disagreement.calls):
            yield f"$.disagreements[{i}].calls[{k}]", call


def _clients(history: History) -> Iterator[tuple[str, Client]]:
    """Yield every client with its JSON path."""
    for i, client in enumerate(history.clients):
        yield f"$.clients[{i}]", client


def _ids(history: History) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """Yield every kind of thing that has an id, with the place and id of each of its kind."""
    clients, calls = list(_clients(history)), list(_calls(history))
    yield "clients", ((f"{path}.id", client.id) for path, client in clients)
    yield "contacts", _within(((f"{path}.contacts", client.contacts) for path, client in clients))
    yield "metrics", _within(((f"{path}.metrics", client.metrics) for path, client in clients))
    yield "disagreements", _within([("$.disagreements", history.disagreements)])
    yield "calls", ((f"{path}.id", call.id) for path, call in calls)
    yield "notes", _within(((f"{path}.notes", call.notes) for path, call in calls))
    yield "next steps", _within(((f"{path}.next_steps", call.next_steps) for path, call in calls))
    yield "recaps", _within(((f"{path}.recaps", call.recaps) for path, call in calls))
    yield "inbox notes", _within([("$.inbox", history.inbox or ())])
    yield "playbooks", _within([("$.playbooks", history.playbooks)], "key")
    yield "saved searches", _within([("$.saved_searches", history.saved_searches)], "name")
    for i, playbook in enumerate(history.playbooks):
        yield (
            "steps of this playbook",
            _within([(f"$.playbooks[{i}].steps", playbook.steps)], "key"),
        )
    for i, client in enumerate(history.clients):
        heard = [(f"$.clients[{i}].speakers", client.speakers)]
        yield "speakers of this client", _within(heard, "heard")
    for path, call in calls:
        yield "steps of this call", _within([(f"{path}.steps", call.steps)], "key")
        yield "options of this call", _within([(f"{path}.options", call.options)], "label")
    yield "texts", _texts(history)


def _within(
    lists: Iterable[tuple[str, tuple[Struct, ...]]], name: str = "id"
) -> Iterator[tuple[str, str]]:
    for path, items in lists:
        for i, item in enumerate(items):
            yield f"{path}[{i}].{name}", getattr(item, name)


def _texts(history: History) -> Iterator[tuple[str, str]]:
    """Yield the texts by key and language, which together name one."""
    for i, text in enumerate(history.texts):
        yield f"$.texts[{i}].key", f"{text.key} {text.language}".rstrip()


def _refuse_twice(kind: str, places: Iterable[tuple[str, str]]) -> None:
    seen: set[str] = set()
    for path, name in places:
        if name in seen:
            raise DocumentError(f"Two {kind} are called {clip(name)}", path)
        seen.add(name)


def _refuse_lost_clients(history: History) -> None:
    """Refuse a disagreement with a client, or about a metric, that the document does not hold."""
    metrics = {client.id: {metric.id for metric in client.metrics} for client in history.clients}
    for i, disagreement in enumerate(history.disagreements):
        path, client = f"$.disagreements[{i}]", disagreement.client
        if client not in metrics:
            raise DocumentError(f"There is no client {clip(client)} in the file", f"{path}.client")
        if disagreement.metric is not None and disagreement.metric not in metrics[client]:
            reason = f"This client has no metric {clip(disagreement.metric)}"
            raise DocumentError(reason, f"{path}.metric")


def _refuse_lost_choice(path: str, call: Call) -> None:
    if call.chosen is None or not call.chosen.label:
        return
    if call.chosen.label not in {option.label for option in call.options}:
        reason = f"This call has no option {clip(call.chosen.label)}"
        raise DocumentError(reason, f"{path}.chosen.label")


def _refuse_backward_pauses(path: str, call: Call) -> None:
    for i, pause in enumerate(call.pauses):
        if pause.to_ms is not None and pause.to_ms < pause.from_ms:
            raise DocumentError("The pause ends before it begins", f"{path}.pauses[{i}].to_ms")


def _refuse_unreachable_times(value: object, path: str) -> None:
    """Refuse a moment that no other time zone can express: its date there leaves the calendar."""
    if isinstance(value, datetime):
        try:
            value.astimezone(UTC)
        except OverflowError:
            raise DocumentError("The time lies outside the calendar", path) from None
        if abs(value.utcoffset() or timedelta()) > FURTHEST_OFFSET:
            raise DocumentError("No place on earth has that offset from UTC", path)
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            _refuse_unreachable_times(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple) and value and not isinstance(value[0], str):
        for i, item in enumerate(value):
            _refuse_unreachable_times(item, f"{path}[{i}]")
