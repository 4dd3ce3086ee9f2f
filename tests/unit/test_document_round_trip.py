"""A document comes back as it went: from the decoder, and from a history."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from companion.exchange.document import decode, encode
from companion.model import CallState, History
from companion.store import Store
from tests.unit.documents import COUNT, document


@pytest.fixture(scope="session")
def example(checkout: Path) -> bytes:
    """Return the document that the format is described with."""
    described = (checkout / "docs/interchange.md").read_text("utf-8")
    block = re.search(r"```json\n(.*?)```", described, re.DOTALL)
    assert block
    return block[1].encode()


@pytest.fixture(scope="session")
def empty_history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "history.db"
    Store.open(path).close()
    return path


def stored(history: History, empty_history: Path, folder: Path) -> bytes:
    """Return the export of a history that held nothing before *history* was imported twice."""
    path = folder / "history.db"
    shutil.copy(empty_history, path)
    with Store.open(path) as store:
        store.documents.load(history)
        again = store.documents.load(history)
        assert (again.added, again.changed) == (0, 0)
        return encode(store.documents.dump())


def test_the_example_says_all_that_it_says_after_a_round_trip(example: bytes) -> None:
    assert json.loads(encode(decode(example))) == json.loads(example)


def test_the_example_comes_back_from_a_history(
    example: bytes, empty_history: Path, tmp_path: Path
) -> None:
    assert stored(decode(example), empty_history, tmp_path) == encode(decode(example))


@pytest.mark.parametrize("first", range(0, COUNT, 10))
def test_generated_documents_come_back_byte_by_byte(
    first: int, empty_history: Path, tmp_path: Path
) -> None:
    for seed in range(first, min(first + 10, COUNT)):
        exported = encode(document(seed))
        assert encode(decode(exported)) == exported, seed
        assert stored(decode(exported), empty_history, tmp_path) == exported, seed
        for file in tmp_path.iterdir():
            file.unlink()


def test_the_generator_uses_every_field() -> None:
    written = {key for seed in range(30) for key in keys_with_content(document(seed))}
    example = json.loads(encode(document(0)))
    assert set(example) - {"format", "version"} <= written
    assert {"recaps", "read_back", "advice", "mistake", "transcript", "retimed_from_ms"} <= written


def keys_with_content(history: History) -> set[str]:
    found: set[str] = set()

    def look(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found.update(key for key, value in pairs if value)
        return dict(pairs)

    json.loads(encode(history), object_pairs_hook=look)
    return found


def test_the_canonical_form_is_indented_by_one_and_ends_with_a_new_line(example: bytes) -> None:
    lines = encode(decode(example)).decode().split("\n")
    assert lines[1] == ' "format": "companion-history",'
    assert lines[-2:] == ["}", ""]


def test_letters_are_written_and_not_escaped(example: bytes) -> None:
    assert "Cost ÷ revenue".encode() in encode(decode(example))


def test_an_empty_inbox_is_not_written(example: bytes) -> None:
    with_inbox = example.replace(b'"texts": []', b'"inbox": [], "texts": []')
    assert b"inbox" not in encode(decode(with_inbox))


def test_a_waiting_note_is_written(example: bytes) -> None:
    waiting = b'"inbox": [{"id": "i-1", "text": "ask Dana"}], "texts": []'
    assert b"ask Dana" in encode(decode(example.replace(b'"texts": []', waiting)))


@pytest.mark.parametrize("utc", ["Z", "z", "+00:00", "-00:00"])
def test_utc_has_one_spelling(example: bytes, utc: str) -> None:
    written = example.replace(b"2026-11-07T10:00:00+01:00", f"2026-11-07T10:00:00{utc}".encode())
    assert b'"opened_at": "2026-11-07T10:00:00Z"' in encode(decode(written))


def test_every_other_offset_is_kept(example: bytes) -> None:
    written = example.replace(b"2026-11-07T10:00:00+01:00", b"2026-11-07T10:00:00-09:30")
    assert b'"opened_at": "2026-11-07T10:00:00-09:30"' in encode(decode(written))


def test_a_byte_order_mark_is_ignored(example: bytes) -> None:
    assert decode(b"\xef\xbb\xbf" + example) == decode(example)


def test_the_order_of_the_file_does_not_matter(example: bytes) -> None:
    history = decode(example)
    call = history.disagreements[0].calls[0]
    notes = tuple(
        replace(call.notes[0], id=f"n-{number}", at_ms=at)
        for number, at in enumerate((500, 100, 500))
    )
    there = replace(call, notes=notes)
    back = replace(call, notes=notes[::-1])
    written = [
        encode(replace(history, disagreements=(replace(history.disagreements[0], calls=(each,)),)))
        for each in (there, back)
    ]
    assert written[0] == written[1]


@pytest.mark.parametrize(
    ("ended_at", "state"),
    [(b'"2026-11-21T14:45:00+01:00"', CallState.ENDED), (b"null", CallState.PREPARED)],
)
def test_a_call_without_a_state_gets_it_from_its_times(
    example: bytes, ended_at: bytes, state: CallState
) -> None:
    written = example.replace(b'"state": "ended", "playbook"', b'"playbook"').replace(
        b'"ended_at": "2026-11-21T14:45:00+01:00"', b'"ended_at": ' + ended_at
    )
    assert decode(written).disagreements[0].calls[0].state is state


def test_what_may_be_left_out_may_be_left_out() -> None:
    least = b"""{"format": "companion-history", "version": 1,
        "clients": [{"id": "c", "name": "N"}],
        "disagreements": [{"id": "d", "client": "c", "topic": "t", "calls": [{"id": "k"}]}]}"""
    assert decode(least).disagreements[0].calls[0].state is CallState.PREPARED
