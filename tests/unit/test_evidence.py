"""Past cases that match, and what of them may leave the house."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from companion.exchange.share import shared
from companion.gui.live.snapshot import take_snapshot
from companion.method.evidence import Match, nameless, words_of_concern
from companion.model import (
    Call,
    CallState,
    Chosen,
    Client,
    Contact,
    Disagreement,
    Metric,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
)
from companion.store import Store
from companion.store.evidence import Likeness

NOON = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)
COST = Likeness(client_id="c", label="cost / revenue", unit="%")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        for key, name in (("c", "Northwind"), ("other", "Contoso")):
            metric = Metric(id=f"m-{key}", label="Cost ÷ revenue", unit="%")
            contact = Contact(id=f"p-{key}", name="Ida Berg")
            opened.people.put_client(
                Client(id=key, name=name, metrics=(metric,), contacts=(contact,))
            )
        yield opened


def past(
    key: str,
    *notes: Note,
    client: str = "other",
    kind: OutcomeKind = OutcomeKind.AGREED,
    metric: bool = False,
) -> Disagreement:
    call = Call(
        id=f"k-{key}",
        state=CallState.ENDED,
        started_at=NOON,
        ended_at=NOON,
        notes=notes,
        options=(Option(label="B", text="Contoso saves 40 % by asking first"),),
        chosen=Chosen(label="B", why="Ida liked it"),
        outcome=Outcome(kind=kind, at=NOON),
    )
    return Disagreement(
        id=key,
        client=client,
        topic="Leads",
        metric=f"m-{client}" if metric else None,
        calls=(call,),
    )


def concern(text: str, kind: NoteKind = NoteKind.CONCERN) -> Note:
    return Note(id=f"n-{kind}", at=NOON, kind=kind, text=text)


def found(store: Store, *concerns: str) -> list[tuple[str, Match]]:
    like = Likeness(client_id="c", label=COST.label, unit=COST.unit, concerns=concerns)
    return [(case.disagreement_id, case.match) for case in store.evidence.cases(like)]


def test_a_case_with_the_same_metric_is_found(store: Store) -> None:
    store.disagreements.put(past("d", metric=True))
    assert found(store) == [("d", Match.METRIC)]


def test_a_case_with_the_words_of_the_concern_is_found(store: Store) -> None:
    store.disagreements.put(past("d", concern("the migration takes the whole spring")))
    assert found(store, "They fear that a migration takes all of spring") == [("d", Match.CONCERN)]


@pytest.mark.parametrize(
    "case",
    [
        past("own", client="c", metric=True),
        past("open", kind=OutcomeKind.OPEN, metric=True),
        past("secret", concern("migration in spring", NoteKind.PRIVATE)),
    ],
    ids=["of the same client", "not landed", "in a private note"],
)
def test_these_are_no_evidence(store: Store, case: Disagreement) -> None:
    store.disagreements.put(case)
    assert found(store, "migration spring") == []


def test_a_sentence_belongs_to_a_case_only_once_it_was_confirmed(store: Store) -> None:
    store.disagreements.put(past("d", metric=True))
    assert store.evidence.cases(COST)[0].confirmed == ""
    store.evidence.confirm("d", "Asking first helped another client.")
    assert store.evidence.cases(COST)[0].confirmed == "Asking first helped another client."
    store.evidence.confirm("d", "")
    assert store.evidence.confirmed("d") == ""


def test_a_confirmed_sentence_goes_along_with_the_whole_history_alone(
    store: Store, tmp_path: Path
) -> None:
    store.disagreements.put(past("d", metric=True))
    store.evidence.confirm("d", "Asking first helped.")
    whole = store.documents.dump()
    assert [text.key for text in whole.texts] == ["found/d"]
    assert shared(whole).texts == ()
    assert store.documents.dump(client_id="c").texts == ()
    with Store.open(tmp_path / "second.db") as second:
        second.documents.load(whole)
        assert second.evidence.confirmed("d") == "Asking first helped."


def test_the_step_found_begins_with_what_was_confirmed_and_with_nothing_else(
    store: Store,
) -> None:
    store.disagreements.put(past("d", metric=True))
    call = Call(id="now", state=CallState.RUNNING, playbook="feel-felt-found", started_at=NOON)
    store.disagreements.put(
        Disagreement(id="n", client="c", topic="New", metric="m-c", calls=(call,))
    )
    before = take_snapshot(store, "now").playbook
    assert before == store.playbooks.script("feel-felt-found")
    store.evidence.confirm("d", "Asking first helped.")
    after = take_snapshot(store, "now").playbook
    lines = {step.key: step.lines for step in after.steps}
    assert lines["found"] == ("Asking first helped.", *before.steps[2].lines)
    assert lines["felt"] == before.steps[1].lines


def test_a_confirmed_sentence_is_no_phrase_of_a_recap(store: Store) -> None:
    store.evidence.confirm("d", "Asking first helped.")
    assert store.texts.own() == ()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Contoso saves 40 % by asking first", "… saves … by asking first"),
        ("Contoso’s costs fell from €1,200.50 to 900", "… costs fell from … to …"),
        ("ida berg and Ida agreed", "… and … agreed"),
        ("Berger is somebody else", "Berger is somebody else"),
    ],
)
def test_neither_figure_nor_name_of_another_client_is_proposed(text: str, left: str) -> None:
    assert nameless(text, ("Contoso", "Ida Berg")) == left


def test_the_words_that_say_most_are_looked_for() -> None:
    assert words_of_concern("They would not want the Migration about now, über alles") == (
        "migration",
        "alles",
    )
    assert words_of_concern("they want it") == ()
