"""Whose domain each recipient has: what a person sees is what the mail's envelope holds."""

from __future__ import annotations

import pytest

from companion.errors import InvalidInput
from companion.mail.domains import Addressed, Whose, addressed
from companion.mail.message import envelope
from companion.model import Recap

OURS = ("priya@lumen.example",)
THEIRS = ("dana@northwind.example", "sam@northwind.example", "dana.private@mail.example")


def told(*to: str, cc: tuple[str, ...] = (), theirs: tuple[str, ...] = THEIRS) -> list[Addressed]:
    return list(addressed(Recap(id="r", to=to, cc=cc), OURS, theirs))


def whose(*to: str, theirs: tuple[str, ...] = THEIRS) -> list[Whose]:
    return [each.whose for each in told(*to, theirs=theirs)]


def test_each_domain_is_known_for_whose_it_is() -> None:
    assert whose("dana@northwind.example", "maya@LUMEN.example", "x@mail.example") == [
        Whose.THEIRS,
        Whose.OURS,
        Whose.OTHER,
    ]


def test_a_part_of_their_domain_is_theirs_and_one_that_only_begins_like_it_is_not() -> None:
    places = ("a@hr.northwind.example", "b@northwind.example.evil.test", "c@eastnorthwind.example")
    assert whose(*places) == [Whose.THEIRS, Whose.OTHER, Whose.OTHER]


def test_where_nobody_is_known_most_recipients_say_whose_it_is() -> None:
    recipients = ("a@one.example", "b@two.example", "c@two.example", "priya@lumen.example")
    assert whose(*recipients, theirs=()) == [
        Whose.OTHER,
        Whose.THEIRS,
        Whose.THEIRS,
        Whose.OURS,
    ]


@pytest.mark.parametrize("domain", ["northwlnd.example", "nothwind.example"])
def test_a_domain_that_looks_like_theirs_is_told(domain: str) -> None:
    [person] = told(f"dana@{domain}")
    assert (person.whose, person.is_alike) == (Whose.OTHER, True)


def test_other_letters_are_shown_as_they_travel() -> None:
    [person] = told("dana@n\u043erthwind.example")
    assert person.address == "dana@xn--nrthwind-nbh.example"
    assert person.written == "dana@n\u043erthwind.example"
    assert person.whose is Whose.OTHER


def test_a_client_with_such_a_domain_is_theirs_and_still_shown_as_it_travels() -> None:
    [person] = told("jo@b\u00fccher.example", theirs=("an@b\u00fccher.example",))
    assert (person.whose, person.address) == (Whose.THEIRS, "jo@xn--bcher-kva.example")


def test_who_gets_a_copy_is_told_and_everybody_stands_there_once() -> None:
    recap = Recap(
        id="r",
        to=("Dana <dana@northwind.example>", "sam@northwind.example"),
        cc=("maya@lumen.example", "sam@northwind.example"),
    )
    people = addressed(recap, OURS, THEIRS)
    assert tuple(each.address for each in people) == envelope(recap)
    assert [each.address for each in people if each.is_copy] == ["maya@lumen.example"]


def test_known_addresses_that_are_none_are_left_out() -> None:
    assert whose("a@one.example", theirs=("dana at northwind", "b@one.example")) == [Whose.THEIRS]


def test_an_address_to_which_nothing_can_go_is_said() -> None:
    with pytest.raises(InvalidInput):
        told("dana at northwind")
