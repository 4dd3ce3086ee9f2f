"""A long transcript comes and goes in small steps, whole or not at all, however it is ended."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest

from companion import transcribing
from companion.errors import InvalidInput, StorageError
from companion.model import TranscriptLine
from companion.store import Store
from companion.store.transcripts import AT_ONCE
from companion.transcribing import at_once
from tests.unit.test_transcripts_kept import DANA, fill

T = TypeVar("T")
MANY = tuple(
    TranscriptLine(at_ms=1000 * n, speaker="dana.o", text=f"sentence {n}") for n in range(600)
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "history.db") as opened:
        fill(opened)
        yield opened


def made_known(store: Store) -> int:
    return len(store.transcripts.found("d-1", "sentence", 10_000))


def test_a_long_transcript_comes_and_goes_in_small_steps(store: Store) -> None:
    known = [0]

    def keep(act: Callable[[Store], T]) -> T:
        result = act(store)
        known.append(made_known(store))
        return result

    attached = transcribing.attach(keep, "k-1", MANY, ())
    assert max(known) == len(MANY)
    transcribing.detach(keep, attached)
    assert max(abs(after - before) for before, after in pairwise(known)) <= AT_ONCE
    assert store.calls.get("k-1").transcript == ()


def test_a_transcript_stands_whole_before_the_search_knows_it(store: Store) -> None:
    store.transcripts.attach("k-1", MANY)
    assert store.calls.get("k-1").transcript == MANY
    assert (made_known(store), store.transcripts.waiting()) == (0, len(MANY))


def test_stopping_in_the_middle_leaves_nothing(store: Store) -> None:
    def stop(done: int, _whole: int) -> None:
        if done:
            raise InvalidInput("Stopped.")

    before = store.documents.dump()
    with pytest.raises(InvalidInput):
        transcribing.attach(at_once(store), "k-1", MANY, (DANA,), stop)
    assert store.documents.dump() == before
    assert (made_known(store), store.transcripts.waiting()) == (0, 0)


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_what_the_end_of_the_program_interrupts_the_next_start_finishes(
    store: Store, steps: int
) -> None:
    left = [steps]

    def keep(act: Callable[[Store], T]) -> T:
        left[0] -= 1
        if left[0] < 0:
            raise StorageError("The program has ended.")
        return act(store)

    with pytest.raises(StorageError):
        transcribing.attach(keep, "k-1", MANY, ())
    transcribing.index_rest(at_once(store))
    assert (made_known(store), store.transcripts.waiting()) == (len(MANY), 0)


def test_a_taking_back_before_all_was_found_that_is_interrupted_leaves_what_is_found(
    store: Store,
) -> None:
    attached = store.transcripts.attach("k-1", MANY)
    store.transcripts.unindex(attached.places[AT_ONCE : 2 * AT_ONCE])
    transcribing.index_rest(at_once(store))
    assert (made_known(store), store.transcripts.waiting()) == (len(MANY), 0)


def test_a_taking_back_that_is_interrupted_leaves_what_is_found(store: Store) -> None:
    attached = transcribing.attach(at_once(store), "k-1", MANY, ())
    store.transcripts.unindex(attached.places[:AT_ONCE])
    transcribing.index_rest(at_once(store))
    assert made_known(store) == len(MANY)


def test_a_transcript_that_is_taken_out_can_be_put_back(store: Store) -> None:
    transcribing.attach(at_once(store), "k-1", MANY, (DANA,))
    before = store.documents.dump()
    lines = transcribing.remove(at_once(store), "k-1")
    assert store.calls.get("k-1").transcript == ()
    assert (made_known(store), store.transcripts.waiting()) == (0, 0)
    transcribing.attach(at_once(store), "k-1", lines, ())
    assert store.documents.dump() == before
    assert made_known(store) == len(MANY)
