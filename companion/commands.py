"""What the commands of the terminal share: the history that they work on, and examples of use."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from companion.errors import FolderUnusable, NotThere
from companion.paths import HISTORY_NAME, default_data_dir
from companion.store import Store


def examples(*lines: str) -> str:
    """Return the end of a command's help; the mark before it keeps click from wrapping it."""
    return "\n".join(["\b", f"Example{'s' if len(lines) > 1 else ''}:", *(f"  {x}" for x in lines)])


def history_path(data_dir: Path | None) -> Path:
    """Return where the history lies in *data_dir*, or where it lies by itself."""
    return (data_dir or default_data_dir()) / HISTORY_NAME


@contextmanager
def reading(data_dir: Path | None) -> Iterator[Store]:
    """Open the history for reading only, so that a read-only disk will do; make none."""
    path = history_path(data_dir)
    try:
        path.stat()
    except FileNotFoundError:
        raise NotThere(f"There is no history yet in {path.parent}.") from None
    except OSError as error:
        reason = f"The data folder cannot be used ({error.strerror}): {path.parent}."
        raise FolderUnusable(reason) from error
    with Store.open(path, reader=True) as store:
        yield store


def print_bytes(data: bytes) -> None:
    """Print *data* as it is."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
