"""What is deleted can be brought back as it was, and what is deleted for good is gone."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from companion.errors import InvalidInput, NotThere
from companion.exchange.document import encode
from companion.model import Call, CallState, Client, Disagreement, Note, Recap, RecapState
from companion.store import Store
from companion.store.connection import Connection
from companion.store.forgetting import refuse_long_wait
from companion.store.overdue import KEPT_DAYS
from companion.store.trash import Kind
from tests.clock import NOON
from tests.unit.documents import document

MARK = "zephyrine-marmoset"
SEEDS = range(6)


def filled(path: Path, seed: int) -> Store:
    """Return the history of a random document in which no call runs."""
    whole = document(seed)
    ended = [
        replace(
            each, calls=tuple(replace(call, state=_at_rest(call.status)) for call in each.calls)
        )
        for each in whole.disagreements
    ]
    store = Store.open(path)
    store.documents.load(replace(whole, disagreements=tuple(ended)))
    return store


def _at_rest(state: CallState) -> CallState:
    return CallState.ENDED if state is CallState.RUNNING else state


def objects(store: Store) -> list[tuple[Kind, str]]:
    history = store.documents.dump()
    return [
        *((Kind.CLIENT, client.id) for client in history.clients),
        *((Kind.DISAGREEMENT, each.id) for each in history.disagreements),
        *((Kind.CALL, call.id) for each in history.disagreements for call in each.calls),
    ]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_restored_equals_what_was_deleted_byte_for_byte(tmp_path: Path, seed: int) -> None:
    with filled(tmp_path / "history.db", seed) as store:
        before = encode(store.documents.dump())
        for kind, object_id in objects(store):
            line = store.trash.put(kind, object_id, NOON)
            assert encode(store.documents.dump()) != before
            store.trash.restore(line.id)
            assert encode(store.documents.dump()) == before
        assert store.trash.lines() == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_an_emptied_history_comes_back_in_any_order_that_its_parts_allow(
    tmp_path: Path, seed: int
) -> None:
    random = Random(seed)
    with filled(tmp_path / "history.db", seed) as store:
        before = encode(store.documents.dump())
        waiting = objects(store)
        random.shuffle(waiting)
        for kind, object_id in waiting:
            try:
                store.trash.put(kind, object_id, NOON)
            except NotThere:  # it went with what it belongs to
                continue
        assert store.documents.dump().disagreements == ()
        for line in sorted(store.trash.lines(), key=lambda line: list(Kind).index(line.kind)):
            store.trash.restore(line.id)
        assert encode(store.documents.dump()) == before


def held(text: str = MARK, **more: object) -> Disagreement:
    call = Call(id="k", state=CallState.ENDED, notes=(Note(id="n", at_ms=1, text=text),))
    return Disagreement(id="d", client="c", topic="Leads", calls=(replace(call, **more),))


def opened(path: Path, disagreement: Disagreement) -> Store:
    store = Store.open(path)
    store.people.put_client(Client(id="c", name="Northwind"))
    store.disagreements.put(disagreement)
    return store


def test_drafts_and_deleted_notes_come_back_too(tmp_path: Path) -> None:
    with opened(tmp_path / "history.db", held()) as store:
        store.drafts.keep("note:k", "half a sen", NOON)
        store.drafts.keep("note:k-2", "of another call", NOON)
        line = store.trash.put(Kind.CALL, "k", NOON)
        assert store.drafts.get("note:k") == ""
        assert store.drafts.get("note:k-2") == "of another call"
        store.trash.restore(line.id)
        assert store.drafts.get("note:k") == "half a sen"


def passages(path: Path) -> int:
    with closing(Connection(path, reader=True)) as connection:
        question = "SELECT count(*) FROM passage_search WHERE passage_search MATCH 'zephyrine'"
        return int(connection.value(question))


def test_the_search_forgets_what_is_deleted_and_finds_it_again(tmp_path: Path) -> None:
    with opened(tmp_path / "history.db", held()) as store:
        for _ in range(2):
            assert passages(tmp_path / "history.db") == 1
            line = store.trash.put(Kind.DISAGREEMENT, "d", NOON)
            assert passages(tmp_path / "history.db") == 0
            store.trash.restore(line.id)


def queue(store: Store, recap: Recap) -> None:
    store.outbox.queue(
        recap.id,
        mail=b"\xff\x00",
        message_id="<m@example>",
        sender="me@example",
        recipients=recap.to,
        at=NOON,
        not_before=NOON,
    )


def test_a_sent_recap_comes_back_with_the_bytes_that_left(tmp_path: Path) -> None:
    recap = Recap(id="r", state=RecapState.DRAFT, text="Hello", to=("dana@northwind.example",))
    with opened(tmp_path / "history.db", held(recaps=(recap,))) as store:
        queue(store, recap)
        taken = store.outbox.take("r", NOON)
        assert taken is not None
        store.outbox.at_dot("r", taken.ticket)
        store.outbox.sent("r", taken.ticket, refused={}, at=NOON)
        before = (store.recaps.get("r"), store.outbox.delivery("r", NOON))
        line = store.trash.put(Kind.CALL, "k", NOON)
        store.trash.restore(line.id)
        assert (store.recaps.get("r"), store.outbox.delivery("r", NOON)) == before


def test_a_recap_on_its_way_keeps_its_call(tmp_path: Path) -> None:
    recap = Recap(id="r", state=RecapState.DRAFT, text="Hello", to=("dana@northwind.example",))
    with opened(tmp_path / "history.db", held(recaps=(recap,))) as store:
        queue(store, recap)
        for kind, object_id in ((Kind.CALL, "k"), (Kind.DISAGREEMENT, "d"), (Kind.CLIENT, "c")):
            with pytest.raises(InvalidInput, match="on its way"):
                store.trash.put(kind, object_id, NOON)
        assert store.trash.lines() == ()


def test_a_running_call_stays(tmp_path: Path) -> None:
    with opened(tmp_path / "history.db", held(state=CallState.RUNNING)) as store:
        with pytest.raises(InvalidInput, match="running"):
            store.trash.put(Kind.CALL, "k", NOON)
        assert store.calls.running() == "k"


def test_a_part_waits_for_what_it_belongs_to(tmp_path: Path) -> None:
    with opened(tmp_path / "history.db", held()) as store:
        before = store.documents.dump()
        call = store.trash.put(Kind.CALL, "k", NOON)
        whole = store.trash.put(Kind.CLIENT, "c", NOON)
        with pytest.raises(InvalidInput, match="Restore that first"):
            store.trash.restore(call.id)
        store.trash.restore(whole.id)
        store.trash.restore(call.id)
        assert store.documents.dump() == before


def test_what_came_back_by_an_import_is_not_there_twice(tmp_path: Path) -> None:
    with opened(tmp_path / "history.db", held()) as store:
        before = store.documents.dump()
        line = store.trash.put(Kind.DISAGREEMENT, "d", NOON)
        store.documents.load(before)
        with pytest.raises(InvalidInput, match="already"):
            store.trash.restore(line.id)
        assert store.documents.dump() == before
        assert [each.id for each in store.trash.lines()] == [line.id]


def test_places_that_others_took_meanwhile_are_left_to_them(tmp_path: Path) -> None:
    notes = tuple(Note(id=f"n{i}", at_ms=5, text=f"note {i}") for i in range(4))
    with opened(tmp_path / "history.db", held(notes=notes)) as store:
        line = store.trash.put(Kind.DISAGREEMENT, "d", NOON)
        other = Call(id="o", state=CallState.ENDED, notes=(Note(id="on", at_ms=1, text="other"),))
        store.disagreements.put(Disagreement(id="e", client="c", topic="New", calls=(other,)))
        store.trash.restore(line.id)
        assert store.calls.get("k").notes == notes
        assert store.calls.get("o") == other


def test_a_client_that_never_got_a_name_goes_and_comes_with_its_last_matter(tmp_path: Path) -> None:
    with opened(tmp_path / "history.db", held()) as store:
        store.people.rename_client("c", "")
        line = store.trash.put(Kind.DISAGREEMENT, "d", NOON)
        assert store.people.client_ids() == ()
        store.trash.restore(line.id)
        assert store.people.client_ids() == ("c",)


def traces(path: Path) -> int:
    """Return how often the mark, or a word of it, stands in the file, its log or its index."""
    files = (path.with_name(path.name + end) for end in ("", "-wal", "-shm"))
    whole = b"".join(file.read_bytes() for file in files if file.exists()).lower()
    return sum(whole.count(word.encode()) for word in MARK.split("-"))


def test_deleted_for_good_is_gone_from_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    many = tuple(Note(id=f"n{i}", at_ms=i, text=f"{MARK} {i}") for i in range(500))
    with opened(path, held(notes=many)) as store:
        store.drafts.keep("note:k", MARK, NOON)
        kept = Note(id="kept", at_ms=1, text="stays")
        stays = Call(id="o", state=CallState.ENDED, notes=(kept,))
        store.disagreements.put(Disagreement(id="e", client="c", topic="New", calls=(stays,)))
        line = store.trash.put(Kind.DISAGREEMENT, "d", NOON)
        store.checkpoint()
        assert traces(path) > 0  # in the trash it still stands in the file
        assert store.trash.erase((line.id,))
        assert traces(path) == 0
        assert store.calls.get("o") == stays
    assert traces(path) == 0


def test_a_client_deleted_for_good_takes_its_parts_in_the_trash_along(tmp_path: Path) -> None:
    with opened(tmp_path / "history.db", held()) as store:
        store.trash.put(Kind.CALL, "k", NOON)
        store.trash.put(Kind.DISAGREEMENT, "d", NOON)
        whole = store.trash.put(Kind.CLIENT, "c", NOON)
        assert len(store.trash.with_parts((whole.id,))) == 3
        store.trash.erase((whole.id,))
        assert store.trash.lines() == ()


def test_after_thirty_days_it_goes_once_a_second_day_agrees(tmp_path: Path) -> None:
    with opened(tmp_path / "history.db", held()) as store:
        store.trash.put(Kind.DISAGREEMENT, "d", NOON)
        day = timedelta(days=1)
        assert store.trash.erase_due(NOON + (KEPT_DAYS - 1) * day) == 0
        assert store.trash.erase_due(NOON + KEPT_DAYS * day) == 0
        assert store.trash.erase_due(NOON + KEPT_DAYS * day + day / 2) == 0
        assert store.trash.erase_due(NOON + KEPT_DAYS * day + day) == 1
        assert traces(tmp_path / "history.db") == 0
        assert store.trash.lines() == ()


def test_a_clock_that_was_set_far_ahead_deletes_nothing(tmp_path: Path) -> None:
    with opened(tmp_path / "history.db", held()) as store:
        store.trash.put(Kind.DISAGREEMENT, "d", NOON)
        day = timedelta(days=1)
        assert store.trash.erase_due(NOON + 4000 * day) == 0
        assert store.trash.is_over(NOON + 2 * day)
        assert store.trash.erase_due(NOON + 2 * day) == 0
        assert not store.trash.is_over(NOON + 2 * day)
        assert store.trash.erase_due(NOON + 4001 * day) == 0
        assert len(store.trash.lines()) == 1


def test_much_is_asked_about_before(tmp_path: Path) -> None:
    with Store.open(tmp_path / "history.db") as store:
        store.people.put_client(Client(id="c", name="Northwind"))
        for about, count in (("few", 2), ("many", 21), ("rest", 80)):
            calls = tuple(Call(id=f"{about}{i}", state=CallState.ENDED) for i in range(count))
            store.disagreements.put(Disagreement(id=about, client="c", topic=about, calls=calls))
        assert not store.trash.leaving(Kind.CALL, "few0").is_much
        assert not store.trash.leaving(Kind.DISAGREEMENT, "few").is_much
        assert store.trash.leaving(Kind.DISAGREEMENT, "many").is_much
        assert store.trash.leaving(Kind.CLIENT, "c").is_much
        store.trash.put(Kind.DISAGREEMENT, "rest", NOON)
        store.trash.put(Kind.DISAGREEMENT, "many", NOON)
        assert store.trash.leaving(Kind.DISAGREEMENT, "few").is_much
        assert not store.trash.leaving(Kind.CALL, "few0").is_much


def test_what_others_found_goes_and_comes_with_its_disagreement(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with opened(path, held()) as store:
        store.evidence.confirm("d", f"They found {MARK}.")
        line = store.trash.put(Kind.CLIENT, "c", NOON)
        assert store.evidence.confirmed("d") == ""
        store.trash.restore(line.id)
        assert store.evidence.confirmed("d") == f"They found {MARK}."
        store.trash.erase((store.trash.put(Kind.DISAGREEMENT, "d", NOON).id,))
        assert traces(path) == 0


def index_holds(path: Path, word: str) -> bool:
    """Whether a word stands in the index of words, also as one that counts no more."""
    with closing(Connection(path, reader=True)) as reader:
        blocks = reader.rows("SELECT block FROM passage_search_data")
    return any(word.encode() in block for (block,) in blocks)


def forget(store: Store) -> None:
    first = True
    while store.trash.forget(first=first):
        first = False


def test_the_index_forgets_what_was_deleted_step_by_step(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with opened(path, held(notes=(Note(id="n", text="heard zephyrine twice"),))) as store:
        forget(store)
        line = store.trash.put(Kind.DISAGREEMENT, "d", NOON)
        assert index_holds(path, "zephyrine")
        forget(store)
        assert not index_holds(path, "zephyrine")
        store.trash.restore(line.id)
        assert [note.text for note in store.calls.get("k").notes] == ["heard zephyrine twice"]


def test_a_running_call_waits_for_no_large_file_to_be_written_anew(tmp_path: Path) -> None:
    with opened(tmp_path / "history.db", held()) as store:
        store.calls.put("d", Call(id="now", state=CallState.RUNNING))
    db = Connection(tmp_path / "history.db")
    refuse_long_wait(db)  # this one is small
    with pytest.raises(InvalidInput, match="A call is running"):
        refuse_long_wait(db, large=0)
    db.close()
