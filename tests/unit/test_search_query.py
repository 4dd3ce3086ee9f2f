"""The language of the search: what is a filter, what is text, and that nothing is a mistake."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.errors import InvalidInput
from companion.method.search_dates import day_meant
from companion.method.search_query import (
    FILTERS,
    SearchQuery,
    Word,
    being_typed,
    read_query,
    value_written,
    words_of,
)
from companion.model import NoteKind, OutcomeKind

TODAY = date(2026, 11, 21)
"""A Saturday."""


def query(typed: str) -> SearchQuery:
    return read_query(typed, TODAY)


def words(typed: str) -> list[str]:
    return [word.text for word in query(typed).words]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("form budget", ["form", "budget"]),
        ('form "', ["form"]),
        ('"form bud', ['"form', "bud"]),
        ('"form budget" now', ["form budget", "now"]),
        ("C++", ["C++"]),
        ("bud*", ["bud"]),
        ("myclient:northwind http://x.example", ["myclient:northwind", "http://x.example"]),
        ("outcome:lost kind:joke after:lunch", ["outcome:lost", "kind:joke", "after:lunch"]),
        ("-client:northwind -word", ["-client:northwind", "-word"]),
        ("— ( ) *", []),
    ],
)
def test_what_is_no_filter_is_text(typed: str, wanted: list[str]) -> None:
    assert words(typed) == wanted


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ('client:"blue bird" with:Dana', SearchQuery(clients=("blue bird",), people=("Dana",))),
        ('client:"blue b', SearchQuery(clients=("blue b",))),
        ("outcome:their-choice", SearchQuery(outcomes=(OutcomeKind.THEIR_CHOICE,))),
        ('outcome:"we were wrong"', SearchQuery(outcomes=(OutcomeKind.WE_WERE_WRONG,))),
        ("KIND:Quo", SearchQuery(kinds=(NoteKind.QUOTE,))),
        ("step:metric -step:we", SearchQuery(steps_done=("metric",), steps_skipped=("we",))),
        ("metric:cost owner:Priya", SearchQuery(metrics=("cost",), owners=("Priya",))),
        ("after:2026-03 before:june", SearchQuery(since=date(2026, 3, 1), until=date(2026, 6, 1))),
        ("after:2025 after:2026", SearchQuery(since=date(2026, 1, 1))),
        ("kind:risk kind:idea", SearchQuery(kinds=(NoteKind.RISK, NoteKind.IDEA))),
        ("client: kind: after:", SearchQuery()),
    ],
)
def test_a_filter_is_read(typed: str, wanted: SearchQuery) -> None:
    assert query(typed) == wanted


def test_words_and_filters_stand_in_any_order() -> None:
    assert query("form client:x budget") == query("client:x form budget")
    assert query("form").is_empty is False
    assert query("client:").is_empty is True


def test_a_word_that_a_sign_ends_is_a_whole_word() -> None:
    assert query("C++ bud 4%").words == (
        Word(text="C++", is_exact=True),
        Word(text="bud"),
        Word(text="4%", is_exact=True),
    )
    assert query("C++ Naïve").terms == ("c ", "naive")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2025", date(2025, 1, 1)),
        ("2026-03", date(2026, 3, 1)),
        ("2026-03-14", date(2026, 3, 14)),
        ("March", date(2026, 3, 1)),
        ("december", date(2025, 12, 1)),
        ("nov 2024", date(2024, 11, 1)),
        ("Q4", date(2026, 10, 1)),
        ("q1 2025", date(2025, 1, 1)),
        ("thursday", date(2026, 11, 19)),
        ("saturday", date(2026, 11, 14)),
        ("yesterday", date(2026, 11, 20)),
        ("last-week", date(2026, 11, 9)),
        ("this month", date(2026, 11, 1)),
        ("last quarter", date(2026, 7, 1)),
        ("last year", date(2025, 1, 1)),
        ("3 days ago", date(2026, 11, 18)),
        ("a-month-ago", date(2026, 10, 21)),
        ("26 Nov", date(2025, 11, 26)),
        ("21 Nov", date(2026, 11, 21)),
        ("26.11.", date(2025, 11, 26)),
        ("26/11/2026", date(2026, 11, 26)),
        ("tomorrow", date(2026, 11, 22)),
    ],
)
def test_a_day_is_meant_looking_back(text: str, wanted: date) -> None:
    assert day_meant(text, TODAY) == wanted


@pytest.mark.parametrize("text", ["", "lunch", "3/4", "2026-13", "31 February", "0000"])
def test_a_day_that_nobody_can_read_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        day_meant(text, TODAY)


def test_the_filter_under_the_cursor_is_known() -> None:
    typed = 'form client:"north p" x'
    found = being_typed(typed, 20)
    assert found is not None
    assert (found.key, typed[found.begin : found.end], found.value) == (
        "client",
        '"north p"',
        "north p",
    )
    assert being_typed(typed, 3) is None
    skipped = being_typed("-step:op", 8)
    assert skipped is not None
    assert (skipped.key, skipped.value) == ("step", "op")


@given(value=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=12))
def test_a_value_that_was_completed_is_read_again(value: str) -> None:
    plain = " ".join(value.replace('"', " ").split())
    wanted = (plain,) if any(letter.isalnum() for letter in plain) else ()
    assert query(f"client:{value_written(value)} x").clients == wanted


def test_what_has_no_letter_or_digit_is_no_word() -> None:
    assert words_of('form "  — 4%') == ["form", "4%"]


_PIECES = st.sampled_from(
    [*(f"{key}:" for key in FILTERS), '"', "-", ":", "*", " ", "C++", "2026-"]
)


@given(typed=st.lists(_PIECES | st.text(max_size=6), max_size=10).map("".join))
@settings(max_examples=1_000, deadline=None)
def test_every_text_is_read_without_an_error(typed: str) -> None:
    for word in query(typed).words:
        assert any(letter.isalnum() for letter in word.text)
