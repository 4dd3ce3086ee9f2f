"""Mails through a server that misbehaves, the program killed all the time: each leaves once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.kills import FULL

MAILS, KILLS = (1_000, 500) if FULL else (60, 40)
WRONGS = ("duplicates", "falsely_sent", "lost", "damages")


def sent(folder: Path, mails: int, kills: int, *options: str) -> dict[str, Any]:
    """Send mails by a program of their own and return its figures."""
    command = [sys.executable, "-m", "tests.faults.mailer", str(folder), str(mails), str(kills)]
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def show(capsys: pytest.CaptureFixture[str], who: str, found: dict[str, Any]) -> None:
    with capsys.disabled():
        sys.stdout.write(
            f"\n  {who}: {sum(found['states'].values())} mails, {found['kills']} kills "
            f"({found['in_flight']} mails put right), {found['connections']} connections: "
            f"{len(found['duplicates'])} sent twice (at most {found['worst']} copies), "
            f"{len(found['falsely_sent'])} falsely called sent, {len(found['lost'])} lost, "
            f"{found['states'].get('uncertain', 0)} left to the person "
            f"({found['uncertain_arrived']} of them had arrived)\n"
        )


def test_every_released_mail_leaves_once_or_is_known_to_be_uncertain(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = sent(tmp_path, MAILS, KILLS)
    show(capsys, "outbox", found)
    assert {wrong: found[wrong] for wrong in WRONGS} == {wrong: [] for wrong in WRONGS}
    assert (sum(found["states"].values()), found["worst"]) == (MAILS, 1)
    assert found["states"]["sent"] > MAILS / 4
    assert found["kills"] >= KILLS
    assert found["in_flight"] > KILLS / 10


def test_the_same_judge_finds_what_a_naive_sender_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mails, kills = (300, 33) if FULL else (40, 4)
    found = sent(tmp_path, mails, kills, "--naive")
    show(capsys, "naive control", found)
    assert found["duplicates"] != []
