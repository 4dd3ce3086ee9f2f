"""Single acts on people, calls and recaps: each returns what is on the disk afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from companion.errors import NotThere
from companion.model import (
    Call,
    CallState,
    Chosen,
    Client,
    Colleague,
    Confidence,
    Contact,
    Disagreement,
    Me,
    Metric,
    MetricPoint,
    NextStep,
    Option,
    ReadBack,
    Recap,
    RecapState,
    Reply,
    ReplyKind,
)
from companion.store import Store

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        opened.people.put_client(Client(id="c", name="Northwind"))
        opened.disagreements.put(Disagreement(id="d", client="c", topic="T", calls=(Call(id="k"),)))
        yield opened


def test_me_is_asked_for_once_and_kept(store: Store) -> None:
    assert store.people.me() == Me()
    me = Me(name="Priya", emails=("p@lumen.example",), colleagues=(Colleague(name="Maya"),))
    store.people.save_me(me)
    assert store.people.me() == me
    store.people.save_me(Me(name="Priya Nair"))
    assert store.people.me() == Me(name="Priya Nair")


def test_names_are_offered_with_the_client_met_last_first(store: Store) -> None:
    for number, name in enumerate(("Contoso", "Fabrikam", "")):
        store.people.put_client(Client(id=f"c{number}", name=name))
        opened = NOON + timedelta(days=number)
        store.disagreements.put(
            Disagreement(id=f"d{number}", client=f"c{number}", topic="", opened_at=opened)
        )
    store.people.put_client(Client(id="old", name="Archived", archived=True))
    assert store.people.client_names() == ("Fabrikam", "Contoso", "Northwind")


def test_a_contact_is_added_changed_and_taken_away(store: Store) -> None:
    dana = store.people.save_contact("c", Contact(id="p", name="Dana"))
    store.people.set_contact_memory("p", knows="Excel", fears="the board", past="a bad launch")
    kept = store.people.client("c").contacts
    assert kept == (
        Contact(id="p", name="Dana", knows="Excel", fears="the board", past="a bad launch"),
    )
    assert dana == Contact(id="p", name="Dana")
    store.people.remove_contact("p")
    assert store.people.client("c").contacts == ()


def test_a_metric_keeps_its_readings_and_goes_without_its_disagreement(store: Store) -> None:
    points = (MetricPoint(at=NOON, now=30, target=25.5, by=date(2027, 3, 31)), MetricPoint(now=29))
    metric = store.people.save_metric("c", Metric(id="m", label="Cost", points=points))
    assert store.people.client("c").metric("m") == metric
    store.disagreements.set_metric("d", metric)
    assert store.disagreements.get("d").metric == "m"
    store.people.remove_metric("m")
    assert store.disagreements.get("d").metric is None
    store.disagreements.set_metric("d", None)


def test_a_text_is_kept_as_it_was_typed(store: Store) -> None:
    text = "  two\n\nlines\t<b>& \x00 e\u0301 \U0001f600  "
    assert store.disagreements.set_text("d", "their_view", text) == text
    assert store.disagreements.get("d").their_view == text


def test_how_sure_we_are_is_corrected_for_an_hour_and_then_said_anew(store: Store) -> None:
    said = [(0, 50), (59, 60), (200, 80), (190, 70)]
    for minutes, percent in said:
        store.disagreements.set_confidence("d", NOON + timedelta(minutes=minutes), percent)
    assert store.disagreements.get("d").confidence == (
        Confidence(at=NOON + timedelta(minutes=59), percent=60),
        Confidence(at=NOON + timedelta(minutes=200), percent=80),
        Confidence(at=NOON + timedelta(minutes=190), percent=70),
    )


def test_calls_since_a_moment_come_oldest_first(store: Store) -> None:
    for day in (3, 1, 2):
        at = NOON + timedelta(days=day)
        store.calls.put("d", Call(id=f"k{day}", started_at=at, ended_at=at, state=CallState.ENDED))
    assert store.calls.since(NOON + timedelta(days=2)) == ("k2", "k3")
    assert store.calls.last_ended() == "k3"
    assert store.calls.running() is None


def test_a_held_call_is_not_deleted(store: Store) -> None:
    store.calls.put("d", Call(id="k2", state=CallState.ENDED, started_at=NOON))
    store.calls.delete("k2")
    store.calls.delete("k")
    assert [call.id for call in store.disagreements.get("d").calls] == ["k2"]


def test_the_chosen_option_is_kept_and_taken_back(store: Store) -> None:
    store.live.set_option("k", Option(label="B", text="Form", effect="-2 %"))
    store.live.set_option("k", Option(label="B", text="Form", effect="-3 %"))
    chosen = store.live.choose("k", Chosen(label="B", why="least work"))
    assert store.calls.get("k").chosen == chosen
    assert [option.effect for option in store.calls.get("k").options] == ["-3 %"]
    store.live.choose("k", None)
    assert store.calls.get("k").chosen is None


def test_a_next_step_of_mine_bears_my_name(store: Store) -> None:
    step = NextStep(id="s", text="Send the invoice", owner="Me")
    assert store.live.save_next_step("k", step).owner == "Me"
    store.people.save_me(Me(name="Priya Nair"))
    assert store.live.save_next_step("k", step).owner == "Priya Nair"


def test_a_next_step_is_added_changed_and_taken_away(store: Store) -> None:
    step = NextStep(id="s", at_ms=5, text="Draft", owner="Priya", due=date(2026, 11, 26))
    store.live.save_next_step("k", step)
    assert store.calls.get("k").next_steps == (step,)
    changed = NextStep(id="s", at_ms=5, text="Draft", owner="Sam", scope_changed=True, done_at=NOON)
    store.live.save_next_step("k", changed)
    assert store.calls.get("k").next_steps == (changed,)
    store.live.remove_next_step("s")
    assert store.calls.get("k").next_steps == ()


def test_a_plan_is_kept_with_its_offset(store: Store) -> None:
    at = datetime.fromisoformat("2026-11-21T14:00:00+05:30")
    store.live.set_plan("k", at, 45)
    call = store.calls.get("k")
    assert call.planned_at is not None
    assert (call.planned_at.isoformat(), call.planned_minutes) == ("2026-11-21T14:00:00+05:30", 45)


def test_a_recap_that_was_sent_once_stays_sent_that_way(store: Store) -> None:
    store.recaps.put("k", Recap(id="r", to=("dana@client.example",), text="Hello"))
    sent = store.recaps.mark_sent("r", "eml", NOON)
    assert (sent.state, sent.via, sent.sent_at) == (RecapState.SENT, "eml", NOON)
    assert store.recaps.mark_sent("r", "copy", NOON + timedelta(days=1)) == sent
    assert store.calls.get("k").recaps == (sent,)


def test_a_mark_set_by_hand_is_taken_back_and_a_sent_mail_is_not(store: Store) -> None:
    store.recaps.put("k", Recap(id="r"))
    store.recaps.mark_sent("r", "copy", NOON)
    assert store.recaps.take_back_sent("r") == Recap(id="r")
    mailed = store.recaps.mark_sent("r", "smtp", NOON)
    assert store.recaps.take_back_sent("r") == mailed


def test_an_answer_is_recorded_and_taken_away(store: Store) -> None:
    store.recaps.put("k", Recap(id="r"))
    reply = Reply(kind=ReplyKind.CORRECTED, at=NOON, text="by the 27th")
    assert store.recaps.record_reply("r", reply).reply == reply
    assert store.recaps.record_reply("r", None).reply is None


LOOKS: dict[str, Callable[[Store], object]] = {
    "client": lambda store: store.people.client("gone"),
    "disagreement": lambda store: store.disagreements.get("gone"),
    "call": lambda store: store.calls.get("gone"),
    "recap": lambda store: store.recaps.get("gone"),
    "owner": lambda store: store.calls.disagreement_of("gone"),
    "client to give to": lambda store: store.disagreements.set_client("gone", "c"),
}


@pytest.mark.parametrize("what", LOOKS)
def test_what_is_not_there_is_said_not_to_be(store: Store, what: str) -> None:
    with pytest.raises(NotThere):
        LOOKS[what](store)


def test_a_disagreement_without_a_named_client_takes_its_client_along(store: Store) -> None:
    store.people.put_client(Client(id="u", name=""))
    store.disagreements.put(Disagreement(id="d2", client="u", topic=""))
    store.disagreements.delete("d2")
    store.disagreements.delete("d")
    assert store.people.client_ids() == ("c",)


def test_the_log_is_brought_into_the_file_when_asked(store: Store) -> None:
    store.disagreements.set_text("d", "topic", "in the file now")
    store.checkpoint()
    assert b"in the file now" in store.path.read_bytes()


def test_a_read_back_is_kept_and_can_be_taken_away(store: Store) -> None:
    stamp = ReadBack(at_ms=1_867_000, text="## Next step\n\nDraft it\n")
    assert store.live.set_read_back("k", stamp) == stamp
    assert store.calls.get("k").read_back == stamp
    store.live.set_read_back("k", None)
    assert store.calls.get("k").read_back is None
