"""The X server of the journeys shows real windows and gives them real keys."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.journeys.x_server import XServer

TESTS = Path(__file__).resolve().parent.parent


def test_a_window_is_shown_and_pictured(x_server: XServer, tmp_path: Path) -> None:
    x_server.start(sys.executable, str(TESTS / "gallery.py"), "dark")
    window = x_server.wait_for_window("Gallery dark")
    x_server.activate(window)
    x_server.settle(window)
    x_server.screenshot(tmp_path / "gallery.png", window)
    assert (tmp_path / "gallery.png").read_bytes().startswith(b"\x89PNG")
