"""Takes everything private out of a history, so that a copy can be given away."""

from __future__ import annotations

from msgspec import UNSET
from msgspec.structs import replace

from companion.model import Call, Client, Disagreement, History, NoteKind
from companion.model.history import FOUND


def shared(history: History) -> History:
    """Return *history* without what is private (the list at the end of docs/interchange.md).

    Notes in the inbox go too, since nobody has said yet what they are; so do saved searches,
    whose words may name other clients, and what others found, which is about them.
    """
    return replace(
        history,
        texts=tuple(text for text in history.texts if not text.key.startswith(FOUND)),
        saved_searches=(),
        clients=tuple(map(_client, history.clients)),
        disagreements=tuple(map(_disagreement, history.disagreements)),
        inbox=UNSET,
    )


def _client(client: Client) -> Client:
    contacts = tuple(replace(each, knows="", fears="", past="") for each in client.contacts)
    return replace(client, contacts=contacts)


def _disagreement(disagreement: Disagreement) -> Disagreement:
    return replace(
        disagreement,
        our_view="",
        would_change_our_mind="",
        confidence=(),
        who_was_right=None,
        reviews=(),
        calls=tuple(map(_call, disagreement.calls)),
    )


def _call(call: Call) -> Call:
    notes = tuple(note for note in call.notes if note.kind is not NoteKind.PRIVATE)
    return replace(call, why_now="", notes=notes)
