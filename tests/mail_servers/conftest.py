"""Starts the mail servers once for all tests that send through them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.mail_servers.servers import MailServers


@pytest.fixture(scope="session")
def mail_servers() -> Iterator[MailServers]:
    with MailServers() as servers:
        yield servers
