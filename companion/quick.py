"""Quick acts from outside the window: a note into the running call, the recap of a past one."""

from __future__ import annotations

from datetime import date

from companion.errors import InvalidInput, NotThere
from companion.method.one_line import one_line
from companion.method.recap import RecapSource, compose
from companion.method.typed_kind import typed_kind
from companion.model import InboxNote, NoteKind, Recap, new_id
from companion.session import Clock, Session
from companion.store import Store


def take_note(store: Store, clock: Clock, text: str) -> str:
    """Put *text* into the running call, or into the inbox; return a sentence that says where.

    A kind may stand at its start, as in the window's entry: ``/concern``, ``/private``. What the
    inbox gets stays as it was typed, for the call that it is put into.
    """
    text = _clean(text)
    if not text:
        raise InvalidInput("There is nothing to note.")
    running = store.calls.running()
    if running is None:
        store.inbox.add(InboxNote(id=new_id(), at=clock.now(), text=text))
        return "Kept in the inbox, since no call is running."
    session = Session(store, clock, running)
    kind, said = typed_kind(text) or (NoteKind.FACT, text)
    session.note(said.strip(), kind, at_ms=session.clock_ms(), at=clock.now(), source="command")
    disagreement = session.disagreement()
    about = (store.people.client(disagreement.client).name, disagreement.topic)
    return f"Noted in the running call: {' · '.join(filter(None, map(one_line, about))) or '–'}."


def _clean(text: str) -> str:
    """Return *text* without what no file can hold: halves of characters, and NUL."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole.replace("\x00", " ").strip()


def call_or_last(store: Store, call_id: str | None) -> str:
    """Return *call_id*, or the id of the call that ended last. Raises NotThere for neither."""
    wanted = call_id or store.calls.last_ended()
    if wanted is None:
        raise NotThere("No call has ended yet.")
    return wanted


def recap_of(store: Store, call_id: str | None, today: date) -> Recap:
    """Return the recap that was written for a call, or one composed now.

    Without *call_id* it is the call that ended last. Raises NotThere.
    """
    call = store.calls.get(call_or_last(store, call_id))
    written = [recap for recap in call.recaps if recap.text]
    if written:
        return written[-1]
    disagreement = store.disagreements.get(store.calls.disagreement_of(call.id))
    client = store.people.client(disagreement.client)
    draft = compose(
        RecapSource(
            me=store.people.me(),
            client=client,
            disagreement=disagreement,
            call=call,
            playbook=store.playbooks.script(call.playbook),
            today=today,
            language=client.language or "en",
            template=client.template or "warm",
            texts=store.texts.own(),
        )
    )
    return Recap(id=call.id, to=draft.to, subject=draft.subject, text=draft.text)
