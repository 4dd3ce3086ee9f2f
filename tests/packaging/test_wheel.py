"""The wheel: it holds the program, its compiled forms and its resources, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from email.parser import HeaderParser
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

import pytest

from companion import __version__


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as pip would, with the locked backend."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


def names_in(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def tracked(checkout: Path, folder: str) -> set[str]:
    """Return the files of a folder that git knows, as a wheel would have them."""
    command = ["git", "ls-files", "-z", "--", folder]
    names = subprocess.run(command, cwd=checkout, check=True, capture_output=True, text=True).stdout
    return {name for name in names.split("\0") if name}


def test_the_wheel_holds_every_module_and_form(wheel: Path, checkout: Path) -> None:
    forms = {
        f"companion/gui/forms/ui_{PurePosixPath(form).stem}.py" for form in tracked(checkout, "ui")
    }
    assert tracked(checkout, "companion") | forms <= names_in(wheel)


def test_the_wheel_holds_every_resource(wheel: Path, checkout: Path) -> None:
    resources = {f"companion/{name}" for name in tracked(checkout, "resources")}
    assert resources <= names_in(wheel)


def test_the_wheel_holds_nothing_beside_the_program(wheel: Path) -> None:
    tops = {PurePosixPath(name).parts[0] for name in names_in(wheel)}
    assert tops == {"companion", f"companion-{__version__}.dist-info"}


def test_the_wheel_names_its_licence_and_its_commands(wheel: Path) -> None:
    about = f"companion-{__version__}.dist-info"
    with ZipFile(wheel) as archive:
        metadata = HeaderParser().parsestr(archive.read(f"{about}/METADATA").decode())
        commands = archive.read(f"{about}/entry_points.txt").decode()
        assert f"{about}/licenses/LICENSE" in archive.namelist()
    assert metadata["License-Expression"] == "GPL-3.0-or-later"
    assert "companion = companion.__main__:main" in commands


def test_the_program_in_the_wheel_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    code = "from companion.paths import resource_root; print(resource_root())"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert Path(done.stdout.strip()) == tmp_path / "companion" / "resources"
