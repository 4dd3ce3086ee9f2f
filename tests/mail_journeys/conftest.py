"""Gives these journeys an X server each, and one postfix with dovecot for all of them."""

from __future__ import annotations

from tests.journeys.conftest import x_server
from tests.mail_servers.conftest import mail_servers

__all__ = ["mail_servers", "x_server"]
