"""The history killed at every kind of work: an act that returned stays, a half one never shows."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from companion.errors import StorageError, StorageFull
from companion.exchange.document import encode
from companion.model import Note
from companion.session import start_unplanned
from companion.store import Store
from tests.clock import NOON, HandClock
from tests.faults.cutter import big_document
from tests.faults.kills import FULL, damages

KILLS = 1_000 if FULL else 100


def printed(module: str, *arguments: str) -> dict[str, Any]:
    """Run a module of this folder and return the figures that it prints."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_no_act_that_returned_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = printed("tests.faults.noter", str(tmp_path), str(KILLS))
    with capsys.disabled():
        sys.stdout.write(f"\n  {KILLS} kills, {found['acts']} acts, {len(found['lost'])} lost\n")
    assert found["acts"] > KILLS
    assert (found["lost"], found["damages"]) == ([], [])


def test_the_same_judge_finds_what_a_late_commit_loses(tmp_path: Path) -> None:
    found = printed("tests.faults.noter", str(tmp_path), "5", "--late")
    assert found["lost"] != []


@pytest.mark.parametrize(
    ("work", "kills"), [("load", 100 if FULL else 10), ("undo", 100 if FULL else 3), ("make", 30)]
)
def test_work_on_the_whole_history_is_done_or_not_begun(
    tmp_path: Path, work: str, kills: int
) -> None:
    found = printed("tests.faults.cutter", str(tmp_path), work, str(kills))
    assert (found["halves"], found["damages"]) == (0, [])


def filled_up(path: Path, pages: int) -> tuple[list[str], StorageError]:
    """Note until the disk takes no more; return what was called saved, and what was said."""
    saved: list[str] = []
    with Store.open(path) as store:
        session = start_unplanned(store, HandClock())
        store._connection.raw.execute(f"PRAGMA max_page_count={pages}")
        while True:
            try:
                note = session.note("x" * 4_000, at_ms=0, at=NOON)
            except StorageError as error:
                assert [n.id for n in session.call().notes] == saved
                return saved, error
            saved.append(note.id)


def test_a_full_disk_takes_nothing_back_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    saved, error = filled_up(path, 150)
    assert isinstance(error, StorageFull)
    assert len(saved) > 2
    with Store.open(path) as store:
        call_id = store.calls.running()
        assert call_id is not None
        assert [note.id for note in store.calls.get(call_id).notes] == saved
        store.live.add_note(call_id, Note(id="after", text="there is room again"))
        assert store.live.note("after").text == "there is room again"
    assert damages(path) == []


def test_a_document_that_does_not_fit_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        before = encode(store.documents.dump())
        store._connection.raw.execute("PRAGMA max_page_count=150")
        with pytest.raises(StorageFull):
            store.documents.bring(big_document(), "big.json", NOON)
        assert encode(store.documents.dump()) == before
    assert damages(path) == []


FILLING = """
import resource, sys
from pathlib import Path
from companion.errors import StorageError
from companion.session import start_unplanned
from companion.store import Store
from tests.clock import HandClock, NOON
with Store.open(Path(sys.argv[1])) as store:
    session = start_unplanned(store, HandClock())
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
    while True:
        try:
            print(session.note("x" * 4_000, at_ms=0, at=NOON).id, flush=True)
        except StorageError as error:
            print(type(error).__name__, flush=True)
            break
"""


def test_a_disk_with_errors_takes_nothing_back(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    done = subprocess.run(
        [sys.executable, "-c", FILLING, str(path)], capture_output=True, text=True, check=False
    )
    *saved, error = done.stdout.split()
    assert error in {"StorageError", "StorageFull"}
    assert len(saved) > 3
    with Store.open(path) as store:
        call_id = store.calls.running()
        assert call_id is not None
        assert [note.id for note in store.calls.get(call_id).notes] == saved
    assert damages(path) == []
