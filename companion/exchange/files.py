"""Reads files that strangers wrote, and writes ours so that nobody ever sees half of one."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from companion.errors import DocumentError, NotThere, StorageError


def read_whole(path: Path, largest: int) -> bytes:
    """Return the bytes of the file at *path*, at most *largest* of them.

    Raises NotThere where it cannot be read, DocumentError where it is larger.
    """
    try:
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except OSError as error:
        raise NotThere(f"The file cannot be read ({error.strerror}): {path}.") from error
    if len(data) > largest:
        raise DocumentError(f"The file is larger than {largest:,} bytes")
    return data


def write_whole(path: Path, data: bytes) -> None:
    """Put *data* at *path*, readable by the person only, in place of a file that stands there.

    The bytes are on the disk under another name before that name is changed, so that a full disk
    or a power cut leaves the file as it was. A link is followed; a pipe or a device is written
    to directly. Raises StorageError, and then nothing at *path* has changed.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            _write_through(target, data)
        else:
            _replace(target, data)
    except OSError as error:
        raise StorageError(f"The file cannot be written ({error.strerror}): {path}.") from error


def _write_through(target: Path, data: bytes) -> None:
    with target.open("wb") as file:
        file.write(data)


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(stat.S_IRUSR | stat.S_IWUSR)
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Bring the new name onto the disk; Windows does so by itself and opens no folders."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
