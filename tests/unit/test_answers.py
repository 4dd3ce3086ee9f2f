"""An answer goes where its step's playbook says that it belongs, and from there into the recap."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from companion.answers import keep_answer
from companion.errors import InvalidInput
from companion.method.captures import shown_answer
from companion.method.playbook import Captures, PlaybookScript, Step
from companion.method.playbooks import built_in, stored_form
from companion.method.recap import Missing, RecapSource, compose
from companion.model import Call, Client, Disagreement, Me, Outcome, OutcomeKind, StepMark
from companion.session import begin_disagreement
from companion.store import Store
from tests.clock import HandClock

TODAY = date(2026, 11, 21)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as store:
        yield store


def _call(store: Store) -> Call:
    return begin_disagreement(store, HandClock(), "Northwind").calls[0]


def _told(store: Store, call: Call, captures: Captures, text: str) -> tuple[str, str]:
    """Answer a step that captures that; return its mark and what a field for it shows."""
    step = Step(key="own", title="What if it fails?", captures=captures)
    keep_answer(store, call.id, step, text, TODAY)
    about = store.disagreements.get(store.calls.disagreement_of(call.id))
    client = store.people.client(about.client)
    return about.calls[0].step("own").answer, shown_answer(step, about.calls[0], about, client)


@pytest.mark.parametrize("captures", [c for c in Captures if c not in {"options", "next_step"}])
def test_what_was_typed_is_shown_again(store: Store, captures: Captures) -> None:
    call = _call(store)
    assert _told(store, call, captures, "in two weeks") == ("in two weeks", "in two weeks")
    assert _told(store, call, captures, "") == ("", "")


def test_the_request_and_the_result_are_those_of_the_preparation(store: Store) -> None:
    call = _call(store)
    _told(store, call, Captures.REQUEST, "More budget")
    _told(store, call, Captures.WANTED_RESULT, "More customers")
    about = store.disagreements.get(store.calls.disagreement_of(call.id))
    assert (about.request, about.wanted_result) == ("More budget", "More customers")


def test_an_expectation_is_the_clients_once_under_its_question(store: Store) -> None:
    call = _call(store)
    _told(store, call, Captures.EXPECTATION, "We stop")
    _told(store, call, Captures.EXPECTATION, "We stop and talk")
    client = store.people.client_named("Northwind")
    assert client is not None
    (kept,) = client.expectations
    assert (kept.question, kept.answer) == ("What if it fails?", "We stop and talk")
    assert kept.agreed_on == TODAY


def test_half_a_date_leaves_the_check_in_as_it_was(store: Store) -> None:
    call = _call(store)
    for text, day in (("26 Nov", date(2026, 11, 26)), ("26 Nov or so", date(2026, 11, 26))):
        _told(store, call, Captures.CHECK_IN, text)
        client = store.people.client_named("Northwind")
        assert client is not None
        assert client.check_in_on == day


def test_a_playbook_that_a_call_follows_is_not_taken_away(store: Store) -> None:
    own = replace(stored_form(built_in("apple")), key="own")
    store.playbooks.put(own)
    call = _call(store)
    store.live.set_text(call.id, "playbook", "own")
    assert store.playbooks.script("own").steps[0].key == "approach"
    with pytest.raises(InvalidInput, match="One call follows"):
        store.playbooks.remove("own")
    store.live.set_text(call.id, "playbook", "")
    store.playbooks.remove("own")
    assert store.playbooks.own() == ()


def test_an_older_copy_of_a_playbook_takes_no_words_away(store: Store) -> None:
    own = replace(stored_form(built_in("apple")), key="own")
    store.playbooks.put(own)
    bare = tuple(replace(step, lines=(), why="") for step in own.steps)
    history = store.documents.dump()
    older = replace(own, steps=bare, title="Renamed")
    store.documents.load(replace(history, playbooks=(older,)))
    assert store.playbooks.own() == (replace(own, title="Renamed", steps=bare),)
    plain = tuple(type(step)(key=step.key, title=step.title) for step in own.steps)
    store.playbooks.put(own)
    store.documents.load(replace(history, playbooks=(replace(own, steps=plain),)))
    assert store.playbooks.own() == (own,)


def _recap(call: Call, client: Client, playbook: PlaybookScript | None = None) -> str:
    about = Disagreement(id="d", client="c", topic="Display")
    source = RecapSource(
        me=Me(name="Priya"),
        client=client,
        disagreement=about,
        call=call,
        today=TODAY,
        playbook=playbook,
    )
    return compose(source).text


NO = replace(
    Call(id="k", playbook="caring-no"),
    caring_no=type(Call(id="k").caring_no)(
        cost_to_them="it takes March's budget", alternative="a trial on search"
    ),
)


def test_the_recap_says_both_parts_of_a_caring_no() -> None:
    text = _recap(NO, Client(id="c", name="Northwind"))
    assert "## Why we suggest another road" in text
    assert "What this road would cost you: it takes March's budget." in text
    assert "What we suggest in its place: a trial on search." in text


def test_the_recap_does_not_argue_with_a_choice_that_was_made() -> None:
    chosen = replace(NO, outcome=Outcome(kind=OutcomeKind.THEIR_CHOICE))
    assert "cost you" not in _recap(chosen, Client(id="c", name="Northwind"))


def test_the_recap_lists_what_was_agreed_beforehand_under_its_own_heading() -> None:
    marks = (StepMark(key="fails", answer="we stop"), StepMark(key="check-in", answer="26 Nov"))
    call = Call(id="k", playbook="set-the-stage", steps=marks)
    text = _recap(call, Client(id="c", name="Northwind"))
    assert "## What we agreed beforehand\n\n- What if it fails? We stop.\n" in text
    assert "We check in with each other on **Thursday 26 November**." in text


def test_the_recap_of_an_own_playbook_knows_its_question_and_keeps_other_answers_back() -> None:
    steps = (
        Step(key="a", title="A", captures=Captures.QUESTION),
        Step(key="b", title="B"),
    )
    own = PlaybookScript(key="own", title="Own", steps=steps)
    marks = (StepMark(key="a", answer="what helps us both?"), StepMark(key="b", answer="he sighed"))
    text = _recap(Call(id="k", playbook="own", steps=marks), Client(id="c", name="N"), own)
    assert "What helps us both?" in text
    assert "he sighed" not in text


def test_a_recap_misses_no_options_that_its_playbook_never_asked_for() -> None:
    about = Disagreement(id="d", client="c", topic="Display")
    source = RecapSource(
        me=Me(),
        client=Client(id="c", name="N"),
        disagreement=about,
        call=Call(id="k", playbook="set-the-stage"),
        today=TODAY,
    )
    assert not {Missing.OPTIONS, Missing.CHOICE} & set(compose(source).missing)
