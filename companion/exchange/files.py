"""Reads files that strangers wrote, and writes ours so that nobody ever sees half of one."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from companion.errors import DocumentError, NotThere, StorageError

_OURS = stat.S_IRUSR | stat.S_IWUSR


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
    with whole_file(path) as being_written:
        being_written.write_bytes(data)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Lend a new file to write into, and put it at *path* at the end as ``write_whole`` does.

    Whatever is raised inside takes the new file away and leaves *path* as it was; an OSError
    becomes a StorageError.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            with _written_through(target) as lent:
                yield lent
        else:
            with _replacing(target) as lent:
                yield lent
    except OSError as error:
        raise StorageError(f"The file cannot be written ({error.strerror}): {path}.") from error


@contextmanager
def whole_files(folder: Path) -> Iterator[Path]:
    """Lend an empty folder to write files into, and move them into *folder* at the end.

    *folder* is made where there is none, for the person only. Whatever is raised inside leaves
    it as it was, and an OSError becomes a StorageError. Each file is whole at any moment.
    """
    made = not folder.exists()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lent = Path(tempfile.mkdtemp(dir=folder, prefix=".companion-"))
        try:
            yield lent
            _move_all(lent, folder)
        finally:
            shutil.rmtree(lent, ignore_errors=True)
            if made:
                with suppress(OSError):  # not empty: what was asked for lies in it
                    folder.rmdir()
    except OSError as error:
        raise StorageError(f"The files cannot be written ({error.strerror}): {folder}.") from error


def _move_all(lent: Path, folder: Path) -> None:
    files = sorted(lent.iterdir())
    for file in files:
        _settle(file)
    for file in files:
        file.replace(folder / file.name)
    _settle_folder(folder)


@contextmanager
def _written_through(target: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as private, target.open("wb") as into:
        lent = Path(private) / "file"
        yield lent
        with lent.open("rb") as file:
            shutil.copyfileobj(file, into)


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}-")
    os.close(handle)
    lent = Path(name)
    try:
        yield lent
        _settle(lent)
        lent.replace(target)
    except BaseException:
        with suppress(OSError):
            lent.unlink()
        raise
    _settle_folder(target.parent)


def _settle(file: Path) -> None:
    """Bring the bytes of *file* onto the disk, readable by the person only."""
    with file.open("r+b") as opened:
        os.fsync(opened.fileno())
    file.chmod(_OURS)


def _settle_folder(folder: Path) -> None:
    """Bring new names onto the disk; Windows does so by itself and opens no folders."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
