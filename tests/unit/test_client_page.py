"""All about one client, read from the history by an index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi

from companion.errors import NotThere
from companion.method.before_call import Says
from companion.model import (
    Call,
    CallState,
    Chosen,
    Client,
    Disagreement,
    Metric,
    MetricPoint,
    NextStep,
    Note,
    NoteKind,
    Option,
    Outcome,
    OutcomeKind,
    Recap,
    RecapState,
    Side,
)
from companion.store import Store
from companion.store.client_page import LAST_TIME, TALKS

NOON = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        for key in ("c", "other"):
            opened.people.put_client(Client(id=key, name=key.title()))
        yield opened


def held(key: str, days: int = 0, client: str = "c", **more: object) -> Disagreement:
    """Return a disagreement whose one call ended *days* after NOON."""
    at = NOON + timedelta(days=days)
    call = Call(
        id=f"k-{key}",
        state=CallState.ENDED,
        started_at=at,
        ended_at=at + timedelta(minutes=30),
        **more,  # type: ignore[arg-type]
    )
    return Disagreement(id=key, client=client, topic=f"Topic {key}", opened_at=at, calls=(call,))


def test_disagreements_come_in_parts_and_only_those_of_the_client(store: Store) -> None:
    for number in range(5):
        store.disagreements.put(held(f"d{number}", number))
    store.disagreements.put(held("foreign", 9, client="other"))
    pages = store.client_pages
    assert [talk.id for talk in pages.talks("c", 0, 2)] == ["d4", "d3"]
    assert [talk.id for talk in pages.talks("c", 4, 2)] == ["d0"]
    assert pages.counts("c") == (5, 0)


def test_a_disagreement_says_what_moved_it(store: Store) -> None:
    store.disagreements.put(
        held(
            "d",
            options=(Option(label="B", text="Ask in the form"),),
            chosen=Chosen(label="B", why="it costs sales the least"),
            next_steps=(
                NextStep(id="s1", text="Draft it"),
                NextStep(id="s2", text="Show it", done_at=NOON),
            ),
            outcome=Outcome(kind=OutcomeKind.AGREED, at=NOON),
        )
    )
    talk = store.client_pages.talks("c")[0]
    assert (talk.chosen, talk.option, talk.why) == (
        "B",
        "Ask in the form",
        "it costs sales the least",
    )
    assert (talk.steps, talk.open_steps, talk.outcome) == (2, 1, OutcomeKind.AGREED)


def test_promises_are_what_is_not_done_and_what_was_noted_so(store: Store) -> None:
    store.disagreements.put(
        held(
            "d",
            next_steps=(
                NextStep(id="s1", text="Their list", side=Side.THEIRS),
                NextStep(id="s2", text="Our list", due=date(2026, 11, 21)),
                NextStep(id="s3", text="Done", done_at=NOON),
            ),
            notes=(
                Note(id="n1", at=NOON, kind=NoteKind.PROMISE, text="No more surprises", who="Dana"),
                Note(id="n2", at=NOON, text="Something else"),
            ),
        )
    )
    page = store.client_pages.page("c", TODAY)
    assert [step.text for step in page.promised] == ["Our list", "Their list"]
    assert [(said.text, said.who) for said in page.said] == [("No more surprises", "Dana")]


def test_the_last_recap_is_the_one_that_left_the_house(store: Store) -> None:
    sent = Recap(id="r1", state=RecapState.SENT, sent_at=NOON)
    store.disagreements.put(held("d1", recaps=(sent,)))
    store.disagreements.put(held("d2", 1, recaps=(Recap(id="r2"),)))
    recap = store.client_pages.last_recap("c")
    assert recap is not None
    assert (recap.call_id, recap.state, recap.sent_at) == ("k-d1", RecapState.SENT, NOON)


def test_the_metric_read_last_comes_first(store: Store) -> None:
    old, new = (MetricPoint(at=NOON + timedelta(days=day), now=30) for day in (-9, 0))
    metrics = (
        Metric(id="new", label="Cost", points=(old, new)),
        Metric(id="old", label="Leads", points=(old,)),
        Metric(id="never", label="Churn"),
    )
    store.people.put_client(Client(id="c", name="C", metrics=metrics))
    assert store.client_pages.metric_ids("c") == ("new", "old", "never")


def test_the_lines_are_about_the_call_that_ended_last(store: Store) -> None:
    store.disagreements.put(held("d1", chosen=Chosen(label="A")))
    store.disagreements.put(held("d2", 1, chosen=Chosen(label="B", why="it is fast")))
    last, settled, awaited = store.client_pages.lines("c", TODAY)
    assert (last.says, last.text, last.disagreement_id) == (Says.LAST, "Topic d2", "d2")
    assert (settled.says, settled.text, settled.because) == (Says.PICKED, "B", "it is fast")
    assert (awaited.says, awaited.call_id) == (Says.RECAP, "k-d2")


def test_a_client_without_a_call_has_no_lines(store: Store) -> None:
    page = store.client_pages.page("c", TODAY)
    assert (page.lines, page.talks, page.recap) == ((), (), None)


def test_a_client_that_is_not_there_is_said(store: Store) -> None:
    with pytest.raises(NotThere):
        store.client_pages.page("nobody", TODAY)


@pytest.mark.parametrize(("sql", "given"), [(TALKS, ("c", 20, 0)), (LAST_TIME, ("c",))])
def test_nothing_is_read_from_one_end_to_the_other(
    store: Store, sql: str, given: tuple[object, ...]
) -> None:
    with closing(dbapi.connect(str(store.path))) as raw:
        plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}", given)]
    # What was found already, a part of the page, may be gone through.
    found = ("SCAN some", "SCAN (subquery")
    assert [step for step in plan if step.startswith("SCAN") and not step.startswith(found)] == []
