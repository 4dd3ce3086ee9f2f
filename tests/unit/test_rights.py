"""Everything about one person is found, and erased out of the file itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from companion.errors import InvalidInput
from companion.exchange.document import encode
from companion.method.naming import Person
from companion.model import (
    Attendee,
    Call,
    CallState,
    Client,
    Contact,
    Disagreement,
    NextStep,
    Note,
    Recap,
    RecapState,
    TranscriptLine,
)
from companion.store import Store
from companion.store.trash import Kind
from tests.clock import NOON

DANA = Person(name="Dana Ortiz", email="dana@northwind.example")
SAM = Attendee(name="Sam Lee", email="sam@northwind.example")


def filled(path: Path, state: RecapState = RecapState.SENT) -> Store:
    store = Store.open(path)
    contacts = (
        Contact(id="p", name="Dana Ortiz", email="Dana@Northwind.example", fears="the board"),
        Contact(id="s", name="Sam Lee", email="sam@northwind.example", knows="told by Dana Ortiz"),
    )
    store.people.put_client(Client(id="c", name="Northwind", contacts=contacts))
    call = Call(
        id="k",
        state=CallState.ENDED,
        attendees=(Attendee(name="Dana Ortiz", email="dana@northwind.example"), SAM),
        notes=(
            Note(id="n1", at_ms=1, who="Dana", text="not thirty again"),
            Note(id="n2", at_ms=2, who="Sam", text="will ask dana  ortiz, not Danaë Ortiza"),
        ),
        next_steps=(NextStep(id="x", at_ms=3, text="Send figures", owner="Dana"),),
        transcript=(TranscriptLine(at_ms=1, speaker="Dana Ortiz", text="Hello"),),
        recaps=(
            Recap(
                id="r",
                state=state,
                to=("dana@northwind.example", "sam@northwind.example"),
                text="Hello Dana Ortiz,",
            ),
        ),
    )
    store.disagreements.put(Disagreement(id="d", client="c", topic="Leads", calls=(call,)))
    return store


def test_every_place_that_names_a_person_is_found(tmp_path: Path) -> None:
    with filled(tmp_path / "history.db") as store:
        found = store.rights.mentions(store.rights.person("p"))
        assert {(each.table, each.column) for each in found} == {
            ("contact", "name"),
            ("contact", "email"),
            ("contact", "knows"),
            ("attendee", "name"),
            ("attendee", "email"),
            ("note", "who"),
            ("note", "text"),
            ("next_step", "owner"),
            ("transcript_line", "speaker"),
            ("recap", "recipients"),
            ("recap", "text"),
        }


def test_an_erased_person_is_gone_from_the_file_and_others_stay(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with filled(path) as store:
        store.checkpoint()
        assert b"Dana Ortiz" in path.read_bytes()
        assert store.rights.erase(DANA)
        call = store.calls.get("k")
        assert call.attendees == (Attendee(name="Someone", email=""), SAM)
        assert [note.who for note in call.notes] == ["Someone", "Sam"]
        assert call.notes[1].text == "will ask Someone, not Danaë Ortiza"
        assert call.recaps[0].to == ("sam@northwind.example",)
        assert [contact.id for contact in store.people.client("c").contacts] == ["s"]
        assert store.rights.mentions(DANA) == ()
    whole = path.read_bytes().lower()
    assert [word for word in (b"dana ortiz", b"dana@", b"the board") if word in whole] == []


def test_a_first_name_that_two_people_have_means_neither(tmp_path: Path) -> None:
    with filled(tmp_path / "history.db") as store:
        store.people.save_contact("c", Contact(id="o", name="Dana Scott"))
        found = store.rights.mentions(DANA)
        assert ("note", "who") not in {(each.table, each.column) for each in found}


def test_what_the_trash_holds_about_a_person_is_found_and_goes(tmp_path: Path) -> None:
    with filled(tmp_path / "history.db") as store:
        store.trash.put(Kind.CALL, "k", NOON)
        assert "trash" in {each.table for each in store.rights.mentions(DANA)}
        store.rights.erase(DANA)
        assert store.trash.lines() == ()


def test_a_person_whom_a_recap_is_on_its_way_to_stays_until_it_has_left(tmp_path: Path) -> None:
    with filled(tmp_path / "history.db", RecapState.DRAFT) as store:
        store.outbox.queue(
            "r",
            mail=b"To: dana@northwind.example",
            message_id="<m@example>",
            sender="me@example",
            recipients=(DANA.email,),
            at=NOON,
            not_before=NOON,
        )
        before = encode(store.documents.dump())
        with pytest.raises(InvalidInput, match="on its way"):
            store.rights.erase(DANA)
        assert encode(store.documents.dump()) == before


def test_the_bytes_of_a_mail_that_left_are_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with filled(path, RecapState.DRAFT) as store:
        store.outbox.queue(
            "r",
            mail=b"To: dana@northwind.example",
            message_id="<m@example>",
            sender="me@example",
            recipients=(DANA.email,),
            at=NOON,
            not_before=NOON,
        )
        taken = store.outbox.take("r", NOON)
        assert taken is not None
        store.outbox.at_dot("r", taken.ticket)
        store.outbox.sent("r", taken.ticket, refused={}, at=NOON)
        assert store.rights.erase(DANA)
        assert b"dana@" not in path.read_bytes()


def test_what_is_given_away_says_what_was_said_where_and_when(tmp_path: Path) -> None:
    with filled(tmp_path / "history.db") as store:
        (said,) = [each for each in store.rights.told(DANA) if each.column == "who"]
        assert (said.whole, said.client, said.topic) == ("not thirty again", "Northwind", "Leads")
        (known,) = [each for each in store.rights.told(DANA) if each.column == "knows"]
        assert (known.text, known.client) == ("told by Dana Ortiz", "Northwind")


def test_a_name_of_one_word_is_left_in_sentences(tmp_path: Path) -> None:
    with filled(tmp_path / "history.db") as store:
        store.people.save_contact("c", Contact(id="w", name="Will"))
        store.rights.erase(store.rights.person("w"))
        assert store.calls.get("k").notes[1].text.startswith("will ask")
        assert {contact.id for contact in store.people.client("c").contacts} == {"p", "s"}


def test_a_title_before_the_name_hides_nobody(tmp_path: Path) -> None:
    with filled(tmp_path / "history.db") as store:
        store.people.save_contact("c", Contact(id="t", name="Dr. Dana Ortiz"))
        store.rights.erase(store.rights.person("t"))
        call = store.calls.get("k")
        assert call.attendees[0].name == "Someone"
        assert call.notes[0].who == "Someone"
        assert call.recaps[0].text == "Hello Someone,"
        assert [contact.id for contact in store.people.client("c").contacts] == ["s"]
