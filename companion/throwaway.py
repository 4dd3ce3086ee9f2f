"""A history that is gone when its window is closed; what a killed one left is cleared away."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_PREFIX = "companion-demo-"


@contextmanager
def throwaway_folder(place: Path | None, is_left: Callable[[Path], bool]) -> Iterator[Path]:
    """Make a folder in *place*, by default where the system has such, and remove it afterwards.

    Folders of the same kind of which *is_left* says that nobody uses them any more go first: a
    program that was killed could not remove its own.
    """
    for old in Path(place or tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if old.is_dir() and not old.is_symlink() and is_left(old):
            shutil.rmtree(old, ignore_errors=True)
    with tempfile.TemporaryDirectory(
        prefix=_PREFIX, dir=place, ignore_cleanup_errors=True
    ) as folder:
        yield Path(folder)
