"""Playbooks as TOML files: each one read by itself, so that a broken one spoils no other."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from companion.errors import CompanionError
from companion.exchange.files import read_whole, write_whole
from companion.method.playbook import PlaybookScript
from companion.method.playbook_text import PlaybookFault, read_playbook, write_playbook
from companion.model.value import Value

LARGEST_FILE = 1_000_000
"""Bytes; a playbook is a page of text."""


class ReadFiles(Value, frozen=True, kw_only=True):
    """What was read: the playbooks, and a sentence about every file that is none."""

    playbooks: tuple[PlaybookScript, ...] = ()
    faults: tuple[str, ...] = ()


def read_files(paths: Iterable[Path]) -> ReadFiles:
    """Read the playbooks at *paths*; one that is broken is told by name, line and reason."""
    playbooks, faults = [], []
    for path in paths:
        try:
            playbooks.append(_read(path))
        except PlaybookFault as fault:
            faults.append(f"{path.name}, {fault}")
        except CompanionError as error:
            faults.append(f"{path.name}: {error}")
    return ReadFiles(playbooks=tuple(playbooks), faults=tuple(faults))


def write_file(path: Path, playbook: PlaybookScript) -> None:
    """Write a playbook to *path*, whole or not at all. Raises StorageError."""
    write_whole(path, write_playbook(playbook).encode())


def _read(path: Path) -> PlaybookScript:
    raw = read_whole(path, LARGEST_FILE)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise PlaybookFault(line, "this is not UTF-8") from error
    return read_playbook(text)
