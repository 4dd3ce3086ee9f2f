"""Gives every journey an X server of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from x_server import XServer


@pytest.fixture
def x_server() -> Iterator[XServer]:
    with XServer() as server:
        yield server
