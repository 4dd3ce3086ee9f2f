"""Clients and contacts renamed, merged, moved and put away, and every bit of it taken back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from companion.errors import InvalidInput, NotThere
from companion.exchange.document import encode
from companion.model import (
    Client,
    Contact,
    Disagreement,
    Expectation,
    History,
    Metric,
    MetricPoint,
)
from companion.model.history import FORMAT, VERSION
from companion.store import Store
from companion.store.people_change import Undo
from companion.store.search import Question
from tests.clock import NOON
from tests.unit.documents import document

COUNT = int(os.environ.get("COMPANION_DOCUMENTS", "40"))

DANA = Contact(id="p1", name="Dana Ortiz", email="dana@bright.example", knows="the board")
DANA_AGAIN = Contact(id="p2", name="D. Ortiz", email="DANA@bright.example", role="CMO", knows="ads")
SAM = Contact(id="p3", name="Sam Lee")
COST = Metric(id="m1", label="Cost", unit="%", points=(MetricPoint(at=NOON, now=30),))
COST_AGAIN = Metric(id="m2", label="cost", unit="%", points=(MetricPoint(now=25),))
LEADS = Metric(id="m3", label="Leads")
WHAT_IF = Expectation(question="What if it fails?", answer="We stop.")

HISTORY = History(
    format=FORMAT,
    version=VERSION,
    clients=(
        Client(
            id="a", name="Brightpath", contacts=(DANA,), metrics=(COST,), expectations=(WHAT_IF,)
        ),
        Client(
            id="b",
            name="Brightpath Ltd",
            language="de",
            contacts=(DANA_AGAIN, SAM),
            metrics=(COST_AGAIN, LEADS),
            expectations=(WHAT_IF,),
        ),
    ),
    disagreements=(
        Disagreement(id="d1", client="a", topic="budget", metric="m1"),
        Disagreement(id="d2", client="b", topic="façade", metric="m2"),
    ),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        opened.documents.load(HISTORY)
        yield opened


def export(store: Store) -> bytes:
    return encode(store.documents.dump())


def found(store: Store, word: str, client_id: str) -> set[str]:
    rows = store.search.rows(Question(text=word, client_id=client_id))
    return {row.id for row in rows}


def passages(store: Store) -> list[tuple[object, ...]]:
    return sorted(
        store._connection.rows(
            """SELECT source, disagreement_id, call_id, client_id, client_token, text
            FROM passage"""
        ),
        key=repr,
    )


def test_a_merged_client_has_everything_of_both(store: Store) -> None:
    store.people_change.merge_clients("a", "b")
    client = store.people.client("a")
    assert store.people.client_ids() == ("a",)
    assert store.disagreements.ids("a") == ("d1", "d2")
    assert client.language == "de"
    assert client.contacts == (replace(DANA, role="CMO", knows="the board\nads"), SAM)
    points = (MetricPoint(at=NOON, now=30), MetricPoint(now=25))
    assert client.metrics == (replace(COST, points=points), LEADS)
    assert client.expectations == (WHAT_IF,)
    assert store.disagreements.get("d2").metric == "m1"


def test_the_preview_says_what_the_merge_then_does(store: Store) -> None:
    preview = store.people_change.preview("a", "b")
    assert (preview.stays, preview.goes) == ("Brightpath", "Brightpath Ltd")
    assert (preview.disagreements, preview.contacts, preview.metrics) == (1, 1, 1)
    assert (preview.same_contacts, preview.same_metrics) == (("Dana Ortiz",), ("Cost",))
    assert preview.expectations == 0
    told = [(each.what, each.stays, each.goes) for each in preview.differences]
    assert told == [("name", "Dana Ortiz", "D. Ortiz")]


def test_what_was_said_is_found_at_the_client_that_stays(store: Store) -> None:
    undo = store.people_change.merge_clients("a", "b")
    assert found(store, "façade", "a") == {"d2"}
    store.people_change.undo(undo)
    assert found(store, "façade", "a") == set()
    assert found(store, "façade", "b") == {"d2"}


Change = Callable[[Store], Undo]
CHANGES: dict[str, Change] = {
    "rename": lambda store: store.people_change.rename_client("a", "Brightpath\nInc."),
    "rename a contact": lambda store: store.people_change.rename_contact("p3", "Samira Lee"),
    "archive": lambda store: store.people_change.set_archived("a", True),
    "move": lambda store: store.people_change.move_contact("p3", "a"),
    "merge contacts": lambda store: store.people_change.merge_contacts("p1", "p2"),
    "merge clients": lambda store: store.people_change.merge_clients("b", "a"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_is_in_the_history_and_can_be_taken_back(store: Store, name: str) -> None:
    before, said = export(store), passages(store)
    undo = CHANGES[name](store)
    assert export(store) != before
    store.people_change.undo(undo)
    assert export(store) == before
    assert passages(store) == said


@pytest.mark.parametrize("seed", range(COUNT))
def test_a_merge_of_any_clients_taken_back_leaves_no_trace(tmp_path: Path, seed: int) -> None:
    with Store.open(tmp_path / "history.db") as store:
        store.documents.load(document(seed))
        store.documents.load(document(seed + 10_000))
        clients = store.people.client_ids()
        if len(clients) < 2:
            store.documents.load(HISTORY)
            clients = store.people.client_ids()
        stays, goes = Random(seed).sample(clients, 2)
        before, said = export(store), passages(store)
        undo = store.people_change.merge_clients(stays, goes)
        assert goes not in store.people.client_ids()
        assert not {row[3] for row in passages(store)} & {goes}
        store.people_change.undo(undo)
        assert export(store) == before
        assert passages(store) == said


def test_an_undo_leaves_alone_who_came_in_the_meantime(store: Store) -> None:
    undo = store.people_change.merge_clients("a", "b")
    newcomer = store.people.put_client(Client(id="new", name="Newcomer", contacts=()))
    store.people_change.undo(undo)
    assert store.people.client("new") == newcomer
    assert store.people.client("b").contacts == (DANA_AGAIN, SAM)


def test_what_was_changed_again_is_not_taken_back_by_halves(store: Store) -> None:
    undo = store.people_change.merge_clients("a", "b")
    store.people_change.rename_client("a", "Another name")
    before = export(store)
    with pytest.raises(InvalidInput, match="changed again"):
        store.people_change.undo(undo)
    assert export(store) == before


def test_two_people_who_share_an_address_are_not_pressed_into_one(store: Store) -> None:
    store.people.save_contact("b", Contact(id="p4", name="Al", email="dana@bright.example"))
    store.people_change.merge_clients("a", "b")
    names = [contact.name for contact in store.people.client("a").contacts]
    assert names == ["Dana Ortiz", "Sam Lee", "Al"]


@pytest.mark.parametrize(
    "change",
    [
        lambda store: store.people_change.rename_client("a", "brightpath LTD"),
        lambda store: store.people_change.rename_client("a", " \n"),
        lambda store: store.people_change.rename_contact("p1", ""),
        lambda store: store.people_change.merge_clients("a", "a"),
        lambda store: store.people_change.merge_contacts("p1", "p1"),
    ],
)
def test_what_makes_no_sense_changes_nothing(store: Store, change: Change) -> None:
    before = export(store)
    with pytest.raises(InvalidInput):
        change(store)
    assert export(store) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda store: store.people_change.rename_client("x", "New"),
        lambda store: store.people_change.rename_contact("x", "New"),
        lambda store: store.people_change.move_contact("p1", "x"),
        lambda store: store.people_change.merge_clients("a", "x"),
        lambda store: store.people_change.set_archived("x", True),
    ],
)
def test_what_is_not_there_is_said_and_nothing_changes(store: Store, change: Change) -> None:
    before = export(store)
    with pytest.raises(NotThere):
        change(store)
    assert export(store) == before


def test_the_list_has_those_put_away_at_its_end(store: Store) -> None:
    store.people_change.set_archived("a", True)
    store.people.ensure_client("zebra")
    lines = store.people_change.rows()
    assert [(line.name, line.is_archived) for line in lines] == [
        ("Brightpath Ltd", False),
        ("zebra", False),
        ("Brightpath", True),
    ]
    assert (lines[0].disagreements, lines[0].contacts) == (1, 2)
