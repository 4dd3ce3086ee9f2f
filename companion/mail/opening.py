"""A recap as a file of its own: where the person wants it, or where a mail program picks it up."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from pathlib import Path

from companion.errors import HandOffFailed

_FOLDER = "companion-recap-"
_KEPT_FOR_S = 24 * 3600
"""A mail program may read the file late; after a day it has, and the folder goes."""


def save(path: Path, mail: bytes) -> Path:
    """Write *mail* to *path*, whole or not at all, readable by its owner only; return *path*.

    Raises HandOffFailed, and then what stood at *path* before still stands there.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".companion-", dir=path.parent)
    except OSError as error:
        raise _not_written(path, error) from error
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 -- mkstemp hands over a descriptor
            file.write(mail)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise _not_written(path, error) from error
    return path


def lay_out(name: str, mail: bytes, folder: Path | None = None) -> Path:
    """Write *mail* as *name* into a new private folder for another program; return the file.

    The folder lies in *folder*, else where the system keeps what is temporary. Those left by
    earlier days are taken away. Raises HandOffFailed.
    """
    place = folder or Path(tempfile.gettempdir())
    _clear(place)
    try:
        private = Path(tempfile.mkdtemp(prefix=_FOLDER, dir=place))
    except OSError as error:
        raise _not_written(place, error) from error
    return save(private / name, mail)


def _clear(place: Path) -> None:
    """Take away our folders of earlier days; those of other people stay, they are not ours."""
    oldest = time.time() - _KEPT_FOR_S
    for private in place.glob(f"{_FOLDER}*"):
        with contextlib.suppress(OSError):
            if private.lstat().st_mtime < oldest and not private.is_symlink():
                shutil.rmtree(private)


def _not_written(path: Path, error: OSError) -> HandOffFailed:
    reason = error.strerror or "the system gave no reason"
    return HandOffFailed(
        f"The recap could not be written to {path.name or path}: {reason}. The draft is kept."
    )
