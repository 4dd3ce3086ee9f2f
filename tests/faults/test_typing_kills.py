"""The program killed while a person types: what the screen called saved is there."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.faults.kills import (
    FULL,
    MOST_LOST_S,
    many,
    new_call,
    start_typist,
    told,
    typed_and_killed,
)

KILLS = 200 if FULL else 12
CONTROL_KILLS = 20 if FULL else 4


def test_a_kill_loses_no_note_that_was_shown_as_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verdicts = many(tmp_path, range(KILLS))
    with capsys.disabled():
        sys.stdout.write(f"\n  {told(verdicts)}\n")
    assert sum(verdict.notes_shown for verdict in verdicts) > KILLS / 4
    assert [verdict.notes_lost for verdict in verdicts if verdict.notes_lost] == []
    assert [verdict.kinds_changed for verdict in verdicts if verdict.kinds_changed] == []
    assert [verdict.drafts_lost for verdict in verdicts if verdict.drafts_lost] == []
    assert [verdict.damages for verdict in verdicts if verdict.damages] == []
    assert max(verdict.typing_lost_s for verdict in verdicts) <= MOST_LOST_S


def test_the_same_judge_finds_the_losses_of_a_store_that_commits_too_late(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    verdicts = many(tmp_path, range(1000, 1000 + CONTROL_KILLS), "--late")
    with capsys.disabled():
        sys.stdout.write(f"\n  the control, which has to lose: {told(verdicts)}\n")
    assert sum(len(verdict.notes_lost) for verdict in verdicts) > 0
    assert any(verdict.has_loss for verdict in verdicts)


def test_a_disk_that_fails_in_between_takes_nothing_back(tmp_path: Path) -> None:
    verdict = typed_and_killed(tmp_path, 7, "--largest", "400000")
    assert verdict.notes_lost == verdict.drafts_lost == verdict.damages == []


def test_the_next_start_shows_the_call_and_what_was_being_typed(tmp_path: Path) -> None:
    new_call(tmp_path)
    typist = start_typist(tmp_path, 5)
    assert typist.stdout is not None
    saved = next(e for e in map(json.loads, typist.stdout) if e[0] == "draft" and "/" not in e[1])
    typist.kill()
    typist.communicate()
    again = start_typist(tmp_path, 5, "--still")
    assert again.stdout is not None
    restored = json.loads(again.stdout.readline())
    again.kill()
    again.communicate()
    assert restored[0] == "restored"
    assert restored[2].startswith(saved[1])
