"""What an import would do is said before, done as chosen, and taken back byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from companion.errors import DocumentError, InvalidInput
from companion.exchange.document import decode, encode
from companion.model import (
    Advice,
    Call,
    CallState,
    Client,
    Contact,
    Disagreement,
    History,
    Me,
    Metric,
    Note,
    Outcome,
    OutcomeKind,
    Recap,
    RecapState,
    SavedSearch,
)
from companion.model.compare import Sort, said
from companion.model.history import FORMAT, VERSION
from companion.store import Store
from companion.store.comparing import Compared, Outlook
from companion.store.loading import AS_IT_COMES, Choices
from tests.clock import NOON
from tests.unit.documents import document

DANA = Contact(id="p", name="Dana Ortiz", email="dana@northwind.example", role="CFO")
NORTHWIND = Client(id="c", name="Northwind", contacts=(DANA,))
HELD = Call(
    id="k",
    state=CallState.ENDED,
    started_at=NOON,
    notes=(Note(id="n", text="said here"),),
    recaps=(Recap(id="r", state=RecapState.SENT, text="Hello"),),
)
LEADS = Disagreement(id="d", client="c", topic="Leads", request="More budget", calls=(HELD,))


def history(*disagreements: Disagreement, client: Client = NORTHWIND) -> History:
    return History(format=FORMAT, version=VERSION, clients=(client,), disagreements=disagreements)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        opened.documents.load(history(LEADS))
        yield opened


def outlooks(store: Store, told: History) -> dict[str, Outlook]:
    return {part.id: part.outlook for part in store.documents.compare(told)}


def part_of(store: Store, told: History, part_id: str) -> Compared:
    return next(part for part in store.documents.compare(told) if part.id == part_id)


def test_every_part_says_what_would_become_of_it(store: Store) -> None:
    more = replace(HELD, notes=(*HELD.notes, Note(id="n2", text="said there")))
    merged = replace(LEADS, calls=(more,))
    assert outlooks(store, history(LEADS)) == {"c": Outlook.KNOWN, "d": Outlook.KNOWN}
    assert outlooks(store, history(merged))["d"] is Outlook.MERGED
    assert outlooks(store, history(replace(LEADS, topic="Other")))["d"] is Outlook.CONFLICT
    assert outlooks(store, history(replace(LEADS, id="d2", calls=())))["d2"] is Outlook.ADDED


def test_a_recap_is_named_by_its_subject() -> None:
    assert said(Recap(id="r", subject="What we agreed", text="Hi Dana,\n\nThank you")) == (
        "What we agreed"
    )
    assert said(Recap(id="r", text="Hi Dana,\n\nThank you")) == "Hi Dana,"


def test_a_conflict_shows_both_sides_and_the_chosen_one_stands(store: Store) -> None:
    told = history(replace(LEADS, topic="Theirs", our_view="new"))
    part = part_of(store, told, "d")
    topic, view = sorted(
        store.documents.changes_of(told, part, AS_IT_COMES), key=lambda change: change.path
    )[::-1]
    assert (topic.sort, topic.before, topic.after) == (Sort.REPLACED, "Leads", "Theirs")
    assert (view.sort, view.after) == (Sort.FILLED, "new")
    mine = Choices(mine=frozenset({"d"}))
    assert [c.path for c in store.documents.changes_of(told, part, mine)] == [("our_view",)]
    store.documents.bring(told, "x.json", NOON, mine)
    assert store.disagreements.get("d") == replace(LEADS, our_view="new")


def test_what_happened_here_stays_and_is_said(store: Store) -> None:
    draft = Recap(id="r", state=RecapState.DRAFT, text="Hello")
    older = replace(HELD, state=CallState.PREPARED, started_at=None, recaps=(draft,))
    told = history(replace(LEADS, calls=(older,)))
    part = part_of(store, told, "d")
    assert part.outlook is Outlook.OLDER
    staying = store.documents.changes_of(told, part, AS_IT_COMES)
    assert [(change.sort, change.before) for change in staying] == [
        (Sort.STAYS, "ended"),
        (Sort.STAYS, "sent"),
    ]
    store.documents.bring(told, "x.json", NOON)
    assert store.disagreements.get("d") == LEADS


def test_advice_on_record_stays_whoever_is_preferred(store: Store) -> None:
    def with_advice(text: str) -> Disagreement:
        advice = Advice(we_advised=text, because="b", they_chose="c")
        outcome = Outcome(kind=OutcomeKind.THEIR_CHOICE, advice=advice)
        return replace(LEADS, calls=(replace(HELD, outcome=outcome),))

    store.documents.load(history(with_advice("first")))
    for mine in (frozenset[str](), frozenset({"d"})):
        store.documents.bring(history(with_advice("other")), "x.json", NOON, Choices(mine=mine))
        assert store.disagreements.get("d") == with_advice("first")


@pytest.mark.parametrize(
    "moved",
    [
        Call(id="k", state=CallState.ENDED),
        Call(id="k2", notes=(Note(id="n", text="x"),)),
        Call(id="k2", recaps=(Recap(id="r"),)),
    ],
    ids=["call", "note", "recap"],
)
def test_what_belongs_to_something_else_does_not_come_in(store: Store, moved: Call) -> None:
    told = history(LEADS, Disagreement(id="d2", client="c", topic="Other", calls=(moved,)))
    assert outlooks(store, told)["d2"] is Outlook.REFUSED
    with pytest.raises(DocumentError, match="used elsewhere"):
        store.documents.load(told)
    store.documents.bring(told, "x.json", NOON, Choices(left_out=frozenset({"d2"})))
    assert store.documents.dump().disagreements == (LEADS,)


@pytest.mark.parametrize(
    "namesake",
    [
        Client(id="x", name="NORTHWIND"),
        Client(id="x", name="NW", contacts=(Contact(id="q", email="sam@northwind.example"),)),
    ],
    ids=["name", "domain"],
)
def test_a_client_under_another_id_is_told(store: Store, namesake: Client) -> None:
    part = part_of(store, history(client=namesake), "x")
    assert (part.outlook, part.other) == (Outlook.NAMESAKE, "c")


def test_a_joined_client_brings_its_disagreements_to_ours(store: Store) -> None:
    metric = Metric(id="mx", label="Cost")
    contact = Contact(id="px", name="D. Ortiz", email="Dana@northwind.example", fears="board")
    theirs = Client(id="x", name="Northwind", contacts=(contact,), metrics=(metric,))
    about = Disagreement(id="d2", client="x", topic="Price", metric="mx")
    choices = Choices(joined={"x": "c"})
    brought = store.documents.bring(history(about, client=theirs), "x.json", NOON, choices)
    assert store.people.client_ids() == ("c",)
    assert store.people.client("c").contacts == (replace(DANA, fears="board"),)
    assert store.disagreements.get("d2") == replace(about, client="c")
    store.imports.undo(brought.import_id)
    assert store.people.client("c") == NORTHWIND


def test_a_metric_that_another_client_has_by_now_stays_with_it(store: Store) -> None:
    metric = Metric(id="m", label="Cost")
    store.people.put_client(Client(id="c2", name="Contoso", metrics=(metric,)))
    store.disagreements.put(replace(LEADS, id="d2", client="c2", metric="m", calls=()))
    before = store.disagreements.get("d2")
    client = replace(NORTHWIND, metrics=(metric,))
    store.documents.bring(history(replace(LEADS, metric="m"), client=client), "x.json", NOON)
    assert store.disagreements.get("d") == LEADS
    assert store.disagreements.get("d2") == before
    whole = store.documents.dump()
    assert decode(encode(whole)) == whole


def test_the_file_of_somebody_else_does_not_rename_the_person(store: Store) -> None:
    store.people.save_me(Me(name="Priya", sign_off="Best"))
    told = replace(history(LEADS), me=Me(name="Maya", sign_off="Cheers"))
    assert "me" not in outlooks(store, told)
    store.documents.load(told)
    assert store.people.me() == Me(name="Priya", sign_off="Best")


def test_ones_own_settings_stand_where_that_is_chosen(store: Store) -> None:
    mine = SavedSearch(name="open", query="outcome:open")
    store.people.save_me(Me(name="Priya", sign_off="Best"))
    store.documents.load(replace(history(LEADS), saved_searches=(mine,)))
    theirs = (replace(mine, query="step:we"), SavedSearch(name="new", query="form"))
    me = Me(name="Priya", sign_off="Cheers", company="Lumen")
    told = replace(history(LEADS), me=me, saved_searches=theirs)
    parts = {part.place: part for part in store.documents.compare(told)}
    assert parts["me"].outlook is parts["saved_search"].outlook is Outlook.CONFLICT
    choices = Choices(mine=frozenset({parts["me"].id, parts["saved_search"].id}))
    store.documents.bring(told, "x.json", NOON, choices)
    assert store.people.me() == replace(me, sign_off="Best")
    assert store.documents.dump().saved_searches == (mine, theirs[1])


def test_much_waits_until_a_running_call_has_ended(store: Store) -> None:
    store.calls.put("d", Call(id="running", state=CallState.RUNNING))
    calls = tuple(Call(id=f"x{i}") for i in range(41))
    much = history(Disagreement(id="d2", client="c", topic="Much", calls=calls))
    with pytest.raises(InvalidInput, match="A call is running"):
        store.documents.bring(much, "x.json", NOON)
    little = history(Disagreement(id="d2", client="c", topic="Little", calls=calls[:40]))
    assert store.documents.bring(little, "x.json", NOON).changes.added == 1


def test_what_stops_an_import_leaves_the_history_as_it_was(store: Store) -> None:
    before = encode(store.documents.dump())

    def stop(done: int, _whole: int) -> None:
        if done == 3:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        store.documents.bring(document(3), "x.json", NOON, tell=stop)
    assert encode(store.documents.dump()) == before
    assert store.imports.lines() == ()


def later(random: Random, told: History) -> History:
    """Return a version of a document with other words, more of some things and less of others."""

    def changed(each: Disagreement) -> Disagreement:
        calls = tuple(
            replace(
                call,
                why_now=random.choice((call.why_now, "now")),
                notes=(*call.notes[random.randrange(2) :], Note(id=f"{call.id}+", text="more")),
            )
            for call in each.calls[random.randrange(2) :]
        )
        at = each.opened_at and each.opened_at + timedelta(days=random.randrange(2))
        return replace(each, topic=random.choice((each.topic, "T")), opened_at=at, calls=calls)

    clients = tuple(
        replace(client, contacts=(*client.contacts[1:], Contact(id=f"{client.id}+")), name="N")
        for client in told.clients
    )
    return replace(
        told, clients=clients, disagreements=tuple(changed(each) for each in told.disagreements)
    )


@pytest.mark.parametrize("seed", range(6))
def test_import_then_undo_is_the_history_byte_for_byte(tmp_path: Path, seed: int) -> None:
    random = Random(seed)
    first, other = document(seed), document(seed + 1_000)
    with Store.open(tmp_path / "history.db") as store:
        store.documents.load(first)
        before = encode(store.documents.dump())
        brought = [
            store.documents.bring(decode(encode(told)), "x.json", NOON)
            for told in (later(random, first), other, later(random, other))
        ]
        assert encode(store.documents.dump()) != before
        for each in (each for each in reversed(brought) if each.import_id):
            assert store.imports.undo(each.import_id).kept == ()
        assert encode(store.documents.dump()) == before
        assert store.imports.lines() == ()
