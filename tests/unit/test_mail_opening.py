"""A recap as a file: whole or not at all, and for its owner's eyes only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from companion.errors import HandOffFailed
from companion.mail.opening import lay_out, save


def test_a_saved_mail_holds_its_bytes_and_is_private(tmp_path: Path) -> None:
    path = save(tmp_path / "recap.eml", b"Subject: Hi\r\n")
    assert path.read_bytes() == b"Subject: Hi\r\n"
    assert path.stat().st_mode & 0o077 == 0


def test_saving_again_replaces_the_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    save(tmp_path / "recap.eml", b"first")
    save(tmp_path / "recap.eml", b"second")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"second"]


def test_a_place_that_cannot_be_written_is_named_and_the_draft_kept(tmp_path: Path) -> None:
    with pytest.raises(HandOffFailed, match=r"recap\.eml: .+\. The draft is kept\."):
        save(tmp_path / "missing" / "recap.eml", b"")


def test_a_folder_in_the_way_leaves_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "recap.eml").mkdir()
    with pytest.raises(HandOffFailed):
        save(tmp_path / "recap.eml", b"text")
    assert [path.name for path in tmp_path.iterdir()] == ["recap.eml"]


def test_a_mail_for_a_program_lies_in_a_private_folder_of_its_own(tmp_path: Path) -> None:
    first, second = (lay_out("recap.eml", b"text", tmp_path) for _ in range(2))
    assert first.name == second.name == "recap.eml"
    assert first.parent != second.parent
    assert first.parent.stat().st_mode & 0o077 == 0


def test_the_folders_of_earlier_days_are_taken_away(tmp_path: Path) -> None:
    old = lay_out("recap.eml", b"text", tmp_path).parent
    os.utime(old, (0, 0))
    new = lay_out("recap.eml", b"text", tmp_path).parent
    assert list(tmp_path.iterdir()) == [new]
