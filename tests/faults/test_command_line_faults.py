"""The command line where the disk says no: one sentence, a code, and nothing stored is changed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BOUND = ("-dac_override", "-dac_read_search")
"""The capabilities that let root pass every permission (capabilities(7))."""


def bound_by_permissions() -> list[str]:
    """Return what a command is started with so that permissions bind it, whoever runs the tests."""
    if os.geteuid() != 0:
        return []
    return ["setpriv", f"--bounding-set={','.join(BOUND)}", f"--inh-caps={','.join(BOUND)}"]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return a data folder with a history, which can be removed again afterwards."""
    folder = tmp_path / "history"
    assert companion(folder, "note", "first").returncode == 0
    yield folder
    folder.chmod(0o700)


def companion(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program as somebody whom permissions bind."""
    program = [sys.executable, "-m", "companion", "--data-dir", str(folder), *arguments]
    return subprocess.run(
        [*bound_by_permissions(), *program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def is_one_sentence(said: str) -> bool:
    return said.startswith("companion: ") and said.count("\n") == 1


def test_an_unreadable_folder_is_told(folder: Path) -> None:
    folder.chmod(0o000)
    for command in (["list"], ["note", "second"], ["export", "-"]):
        done = companion(folder, *command)
        assert (done.returncode, done.stdout) == (74, "")
        assert is_one_sentence(done.stderr), done.stderr
        assert "Permission denied" in done.stderr


def test_a_folder_that_may_not_be_written_can_be_read(folder: Path) -> None:
    folder.chmod(0o500)
    (folder / "history.db").chmod(0o400)
    refused = companion(folder, "note", "second")
    assert refused.returncode == 74
    assert is_one_sentence(refused.stderr), refused.stderr
    assert "first" in companion(folder, "export", "-").stdout


def test_a_folder_that_cannot_be_made_is_told(folder: Path) -> None:
    folder.chmod(0o500)
    done = companion(folder / "inner", "note", "second")
    assert done.returncode == 74
    assert is_one_sentence(done.stderr), done.stderr


def test_an_export_into_a_closed_folder_leaves_nothing(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o500)
    done = companion(folder, "export", str(closed / "out.json"))
    assert done.returncode == 74
    assert is_one_sentence(done.stderr), done.stderr
    assert list(closed.iterdir()) == []


def test_an_export_to_a_full_disk_is_told(folder: Path) -> None:
    done = companion(folder, "export", "/dev/full")
    assert done.returncode == 74
    assert is_one_sentence(done.stderr), done.stderr
    assert "No space left" in done.stderr


LIMITED = """
import resource, sys
from pathlib import Path
from companion.exchange.files import write_whole
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
write_whole(Path(sys.argv[1]), b"new" * 1000)
"""


def test_a_file_that_does_not_fit_leaves_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    file.write_bytes(b"old")
    command = [sys.executable, "-c", LIMITED, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "StorageError" in done.stderr
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]
