"""Everything that the live window shows, read from the history in one go."""

from __future__ import annotations

from companion.method.captures import shown_answer
from companion.method.evidence import FEEL_FELT_FOUND, with_found
from companion.method.playbook import PlaybookScript
from companion.model import Call, Client, Disagreement, Me, Metric, Side
from companion.model.value import Value
from companion.store import Store


class Snapshot(Value, frozen=True, kw_only=True):
    """The call with what stands around it; ``typed`` is the note that is not committed yet.

    ``typed_aside`` is a private one that had to give way to the client-safe view.
    """

    call: Call
    disagreement_id: str
    topic: str
    nth: int
    client: Client
    metric: Metric | None
    playbook: PlaybookScript
    me: Me
    client_names: tuple[str, ...]
    typed: str
    answers: dict[str, str]
    """What is known as the answer of each step, by its key."""
    typed_aside: str = ""

    @property
    def is_paused(self) -> bool:
        """Whether the call's clock stands in a pause."""
        return bool(self.call.pauses) and self.call.pauses[-1].to_ms is None

    @property
    def owners(self) -> tuple[str, ...]:
        """Return who may own a next step: we first, then everybody on the call."""
        ours = [self.me.name, *(colleague.name for colleague in self.me.colleagues)]
        there = [person.name for person in self.call.attendees]
        theirs = [contact.name for contact in self.client.contacts]
        return tuple(dict.fromkeys(name for name in (*ours, *there, *theirs) if name))

    @property
    def their_names(self) -> tuple[str, ...]:
        """Return the names of the people on the client's side."""
        there = [person.name for person in self.call.attendees if person.side is Side.THEIRS]
        return (*there, *(contact.name for contact in self.client.contacts))


def note_place(call_id: str) -> str:
    """Return where the draft of a note of that call is kept."""
    return f"note:{call_id}"


def aside_place(call_id: str) -> str:
    """Return where a private draft of that call is kept while it is put aside."""
    return f"aside:{call_id}"


def take_snapshot(store: Store, call_id: str) -> Snapshot:
    """Read the call *call_id* and what stands around it. Raises NotThere."""
    disagreement = store.disagreements.get(store.calls.disagreement_of(call_id))
    place = next(at for at, call in enumerate(disagreement.calls) if call.id == call_id)
    call = disagreement.calls[place]
    client = store.people.client(disagreement.client)
    metric = client.metric(disagreement.metric)
    playbook = store.playbooks.script(call.playbook)
    if call.playbook == FEEL_FELT_FOUND:
        playbook = with_found(playbook, _found(store, disagreement, metric))
    return Snapshot(
        call=call,
        disagreement_id=disagreement.id,
        topic=disagreement.topic,
        nth=place + 1,
        client=client,
        metric=metric,
        playbook=playbook,
        me=store.people.me(),
        client_names=store.people.client_names(),
        typed=store.drafts.get(note_place(call_id)),
        answers={
            step.key: shown_answer(step, call, disagreement, client) for step in playbook.steps
        },
        typed_aside=store.drafts.get(aside_place(call_id)),
    )


def _found(store: Store, told: Disagreement, metric: Metric | None) -> tuple[str, ...]:
    """Return what a person confirmed that others found; nothing else of a case is shown here."""
    from companion.store.evidence import likeness

    return store.evidence.sentences(likeness(told, metric))
