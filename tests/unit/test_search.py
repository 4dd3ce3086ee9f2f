"""Search as you type: what is found, in which order, and that no text is a bad question."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.method.marking import MARK_BEGIN, MARK_END
from companion.model import (
    Call,
    CallState,
    Client,
    Disagreement,
    Note,
    Outcome,
    OutcomeKind,
)
from companion.store import Store
from companion.store.search import Question

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        opened.people.put_client(Client(id="c-1", name="Northwind"))
        opened.people.put_client(Client(id="c-2", name="Contoso"))
        add(
            opened, "d-1", "c-1", 1, "form has 4 fields; budget field was removed", OutcomeKind.OPEN
        )
        add(opened, "d-2", "c-1", 40, "budget goes down, the form stays", OutcomeKind.AGREED)
        add(opened, "d-3", "c-2", 5, "Budgétaire naïveté", OutcomeKind.OPEN)
        yield opened


def add(
    store: Store, number: str, client: str, days_ago: int, text: str, kind: OutcomeKind
) -> None:
    at = NOON - timedelta(days=days_ago)
    call = Call(
        id=f"k-{number}",
        state=CallState.ENDED,
        started_at=at,
        ended_at=at + timedelta(minutes=30),
        notes=(Note(id=f"n-{number}", at=at, text=text),),
        outcome=Outcome(kind=kind, at=at),
    )
    store.disagreements.put(
        Disagreement(id=number, client=client, topic="Topic", opened_at=at, calls=(call,))
    )


def found(store: Store, **question: object) -> list[str]:
    return [row.id for row in store.search.rows(Question(**question))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("budget", ["d-1", "d-3", "d-2"]),
        ("BUDG", ["d-1", "d-3", "d-2"]),
        ("form budget", ["d-1", "d-2"]),
        ("naivete", ["d-3"]),
        ("contoso", ["d-3"]),
        ("northwind stays", ["d-2"]),
        ("nothing of the sort", []),
        ("", []),
    ],
)
def test_all_words_must_be_there_and_the_newest_comes_first(
    store: Store, text: str, wanted: list[str]
) -> None:
    assert found(store, text=text) == wanted


def test_a_client_a_sort_and_dates_narrow_it_down(store: Store) -> None:
    assert found(store, text="budget", client_id="c-1") == ["d-1", "d-2"]
    assert found(store, text="budget", sort="open") == ["d-1", "d-3"]
    assert found(store, text="budget", sort="open", client_id="c-1") == ["d-1"]
    assert found(store, text="northwind", sort="open") == ["d-1"]
    assert found(store, text="budget", after=NOON - timedelta(days=2)) == ["d-1"]
    assert found(store, text="budget", before=NOON - timedelta(days=20)) == ["d-2"]


def test_the_passage_marks_what_was_found_and_names_the_note(store: Store) -> None:
    (row,) = store.search.rows(Question(text="stays form"))
    assert row.passage.endswith(f"the {MARK_BEGIN}form{MARK_END} {MARK_BEGIN}stays{MARK_END}")
    assert row.note_id == "n-d-2"


def test_a_deleted_note_is_not_found_until_it_is_restored(store: Store) -> None:
    store.live.delete_note("n-d-2", NOON)
    assert found(store, text="stays") == []
    store.live.restore_note("n-d-2")
    assert found(store, text="stays") == ["d-2"]


def test_many_passages_of_one_disagreement_hide_no_other(store: Store) -> None:
    for number in range(20):
        note = Note(id=f"x-{number}", at=NOON, text=f"budget again {number}")
        store.live.add_note("k-d-1", note)
    assert found(store, text="budget", limit=3) == ["d-1", "d-3", "d-2"]


@given(text=st.text(max_size=40))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_text_is_a_good_question(store: Store, text: str) -> None:
    for row in store.search.rows(Question(text=text)):
        assert row.id in {"d-1", "d-2", "d-3"}


def test_a_half_character_finds_nothing_and_breaks_nothing(store: Store) -> None:
    assert found(store, text="caf\udcff") == []
    assert found(store, text="budget \ud800") == found(store, text="budget") != []
