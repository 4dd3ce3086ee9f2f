"""People out of a file: where they belong, who is known, and what bringing them in changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from companion.errors import InvalidInput, NotThere
from companion.exchange.document import encode
from companion.method.introducing import AddressBook, Card, Introduction
from companion.model import Client, Contact, Me, new_id
from companion.session import start_unplanned
from companion.store import Store
from tests.clock import HandClock

DANA = Contact(id="p1", name="Dana Ortiz", email="dana@bright.example", knows="the board")
JOERG = Contact(id="p2", name="Jörg Müller", role="Buyer")
AT = HandClock().now()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        opened.people.save_me(Me(name="Jo", emails=("jo@studio.example",)))
        opened.people.put_client(Client(id="b", name="Brightpath Ltd.", contacts=(DANA,)))
        opened.people.put_client(Client(id="n", name="Nordwind", contacts=(JOERG,)))
        opened.people.put_client(Client(id="old", name="Oldtown", archived=True))
        yield opened


@pytest.fixture
def book(store: Store) -> AddressBook:
    return store.introductions.book()


@pytest.mark.parametrize(
    ("card", "client_id"),
    [
        (Card(name="D.", addresses=("x@gmail.com", "DANA@bright.example")), "b"),
        (Card(name="Sam", organisation="BRIGHTPATH"), "b"),
        (Card(name="Sam", organisation="Nordwind GmbH & Co. KG"), "n"),
        (Card(name="Sam", addresses=("sam@bright.example",)), "b"),
        (Card(name="Sam", addresses=("sam@mail.nordwind.example",)), "n"),
        (Card(name="Sam", organisation="Oldtown Inc."), "old"),
        (Card(name="Sam", addresses=("sam@oldtown.example",)), ""),
        (Card(name="Sam", addresses=("sam@gmail.com",)), ""),
        (Card(name="Sam", organisation="Südwind"), ""),
    ],
)
def test_a_person_belongs_where_address_organisation_or_domain_say(
    book: AddressBook, card: Card, client_id: str
) -> None:
    assert book.placed(card).client_id == client_id


def test_who_belongs_nowhere_yet_is_proposed_for_a_new_client(book: AddressBook) -> None:
    assert book.placed(Card(name="Sam", organisation="Südwind")).client == "Südwind"
    assert not book.placed(Card(name="Sam")).has_client


def test_a_person_is_known_by_address_or_by_name_at_the_same_client(book: AddressBook) -> None:
    by_address = book.placed(Card(name="D. O.", addresses=("Dana@Bright.example",)))
    by_name = book.placed(Card(name="Dr. Jorg  MULLER", organisation="Nordwind"))
    elsewhere = book.placed(Card(name="Jörg Müller", organisation="Brightpath"))
    assert by_address.contact == Contact(id="p1", name=DANA.name, email=DANA.email)
    assert by_name.contact is not None
    assert by_name.contact.id == "p2"
    assert elsewhere.contact is None


def test_what_is_known_stays_and_only_what_is_empty_is_filled(book: AddressBook) -> None:
    card = Card(name="Jörg Müller", addresses=("j@nordwind.example",), role="Head of buying")
    found = book.placed_at(card, "n")
    assert (found.fills, found.differs, found.brings) == (("email",), ("role",), True)
    nothing = book.placed(Card(name="Dana", addresses=(DANA.email,)))
    assert (nothing.fills, nothing.differs, nothing.brings) == ((), (), False)


def test_colleagues_of_ours_are_known_by_their_domain(book: AddressBook) -> None:
    assert book.placed(Card(name="Kim", addresses=("kim@studio.example",))).is_ours
    assert not book.placed(Card(name="Sam", addresses=("sam@bright.example",))).is_ours


def people(store: Store) -> list[Introduction]:
    book = store.introductions.book()
    return [
        book.placed(Card(name="Sam Lee", addresses=("sam@bright.example",), role="Lead")),
        book.placed(Card(name="Jörg Müller", addresses=("j@nordwind.example",))),
        book.placed(Card(name="Ada", organisation="Südwind AG")),
        book.placed(Card(name="Ben", organisation="südwind")),
        book.placed(Card(name="Dana", addresses=(DANA.email,))),
    ]


def test_bringing_in_adds_fills_and_makes_each_client_once(store: Store) -> None:
    brought = store.introductions.bring(people(store), "team.vcf", AT)
    assert (brought.added, brought.filled, brought.known) == (3, 1, 1)
    assert brought.clients == ("Südwind AG",)
    new = store.people.client_named("Südwind AG")
    assert new is not None
    assert [contact.name for contact in new.contacts] == ["Ada", "Ben"]
    assert store.people.client("n").contacts == (
        Contact(id="p2", name="Jörg Müller", role="Buyer", email="j@nordwind.example"),
    )
    assert store.people.client("b").contacts[0] == DANA


def test_undo_takes_back_exactly_what_came(store: Store) -> None:
    before = encode(store.documents.dump())
    brought = store.introductions.bring(people(store), "team.vcf", AT)
    assert encode(store.documents.dump()) != before
    assert store.imports.undo(brought.import_id).kept == ()
    assert encode(store.documents.dump()) == before


def test_the_same_people_twice_change_nothing_the_second_time(store: Store) -> None:
    wanted = people(store)
    store.introductions.bring(wanted, "team.vcf", AT)
    before = encode(store.documents.dump())
    again = store.introductions.bring(wanted, "team.vcf", AT)
    assert (again.added, again.filled, again.known) == (0, 0, 5)
    assert encode(store.documents.dump()) == before
    assert len(store.imports.lines()) == 1


def test_where_a_client_is_gone_nobody_comes_in(store: Store) -> None:
    wanted = people(store)
    before = encode(store.documents.dump())
    gone = Introduction(card=Card(name="X"), client_id=new_id(), client="Gone")
    with pytest.raises(NotThere, match="Gone is not in the history any more"):
        store.introductions.bring([*wanted, gone], "team.vcf", AT)
    assert encode(store.documents.dump()) == before


def test_many_people_wait_while_a_call_runs(store: Store) -> None:
    start_unplanned(store, HandClock())
    each = people(store)[0]
    many = [replace(each, card=Card(name=f"P{n}")) for n in range(1_001)]
    with pytest.raises(InvalidInput, match="its notes come first"):
        store.introductions.bring(many, "all.csv", AT)
    assert store.introductions.bring(many[:5], "few.csv", AT).added == 5
