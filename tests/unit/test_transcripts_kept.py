"""A transcript is attached and taken back as one act, and its speakers are known from then on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as dbapi
from sqlite_utils import Migrations

from companion import transcribing
from companion.errors import NotThere
from companion.model import (
    Call,
    CallState,
    Client,
    Disagreement,
    Side,
    Speaker,
    TranscriptLine,
)
from companion.store import Store, driver
from companion.store.schema import add_outbox, create_history
from companion.store.search import Question
from companion.store.version import APPLICATION_ID
from companion.transcribing import at_once
from tests.clock import NOON

LINES = (
    TranscriptLine(at_ms=1000, speaker="dana.o", text="We look at cost over revenue."),
    TranscriptLine(at_ms=4000, speaker="Priya Nair", text="Then that is our number too."),
    TranscriptLine(at_ms=4000, speaker="", text="(laughter)"),
)
DANA = Speaker(heard="dana.o", name="Dana Ortiz", side=Side.THEIRS)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        fill(opened)
        yield opened


def fill(store: Store) -> None:
    store.people.put_client(Client(id="c-1", name="Northwind"))
    call = Call(id="k-1", state=CallState.ENDED, started_at=NOON, ended_at=NOON)
    store.disagreements.put(Disagreement(id="d-1", client="c-1", topic="Leads", calls=(call,)))


def test_lines_are_kept_with_speaker_and_time(store: Store) -> None:
    attached = store.transcripts.attach("k-1", LINES)
    assert attached.lines == LINES
    assert store.calls.get("k-1").transcript == LINES
    assert store.transcripts.lines("k-1", 1, 1) == LINES[1:2]


def test_the_same_file_twice_adds_nothing(store: Store) -> None:
    store.transcripts.attach("k-1", LINES)
    again = store.transcripts.attach("k-1", LINES)
    assert (again.lines, again.known) == ((), 3)
    assert store.calls.get("k-1").transcript == LINES


def test_two_equal_lines_of_one_file_are_both_kept(store: Store) -> None:
    store.transcripts.attach("k-1", LINES[:1] * 2)
    assert len(store.transcripts.attach("k-1", LINES[:1] * 3).lines) == 1
    assert store.calls.get("k-1").transcript == LINES[:1] * 3


def test_taking_back_leaves_what_was_there_before(store: Store) -> None:
    store.transcripts.attach("k-1", LINES[:1], (DANA,))
    other = Speaker(heard="dana.o", name="Daniela Opel", side=Side.OURS)
    second = store.transcripts.attach("k-1", LINES, (other,))
    store.transcripts.detach(second)
    assert store.calls.get("k-1").transcript == LINES[:1]
    assert store.people.speakers("c-1") == (DANA,)


def test_taking_back_leaves_names_that_were_corrected_or_are_said_elsewhere(store: Store) -> None:
    priya = Speaker(heard="Priya Nair", name="Priya", side=Side.THEIRS)
    corrected = Speaker(heard="Priya Nair", name="Priya", side=Side.OURS)
    first = store.transcripts.attach("k-1", LINES, (DANA, priya))
    call = Call(id="k-2", state=CallState.ENDED)
    store.disagreements.put(Disagreement(id="d-2", client="c-1", topic="Cost", calls=(call,)))
    store.transcripts.attach("k-2", LINES[:1], (DANA,))
    store.people.save_speakers("c-1", (corrected,))
    store.transcripts.detach(first)
    assert set(store.people.speakers("c-1")) == {DANA, corrected}


def test_a_taken_back_transcript_is_not_found_any_more(store: Store) -> None:
    attached = transcribing.attach(at_once(store), "k-1", LINES, ())
    assert [row.id for row in store.search.rows(Question(text="revenue"))] == ["d-1"]
    transcribing.detach(at_once(store), attached)
    assert store.search.rows(Question(text="revenue")) == ()


def test_a_word_is_found_at_its_line(store: Store) -> None:
    transcribing.attach(at_once(store), "k-1", LINES, ())
    (found,) = store.transcripts.found("d-1", "cost reve")
    assert (found.call_id, found.line) == ("k-1", LINES[0])
    assert store.transcripts.found("d-1", '"') == ()


def test_a_transcript_says_how_long_it_is_and_who_speaks(store: Store) -> None:
    assert store.transcripts.heads("d-1") == {}
    store.transcripts.attach("k-1", LINES)
    head = store.transcripts.heads("d-1")["k-1"]
    assert (head.count, head.speakers) == (3, ("dana.o", "Priya Nair"))


def test_a_disagreement_is_read_without_its_transcripts_where_nobody_looks(store: Store) -> None:
    store.transcripts.attach("k-1", LINES)
    assert store.disagreements.get("d-1", transcripts=False).calls[0].transcript == ()
    assert store.disagreements.get("d-1").calls[0].transcript == LINES


def test_a_call_that_is_gone_takes_no_transcript(store: Store) -> None:
    with pytest.raises(NotThere):
        store.transcripts.attach("k-2", LINES, (DANA,))
    assert store.people.speakers("c-1") == ()


def test_a_speaker_of_both_means_after_a_merge_what_the_client_that_stays_says(
    store: Store,
) -> None:
    store.people.put_client(
        Client(
            id="c-2",
            name="Nordwind",
            speakers=(
                Speaker(heard="dana.o", name="Somebody Else"),
                Speaker(heard="tom", name="Tom Becker"),
            ),
        )
    )
    store.people.save_speakers("c-1", (DANA,))
    undo = store.people_change.merge_clients("c-1", "c-2")
    assert [each.name for each in store.people.speakers("c-1")] == ["Dana Ortiz", "Tom Becker"]
    store.people_change.undo(undo)
    assert len(store.people.speakers("c-2")) == 2


def test_a_history_of_the_release_before_gets_its_place_for_speakers(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    raw = dbapi.connect(str(path), isolation_level=None)
    migrations = Migrations("companion")
    migrations()(create_history)
    migrations()(add_outbox)
    migrations.apply(driver.database(raw))
    raw.execute("INSERT INTO client (id, name) VALUES ('c-1', 'Northwind')")
    raw.execute(f"PRAGMA application_id={APPLICATION_ID}")
    raw.execute("PRAGMA user_version=2")
    raw.close()
    with Store.open(path, reader=True) as reader:
        assert reader.people.client("c-1").speakers == ()
    with Store.open(path) as store:
        store.people.save_speakers("c-1", (DANA,))
        assert store.people.client("c-1").speakers == (DANA,)
