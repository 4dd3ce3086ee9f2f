"""The frozen program: built as for a release, it opens its window and works on the terminal."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from PyInstaller.archive.readers import CArchiveReader

from companion import __version__
from companion.exchange.demo import believable_year
from companion.paths import HISTORY_NAME
from companion.store import Store
from tests.journeys.x_server import PATIENCE, XServer


@pytest.fixture(scope="module")
def frozen(checkout: Path) -> Path:
    """Return the folder of the program, built anew when anything that goes into it has changed."""
    kept = checkout / "build" / "frozen"
    folder = kept / _fingerprint(checkout)
    if not (folder / "companion").is_dir():
        shutil.rmtree(kept, ignore_errors=True)
        _build(checkout, folder)
    return folder / "companion"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with the demo's year in it."""
    folder = tmp_path_factory.mktemp("demo")
    with Store.open(folder / HISTORY_NAME) as store:
        store.documents.load(believable_year(datetime.now().astimezone()))
    return folder


def _fingerprint(checkout: Path) -> str:
    """Return a digest of everything that the program is built from."""
    digest = hashlib.sha256(sys.version.encode())
    sources = [checkout / "build.spec", checkout / "hatch_build.py"]
    sources += (checkout / "requirements").iterdir()
    for top in ("companion", "resources", "ui"):
        sources += (path for path in (checkout / top).rglob("*") if path.is_file())
    for path in sorted(sources):
        if "__pycache__" not in path.parts and "forms" not in path.parts:
            digest.update(f"{path.relative_to(checkout)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _build(checkout: Path, folder: Path) -> None:
    # What measures the coverage of the tests would follow PyInstaller through every module.
    env = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    command += ["--distpath", str(folder), "--workpath", str(folder / "work"), "build.spec"]
    done = subprocess.run(
        command, cwd=checkout, env=env, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    shutil.rmtree(folder / "work")


def said(program: Path, *arguments: str | Path) -> str:
    """Return what the console program prints, without anything of this environment around it."""
    command = [str(program / "companion"), *map(str, arguments)]
    done = subprocess.run(
        command, cwd=program.parent, check=False, capture_output=True, text=True, timeout=PATIENCE
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_window_comes_up_on_a_real_screen(frozen: Path, demo: Path, tmp_path: Path) -> None:
    with XServer() as server:
        child = server.start(str(frozen / "companion-window"), "--data-dir", str(demo))
        window = server.wait_for_window("^Companion$")
        server.settle(window)
        server.screenshot(tmp_path / "window.png", window)
        assert child.poll() is None
    assert _colours(tmp_path / "window.png") > 50


def _colours(picture: Path) -> int:
    """Return how many colours a picture has: an empty window has a few, smooth text has many."""
    command = ["identify", "-format", "%k", str(picture)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_the_console_program_says_its_version(frozen: Path) -> None:
    assert said(frozen, "--version").strip() == f"companion {__version__}"


def test_the_history_is_read_by_the_driver_inside(frozen: Path, demo: Path) -> None:
    assert len(said(frozen, "--data-dir", demo, "list").splitlines()) > 20


def test_a_history_is_made_and_filled_by_the_program_alone(
    frozen: Path, demo: Path, tmp_path: Path
) -> None:
    document = tmp_path / "history.json"
    said(frozen, "--data-dir", demo, "export", document)
    said(frozen, "--data-dir", tmp_path / "new", "import", document)
    again = said(frozen, "--data-dir", tmp_path / "new", "export", "-")
    assert again.encode() == document.read_bytes()


@pytest.mark.parametrize("form", ["text", "html", "eml"])
def test_the_templates_of_the_recap_are_found(frozen: Path, demo: Path, form: str) -> None:
    assert len(said(frozen, "--data-dir", demo, "recap", "--last", "--format", form)) > 200


def test_every_place_for_passwords_is_inside(frozen: Path) -> None:
    archive = CArchiveReader(str(frozen / "companion")).open_embedded_archive("PYZ.pyz")
    modules = set(archive.toc)
    assert {"keyring.backends.SecretService", "keyring.backends.fail"} <= modules
    assert list((frozen / "_internal").glob("keyring-*.dist-info"))


def test_nothing_of_the_desktop_of_the_building_machine_is_inside(frozen: Path) -> None:
    names = {path.name for path in frozen.rglob("*.so*")}
    assert not [name for name in names if name.startswith(("libgtk", "libgdk", "libqgtk"))]
    assert not [path for path in frozen.rglob("*") if path.is_symlink() and not path.exists()]
