"""The blame rule is precise: a false alarm costs more than silence."""

import pytest

from companion.method.blaming import LONGEST, is_blaming
from companion.method.reframing import joint_questions
from tests.unit.blame_sentences import (
    BLAME,
    HARMLESS,
    HELD_OUT_BLAME,
    HELD_OUT_HARMLESS,
)


@pytest.mark.parametrize("line", HARMLESS + HELD_OUT_HARMLESS)
def test_a_harmless_line_is_let_be(line: str) -> None:
    assert not is_blaming(line)


@pytest.mark.parametrize("line", BLAME)
def test_a_blaming_line_is_heard(line: str) -> None:
    assert is_blaming(line)


def test_most_lines_that_were_held_out_are_heard_too() -> None:
    heard = sum(map(is_blaming, HELD_OUT_BLAME))
    assert heard >= 0.85 * len(HELD_OUT_BLAME)


def test_typographic_marks_capitals_and_blanks_change_nothing() -> None:
    assert is_blaming("WHY  DIDN’T\tyou tell us?")


def test_a_text_that_was_pasted_is_no_question() -> None:
    assert not is_blaming("whose fault is it? " + "x" * LONGEST)


@pytest.mark.parametrize("line", BLAME)
def test_every_blame_question_gets_three_joint_ones(line: str) -> None:
    questions = joint_questions(line)
    assert len(set(questions)) == 3
    assert all(question.endswith("?") and len(question.split()) <= 25 for question in questions)
    assert not any(is_blaming(question) for question in questions)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Why didn't you tell us sooner?", "hear"),
        ("why were you so late?", "date"),
        ("why did nobody check the form?", "see"),
        ("who wasted the budget, and whose fault is it?", "money"),
        ("whose fault is it?", "change together"),
    ],
)
def test_the_joint_questions_are_about_the_same_thing(line: str, word: str) -> None:
    assert any(word in question for question in joint_questions(line))
