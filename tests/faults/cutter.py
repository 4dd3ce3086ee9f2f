"""Work on a whole history, cut short by a kill: an import, its undo, the making of a file.

``python -m tests.faults.cutter FOLDER load|undo|make KILLS`` forks a process for each kill and
writes one JSON object with the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from companion.exchange.document import encode
from companion.model import Call, CallState, Client, Disagreement, Note
from companion.model.history import FORMAT, VERSION, History
from companion.store import Store
from tests.clock import NOON
from tests.faults.kills import damages


def big_document() -> History:
    def disagreement(number: int) -> Disagreement:
        notes = tuple(Note(id=f"n-{number}-{n}", text=f"note {n} of {number}") for n in range(10))
        call = Call(id=f"k-{number}", state=CallState.ENDED, started_at=NOON, notes=notes)
        return Disagreement(id=f"d-{number}", client="c", topic=f"topic {number}", calls=(call,))

    return History(
        format=FORMAT,
        version=VERSION,
        clients=(Client(id="c", name="Northwind"),),
        disagreements=tuple(disagreement(number) for number in range(100)),
    )


def load(path: Path) -> None:
    with Store.open(path) as store:
        store.documents.bring(big_document(), "big.json", NOON)


def undo(path: Path) -> None:
    with Store.open(path) as store:
        store.imports.undo(store.imports.lines()[0].id)


def content(path: Path) -> bytes:
    with Store.open(path) as store:
        return encode(store.documents.dump())


def make(path: Path) -> None:
    Store.open(path).close()


def nothing(_path: Path) -> None:
    """Leave the place empty."""


WORK = {"load": (make, load), "undo": (load, undo), "make": (nothing, make)}
"""What there is before, and the work that is cut short."""


def killed_at(seconds: float, work: Callable[[], object]) -> None:
    """Do *work* in a process of its own, and kill that *seconds* after it began."""
    hearing, telling = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(telling, b".")
            work()
        finally:
            os._exit(0)
    os.close(telling)
    os.read(hearing, 1)
    time.sleep(seconds)  # the moment of the kill, and no waiting
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(hearing)


def duration(work: Callable[[], object]) -> float:
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def main() -> int:
    """Cut the work short as often as asked; each history is as before the work, or as after."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("work", choices=WORK)
    parser.add_argument("kills", type=int)
    options = parser.parse_args()
    prepare, work = WORK[options.work]
    make(options.folder / "empty.db")
    example = options.folder / "example.db"
    prepare(example)
    before = content(example if example.exists() else options.folder / "empty.db")
    takes = duration(partial(work, example))
    after = content(example)
    random = Random(options.kills)
    finished, halves, broken = 0, 0, []
    for number in range(options.kills):
        path = options.folder / str(number) / "history.db"
        prepare(path)
        killed_at(random.uniform(0, takes), partial(work, path))
        found = content(path)
        finished += found == after
        halves += found not in (before, after)
        broken += damages(path)
    figures = {"finished": finished, "halves": halves, "damages": broken}
    print(json.dumps(figures))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
