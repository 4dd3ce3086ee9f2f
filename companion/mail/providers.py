"""Where the mail of an address goes through: a table of common providers, and guesses for others.

Nothing here asks the network: the table ships with the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType

import msgspec
from msgspec import Struct

from companion.account import Account, Security, Server
from companion.paths import resource_root

TLS_PORT, STARTTLS_PORT, IMAP_PORT = 465, 587, 993
"""Encrypted from the first byte, or by STARTTLS (RFC 8314, sections 3.2 and 3.3)."""


class Passwords(StrEnum):
    """What a provider lets a mail program sign in with."""

    OWN = "own"
    APP = "app"
    REFUSED = "refused"


class UserName(StrEnum):
    """What signs in: the whole address, or what stands before its @."""

    ADDRESS = "address"
    NAME = "name"


class Provider(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One provider of the table; ``where`` says to a person where the password is made.

    One that ``keeps_sent`` puts what goes out through it among the sent mail by itself.
    """

    key: str
    name: str
    domains: tuple[str, ...]
    smtp: Server
    passwords: Passwords
    where: str
    imap: Server | None = None
    username: UserName = UserName.ADDRESS
    refused_from: date | None = None
    page: str = ""
    keeps_sent: bool = False

    def account(self, address: str) -> Account:
        """Return the account that *address* has here."""
        is_name = self.username is UserName.NAME
        return Account(
            address=address,
            username=address.rpartition("@")[0] if is_name else address,
            smtp=self.smtp,
            imap=self.imap,
            provider=self.key,
        )

    def refuses_passwords(self, today: date) -> bool:
        """Return whether no password is taken any more on that day, unless somebody allows it."""
        is_over = self.refused_from is not None and today >= self.refused_from
        return is_over or self.passwords is Passwords.REFUSED


@cache
def providers() -> Mapping[str, Provider]:
    """Return the providers of the table by their keys, in its order."""
    content = (resource_root() / "mail" / "providers.toml").read_bytes()
    rows = msgspec.toml.decode(content, type=dict[str, dict[str, object]])
    known = {key: msgspec.convert({"key": key, **row}, Provider) for key, row in rows.items()}
    return MappingProxyType(known)


def provider_for(address: str) -> Provider | None:
    """Return the provider that gives out the domain of *address*, or one that it is a part of."""
    wanted = set(_parents(domain_of(address)))
    return next((each for each in providers().values() if wanted & set(each.domains)), None)


def guesses(address: str) -> tuple[Server, ...]:
    """Return where the mail of an unknown domain most likely goes out, the likeliest first.

    Encrypted from the first byte before STARTTLS, as RFC 8314, section 3.3 prefers it.
    """
    domain = _ascii(domain_of(address))
    ways = ((TLS_PORT, Security.TLS), (STARTTLS_PORT, Security.STARTTLS))
    return tuple(
        Server(host=f"{name}.{domain}", port=port, security=security)
        for port, security in ways
        for name in ("smtp", "mail")
    )


def imap_guesses(address: str) -> tuple[Server, ...]:
    """Return where the mail of an unknown domain most likely comes in, the likeliest first."""
    domain = _ascii(domain_of(address))
    return tuple(
        Server(host=f"{name}.{domain}", port=IMAP_PORT, security=Security.TLS)
        for name in ("imap", "mail")
    )


def domain_of(address: str) -> str:
    """Return what stands behind the last @, in small letters; "" where there is none."""
    _, at, domain = address.strip().rpartition("@")
    return domain.rstrip(".").lower() if at else ""


def _parents(domain: str) -> Iterator[str]:
    """Yield "a.b.c", "b.c": whoever owns a domain owns those below it."""
    labels = domain.split(".")
    for start in range(len(labels) - 1):
        yield ".".join(labels[start:])


def _ascii(domain: str) -> str:
    """Return *domain* as it is looked up; one that cannot be is left for a person to correct."""
    try:
        return domain.encode("idna").decode()
    except UnicodeError:
        return domain
