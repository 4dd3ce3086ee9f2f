"""Every phrase that can be changed is seen in a recap that says it."""

from __future__ import annotations

import itertools

import pytest

from companion.gui.texts.groups import groups
from companion.gui.texts.seen import seen
from companion.method.phrases import Template, languages, ours
from companion.method.recap import RecapSource
from tests.unit import twelve_calls

ENGLISH_ONLY = {"steps.sentence", "promises.sentence"}


@pytest.mark.parametrize(
    ("language", "template"),
    [*itertools.product(["en"], Template), *itertools.product(["fr"], ["warm"])],
)
def test_every_phrase_is_said_by_some_recap(language: str, template: str) -> None:
    for key, text in ours(language, template).items():
        found = seen(key, f"{text} ¶", language, template, None)
        lines = [found.draft.subject, *found.draft.text.splitlines()]
        assert "¶" in lines[found.line + 1] or (language != "en" and key in ENGLISH_ONLY), key


def test_every_phrase_stands_under_a_heading() -> None:
    keys = {key.partition(".")[0] for key in ours("en", Template.WARM)}
    assert keys == set(groups())


@pytest.mark.parametrize("language", languages())
def test_the_recap_of_the_call_comes_first_where_it_says_it(language: str) -> None:
    source: RecapSource = twelve_calls.agreed()
    assert not seen("options.why", "Because {why}.", language, "warm", source).is_made_up
    assert seen("opening.parked", "Later.", language, "warm", source).is_made_up


def test_ones_own_words_elsewhere_are_in_it_too() -> None:
    source = twelve_calls.trial()
    found = seen("options.heading", "What there was", "en", "formal", source)
    assert "## What there was" in found.draft.text
    assert "Friday, January 29, 2027" in found.draft.text  # its own tag's dates, not the chooser's
