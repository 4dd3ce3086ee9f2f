"""What an import brought can be taken back exactly, as far as nobody has changed it since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from companion.errors import NotThere
from companion.method.naming import Person
from companion.model import (
    Call,
    CallState,
    Client,
    Contact,
    Disagreement,
    Metric,
    Note,
    SavedSearch,
    Text,
)
from companion.model.history import FOUND
from companion.store import Store
from companion.store.loading import Choices
from companion.store.overdue import KEPT_DAYS
from companion.store.trash import Kind
from tests.clock import NOON

MARK = "zephyrine-marmoset"
NORTHWIND = Client(id="c", name="Northwind", contacts=(Contact(id="p", name="Dana Ortiz"),))
HELD = Call(id="k", state=CallState.ENDED, notes=(Note(id="n", text=MARK),))
LEADS = Disagreement(id="d", client="c", topic="Leads", calls=(HELD,))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        opened.people.put_client(NORTHWIND)
        opened.disagreements.put(LEADS)
        yield opened


def changed_topic(store: Store, topic: str = "Leads of autumn") -> str:
    """Import another topic, and return the id of the import."""
    with store.imports.recording("history", "northwind.json", NOON) as recording:
        recording.before("disagreement", "d")
        store.disagreements.put(replace(LEADS, topic=topic))
    return recording.id


def brought(store: Store) -> str:
    """Import a client with a disagreement, and return the id of the import."""
    with store.imports.recording("history", "contoso.json", NOON) as recording:
        recording.before("client", "c2")
        recording.before("disagreement", "d2")
        store.people.put_client(Client(id="c2", name="Contoso"))
        store.disagreements.put(Disagreement(id="d2", client="c2", topic="Price"))
    return recording.id


def test_what_was_added_goes_and_what_was_changed_is_as_before(store: Store) -> None:
    before = store.documents.dump()
    for import_id in (brought(store), changed_topic(store)):
        assert store.imports.undo(import_id).kept == ()
    assert store.documents.dump() == before
    assert store.imports.lines() == ()


def test_the_list_says_what_each_import_brought(store: Store) -> None:
    brought(store)
    changed_topic(store)
    last, first = store.imports.lines()
    assert (last.name, last.added, last.changed) == ("northwind.json", {}, {"disagreement": 1})
    assert first.added == {"client": 1, "disagreement": 1}


def test_what_was_changed_since_is_named_and_kept(store: Store) -> None:
    import_id = brought(store)
    store.disagreements.set_text("d2", "topic", "Price of support")
    taken = store.imports.undo(import_id)
    assert [kept.name for kept in taken.kept] == ["Contoso", "Price of support"]
    assert store.disagreements.get("d2").topic == "Price of support"
    store.disagreements.set_text("d2", "topic", "Price")
    assert store.imports.undo(import_id).kept == ()


def test_a_draft_written_since_keeps_what_it_is_about(store: Store) -> None:
    import_id = brought(store)
    store.drafts.keep("topic:d2", "half a sen", NOON)
    assert store.imports.undo(import_id).count == 0


def test_a_metric_that_a_disagreement_needs_by_now_stays(store: Store) -> None:
    metric = Metric(id="m", label="Cost")
    with store.imports.recording("history", "northwind.json", NOON) as recording:
        recording.before("client", "c")
        store.people.save_metric("c", metric)
    store.disagreements.set_metric("d", metric)
    assert [kept.name for kept in store.imports.undo(recording.id).kept] == ["Northwind"]
    assert store.disagreements.get("d").metric == "m"


def test_what_was_deleted_since_needs_nothing(store: Store) -> None:
    import_id = brought(store)
    store.trash.put(Kind.CLIENT, "c2", NOON)
    assert store.imports.undo(import_id).kept == ()
    with pytest.raises(NotThere):
        store.imports.undo(import_id)


def test_what_is_in_the_trash_keeps_what_it_can_come_back_to(store: Store) -> None:
    import_id = brought(store)
    store.disagreements.put(Disagreement(id="d2", client="c2", topic="Price", our_view="My own"))
    line = store.trash.put(Kind.DISAGREEMENT, "d2", NOON)
    assert [kept.name for kept in store.imports.undo(import_id).kept] == ["Contoso"]
    store.trash.restore(line.id)
    assert store.disagreements.get("d2").our_view == "My own"


def test_a_call_in_the_trash_keeps_the_disagreement_that_an_import_brought(store: Store) -> None:
    import_id = brought(store)
    own = replace(HELD, id="k2", notes=(Note(id="n2", text="My own"),))
    store.disagreements.put(replace(LEADS, id="d2", client="c2", topic="Price", calls=(own,)))
    line = store.trash.put(Kind.CALL, "k2", NOON)
    assert len(store.imports.undo(import_id).kept) == 2
    store.trash.restore(line.id)
    assert [call.id for call in store.disagreements.get("d2").calls] == ["k2"]


def test_what_an_import_brought_beside_the_trash_goes_again(store: Store) -> None:
    before = store.documents.dump()
    line = store.trash.put(Kind.CLIENT, "c", NOON)
    import_id = store.documents.bring(before, "copy.json", NOON).import_id
    assert store.imports.undo(import_id).kept == ()
    store.trash.restore(line.id)
    assert store.documents.dump() == before


def test_what_others_found_stays_out_with_the_disagreement_that_does(store: Store) -> None:
    text = Text(key=f"{FOUND}d", language="", text="Cost fell at three clients.")
    told = replace(store.documents.dump(), texts=(text,))
    store.documents.bring(told, "x.json", NOON, Choices(left_out=frozenset({"d"})))
    assert store.documents.dump().texts == ()


def failing(store: Store) -> None:
    with store.imports.recording("history", "x.json", NOON) as recording:
        recording.before("disagreement", "d")
        store.disagreements.put(replace(LEADS, topic="Other"))
        raise InterruptedError


def test_an_import_that_fails_leaves_neither_a_change_nor_an_entry(store: Store) -> None:
    before = store.documents.dump()
    with pytest.raises(InterruptedError):
        failing(store)
    assert store.imports.lines() == ()
    assert store.documents.dump() == before


def test_an_import_of_what_is_known_leaves_no_entry(store: Store) -> None:
    with store.imports.recording("history", "x.json", NOON) as recording:
        recording.before("client", "c")
        store.people.put_client(NORTHWIND)
    assert store.imports.lines() == ()


def test_after_thirty_days_it_is_forgotten_once_a_second_day_agrees(store: Store) -> None:
    changed_topic(store)
    day = timedelta(days=1)
    assert store.imports.forget_due(NOON + KEPT_DAYS * day) == 0
    assert store.imports.forget_due(NOON + KEPT_DAYS * day + day) == 1
    assert store.imports.lines() == ()


def traces(path: Path) -> int:
    """Return how often the mark, or a word of it, stands in the file, its log or its index."""
    files = (path.with_name(path.name + end) for end in ("", "-wal", "-shm"))
    whole = b"".join(file.read_bytes() for file in files if file.exists()).lower()
    return sum(whole.count(word.encode()) for word in MARK.split("-"))


@pytest.mark.parametrize("kind", list(Kind))
def test_deleted_for_good_is_gone_from_what_imports_keep_too(store: Store, kind: Kind) -> None:
    changed_topic(store)
    ids = {Kind.CLIENT: "c", Kind.DISAGREEMENT: "d", Kind.CALL: "k"}
    line = store.trash.put(kind, ids[kind], NOON)
    assert store.trash.erase((line.id,))
    assert traces(store.path) == 0
    assert store.imports.lines() == ()


def test_whoever_is_erased_is_gone_from_what_imports_keep_too(store: Store) -> None:
    asked = replace(LEADS, calls=(replace(HELD, why_now="\nDana Ortiz asks"),))
    store.disagreements.put(asked)
    changed_topic(store)
    kept = brought(store)
    assert store.rights.erase(Person(name="Dana Ortiz"))
    assert b"Ortiz" not in store.path.read_bytes()
    assert [line.id for line in store.imports.lines()] == [kept]


def test_whoever_is_erased_is_gone_from_the_names_of_what_came_in(store: Store) -> None:
    names = ("Dana Ortiz", "dana ortiz")
    searches = tuple(SavedSearch(name=name, query="leads") for name in names)
    with_searches = replace(store.documents.dump(), saved_searches=searches)
    store.documents.bring(with_searches, "dana_ortiz.vcf", NOON)
    assert store.rights.erase(Person(name="Dana Ortiz"))
    assert b"ortiz" not in store.path.read_bytes().lower()
    kept = store.documents.dump().saved_searches
    assert [search.name for search in kept] == ["Someone", "Someone 2"]


@pytest.mark.parametrize("name", ["Sam Lee", "Dana Ortiz"])
def test_what_moved_to_another_client_is_gone_with_it_from_what_imports_keep(
    store: Store, name: str
) -> None:
    told = Contact(id="p2", name=name, knows=MARK)
    contoso = Client(id="c2", name="Contoso", contacts=(told,))
    store.people.put_client(contoso)
    with store.imports.recording("history", "contoso.json", NOON) as recording:
        recording.before("client", "c2")
        store.people.put_client(replace(contoso, language="de"))
    store.people_change.merge_clients("c", "c2")
    line = store.trash.put(Kind.CLIENT, "c", NOON)
    assert store.trash.erase((line.id,))
    assert traces(store.path) == 0
