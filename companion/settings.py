"""What belongs to this machine only: theme, mail account, places of windows. Never exported."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from companion.account import Account

SETTINGS_NAME = "settings.json"
"""The file name of the settings inside the data folder."""


class ThemeChoice(StrEnum):
    """Which palette the windows wear."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class HintLevel(StrEnum):
    """How much is said during a call: the words of companion.method.live_state.Level."""

    OFF = "off"
    QUIET = "quiet"
    MORE = "more"


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings of one machine; ``places`` holds window geometries by window and screens.

    ``reminded_on`` is the day on which a notification was shown last.

    No part of the history, so no Value: the model need not be read before the window stands.
    """

    theme: ThemeChoice = ThemeChoice.SYSTEM
    on_top: bool = True
    compact: bool = False
    hide_from_capture: bool = False
    hints: HintLevel = HintLevel.QUIET
    remind: bool = True
    reminded_on: date | None = None
    places: dict[str, str] = field(default_factory=dict)
    mail_account: Account | None = None


class SettingsFile:
    """The settings on disk. A file that cannot be read counts as none: it holds no one's work."""

    def __init__(self, folder: Path) -> None:
        """Read the settings kept in *folder*."""
        self._path = folder / SETTINGS_NAME
        self.settings = self._read()
        self.is_on_disk = True

    def change(self, **changes: object) -> Settings:
        """Keep the settings with *changes* made, and return them. A full disk loses only these.

        ``is_on_disk`` tells afterwards whether they outlive this run.
        """
        self.settings = replace(self.settings, **changes)
        try:
            self._write(msgspec.json.encode(self.settings))
            self.is_on_disk = True
        except OSError:
            self.is_on_disk = False
        return self.settings

    def _read(self) -> Settings:
        try:
            return _settings(self._path.read_bytes())
        except (OSError, msgspec.MsgspecError):
            return Settings()

    def _write(self, content: bytes) -> None:
        """Write beside the file and put it in its place, so that no half file is ever seen."""
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".settings-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).replace(self._path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def _settings(content: bytes) -> Settings:
    """Return the settings that *content* holds; an account that cannot be read counts as none."""
    try:
        return msgspec.json.decode(content, type=Settings)
    except msgspec.ValidationError:
        parts = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
        others = {name: part for name, part in parts.items() if name != "mail_account"}
        return msgspec.json.decode(msgspec.json.encode(others), type=Settings)
