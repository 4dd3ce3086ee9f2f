"""The settings of this machine: kept, and never a reason not to start."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import msgspec
import pytest

from companion.account import Account, Security, Server
from companion.settings import SETTINGS_NAME, Settings, SettingsFile, ThemeChoice


def test_what_was_changed_is_there_at_the_next_start(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    file.change(theme=ThemeChoice.DARK)
    file.change(places={"live 1920x1080": "0,0,420,900"})
    again = SettingsFile(tmp_path).settings
    assert again == Settings(theme=ThemeChoice.DARK, places={"live 1920x1080": "0,0,420,900"})


@pytest.mark.parametrize(
    "content", [b"", b"not json", b'{"theme": "pink"}', b'{"later": 1}', b"\xff", b"[" * 9_999]
)
def test_settings_that_cannot_be_read_count_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SETTINGS_NAME).write_bytes(content)
    file = SettingsFile(tmp_path)
    assert file.settings == Settings()
    file.change(on_top=False)
    assert SettingsFile(tmp_path).settings == Settings(on_top=False)


ACCOUNT = Account(
    address="ana@our.example",
    username="ana",
    smtp=Server(host="smtp.our.example", port=465, security=Security.TLS),
)


def test_a_mail_account_is_kept_and_taken_away_again(tmp_path: Path) -> None:
    SettingsFile(tmp_path).change(mail_account=ACCOUNT)
    file = SettingsFile(tmp_path)
    assert file.settings.mail_account == ACCOUNT
    file.change(mail_account=None)
    assert SettingsFile(tmp_path).settings == Settings()


def test_settings_from_before_there_were_accounts_are_read(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_NAME).write_bytes(b'{"theme": "dark", "hints": "off"}')
    settings = SettingsFile(tmp_path).settings
    assert (settings.theme, settings.mail_account) == (ThemeChoice.DARK, None)


@pytest.mark.parametrize(
    "account",
    [
        "ana@our.example",
        {"address": "ana@our.example"},
        {**msgspec.to_builtins(ACCOUNT), "password": "no place for one"},
        {**msgspec.to_builtins(ACCOUNT), "smtp": {"host": "x", "port": 0, "security": "tls"}},
        {**msgspec.to_builtins(ACCOUNT), "smtp": {"host": "x", "port": 25, "security": "none"}},
    ],
)
def test_an_account_that_cannot_be_read_counts_as_none(account: object, tmp_path: Path) -> None:
    content = {"on_top": False, "mail_account": account}
    (tmp_path / SETTINGS_NAME).write_bytes(msgspec.json.encode(content))
    assert SettingsFile(tmp_path).settings == Settings(on_top=False)


def test_a_folder_that_takes_no_file_keeps_them_for_this_run(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "gone")
    assert file.change(on_top=False).on_top is False
    assert file.settings.on_top is False
    assert not file.is_on_disk


def test_a_write_that_fails_leaves_the_old_settings_and_no_crumbs(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path)
    (tmp_path / SETTINGS_NAME).mkdir()
    file.change(on_top=False)
    assert [path.name for path in tmp_path.iterdir()] == [SETTINGS_NAME]


def test_only_the_person_may_read_them(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        SettingsFile(tmp_path).change(on_top=False)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / SETTINGS_NAME).stat().st_mode) == 0o600
