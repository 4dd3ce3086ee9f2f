"""A preparation as one value: the call, what it is about, and what is remembered of the client."""

from __future__ import annotations

from datetime import datetime

import msgspec

from companion.method.before_call import LastTime, Promised
from companion.method.playbook import PlaybookScript
from companion.method.playbooks import FIVE_STEPS
from companion.model import Call, Disagreement, Metric
from companion.model.value import Value
from companion.store import Store
from companion.store.memory import ClientMemory

UNFINISHED = ("client", "people", "metric", "planned", "minutes")
"""The lines that mean something only when they are whole; what is typed waits as a draft."""


class Made(Value, frozen=True, kw_only=True):
    """What this preparation brought into the history, so that a slip can be taken back."""

    client: str = ""
    contacts: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    metric: str = ""


class Preparation(Value, frozen=True, kw_only=True):
    """Everything that the window shows; ``drafts`` holds lines that were left half typed."""

    call: Call
    disagreement: Disagreement
    metric: Metric | None
    memory: ClientMemory
    client_names: tuple[str, ...] = ()
    drafts: dict[str, str] = {}  # noqa: RUF012 - a msgspec default is copied for every value
    playbooks: dict[str, PlaybookScript] = {}  # noqa: RUF012 - the same
    offered: tuple[tuple[str, str], ...] = ()
    """Every playbook's key and title."""
    client_playbook: str = ""
    last_time: LastTime | None = None
    promised: tuple[Promised, ...] = ()
    to_ask: tuple[str, ...] = ()
    """Questions that were kept to be asked beforehand."""


def place(call_id: str, line: str) -> str:
    """Return where the draft of a line of this preparation waits."""
    return f"prepare:{call_id}:{line}"


def read_preparation(store: Store, call_id: str) -> Preparation:
    """Return the preparation as the history has it. Raises NotThere."""
    disagreement = store.disagreements.get(store.calls.disagreement_of(call_id))
    drafts = {line: store.drafts.get(place(call_id, line)) for line in UNFINISHED}
    memory = store.memory.of_client(disagreement.client, apart_from=disagreement.id)
    client = store.people.client(disagreement.client)
    scripts = store.playbooks.scripts()
    return Preparation(
        call=store.calls.get(call_id),
        disagreement=disagreement,
        metric=client.metric(disagreement.metric),
        offered=tuple((key, script.title) for key, script in scripts.items()),
        client_playbook=client.playbook,
        memory=memory,
        last_time=store.client_pages.last_time(disagreement.client),
        promised=store.client_pages.promised(disagreement.client),
        to_ask=tuple(each.question for each in client.expectations if not each.answer),
        playbooks={past.playbook: store.playbooks.script(past.playbook) for past in memory.last},
        client_names=store.people.client_names(),
        drafts={line: text for line, text in drafts.items() if text},
    )


def open_preparation(store: Store, call_id: str, now: datetime) -> Preparation:
    """Return the preparation; the first time, with the client's last known numbers filled in."""
    with store.write():
        if not store.drafts.get(place(call_id, "made")):
            remember_made(store, call_id, Made(), now)
            recall_numbers(store, store.calls.disagreement_of(call_id))
            recall_playbook(store, call_id)
    return read_preparation(store, call_id)


def recall_numbers(store: Store, disagreement_id: str) -> None:
    """Begin with the numbers of last time, theirs and ours, where none were given yet."""
    disagreement = store.disagreements.get(disagreement_id)
    memory = store.memory.of_client(disagreement.client, apart_from=disagreement_id)
    if disagreement.metric is None and memory.metric is not None:
        store.disagreements.set_metric(disagreement_id, memory.metric)
    if not disagreement.our_metric and memory.our_metric:
        store.disagreements.set_text(disagreement_id, "our_metric", memory.our_metric)


def recall_playbook(store: Store, call_id: str) -> None:
    """Let the call follow the client's own playbook where no other one was chosen for it."""
    call = store.calls.get(call_id)
    disagreement = store.disagreements.get(store.calls.disagreement_of(call_id))
    wanted = store.people.client(disagreement.client).playbook
    if wanted in store.playbooks.scripts() and call.playbook in {"", FIVE_STEPS} and not call.steps:
        store.live.set_text(call_id, "playbook", wanted)


def made_here(store: Store, call_id: str) -> Made:
    """Return what this preparation brought into the history so far."""
    text = store.drafts.get(place(call_id, "made"))
    return msgspec.json.decode(text, type=Made) if text else Made()


def remember_made(store: Store, call_id: str, made: Made, now: datetime) -> None:
    """Keep what this preparation brought into the history."""
    store.drafts.keep(place(call_id, "made"), msgspec.json.encode(made).decode(), now)
