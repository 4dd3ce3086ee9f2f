"""A call without a window, acted on as fast as the disk takes it, killed again and again.

``python -m tests.faults.noter FOLDER KILLS [--late]`` writes one JSON object with the figures. It
forks its actors from a process that has everything imported, so that a kill costs milliseconds
and two hundred of them fit into a test.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import NoReturn

from companion.clocks import SystemClock
from companion.model import InboxNote, Note, NoteKind, new_id
from companion.session import Session, start_unplanned
from companion.store import Store
from tests.faults.kills import damages
from tests.faults.late import open_late

Tell = Callable[..., None]

LONGEST_S = 0.12
"""The latest moment of a kill, counted from the first act that was told."""


def act_until_killed(store: Store, tell: Tell, random: Random) -> NoReturn:
    """Do one act after another and tell each as soon as its method has returned."""
    call_id = store.calls.running()
    session = (
        Session(store, SystemClock(), call_id) if call_id else start_unplanned(store, SystemClock())
    )
    number = 0
    while True:
        number += 1
        act = random.choice((add, add, add, change, tick, keep_draft, fill_inbox, pause))
        act(store, session, tell, f"{os.getpid()}-{number}")


def add(store: Store, session: Session, tell: Tell, text: str) -> None:
    place = f"note:{session.call_id}"
    store.drafts.keep(place, text, SystemClock().now())
    note = session.note(text, at_ms=session.clock_ms(), at=SystemClock().now(), draft=place)
    tell("note", note.id, text, "fact")


def change(store: Store, session: Session, tell: Tell, text: str) -> None:
    notes = session.call().notes
    if notes:
        note = store.live.edit_note(notes[-1].id, text, NoteKind.QUOTE, "Dana")
        tell("note", note.id, text, "quote")


def tick(_store: Store, session: Session, tell: Tell, text: str) -> None:
    mark = session.tick("metric", int(text.partition("-")[2]))
    tell("step", mark.done_ms)


def keep_draft(store: Store, session: Session, tell: Tell, text: str) -> None:
    store.drafts.keep(f"step:{session.call_id}", text, SystemClock().now())
    tell("draft", text)


def fill_inbox(store: Store, _session: Session, tell: Tell, text: str) -> None:
    note = store.inbox.add(InboxNote(id=new_id(), text=text))
    tell("inbox", note.id)


def pause(_store: Store, session: Session, _tell: Tell, _text: str) -> None:
    (session.go_on if session.is_paused else session.pause)()


def killed_once(path: Path, random: Random, opening: Callable[[Path], Store]) -> list[list[object]]:
    """Fork an actor, kill it at a random moment, and return what it told."""
    hearing, telling = os.pipe()
    seed = random.getrandbits(32)
    actor = os.fork()
    if actor == 0:
        os.close(hearing)

        def tell(*event: object) -> None:
            os.write(telling, json.dumps(event).encode() + b"\n")

        act_until_killed(opening(path), tell, Random(seed))
    os.close(telling)
    with os.fdopen(hearing) as lines:
        first = lines.readline()
        time.sleep(random.uniform(0, LONGEST_S))  # the moment of the kill, and no waiting
        os.kill(actor, signal.SIGKILL)
        told = first + lines.read()
    os.waitpid(actor, 0)
    return [json.loads(line) for line in told.splitlines(keepends=True) if line.endswith("\n")]


def losses(path: Path, told: list[list[object]]) -> list[str]:
    """Return what was told and is not in the history at *path*."""
    lost: list[str] = []
    with Store.open(path) as store:
        call_id = store.calls.running()
        if call_id is None:
            return ["the call"]
        call = store.calls.get(call_id)
        notes = {note.id: note for note in call.notes}
        inbox = {note.id for note in store.inbox.notes()}
        shown = {str(event[1]): event[2:] for event in told if event[0] == "note"}
        lost += [f"note {i}" for i, told_so in shown.items() if not _is_kept(notes.get(i), told_so)]
        lost += [
            f"inbox {event[1]}" for event in told if event[0] == "inbox" and event[1] not in inbox
        ]
        ticks = [event[1] for event in told if event[0] == "step"]
        if ticks and (call.step("metric").done_ms or 0) < int(str(ticks[-1])):
            lost.append("tick")
        drafts = [event[1] for event in told if event[0] == "draft"]
        if drafts and _number(store.drafts.get(f"step:{call_id}")) < _number(str(drafts[-1])):
            lost.append("draft")
    return lost


def _is_kept(note: Note | None, told: list[object]) -> bool:
    """Return whether a note says what was told, or what the last act made of it untold."""
    if note is None:
        return False
    return [note.text, note.kind] == told or _number(note.text) > _number(str(told[0]))


def _number(text: str) -> int:
    return int(text.partition("-")[2] or 0)


def main() -> int:
    """Kill as often as asked, on one history that grows, and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("kills", type=int)
    parser.add_argument("--late", action="store_true")
    options = parser.parse_args()
    path = options.folder / "history.db"
    Store.open(path).close()
    random = Random(options.kills)
    acts, lost, broken = 0, [], []
    for _ in range(options.kills):
        told = killed_once(path, random, open_late if options.late else Store.open)
        acts += len(told)
        lost += losses(path, told)
        broken += damages(path)
    print(json.dumps({"acts": acts, "lost": lost, "damages": broken}))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
