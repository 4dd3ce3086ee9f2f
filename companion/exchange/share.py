"""Takes everything private out of a history, so that a copy can be given away."""

from __future__ import annotations

from msgspec import UNSET
from msgspec.structs import replace

from companion.model import Call, Client, Disagreement, History, NoteKind
from companion.model.history import FOUND


def shared(history: History, *, with_transcripts: bool = False) -> History:
    """Return *history* without what is private (the list at the end of docs/interchange.md).

    Transcripts stay out unless they are asked for: they hold every word of everybody, also what
    was said aside. With them go the names in them and whom these mean.

    Notes in the inbox go too, since nobody has said yet what they are; so do saved searches,
    whose words may name other clients, and what others found, which is about them.
    """
    return replace(
        history,
        texts=tuple(text for text in history.texts if not text.key.startswith(FOUND)),
        saved_searches=(),
        clients=tuple(_client(each, with_transcripts) for each in history.clients),
        disagreements=tuple(
            _disagreement(each, with_transcripts) for each in history.disagreements
        ),
        inbox=UNSET,
    )


def _client(client: Client, with_transcripts: bool) -> Client:
    contacts = tuple(replace(each, knows="", fears="", past="") for each in client.contacts)
    speakers = client.speakers if with_transcripts else ()
    return replace(client, contacts=contacts, speakers=speakers)


def _disagreement(disagreement: Disagreement, with_transcripts: bool) -> Disagreement:
    return replace(
        disagreement,
        our_view="",
        would_change_our_mind="",
        confidence=(),
        who_was_right=None,
        reviews=(),
        calls=tuple(_call(each, with_transcripts) for each in disagreement.calls),
    )


def _call(call: Call, with_transcripts: bool) -> Call:
    notes = tuple(note for note in call.notes if note.kind is not NoteKind.PRIVATE)
    transcript = call.transcript if with_transcripts else ()
    return replace(call, why_now="", notes=notes, transcript=transcript)
