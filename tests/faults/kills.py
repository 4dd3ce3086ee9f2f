"""Kills the typist at a random moment and judges what the history has left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import sqlcipher3.dbapi2 as dbapi

from companion.clocks import SystemClock
from companion.gui.live.kinds import from_draft
from companion.model import Note
from companion.session import start_unplanned
from companion.store import Store

FULL = os.environ.get("COMPANION_FAULTS") == "full"

MOST_LOST_S = 0.5
"""Typing that a kill may cost (reliability R4): 0.25 s until it is written, and the write."""

AT_ONCE = max(2, os.cpu_count() or 2)
"""Typists at work at the same time."""

START_S = 60
"""Until a typist has to have typed its first key."""


@dataclass
class Verdict:
    """What one kill left: everything that the screen said, against what is on the disk."""

    notes_shown: int = 0
    notes_lost: list[str] = field(default_factory=list)
    kinds_changed: list[str] = field(default_factory=list)
    drafts_lost: list[str] = field(default_factory=list)
    typing_lost_s: float = 0.0
    damages: list[str] = field(default_factory=list)

    @property
    def has_loss(self) -> bool:
        return bool(self.notes_lost or self.drafts_lost or self.typing_lost_s > MOST_LOST_S)


def new_call(folder: Path) -> None:
    """Make a history with one call in it that runs."""
    with Store.open(folder / "history.db") as store:
        start_unplanned(store, SystemClock())


def start_typist(folder: Path, seed: int, *options: str) -> subprocess.Popen[str]:
    """Start the program with a typist in it, drawing in memory."""
    with (folder / "stderr").open("w") as stderr:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.faults.typist", str(folder), str(seed), *options],
            stdout=subprocess.PIPE,
            stderr=stderr,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            text=True,
        )


def typed_and_killed(folder: Path, seed: int, *options: str) -> Verdict:
    """Let a typist type in *folder*, kill it between 0.2 and 3 s later, judge what is left."""
    new_call(folder)
    typist = start_typist(folder, seed, *options)
    assert typist.stdout is not None
    events: list[list[Any]] = []
    began = threading.Event()

    def listen() -> None:
        for line in typist.stdout or ():
            # The last line may be torn by the kill; what was not told was not shown.
            if line.endswith("\n"):
                events.append(json.loads(line))
                if events[-1][0] == "key":
                    began.set()
        began.set()

    listening = threading.Thread(target=listen)
    listening.start()
    try:
        began.wait(START_S)
        time.sleep(Random(seed).uniform(0.2, 3.0))  # the moment of the kill, and no waiting
    finally:
        killed_at = time.monotonic()
        typist.kill()
        typist.wait()
        listening.join()
        typist.stdout.close()
    assert any(event[0] == "key" for event in events), (folder / "stderr").read_text()
    return judge(folder / "history.db", events, killed_at)


def judge(path: Path, events: list[list[Any]], killed_at: float) -> Verdict:
    """Compare what the typist told with the history at *path*."""
    verdict = Verdict(damages=damages(path))
    with Store.open(path) as store:
        call_id = store.calls.running()
        assert call_id is not None
        notes = store.calls.get(call_id).notes
        draft = from_draft(store.drafts.get(f"note:{call_id}"))[1]
    _judge_notes(verdict, notes, events)
    _judge_drafts(verdict, notes, draft, events)
    verdict.typing_lost_s = _typing_lost(notes, draft, events, killed_at)
    return verdict


def _judge_notes(verdict: Verdict, notes: Iterable[Note], events: list[list[Any]]) -> None:
    entered = [tuple(event[1:]) for event in events if event[0] == "enter"]
    kept = {note.id: note for note in notes}
    for number, (_, note_id, text) in enumerate(e for e in events if e[0] == "note"):
        verdict.notes_shown += 1
        note = kept.get(note_id)
        if note is None or note.text != text or text != entered[number][1]:
            verdict.notes_lost.append(text)
        elif note.kind != entered[number][0]:
            verdict.kinds_changed.append(text)


def _judge_drafts(
    verdict: Verdict, notes: tuple[Note, ...], draft: str, events: list[list[Any]]
) -> None:
    """The last draft that was called saved is there, has grown, or has become a note."""
    told = [event[0] for event in events]
    if "draft" not in told:
        return
    last = len(told) - 1 - told[::-1].index("draft")
    text = from_draft(events[last][1])[1]
    is_shown = "note" in told[last:]
    is_note = any(note.text.startswith(text.strip()) for note in notes[-3:])
    if not (is_shown or is_note or draft.startswith(text) or text.startswith("/")):
        verdict.drafts_lost.append(text)


def _typing_lost(
    notes: tuple[Note, ...], draft: str, events: list[list[Any]], killed_at: float
) -> float:
    """Return how long before the kill the oldest key was pressed that is not on the disk."""
    entered = [event[2] for event in events if event[0] == "enter"]
    kept = "".join(note.text for note in notes) + draft
    for _, at, count, partial in (event for event in events if event[0] == "key"):
        if not kept.startswith("".join(entered[:count]) + partial):
            return killed_at - float(at)
    return 0.0


def damages(path: Path) -> list[str]:
    """Return what SQLite and its full-text index find wrong with the file."""
    raw = dbapi.connect(str(path), isolation_level=None)
    found = [row[0] for row in raw.execute("PRAGMA integrity_check")]
    try:
        raw.execute(
            "INSERT INTO passage_search (passage_search, rank) VALUES ('integrity-check', 1)"
        )
    except dbapi.Error as error:
        found.append(str(error))
    raw.close()
    return [line for line in found if line != "ok"]


def many(folder: Path, seeds: Iterable[int], *options: str) -> list[Verdict]:
    """Kill one typist for each seed, a few of them at a time."""

    def one(seed: int) -> Verdict:
        own = folder / str(seed)
        own.mkdir()
        return typed_and_killed(own, seed, *options)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, seeds))


def told(verdicts: list[Verdict]) -> str:
    """Return the figures of many kills in one line."""
    return (
        f"{len(verdicts)} kills, {sum(v.notes_shown for v in verdicts)} notes shown as saved, "
        f"{sum(len(v.notes_lost) for v in verdicts)} of them lost, "
        f"{sum(len(v.drafts_lost) for v in verdicts)} drafts lost, "
        f"at most {max(v.typing_lost_s for v in verdicts) * 1000:.0f} ms of typing lost"
    )
