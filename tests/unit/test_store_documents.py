"""Documents into the history and out of it: nothing twice, nothing by halves, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from companion.errors import DocumentError, NotThere, StorageError
from companion.exchange.document import decode, encode
from companion.model import (
    Advice,
    Attendee,
    Call,
    CallState,
    Chosen,
    Client,
    Colleague,
    Confidence,
    Contact,
    Disagreement,
    History,
    InboxNote,
    Me,
    Metric,
    MetricPoint,
    Mistake,
    Note,
    Outcome,
    OutcomeKind,
    Recap,
    SavedSearch,
    TranscriptLine,
)
from companion.model.history import FORMAT, VERSION
from companion.store import Store
from companion.store.loading import Changes
from tests.unit.documents import COUNT, document

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ADVICE = Advice(we_advised="Search", because="cost", they_chose="Display")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        yield opened


def history(*disagreements: Disagreement, client: Client | None = None) -> History:
    known = client or Client(id="c", name="Northwind")
    return History(format=FORMAT, version=VERSION, clients=(known,), disagreements=disagreements)


def about(**parts: object) -> History:
    """Return a document about one disagreement with one call, which has *parts*."""
    call = Call(id="k", **parts)  # type: ignore[arg-type]
    return history(Disagreement(id="d", client="c", topic="T", calls=(call,)))


@pytest.mark.parametrize("seed", range(COUNT))
def test_what_was_loaded_comes_out_again(tmp_path: Path, seed: int) -> None:
    written = encode(document(seed))
    with Store.open(tmp_path / "history.db") as store:
        store.documents.load(decode(written))
        assert encode(store.documents.dump()) == written


@pytest.mark.parametrize("seed", range(COUNT))
def test_loading_twice_changes_nothing(tmp_path: Path, seed: int) -> None:
    whole = document(seed)
    with Store.open(tmp_path / "history.db") as store:
        first = store.documents.load(whole)
        before = encode(store.documents.dump())
        second = store.documents.load(whole)
        count = len(whole.clients) + len(whole.disagreements)
        assert first == Changes(added=count)
        assert second == Changes(known=count)
        assert encode(store.documents.dump()) == before


@pytest.mark.parametrize("seed", range(0, COUNT, 5))
def test_documents_side_by_side_do_not_disturb_each_other(tmp_path: Path, seed: int) -> None:
    one, two = document(seed), document(seed + 10_000)
    with Store.open(tmp_path / "history.db") as store:
        store.documents.load(one)
        before = [store.disagreements.get(each.id) for each in one.disagreements]
        store.documents.load(two)
        assert [store.disagreements.get(each.id) for each in one.disagreements] == before


@pytest.mark.parametrize("seed", range(COUNT))
def test_where_it_landed_and_when_it_was_touched_is_what_the_model_says(
    tmp_path: Path, seed: int
) -> None:
    with Store.open(tmp_path / "history.db") as store:
        store.documents.load(document(seed))
        for disagreement in decode(encode(document(seed))).disagreements:
            row = store.browse.row(disagreement.id)
            outcome = disagreement.outcome
            assert row is not None
            assert row.outcome == (outcome.kind if outcome else OutcomeKind.OPEN)
            assert row.touched == touched(disagreement)


def touched(disagreement: Disagreement) -> datetime | None:
    """Return when its latest call was, else when it was opened, in whole seconds."""
    moments = [call.moment for call in disagreement.calls if call.moment is not None]
    latest = max(moments, default=disagreement.opened_at)
    return latest.replace(microsecond=0) if latest else None


@pytest.mark.parametrize("offset", ["+14:00", "-12:00", "+05:45"])
def test_every_offset_on_earth_is_a_time_of_the_history(store: Store, offset: str) -> None:
    at = datetime.fromisoformat(f"2026-11-21T12:00:00{offset}")
    store.documents.load(decode(encode(about(started_at=at))))
    row = store.browse.row("d")
    assert row is not None
    assert row.touched == at


def test_an_offset_that_is_nowhere_is_refused() -> None:
    nowhere = datetime.fromisoformat("2026-11-21T12:00:00+15:00")
    with pytest.raises(DocumentError, match="No place on earth"):
        decode(encode(about(started_at=nowhere)))


def test_where_it_landed_follows_the_times_of_its_calls(store: Store) -> None:
    def call(number: int, kind: OutcomeKind) -> Call:
        at = NOON + timedelta(days=number)
        return Call(id=f"k{number}", started_at=at, ended_at=at, outcome=Outcome(kind=kind))

    calls = (call(1, OutcomeKind.PARKED), call(2, OutcomeKind.AGREED))
    store.documents.load(history(Disagreement(id="d", client="c", topic="T", calls=calls)))
    assert landed(store) == OutcomeKind.AGREED
    store.live.set_times("k1", CallState.ENDED, NOON + timedelta(days=3), NOON)
    assert landed(store) == OutcomeKind.PARKED
    store.live.set_outcome("k1", None)
    assert landed(store) == OutcomeKind.AGREED
    store.disagreements.put(Disagreement(id="d2", client="c", topic="T"))
    store.calls.put("d2", store.calls.get("k2"))
    assert landed(store) == OutcomeKind.OPEN


def landed(store: Store) -> OutcomeKind:
    row = store.browse.row("d")
    assert row is not None
    return row.outcome


def test_a_prepared_call_that_is_taken_away_takes_its_outcome_along(store: Store) -> None:
    store.documents.load(about(state=CallState.PREPARED, outcome=Outcome(kind=OutcomeKind.TRIAL)))
    assert landed(store) == OutcomeKind.TRIAL
    store.calls.delete("k")
    assert landed(store) == OutcomeKind.OPEN


def test_an_opening_that_is_corrected_counts(store: Store) -> None:
    opened = Disagreement(id="d", client="c", topic="T", opened_at=NOON)
    store.documents.load(history(opened))
    store.disagreements.put(replace(opened, opened_at=NOON - timedelta(days=9)))
    row = store.browse.row("d")
    assert row is not None
    assert row.touched == NOON - timedelta(days=9)


def test_an_older_copy_takes_nothing_away(store: Store) -> None:
    older = about(
        state=CallState.PREPARED, why_now="Board meeting", attendees=(Attendee(name="Dana"),)
    )
    store.documents.load(older)
    newer = about(
        state=CallState.ENDED,
        started_at=NOON,
        ended_at=NOON + timedelta(minutes=30),
        chosen=Chosen(label="", why="they said so"),
        notes=(Note(id="n", text="said since"),),
        recaps=(Recap(id="r", text="written since"),),
        outcome=Outcome(kind=OutcomeKind.AGREED),
        attendees=(Attendee(name="Sam"),),
    )
    store.documents.load(newer)
    both = store.calls.get("k")
    assert store.documents.load(older) == Changes(known=2)
    assert store.calls.get("k") == both
    assert (both.why_now, both.status) == ("Board meeting", CallState.ENDED)
    assert [person.name for person in both.attendees] == ["Dana", "Sam"]


def test_a_client_keeps_the_people_and_readings_that_only_it_has(store: Store) -> None:
    def client(name: str, at: datetime) -> Client:
        point = MetricPoint(at=at, now=30)
        return Client(
            id="c",
            name="Northwind",
            contacts=(Contact(id=name, name=name), Contact(id="both", fears=name)),
            metrics=(Metric(id="m", label="Cost", words=name, points=(point,)),),
        )

    store.documents.load(history(client=client("Dana", NOON)))
    store.documents.load(history(client=client("Sam", NOON + timedelta(days=1))))
    both = store.people.client("c")
    assert [contact.id for contact in both.contacts] == ["Dana", "both", "Sam"]
    assert both.contacts[1].fears == "Sam"
    assert [point.at for point in both.metrics[0].points] == [NOON, NOON + timedelta(days=1)]
    assert both.metrics[0].words == "Sam"


def test_a_document_that_names_only_the_topic_changes_only_the_topic(store: Store) -> None:
    whole = Disagreement(
        id="d", client="c", topic="T", their_view="V", confidence=(Confidence(percent=70),)
    )
    store.documents.load(history(whole))
    store.documents.load(history(Disagreement(id="d", client="c", topic="New")))
    assert store.disagreements.get("d") == replace(whole, topic="New")


def test_lines_that_stand_twice_do_not_push_others_out(store: Store) -> None:
    def lines(*texts: str) -> History:
        return about(transcript=tuple(TranscriptLine(text=text) for text in texts))

    store.documents.load(lines("only here", "yes"))
    store.documents.load(lines("yes", "yes"))
    assert sorted(line.text for line in store.calls.get("k").transcript) == [
        "only here",
        "yes",
        "yes",
    ]


def test_the_person_stays_who_they_are(store: Store) -> None:
    store.people.save_me(Me(name="Priya", sign_off="Best", colleagues=(Colleague(name="Maya"),)))
    store.documents.load(replace(history(), me=Me(company="Lumen")))
    assert store.people.me() == Me(
        name="Priya", company="Lumen", sign_off="Best", colleagues=(Colleague(name="Maya"),)
    )


def test_advice_on_record_is_never_rewritten(store: Store) -> None:
    first = Outcome(kind=OutcomeKind.THEIR_CHOICE, advice=ADVICE)
    store.documents.load(about(outcome=first))
    other = replace(first, advice=replace(ADVICE, we_advised="Nothing"))
    assert store.live.set_outcome("k", other) == first
    store.documents.load(about(outcome=other))
    store.calls.put("d", replace(store.calls.get("k"), outcome=other))
    store.live.set_outcome("k", Outcome(kind=OutcomeKind.AGREED))
    kept = store.calls.get("k").outcome
    assert kept == Outcome(kind=OutcomeKind.AGREED, advice=ADVICE)


def test_a_mistake_can_be_put_right_and_taken_back(store: Store) -> None:
    wrong = Outcome(kind=OutcomeKind.WE_WERE_WRONG, mistake=Mistake(what="w", fix="f"))
    store.documents.load(about(outcome=wrong))
    better = replace(wrong, mistake=Mistake(what="w", fix="g"))
    assert store.live.set_outcome("k", better) == better
    store.live.set_outcome("k", replace(wrong, mistake=None))
    assert store.calls.get("k").outcome == replace(wrong, mistake=None)


def test_a_note_in_the_bin_comes_back_with_a_document_that_has_it(store: Store) -> None:
    whole = about(notes=(Note(id="n", text="said"),))
    store.documents.load(whole)
    store.live.delete_note("n", NOON)
    store.documents.load(whole)
    assert [note.text for note in store.calls.get("k").notes] == ["said"]


@pytest.mark.parametrize(
    "clash",
    [
        Call(id="k2", notes=(Note(id="n", text="another"),)),
        Call(id="k2", notes=(Note(id="n2"), Note(id="n2"))),
    ],
    ids=["used elsewhere", "used twice"],
)
def test_an_id_that_is_in_use_stops_the_whole_document(store: Store, clash: Call) -> None:
    store.documents.load(about(notes=(Note(id="n", text="said"),)))
    before = encode(store.documents.dump())
    bad = Disagreement(id="d2", client="c2", topic="T", calls=(clash,))
    with pytest.raises(DocumentError):
        store.documents.load(history(bad, client=Client(id="c2", name="Contoso")))
    assert encode(store.documents.dump()) == before


def test_an_error_of_the_disk_is_no_error_of_the_document(tmp_path: Path) -> None:
    Store.open(tmp_path / "history.db").close()
    with (
        Store.open(tmp_path / "history.db", reader=True) as reader,
        pytest.raises(StorageError),
    ):
        reader.documents.load(about())


def test_a_part_brings_what_it_needs_and_no_more(store: Store) -> None:
    store.documents.load(document(3))
    store.documents.load(replace(about(), saved_searches=(SavedSearch(name="s", query="q"),)))
    store.inbox.add(InboxNote(id="i", at=NOON, text="waits"))
    for part in (
        store.documents.dump(client_id="c"),
        store.documents.dump(disagreement_id="d"),
        store.documents.dump(call_ids=["k"]),
    ):
        assert [client.id for client in part.clients] == ["c"]
        assert [call.id for d in part.disagreements for call in d.calls] == ["k"]
        assert (part.saved_searches, part.inbox or ()) == ((), ())
        assert decode(encode(part)) == part


def test_a_client_without_disagreements_is_a_document(store: Store) -> None:
    store.documents.load(history())
    assert store.documents.dump(client_id="c").clients == history().clients


@pytest.mark.parametrize("part", ["client_id", "disagreement_id", "call_ids"])
def test_a_part_that_is_not_there_says_so(store: Store, part: str) -> None:
    with pytest.raises(NotThere):
        store.documents.dump(**{part: ["gone"] if part == "call_ids" else "gone"})  # type: ignore[arg-type]


def test_a_document_is_one_state_of_the_history(store: Store) -> None:
    """Read while another connection writes between its questions, it is whole all the same."""
    store.documents.load(about())
    with Store.open(store.path, reader=True) as reader:
        with reader.documents.portion() as portion:
            before = reader.documents.dump()
            store.disagreements.delete("d")
            assert [d.id for d in portion] == ["d"]
            assert reader.documents.dump() == before
        assert reader.documents.dump().disagreements == ()
