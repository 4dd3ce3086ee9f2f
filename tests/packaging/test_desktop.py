"""What a Linux desktop reads about the program names things that are there."""

from __future__ import annotations

import struct
import tomllib
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from companion import __version__

SIZES = (16, 24, 32, 48, 64, 128, 256)


@pytest.fixture(scope="module")
def commands(checkout: Path) -> set[str]:
    """Return the commands that an installation brings."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {*project["scripts"], *project["gui-scripts"]}


def test_the_desktop_entry_starts_the_window_command(checkout: Path, commands: set[str]) -> None:
    entry = ConfigParser(interpolation=None)
    entry.read(checkout / "resources/desktop/companion.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"] in commands
    assert (checkout / f"resources/icons/{entry['Desktop Entry']['Icon']}.svg").is_file()


def test_the_metainfo_names_the_commands_and_this_release(
    checkout: Path, commands: set[str]
) -> None:
    about = ET.parse(checkout / "resources/desktop/companion.metainfo.xml").getroot()
    assert {binary.text for binary in about.iter("binary")} == commands
    assert next(about.iter("release")).get("version") == __version__
    assert about.findtext("launchable") == "companion.desktop"


@pytest.mark.parametrize("size", SIZES)
def test_the_icon_has_the_size_that_its_name_says(checkout: Path, size: int) -> None:
    picture = (checkout / f"resources/icons/companion-{size}.png").read_bytes()
    assert struct.unpack(">II", picture[16:24]) == (size, size)
