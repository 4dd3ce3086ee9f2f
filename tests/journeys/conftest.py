"""Gives every journey an X server of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journeys.x_server import XServer


@pytest.fixture
def x_server() -> Iterator[XServer]:
    with XServer() as server:
        yield server
