"""What every test lives under: no network, no files of the person, no unexpected log line."""

from __future__ import annotations

import logging
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

LOOPBACK = re.compile(r"127\.|::1$|localhost$|0\.0\.0\.0$|::$|$")
PERSONAL_FOLDERS = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")


class NetworkGuard:
    """Refuses every way out of this machine, and remembers who asked for one.

    An audit hook sees what any library does, replaces nothing, and cannot be taken off again.
    """

    def __init__(self) -> None:
        self.attempts: list[str] = []

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.getaddrinfo":
            self._judge(arguments[0])
        elif event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple):
            self._judge(arguments[1][0])

    def _judge(self, host: object) -> None:
        name = host.decode() if isinstance(host, bytes) else str(host or "")
        if not LOOPBACK.match(name):
            self.attempts.append(name)
            raise ConnectionRefusedError(f"A test asked for the network: {name}")


NETWORK = NetworkGuard()


def pytest_configure() -> None:
    """Close the network before any test module is imported."""
    sys.addaudithook(NETWORK)


@pytest.fixture(scope="session", autouse=True)
def _nothing_personal(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Point what is looked up by itself at an empty place: folders, and no keyring at all."""
    empty = tmp_path_factory.mktemp("person")
    os.environ.update({name: str(empty / name.lower()) for name in PERSONAL_FOLDERS})
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """Draw the windows of these tests in memory.

    Said to this one application and not in the environment, where the programs that journeys
    start on a real X server would inherit it.
    """
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    return ["companion", "-platform", platform]


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Fail the test that asked for the network, even where the program forgave the refusal."""
    NETWORK.attempts.clear()
    yield
    assert not NETWORK.attempts, f"asked for the network: {NETWORK.attempts}"


@pytest.fixture(autouse=True)
def _no_unexpected_log(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """Fail the test that logged a warning it did not announce, or announced one that never came."""
    yield
    expected = [marker.args[0] for marker in request.node.iter_markers("expected_log")]
    lines = [
        f"{record.name}: {record.getMessage()}"
        for phase in ("setup", "call")
        for record in caplog.get_records(phase)
        if record.levelno >= logging.WARNING
    ]
    surprises = [line for line in lines if not any(re.search(e, line) for e in expected)]
    missed = [e for e in expected if not any(re.search(e, line) for line in lines)]
    assert not surprises, f"logged without being expected: {surprises}"
    assert not missed, f"expected in the log and not there: {missed}"


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the top folder of the project."""
    return Path(__file__).resolve().parent.parent
