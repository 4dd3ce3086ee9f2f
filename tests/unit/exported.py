"""A history with a word of its own in every private field, and its exports read as one text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from companion.exporting import Form, Wanted, export
from companion.model import (
    Attendee,
    Call,
    CallState,
    Client,
    Confidence,
    Contact,
    Disagreement,
    History,
    InboxNote,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
    Recap,
    Review,
    SavedSearch,
    Speaker,
    TranscriptLine,
    Verdict,
)
from companion.model.history import FORMAT, VERSION
from companion.paths import HISTORY_NAME
from companion.store import Store

AT = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)

PRIVATE = {
    "knows": "Canary-knows",
    "fears": "Canary-fears",
    "past": "Canary-past",
    "our_view": "Canary-view",
    "would_change_our_mind": "Canary-mind",
    "review": "Canary-review",
    "why_now": "Canary-why",
    "note": "Canary-note",
}
"""A word for each field that is private (the list at the end of docs/interchange.md)."""

SPOKEN = ("Canary-said", "Canary-heard")
"""What somebody said in the transcript, and a name in it; they go along only where it does."""

SURE = 83
"""How sure we were, per cent; the figure stands nowhere else in the history."""


def history() -> History:
    """Return two clients; what is private is in the first one's only disagreement."""
    contact = Contact(
        id="p",
        name="Dana Ortiz",
        knows=PRIVATE["knows"],
        fears=PRIVATE["fears"],
        past=PRIVATE["past"],
    )
    return History(
        format=FORMAT,
        version=VERSION,
        clients=(
            Client(
                id="c",
                name="Northwind",
                contacts=(contact,),
                speakers=(Speaker(heard=SPOKEN[1], name="Dana Ortiz"),),
            ),
            Client(id="e", name="Fabrikam"),
        ),
        disagreements=(
            _disagreement(),
            Disagreement(id="f", client="e", topic="Price of support", opened_at=AT),
        ),
        saved_searches=(SavedSearch(name="s", query="Canary-search"),),
        inbox=(InboxNote(id="i", text="Canary-inbox"),),
    )


def _disagreement() -> Disagreement:
    return Disagreement(
        id="d",
        client="c",
        topic="Q4 lead quality",
        opened_at=datetime(2026, 11, 7, 10, tzinfo=UTC),
        request="More budget",
        our_view=PRIVATE["our_view"],
        would_change_our_mind=PRIVATE["would_change_our_mind"],
        confidence=(Confidence(at=AT, percent=SURE),),
        who_was_right=Verdict.THEY,
        reviews=(Review(due=date(2026, 12, 21), text=PRIVATE["review"]),),
        calls=(_call(),),
    )


def _call() -> Call:
    return Call(
        id="k",
        state=CallState.ENDED,
        started_at=AT,
        why_now=PRIVATE["why_now"],
        attendees=(Attendee(name="Dana Ortiz", email="dana@northwind.example"),),
        notes=(
            Note(id="n1", at_ms=252_000, kind=NoteKind.METRIC, text="cost over revenue in Zürich"),
            Note(id="n2", at_ms=300_000, kind=NoteKind.PRIVATE, text=PRIVATE["note"]),
        ),
        options=(Option(label="A", text="Pause display", effect="27 %"),),
        next_steps=(NextStep(id="s", text="Draft it", owner="Priya", due=date(2026, 11, 26)),),
        outcome=Outcome(kind=OutcomeKind.AGREED, at=AT),
        transcript=(TranscriptLine(at_ms=1000, speaker=SPOKEN[1], text=SPOKEN[0]),),
        recaps=(Recap(id="r", subject="What we agreed", text="Hi Dana,\n\n**Thank you.**"),),
    )


@contextmanager
def stored(folder: Path, told: History | None = None) -> Iterator[Store]:
    """Open a store with *told*, or with ``history()``, in *folder*."""
    with Store.open(folder / "data" / HISTORY_NAME) as store:
        store.documents.load(told or history())
        yield store


def everything_in(
    store: Store,
    form: Form,
    folder: Path,
    *,
    with_private: bool = False,
    with_transcripts: bool = False,
) -> bytes:
    """Export as much as *form* takes, and return all files of it, names before contents."""
    wanted = Wanted(
        client="c" if form.is_to_read else None,
        with_private=with_private,
        with_transcripts=with_transcripts,
    )
    path = folder / f"out-{form}"
    export(store, wanted, form, path)
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return b"\0".join(part for f in files for part in (f.name.encode(), f.read_bytes()))
