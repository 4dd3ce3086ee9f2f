"""English as people type it: what is surely an act, what needs a capital, what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.method.actions import action_of, after_colon, mended


@pytest.mark.parametrize(
    ("step", "action"),
    [
        ("Draft the form change", "draft the form change"),
        ("send the raw numbers", "send the raw numbers"),
        ("Set up the alert", "set up the alert"),
        ("call Nora with the figures", "call Nora with the figures"),
        ("share it with Sam", "share it with Sam"),
    ],
)
def test_what_is_surely_an_act_follows_will(step: str, action: str) -> None:
    assert action_of(step) == action


@pytest.mark.parametrize(
    "step",
    [
        "",
        "send",
        "draft of the form",
        "report on costs",
        "price for 20 hours",
        "budget review",
        "form change",
        "Sam and Dana talk",
        "tell us who gets the alert",  # a date after it would belong to the getting
        "send the list every Monday",
        "show both, half of the visitors each",
        "write it. Then send it",
        "QUESTION the price",
        "Formularänderung entwerfen",
    ],
)
def test_what_may_be_something_else_is_no_act(step: str) -> None:
    assert action_of(step) == ""


@pytest.mark.parametrize(
    ("typed", "put_right"),
    [
        ("every monday in january", "every Monday in January"),
        ("its the least work", "it’s the least work"),
        ("its own price", "its own price"),
        ("i dont know, it wont work", "I don’t know, it won’t work"),
        ("we may march on", "we may march on"),
        ("monday.com, sunday@x.example", "monday.com, sunday@x.example"),
        ("want, cant, i.e. that", "want, can’t, i.e. that"),
    ],
)
def test_haste_is_put_right_where_one_reading_is_possible(typed: str, put_right: str) -> None:
    assert mended(typed) == put_right


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("The bank answers", "the bank answers"),
        ("Dana answers", "Dana answers"),
        ("May is late", "May is late"),
        ("I know", "I know"),
        ("AI first", "AI first"),
        ("", ""),
    ],
)
def test_after_a_colon_only_small_words_are_small(typed: str, said: str) -> None:
    assert after_colon(typed) == said


@given(st.text(max_size=80))
def test_no_word_of_a_person_is_lost_or_changed_but_for_capitals_and_apostrophes(text: str) -> None:
    assert mended(text).replace("’", "").casefold() == text.replace("’", "").casefold()
    assert action_of(text).casefold() in ("", text.casefold())
    assert after_colon(text).casefold() == text.casefold()
