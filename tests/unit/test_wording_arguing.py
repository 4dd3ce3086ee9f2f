"""A message that mainly argues: when it is one, and the invitation that is offered in its place."""

from __future__ import annotations

from datetime import date

import pytest

from companion.method.wording import check
from companion.method.wording.arguing import (
    ARGUES,
    invitation,
    mainly_argues,
    sentence_count,
    working_day_after,
)

MAIL = "Hi Dana,\n\nthank you for today.\n\nBest regards,\nPriya Nair\n"


@pytest.mark.parametrize(
    ("arguing", "said", "argues"),
    [(2, 2, False), (3, 9, True), (3, 10, False), (6, 12, True), (0, 0, False)],
)
def test_a_third_of_the_message_and_three_sentences(arguing: int, said: int, argues: bool) -> None:
    assert mainly_argues(arguing, said) is argues


def test_greetings_headings_and_names_are_no_sentences() -> None:
    lines = ("Hi Dana,", "# What we agreed on the call", "Best regards,", "> you said all of this")
    assert [sentence_count(line) for line in lines] == [0, 0, 0, 0]
    assert sentence_count("We meet on Monday 23 November. Sam brings the list of leads.") == 2


def test_a_missing_date_argues_with_nobody() -> None:
    assert not {each.rule for each in check("We send it soon. Sam sends it by Friday.", "en")} & (
        ARGUES
    )


def test_the_invitation_greets_and_signs_as_the_recap_does() -> None:
    subject, text = invitation("Q4 lead *quality*", MAIL, "en", date(2026, 11, 20))
    assert subject == "Can we talk for fifteen minutes about Q4 lead *quality*?"
    assert text.startswith(
        "Hi Dana,\n\nCan we talk for fifteen minutes about Q4 lead \\*quality\\*?"
    )
    assert "Would Monday 23 November or Tuesday 24 November suit you?" in text
    assert text.endswith("\n\nBest regards,\nPriya Nair\n")


def test_the_invitation_itself_divides_nobody() -> None:
    _subject, text = invitation("the form", MAIL, "en", date(2026, 11, 22))
    assert check(text, "en", date(2026, 11, 22)) == ()


def test_a_topic_with_braces_is_only_a_topic() -> None:
    _subject, text = invitation("{first} {0} {x!r}", MAIL, "en", date(2026, 11, 22))
    assert "about {first} {0} {x!r}?" in text


def test_a_friday_is_followed_by_a_monday() -> None:
    assert working_day_after(date(2026, 11, 20)) == date(2026, 11, 23)
