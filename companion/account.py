"""Where a person's mail goes through: servers and names, and never a password."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct


class Security(StrEnum):
    """How the connection is encrypted; there is no third way."""

    TLS = "tls"
    STARTTLS = "starttls"


class Server(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One server of a mail account."""

    host: Annotated[str, Meta(min_length=1)]
    port: Annotated[int, Meta(ge=1, le=65_535)]
    security: Security


class Account(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A mail account of this machine; ``imap`` is None where only sending was set up.

    ``provider`` is the key of the provider that it was filled in from, empty for one set up by
    hand.
    """

    address: str
    username: str
    smtp: Server
    imap: Server | None = None
    provider: str = ""
