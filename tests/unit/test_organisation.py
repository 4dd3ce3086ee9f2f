"""Whom an address belongs to: the client who most likely has invited."""

from __future__ import annotations

import pytest

from companion.method.organisation import (
    Acquaintance,
    is_named_so,
    likely_client,
    organisation,
)

KNOWN = (
    Acquaintance(client_id="b", name="Brightpath Ltd.", addresses=("dana@bright.example",)),
    Acquaintance(client_id="n", name="Northwind", addresses=("al@north.example", "x@gmail.com")),
    Acquaintance(client_id="o", name="Old Harbour Trading", addresses=()),
)


@pytest.mark.parametrize(
    ("addresses", "client"),
    [
        (("AL@north.example",), "n"),
        (("sam@bright.example",), "b"),
        (("y@gmail.com",), ""),
        (("x@gmail.com",), "n"),
        (("q@oldharbour.co.uk",), "o"),
        (("q@northwind.example", "sam@bright.example"), "b"),
        (("a@bright.example", "b@north.example"), ""),
        (("a@elsewhere.example", ""), ""),
        ((), ""),
    ],
)
def test_a_client_is_guessed_only_where_the_addresses_say_so(
    addresses: tuple[str, ...], client: str
) -> None:
    assert likely_client(addresses, KNOWN) == client


@pytest.mark.parametrize(
    ("name", "domain", "is_so"),
    [
        ("Brightpath", "brightpath.com", True),
        ("Brightpath GmbH & Co.", "mail.brightpath.de", True),
        ("Bright Path", "bright-path.com", True),
        ("Bright", "brightpath.com", False),
        ("", "brightpath.com", False),
        ("Co", "co.uk", False),
        ("Brightpath", "localhost", False),
    ],
)
def test_a_name_is_known_by_its_domain(name: str, domain: str, is_so: bool) -> None:
    assert is_named_so(name, domain) is is_so


def test_an_address_that_anybody_can_get_is_of_no_organisation() -> None:
    assert organisation("Dana@GMail.com") == ""
    assert organisation("dana") == ""
    assert organisation("Dana@Bright.example.") == "bright.example"
