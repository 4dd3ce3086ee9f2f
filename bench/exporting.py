"""How long 10,000 calls with 300,000 notes take to leave in each form, and in how much memory."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.figures import Figure
from bench.history import CALLS, generated
from companion.exporting import Form

FORMS = (Form.JSON, Form.MARKDOWN, Form.CSV, Form.SQLITE)
"""The forms that take everything; a report is about one client."""


def measure(calls: int = CALLS) -> list[Figure]:
    """Export the whole history once in each form, each time in a new process."""
    folder = generated(calls)
    figures = []
    for form in FORMS:
        with tempfile.TemporaryDirectory() as place:
            command = [sys.executable, "-m", "bench.exporting", str(folder), form, f"{place}/out"]
            said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        seconds, mebibytes = map(float, said.split())
        about = f"{calls:,} calls as {form}"
        figures += [
            Figure(f"export {about}", seconds, "s"),
            Figure(f"memory at most, {about}", mebibytes, "MiB"),
        ]
    return figures


def _export(folder: Path, form: Form, path: Path) -> None:
    """Export once, and print how many seconds it took and the memory it had at most, in MiB."""
    from companion.exporting import Wanted, export
    from companion.paths import HISTORY_NAME
    from companion.store import Store

    begun = time.perf_counter()
    with Store.open(folder / HISTORY_NAME, reader=True) as store:
        export(store, Wanted(with_private=True), form, path)
    taken = time.perf_counter() - begun
    print(taken, _most_mebibytes())


def _most_mebibytes() -> float:
    """Return the memory that this program had at most; getrusage counts its parent's in (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if "VmHWM" in line).split()[1]) / 1024


if __name__ == "__main__":
    _export(Path(sys.argv[1]), Form(sys.argv[2]), Path(sys.argv[3]))
