"""Addresses are read as people paste them, and the one that is none is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.errors import InvalidInput
from companion.mail.addresses import Recipient, parse_recipients

DANA = ("Dana Ortiz", "dana@northwind.example")
SAM = ("", "sam@northwind.test")


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(person.name, person.address) for person in parse_recipients(text)]


@pytest.mark.parametrize(
    "typed",
    [
        "Dana Ortiz <dana@northwind.example>, sam@northwind.test",
        "Dana Ortiz <dana@northwind.example>; sam@northwind.test;",
        '"Dana Ortiz" <dana@northwind.example>\nsam@northwind.test',
        "dana@northwind.example (Dana Ortiz), <sam@northwind.test>",
        " Dana Ortiz < dana@northwind.example >,, mailto:sam@northwind.test",
        "Dana Ortiz <dana@northwind.example>, sam@northwind.test, DANA@northwind.example",
    ],
)
def test_recipients_are_read_in_every_usual_form(typed: str) -> None:
    assert _pairs(typed) == [DANA, SAM]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Ortiz, Dana <d@x.example>", "Ortiz, Dana"),
        ('"Ortiz; Dana" <d@x.example>', "Ortiz; Dana"),
        (r'"Dana \"D\" Ortiz" <d@x.example>', 'Dana "D" Ortiz'),
        ("Jörg Müller <d@x.example>", "Jörg Müller"),
        ("Dana\u202e\tOrtiz <d@x.example>", "Dana Ortiz"),
        ("d@x.example <d@x.example>", ""),
    ],
)
def test_a_name_keeps_its_commas_and_umlauts(typed: str, name: str) -> None:
    assert _pairs(typed) == [(name, "d@x.example")]


def test_a_domain_with_umlauts_is_shown_as_written_and_travels_in_ascii() -> None:
    assert parse_recipients("jo@müller.example") == (
        Recipient(address="jo@müller.example", route="jo@xn--mller-kva.example"),
    )


def test_letters_before_the_at_sign_that_few_systems_carry_leave_no_route() -> None:
    assert parse_recipients("büro@x.example")[0].route == ""


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("dana", "“dana”"),
        ("dana@", "“dana@”"),
        ("a@x.example b@x.example", "“a@x.example b@x.example”"),
        ("sam@x.example, Dana <dana@localhost>", "“dana@localhost”"),
        ("<a@x.example", "“<a@x.example”"),
        ("a@x.example\r\nBcc: evil@x.example", "“Bcc: evil@x.example”"),
        ("x" * 500 + "@x.example", f"“{'x' * 80}”"),
    ],
)
def test_what_is_no_address_is_named(typed: str, named: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        parse_recipients(typed)
    assert str(refusal.value) == f"{named} is not an e-mail address we can send to."


def test_nothing_typed_is_nobody() -> None:
    assert parse_recipients(" ;\n, ") == ()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='ab@.<>"\\(),; \n\té', max_size=30))
def test_any_text_is_recipients_or_a_plain_refusal(text: str) -> None:
    try:
        people = parse_recipients(text)
    except InvalidInput:
        return
    assert all("@" in person.address and "\n" not in person.name for person in people)
