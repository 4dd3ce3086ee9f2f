"""A demo that was killed leaves its made-up year behind; the next one clears it away."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

PATIENCE_S = 60


def demo(folder: Path) -> subprocess.Popen[bytes]:
    """Open the window on a made-up year, drawing in memory."""
    command = [sys.executable, "-m", "companion", "--data-dir", str(folder), "demo"]
    return subprocess.Popen(command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})


def wait_until(is_so: Callable[[], object]) -> None:
    """Look again and again until *is_so*; raises AssertionError where it never comes about."""
    for _ in range(PATIENCE_S * 50):
        if is_so():
            return
        threading.Event().wait(0.02)
    raise AssertionError("never came about")


def test_what_a_killed_demo_left_is_cleared_away_by_the_next_one(tmp_path: Path) -> None:
    def opened() -> list[Path]:
        return [lock.parent for lock in tmp_path.glob("*/window.lock")]

    killed = demo(tmp_path)
    wait_until(opened)
    killed.kill()
    killed.wait()
    (left,) = opened()
    second = demo(tmp_path)
    try:
        wait_until(lambda: opened() and opened() != [left])
        assert not left.exists()
    finally:
        second.kill()
        second.wait()
