"""The table of mail providers: whole, and asked by the address alone."""

from __future__ import annotations

from datetime import date

import pytest

from companion.account import Security
from companion.mail.providers import (
    Passwords,
    Provider,
    domain_of,
    guesses,
    imap_guesses,
    provider_for,
    providers,
)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("ana@gmail.com", "gmail"),
        ("Ana <3@GoogleMail.COM.", "gmail"),
        ("ana@contoso.onmicrosoft.com", "microsoft-365"),
        ("ana@hotmail.fr", "outlook"),
        ("ana@gmx.at", "gmx"),
        ("ana@gmx.com", "gmx-com"),
        ("ana@pm.me", "proton"),
        ("ana@notgmail.com", None),
        ("ana@com", None),
        ("ana@", None),
        ("gmail.com", None),
        ("", None),
    ],
)
def test_a_provider_is_known_by_the_domain(address: str, key: str | None) -> None:
    found = provider_for(address)
    assert (found.key if found else None) == key


def test_no_domain_belongs_to_two_providers_and_each_is_written_as_it_is_compared() -> None:
    domains = [domain for each in providers().values() for domain in each.domains]
    assert len(domains) == len(set(domains)) > 100
    assert all(domain == domain_of(f"x@{domain}") for domain in domains)


@pytest.mark.parametrize("provider", providers().values(), ids=lambda each: each.key)
def test_every_provider_is_reached_encrypted_and_says_where_its_password_is_made(
    provider: Provider,
) -> None:
    ports = {Security.TLS: (465, 993), Security.STARTTLS: (587, 1025, 1143)}
    servers = [server for server in (provider.smtp, provider.imap) if server]
    assert all(server.port in ports[server.security] for server in servers)
    assert provider.name
    assert provider.where.endswith(".")
    assert provider.page == "" or provider.page.startswith("https://")


def test_the_user_is_the_address_or_what_stands_before_the_at() -> None:
    known = providers()
    assert known["gmail"].account("ana@gmail.com").username == "ana@gmail.com"
    assert known["web-de"].account("ana@web.de").username == "ana"
    assert known["web-de"].account("ana@web.de").provider == "web-de"


@pytest.mark.parametrize(
    ("key", "day", "refuses"),
    [
        ("microsoft-365", date(2026, 12, 30), False),
        ("microsoft-365", date(2026, 12, 31), True),
        ("outlook", date(2026, 1, 1), True),
        ("gmail", date(2030, 1, 1), False),
    ],
)
def test_microsoft_refuses_passwords_from_its_day_on(key: str, day: date, refuses: bool) -> None:
    assert providers()[key].refuses_passwords(day) is refuses


def test_who_refuses_passwords_is_asked_for_none() -> None:
    refused = [each.key for each in providers().values() if each.passwords is Passwords.REFUSED]
    assert refused == ["outlook"]


def test_an_unknown_domain_is_guessed_encrypted_from_the_first_byte_first() -> None:
    tried = [(each.host, each.port, each.security.value) for each in guesses("ana@bücher.example")]
    assert tried == [
        ("smtp.xn--bcher-kva.example", 465, "tls"),
        ("mail.xn--bcher-kva.example", 465, "tls"),
        ("smtp.xn--bcher-kva.example", 587, "starttls"),
        ("mail.xn--bcher-kva.example", 587, "starttls"),
    ]
    assert imap_guesses("ana@our.example")[0].host == "imap.our.example"


def test_a_domain_that_cannot_be_looked_up_is_left_to_be_corrected() -> None:
    assert guesses("ana@a..example")[0].host == "smtp.a..example"
