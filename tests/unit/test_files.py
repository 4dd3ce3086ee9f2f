"""A file is read up to a size and written so that nobody sees half of one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from companion.errors import DocumentError, NotThere, StorageError
from companion.exchange.files import read_whole, write_whole


def test_a_file_is_replaced_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    file = tmp_path / "history.json"
    file.write_bytes(b"old" * 100)
    file.chmod(0o644)
    write_whole(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_reader_of_the_old_file_keeps_the_old_file(tmp_path: Path) -> None:
    file = tmp_path / "history.json"
    file.write_bytes(b"old")
    with file.open("rb") as reader:
        write_whole(file, b"new and longer")
        assert reader.read() == b"old"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_folder_in_the_way_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be written"):
        write_whole(tmp_path, b"x")
    assert tmp_path.is_dir()


def test_a_device_is_written_to_and_not_replaced() -> None:
    write_whole(Path(os.devnull), b"x")
    assert not Path(os.devnull).is_file()


def test_no_more_is_read_than_is_allowed(tmp_path: Path) -> None:
    file = tmp_path / "large"
    file.write_bytes(b"x" * 11)
    assert read_whole(file, 11) == b"x" * 11
    with pytest.raises(DocumentError, match="larger than 10 bytes"):
        read_whole(file, 10)


def test_a_file_without_an_end_is_given_up() -> None:
    with pytest.raises(DocumentError):
        read_whole(Path("/dev/zero"), 1000)


def test_a_missing_file_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotThere, match="No such file"):
        read_whole(tmp_path / "missing", 10)


def test_the_window_is_opened_without_the_command_lines_parser() -> None:
    script = (
        "import sys, companion.__main__; print(sorted({'click', 'PySide6'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.split() == [b"[]"]
