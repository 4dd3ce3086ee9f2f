"""Remarks: one for a sentence, led by what weighs most, with one way to say all of it otherwise."""

from __future__ import annotations

from datetime import date

import pytest

from bench.wording import HELD_OUT, TUNED, labelled
from companion.method.wording.remarks import remarks

TODAY = date(2026, 11, 22)


def test_a_sentence_gets_one_remark_led_by_what_weighs_most() -> None:
    text = "😀 Hello. As I said before, you removed the budget field in May. We send it soon."
    first, second = remarks(text, "en", TODAY)
    assert text[first.start : first.end] == (
        "As I said before, you removed the budget field in May."
    )
    assert [finding.rule for finding in first.findings] == ["doubling", "past"]
    assert first.leading.rule == "past"
    assert (second.leading.rule, second.rewrite) == ("soon", None)


@pytest.mark.parametrize(
    ("text", "rewrite"),
    [
        ("As I said before, you removed the budget field in May.",
         "The budget field is not there today; we can bring it back."),
        ("Clearly, you forgot the second page.", "The second page is still open."),
        ("Obviously, we need you to send it by Friday.",
         "It would help us both if you could send it by Friday 27 November."),
        ("**Clearly**, the form is **long**.", "The form is **long**."),
        ("We send it soon.", None),
    ],
)  # fmt: skip
def test_all_rewrites_of_a_sentence_are_one(text: str, rewrite: str | None) -> None:
    [remark] = remarks(text, "en", TODAY)
    assert remark.rewrite == rewrite


def test_a_rewritten_sentence_leaves_nothing_more_to_rewrite() -> None:
    for path in (TUNED, HELD_OUT):
        for sentence in labelled(path):
            for remark in remarks(sentence.text, "en", TODAY):
                if remark.rewrite is not None:
                    after = remarks(remark.rewrite, "en", TODAY)
                    assert all(each.rewrite is None for each in after), remark.rewrite


def test_what_only_has_advice_is_unsolved() -> None:
    [remark] = remarks("Clearly, we send it soon.", "en", TODAY)
    assert [(each.rule, each.advice) for each in remark.unsolved] == [("soon", "Name the day.")]
