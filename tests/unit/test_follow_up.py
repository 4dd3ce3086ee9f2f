"""What is followed up: which group a line stands in, in which order, and what a filter keeps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest

from companion.model import Call, CallState, Client, Disagreement, NextStep, Side
from companion.store import Store
from companion.store.follow_up import Asked, FollowStep, Group
from companion.store.today import CheckIn
from tests.clock import NOON

DAY = NOON.date()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        yield opened


def tell(store: Store, *steps: NextStep, client: str = "Northwind", away: bool = False) -> None:
    """Hold a call with a client, in which *steps* were agreed on."""
    store.people.put_client(Client(id=f"c-{client}", name=client, archived=away))
    call = Call(
        id=f"k-{client}",
        state=CallState.ENDED,
        started_at=NOON - timedelta(days=20),
        next_steps=steps,
    )
    store.disagreements.put(
        Disagreement(id=f"d-{client}", client=f"c-{client}", topic="Lead quality", calls=(call,))
    )


def step(step_id: str, days: int | None = None, **more: object) -> NextStep:
    due = None if days is None else DAY + timedelta(days=days)
    return NextStep(id=step_id, due=due, **({"text": step_id} | more))  # type: ignore[arg-type]


def listed(store: Store, asked: Asked | None = None) -> dict[str, list[str]]:
    """Return the ids of the lines by the names of their groups."""
    found = {}
    for group in store.follow_up.groups(asked or Asked(), NOON):
        lines = store.follow_up.lines(group.group, group.rows)
        found[str(group.group)] = [_id(lines[row]) for row in group.rows]
    return found


def _id(line: FollowStep | CheckIn) -> str:
    return line.step_id if isinstance(line, FollowStep) else line.client_id


def test_an_empty_history_has_nothing_to_follow_up(store: Store) -> None:
    assert listed(store) == {}
    assert store.browse.counts().steps == 0


def test_what_is_due_longest_comes_first_and_ours_stands_apart(store: Store) -> None:
    theirs = partial(step, side=Side.THEIRS)
    steps = [step("a", 2), step("b", 0), step("c", -3), step("d"), step("e", 1)]
    tell(store, *steps, theirs("t", -1), theirs("u", 9), theirs("v"))
    assert list(listed(store).items()) == [
        ("ours_due", ["c", "b"]),
        ("theirs_due", ["t"]),
        ("ours_to_come", ["e", "a"]),
        ("theirs_to_come", ["u"]),
        ("ours_undated", ["d"]),
        ("theirs_undated", ["v"]),
    ]
    assert store.browse.counts().steps == 8


def test_a_changed_scope_waits_until_the_agreement_says_so(store: Store) -> None:
    tell(store, step("s", -1, scope_changed=True, done_at=NOON - timedelta(days=30)))
    assert listed(store) == {"agreements": ["s"]}
    store.agenda.update_agreement("s", DAY)
    assert listed(store) == {"updated": ["s"]}
    store.agenda.update_agreement("s", DAY - timedelta(days=8))
    assert listed(store) == {}


@pytest.mark.parametrize(("ago", "is_listed"), [(0.1, True), (6.9, True), (7.1, False)])
def test_what_was_done_lately_is_listed_last(store: Store, ago: float, is_listed: bool) -> None:
    tell(store, step("a", -9), step("b", -9))
    store.agenda.tick_step("b", NOON - timedelta(days=ago))
    assert listed(store).get("done", []) == (["b"] if is_listed else [])
    assert listed(store)["ours_due"] == ["a"]
    assert store.browse.counts().steps == 1


def test_what_was_done_lately_is_listed_on_the_other_side_of_the_world(store: Store) -> None:
    tell(store, step("a", -9))
    east, west = timezone(timedelta(hours=14)), timezone(timedelta(hours=-11))
    ago = NOON.replace(hour=23, minute=30, tzinfo=west) - timedelta(days=9)
    store.agenda.tick_step("a", ago)
    now = (ago + timedelta(days=7, minutes=-10)).astimezone(east)
    assert [found.group for found in store.follow_up.groups(Asked(), now)] == [Group.DONE]


def test_clients_are_checked_in_with_on_their_day(store: Store) -> None:
    for name, days in (("Fabrikam", 5), ("Contoso", 0), ("Adatum", -2)):
        day = DAY + timedelta(days=days)
        store.people.put_client(Client(id=f"c-{name}", name=name, check_in_on=day))
    assert listed(store) == {
        "check_ins": ["c-Adatum", "c-Contoso"],
        "check_ins_to_come": ["c-Fabrikam"],
    }
    assert store.browse.counts().steps == 3


def test_an_archived_client_waits_for_nothing(store: Store) -> None:
    tell(store, step("a", -1), step("b", -1, scope_changed=True), client="Contoso", away=True)
    tell(store, step("c", -1))
    assert listed(store) == {"ours_due": ["c"]}
    assert store.browse.counts().steps == 1


def test_a_step_without_words_and_day_is_no_line(store: Store) -> None:
    tell(store, step("a", text=""), step("b", 1, text=""))
    assert listed(store) == {"ours_to_come": ["b"]}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["a", "b", "c"]),
        ("lead", ["a", "b", "c"]),
        ("cont", ["c"]),
        ("MAYA list", ["a"]),
        ("etude", ["b"]),
        ("ist", []),
        ("maya etude", []),
        ("%_", ["a", "b", "c"]),
    ],
)
def test_words_are_looked_for_in_step_owner_topic_and_client(
    store: Store, words: str, found: list[str]
) -> None:
    tell(store, step("a", 1, text="Send the list", owner="Maya"), step("b", 2, text="Étude"))
    tell(store, step("c", 3), client="Contoso")
    assert listed(store, Asked(words=words)).get("ours_to_come", []) == found


def test_agreements_and_check_ins_are_ours_to_do(store: Store) -> None:
    tell(store, step("a", 1), step("b", 1, side=Side.THEIRS, scope_changed=True))
    store.people.put_client(Client(id="c-x", name="Adatum", check_in_on=DAY))
    ours = {"agreements": ["b"], "check_ins": ["c-x"], "ours_to_come": ["a"]}
    assert listed(store, Asked(side=Side.OURS)) == ours
    assert listed(store, Asked(side=Side.THEIRS)) == {"theirs_to_come": ["b"]}


def test_a_line_tells_whose_it_is_and_what_about(store: Store) -> None:
    tell(store, step("a", 3, owner="Maya", due_text="Tuesday"))
    [group] = store.follow_up.groups(Asked(), NOON)
    [line] = store.follow_up.lines(group.group, group.rows).values()
    assert isinstance(line, FollowStep)
    assert (line.client_name, line.topic, line.owner) == ("Northwind", "Lead quality", "Maya")
    assert (line.client_id, line.call_id) == ("c-Northwind", "k-Northwind")
    assert (line.due, line.due_text, line.agreed_at) == (
        date(2026, 11, 24),
        "Tuesday",
        NOON - timedelta(days=20),
    )


def test_many_lines_are_read_in_portions_and_what_is_gone_is_left_out(store: Store) -> None:
    tell(store, *(step(f"s-{number}", number) for number in range(1, 602)))
    [group] = store.follow_up.groups(Asked(), NOON)
    assert group.group is Group.OURS_TO_COME
    store.live.remove_next_step("s-7")
    assert len(store.follow_up.lines(group.group, group.rows)) == 600


def test_a_day_is_moved_and_moved_back_with_its_words(store: Store) -> None:
    tell(store, step("a", due_text="after the fair"))
    store.agenda.move_step("a", DAY - timedelta(days=1))
    assert listed(store) == {"ours_due": ["a"]}
    store.agenda.move_step("a", None, "after the fair")
    [group] = store.follow_up.groups(Asked(), NOON)
    [line] = store.follow_up.lines(group.group, group.rows).values()
    assert isinstance(line, FollowStep)
    assert (line.due, line.due_text) == (None, "after the fair")
