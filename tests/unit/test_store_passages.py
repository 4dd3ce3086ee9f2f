"""What a person may remember is found, and the memory follows every change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from companion.model import (
    Advice,
    Attendee,
    Call,
    CallState,
    CaringNo,
    Chosen,
    Client,
    Contact,
    Disagreement,
    Expectation,
    Link,
    Metric,
    Mistake,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
    ReadBack,
    Recap,
    Reply,
    Review,
    StepMark,
    TranscriptLine,
)
from companion.model.history import FORMAT, VERSION, History
from companion.store import Store
from companion.store.search import Question
from tests.unit.documents import document

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

CLIENT = Client(
    id="c",
    name="wclient",
    contacts=(
        Contact(
            id="p", name="wcontact", role="wrole", knows="wknows", fears="wfears", past="wpast"
        ),
    ),
    metrics=(Metric(id="m", label="wlabel", words="wwords"),),
    expectations=(Expectation(question="wquestion", answer="wexpected"),),
)

CALL = Call(
    id="k",
    state=CallState.ENDED,
    started_at=NOON,
    ended_at=NOON + timedelta(hours=1),
    attendees=(Attendee(name="wattendee", email="wmail@client.example"),),
    why_now="wwhynow",
    next_step_aim="waim",
    steps=(StepMark(key="metric", answer="wanswer"),),
    notes=(Note(id="n", at=NOON, text="wnote", who="wwho"),),
    options=(Option(label="A", text="woption", effect="weffect", cost="wcost"),),
    chosen=Chosen(label="A", why="wchosen"),
    caring_no=CaringNo(cost_to_them="wtheircost", alternative="walternative"),
    next_steps=(NextStep(id="s", text="wnext", owner="wowner"),),
    none_agreed_because="wnone",
    outcome=Outcome(
        kind=OutcomeKind.THEIR_CHOICE,
        advice=Advice(we_advised="wadvised", because="wbecause", they_chose="wtheychose"),
        mistake=Mistake(what="wmistake", effect="wharm", fix="wfix"),
    ),
    read_back=ReadBack(text="wreadback"),
    transcript=(TranscriptLine(speaker="wspeaker", text="wline"),),
    links=(Link(title="wlink", url="https://wlinked.example"),),
    recaps=(Recap(id="r", subject="wsubject", text="wrecap", reply=Reply(text="wreply")),),
)

DISAGREEMENT = Disagreement(
    id="d",
    client="c",
    topic="wtopic",
    opened_at=NOON,
    our_metric="wourmetric",
    request="wrequest",
    wanted_result="wresult",
    their_view="wtheirs",
    our_view="wours",
    they_are_right_about="wright",
    need_to_know="wneed",
    good_looks_like="wgood",
    would_change_our_mind="wchange",
    reviews=(Review(text="wreview"),),
    calls=(CALL,),
)

# fmt: off
WORDS = [
    "wclient", "wcontact", "wrole", "wknows", "wfears", "wpast", "wlabel", "wwords",
    "wquestion", "wexpected", "wattendee", "wmail", "wwhynow", "waim", "wanswer", "wnote",
    "wwho", "woption", "weffect", "wcost", "wchosen", "wtheircost", "walternative", "wnext",
    "wowner", "wnone", "wadvised", "wbecause", "wtheychose", "wmistake", "wharm", "wfix",
    "wreadback", "wspeaker", "wline", "wlink", "wlinked", "wsubject", "wrecap", "wreply",
    "wtopic", "wourmetric", "wrequest", "wresult", "wtheirs", "wours", "wright", "wneed",
    "wgood", "wchange", "wreview",
]
# fmt: on


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        opened.people.put_client(CLIENT)
        opened.disagreements.put(DISAGREEMENT)
        yield opened
        assert_memory_is_sound(opened.path)


def assert_memory_is_sound(path: Path) -> None:
    """Compare the index with the passages, and the passages with the file (FTS5 rank 1)."""
    raw = dbapi.connect(str(path), isolation_level=None)
    raw.execute("INSERT INTO passage_search (passage_search, rank) VALUES ('integrity-check', 1)")
    assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()


def passages(path: Path) -> list[tuple[object, ...]]:
    """Return every passage but for its running number, in an order of content."""
    raw = dbapi.connect(str(path), isolation_level=None)
    rows = raw.execute(
        """SELECT source, text, disagreement_id, call_id, client_id, client_token, id / 10000000
        FROM passage ORDER BY source, disagreement_id, call_id, text"""
    ).fetchall()
    raw.close()
    return list(rows)


def found(store: Store, text: str, client_id: str | None = None) -> list[str]:
    return [row.id for row in store.search.rows(Question(text=text, client_id=client_id))]


@pytest.mark.parametrize("word", WORDS)
def test_every_text_is_found(store: Store, word: str) -> None:
    assert found(store, word) == ["d"]
    assert found(store, word, "c") == ["d"]


def test_a_note_is_found_by_what_it_says_now(store: Store) -> None:
    store.live.edit_note("n", "changed", NoteKind.FACT, "")
    assert (found(store, "wnote"), found(store, "changed")) == ([], ["d"])
    store.live.delete_note("n", NOON)
    assert found(store, "changed") == []
    store.live.restore_note("n")
    assert found(store, "changed") == ["d"]


def test_what_is_edited_away_is_not_found(store: Store) -> None:
    store.live.set_text("k", "why_now", "")
    store.live.set_attendees("k", ())
    store.live.set_links("k", ())
    store.live.answer("k", "metric", "other")
    store.live.remove_next_step("s")
    store.people.remove_contact("p")
    store.live.set_outcome("k", None)
    for gone in ("wwhynow", "wattendee", "wlink", "wanswer", "wnext", "wfears", "wadvised"):
        assert found(store, gone) == []
    assert found(store, "waim") == ["d"]


def test_a_deleted_disagreement_is_forgotten(store: Store) -> None:
    store.disagreements.delete("d")
    assert {row[0] for row in passages(store.path)} == {
        "client",
        "contact",
        "metric",
        "expectation",
    }


def test_a_client_given_later_takes_its_passages_along(store: Store) -> None:
    store.people.put_client(Client(id="c-2", name="Contoso"))
    store.disagreements.set_client("d", "c-2")
    assert found(store, "wnote", "c-2") == ["d"]
    assert found(store, "wnote", "c") == []
    assert found(store, "contoso") == ["d"]


def test_a_client_without_a_name_gives_everything_to_the_one_given_later(store: Store) -> None:
    store.people.rename_client("c", "")
    store.people.put_client(Client(id="c-2", name="Contoso"))
    store.disagreements.set_metric("d", CLIENT.metrics[0])
    store.disagreements.set_client("d", "c-2")
    moved = store.people.client("c-2")
    assert (moved.contacts, moved.metrics) == (CLIENT.contacts, CLIENT.metrics)
    assert moved.expectations == CLIENT.expectations
    assert store.disagreements.get("d").metric == "m"
    assert store.people.client_ids() == ("c-2",)
    assert found(store, "wfears", "c-2") == ["d"]


def test_a_metric_that_another_disagreement_needs_stays_with_its_client(store: Store) -> None:
    store.disagreements.set_metric("d", CLIENT.metrics[0])
    store.disagreements.put(Disagreement(id="d-2", client="c", topic="", metric="m"))
    store.people.put_client(Client(id="c-2", name="Contoso"))
    store.disagreements.set_client("d", "c-2")
    assert store.disagreements.get("d").metric is None
    assert store.disagreements.get("d-2").metric == "m"
    assert store.people.client("c").metrics == CLIENT.metrics


def test_a_call_that_moves_takes_its_passages_along(store: Store) -> None:
    store.people.put_client(Client(id="c-2", name="Contoso"))
    store.disagreements.put(Disagreement(id="d-2", client="c-2", topic=""))
    store.calls.put("d-2", CALL)
    assert found(store, "wnote") == found(store, "wnote", "c-2") == ["d-2"]
    assert found(store, "wadvised") == ["d-2"]
    assert found(store, "wtopic") == ["d"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_newest_comes_first_whatever_was_written_first(
    store: Store, order: tuple[int, ...]
) -> None:
    for days in order:
        at = NOON - timedelta(days=days)
        note = Note(id=f"n{days}", at=at, text="same words")
        call = Call(id=f"k{days}", started_at=at, ended_at=at, notes=(note,))
        store.disagreements.put(
            Disagreement(id=f"d{days}", client="c", topic="", opened_at=at, calls=(call,))
        )
    assert found(store, "same words") == ["d0", "d1", "d2"]
    after = NOON - timedelta(days=1, hours=1)
    rows = store.search.rows(Question(text="same", after=after, before=NOON - timedelta(hours=1)))
    assert [row.id for row in rows] == ["d1"]


def test_two_thousand_notes_of_the_same_second_are_all_kept(store: Store) -> None:
    notes = tuple(Note(id=f"x{n}", at=NOON, text=f"burst{n}") for n in range(2_000))
    store.calls.put("d", Call(id="k2", started_at=NOON, notes=notes))
    assert found(store, "burst0") == found(store, "burst1999") == ["d"]


@pytest.mark.parametrize("seed", range(12))
def test_the_memory_of_any_document_follows_its_changes(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "history.db"
    whole = document(seed)
    with Store.open(path) as store:
        store.documents.load(whole)
        assert_memory_is_sound(path)
        before = passages(path)
        for disagreement in whole.disagreements:
            store.disagreements.put(disagreement)
        for client in whole.clients:
            store.people.put_client(client)
        assert passages(path) == before
        assert_memory_is_sound(path)
        for disagreement in whole.disagreements:
            store.disagreements.delete(disagreement.id)
        assert not [row for row in passages(path) if row[2] or row[3]]
        assert_memory_is_sound(path)


def test_a_document_is_remembered_as_if_it_had_been_typed(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with Store.open(other) as imported:
        imported.documents.load(
            History(
                format=FORMAT, version=VERSION, clients=(CLIENT,), disagreements=(DISAGREEMENT,)
            )
        )
    assert passages(other) == passages(store.path)
