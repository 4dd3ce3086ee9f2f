"""What each filter of the search leaves, alone and beside words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion.method.marking import MARK_BEGIN, MARK_END
from companion.model import (
    Attendee,
    Call,
    CallState,
    Client,
    Disagreement,
    Metric,
    NextStep,
    Note,
    NoteKind,
    Outcome,
    OutcomeKind,
    Recap,
    StepMark,
)
from companion.store import Store
from companion.store.search import Question

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def call(
    number: str, days_ago: int, person: str, kind: OutcomeKind, done: str, *notes: Note
) -> Call:
    at = NOON - timedelta(days=days_ago)
    return Call(
        id=f"k-{number}",
        state=CallState.ENDED,
        playbook="five-steps",
        started_at=at,
        ended_at=at + timedelta(minutes=30),
        attendees=(Attendee(name=person, email=f"{person[:3].lower()}@mail.example"),),
        steps=tuple(StepMark(key=key, done_ms=1) for key in done.split()),
        notes=notes,
        outcome=Outcome(kind=kind, at=at),
    )


def note(number: str, days_ago: int, kind: NoteKind, text: str) -> Note:
    return Note(id=number, at=NOON - timedelta(days=days_ago), kind=kind, text=text)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    quote = note("n-1", 1, NoteKind.QUOTE, "the board wants the form")
    fact = note("n-2", 1, NoteKind.FACT, "budget was cut")
    concern = note("n-3", 40, NoteKind.CONCERN, "budget of the board")
    cost = Metric(id="m-1", label="Cost ÷ révenue", words="efficiency")
    step = NextStep(id="s-1", text="Draft it", owner="Zoë Priya", due=date(2026, 12, 1))
    first = call("1", 1, "Dána Ortiz", OutcomeKind.OPEN, "metric next", quote, fact)
    second = call("2", 40, "Sam Lee", OutcomeKind.AGREED, "metric options", concern)
    prepared = Call(id="k-3", state=CallState.PREPARED, playbook="five-steps")
    parts = {name: getattr(second, name) for name in second.__struct_fields__}
    recap = Recap(id="r-2", text="## Agreed\n\n**Metric first**: the *pause* of display\\_ads")
    second = Call(**parts | {"next_steps": (step,), "recaps": (recap,)})
    with Store.open(tmp_path / "history.db") as opened:
        opened.people.put_client(Client(id="c-1", name="North Pole", metrics=(cost,)))
        opened.people.put_client(Client(id="c-2", name="Northwind"))
        for told in (
            Disagreement(id="d-1", client="c-1", topic="Form", metric="m-1", calls=(first,)),
            Disagreement(id="d-2", client="c-2", topic="Display", calls=(second, prepared)),
        ):
            opened.disagreements.put(told)
        yield opened


def found(store: Store, text: str, *, across: bool = True) -> list[str]:
    question = Question(text=text, today=NOON.date(), across=across)
    return [row.id for row in store.search.rows(question)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("client:north", ["d-1", "d-2"]),
        ("client:northwind", ["d-2"]),
        ("client:pole", ["d-1"]),
        ("client:nobody", []),
        ("with:dana", ["d-1"]),
        ("with:sam@mail", ["d-2"]),
        ("with:dana with:sam", []),
        ("outcome:agreed", ["d-2"]),
        ("outcome:agreed outcome:open", ["d-1", "d-2"]),
        ("step:options", ["d-2"]),
        ("-step:options", ["d-1"]),
        ("step:metric -step:next", ["d-2"]),
        ('-step:"present three"', ["d-1"]),
        ("-step:nothing", []),
        ("kind:quote", ["d-1"]),
        ("metric:revenue", ["d-1"]),
        ("metric:effic", ["d-1"]),
        ("owner:zoe", ["d-2"]),
        ("after:last-week", ["d-1"]),
        ("before:2026-11", ["d-2"]),
        ("after:2026-10 before:2026-11 with:dana", []),
        ("client:", []),
    ],
)
def test_filters_alone_leave_what_they_say(store: Store, text: str, wanted: list[str]) -> None:
    assert found(store, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("board", ["d-1", "d-2"]),
        ("board outcome:agreed", ["d-2"]),
        ("outcome:agreed board", ["d-2"]),
        ("budget kind:concern", ["d-2"]),
        ("budget kind:quote", []),
        ("budget after:2026-11-01", ["d-1"]),
        ("budget -step:options with:dana", ["d-1"]),
        ('"the board"', ["d-1", "d-2"]),
        ('"board the"', []),
        ('"boar"', []),
    ],
)
def test_filters_narrow_words(store: Store, text: str, wanted: list[str]) -> None:
    assert found(store, text) == wanted


def test_words_may_stand_in_several_texts_of_one_disagreement(store: Store) -> None:
    assert found(store, "budget form", across=False) == []
    assert found(store, "budget form") == ["d-1"]
    (row,) = store.search.rows(Question(text="budget form"))
    assert row.passage.count(MARK_BEGIN) == 2
    assert found(store, "budget board") == ["d-2", "d-1"]  # in one text first
    assert found(store, "form zebra") == []


def test_words_of_one_note_stay_together_where_a_kind_is_named(store: Store) -> None:
    assert found(store, "budget form kind:quote kind:fact") == []
    assert found(store, "board form kind:quote") == ["d-1"]


def test_a_kind_alone_shows_its_newest_note(store: Store) -> None:
    (row,) = store.search.rows(Question(text="kind:quote"))
    assert (row.note_id, row.passage) == ("n-1", "the board wants the form")


def test_a_recap_is_shown_without_its_marks(store: Store) -> None:
    (row,) = store.search.rows(Question(text="pause display"))
    plain = row.passage.replace(MARK_BEGIN, "").replace(MARK_END, "")
    assert plain == "…Metric first: the pause of display_ads"


def test_names_are_known_anew_after_something_was_stored(store: Store) -> None:
    assert found(store, "with:jorg") == []
    added = call("9", 0, "Jörg", OutcomeKind.OPEN, "")
    store.disagreements.put(Disagreement(id="d-9", client="c-2", topic="New", calls=(added,)))
    assert found(store, "with:jorg") == ["d-9"]


def test_the_values_to_offer_are_those_of_the_history(store: Store) -> None:
    values = store.search.values()
    assert values["with"] == ("Dána Ortiz", "Sam Lee")
    assert values["owner"] == ("Zoë Priya",)
    assert values["metric"] == ("Cost ÷ révenue",)
    assert values["step"] == ("metric", "reframe", "we", "options", "next")


_PIECES = (
    "client:",
    "with:",
    "-step:",
    "step:",
    "kind:q",
    "metric:",
    "owner:",
    "after:",
    "before:",
)


@given(
    typed=st.lists(st.sampled_from([*_PIECES, '"', " ", "C++"]) | st.text(max_size=5), max_size=8)
)
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_text_is_a_good_question(store: Store, typed: list[str]) -> None:
    assert set(found(store, "".join(typed))) <= {"d-1", "d-2"}
