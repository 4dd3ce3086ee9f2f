"""Gives the tests that need one an X server of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.journeys.x_server import XServer


@pytest.fixture(scope="module")
def x_server() -> Iterator[XServer]:
    with XServer() as server:
        yield server
