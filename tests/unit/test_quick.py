"""Quick acts from outside the window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from companion.clocks import SystemClock
from companion.errors import InvalidInput, NotThere
from companion.model import Call, Client, Disagreement, NoteKind, Recap
from companion.quick import recap_of, take_note
from companion.session import Session, continue_in_new_call
from companion.store import Store

TODAY = date(2026, 11, 21)
EARLY, LATE = (datetime(2026, 11, day, 15, tzinfo=UTC) for day in (19, 20))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as store:
        yield store


@pytest.fixture
def told(store: Store) -> Store:
    """Return a history with two ended calls, of which the earlier one has a recap in writing."""
    recap = Recap(id="r-1", subject="As we said", text="Written by hand.")
    calls = (Call(id="k-1", ended_at=EARLY, recaps=(recap,)), Call(id="k-2", ended_at=LATE))
    store.people.put_client(Client(id="c-1", name="Northwind"))
    store.disagreements.put(Disagreement(id="d-1", client="c-1", topic="Leads", calls=calls))
    return store


def test_a_recap_in_writing_is_not_composed_anew(told: Store) -> None:
    assert recap_of(told, "k-1", TODAY).text == "Written by hand."


def test_the_last_recap_is_that_of_the_call_that_ended_last(told: Store) -> None:
    assert recap_of(told, None, TODAY).subject.startswith("Recap: Leads")


def test_without_an_ended_call_there_is_no_recap(store: Store) -> None:
    with pytest.raises(NotThere, match="No call has ended yet"):
        recap_of(store, None, TODAY)


KINDS = [
    ("/private careful", NoteKind.PRIVATE, "careful"),
    ("/Quote “no”", NoteKind.QUOTE, "“no”"),
    ("/etc/hosts is wrong", NoteKind.FACT, "/etc/hosts is wrong"),
    ("/risk", NoteKind.FACT, "/risk"),
    ("form has 4 fields", NoteKind.FACT, "form has 4 fields"),
    ("one\ntwo", NoteKind.FACT, "one\ntwo"),
    ("half \udce9 a letter\x00", NoteKind.FACT, "half ? a letter"),
]


@pytest.mark.parametrize(("typed", "kind", "text"), KINDS)
def test_a_note_may_begin_with_its_kind(told: Store, typed: str, kind: NoteKind, text: str) -> None:
    session = Session(told, SystemClock(), continue_in_new_call(told, "d-1").id)
    session.start()
    assert take_note(told, SystemClock(), typed) == "Noted in the running call: Northwind · Leads."
    (note,) = session.call().notes
    assert (note.kind, note.text, note.source) == (kind, text, "command")


def test_the_inbox_keeps_a_note_as_it_was_typed(store: Store) -> None:
    take_note(store, SystemClock(), "/private careful")
    assert [note.text for note in store.inbox.notes()] == ["/private careful"]


def test_nothing_is_no_note(store: Store) -> None:
    with pytest.raises(InvalidInput):
        take_note(store, SystemClock(), " \n")
    assert store.inbox.notes() == ()
