"""Phrases say what they hold and nothing more, in every language, whoever wrote them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.errors import InvalidInput
from companion.mail.body import to_plain
from companion.method.phrases import (
    Phrases,
    Strong,
    Template,
    blanks_of,
    checked,
    languages,
    ours,
    own_phrases,
    stored_key,
    wrong_blank,
)
from companion.method.wording import check
from companion.model import Text

EVERY = list(itertools.product(languages(), Template))


def own(key: str, text: str, language: str = "en", template: str = "warm") -> Text:
    return Text(key=stored_key(template, key), language=language, text=text)


def test_recaps_are_written_in_four_languages() -> None:
    assert set(languages()) == {"en", "de", "fr", "es"}


@pytest.mark.parametrize(("language", "template"), EVERY)
def test_every_language_has_the_same_phrases_with_the_same_blanks(
    language: str, template: str
) -> None:
    theirs, english = ours(language, template), ours("en", Template.WARM)
    assert theirs.keys() == english.keys()
    for key, phrase in english.items():
        assert set(blanks_of(theirs[key])) == set(blanks_of(phrase)), key


@pytest.mark.parametrize(("language", "template"), EVERY)
def test_no_phrase_holds_marks_of_markdown_or_a_lone_brace(language: str, template: str) -> None:
    for key, phrase in ours(language, template).items():
        assert phrase.strip() == phrase, key
        assert not set(phrase) & set("*_#`[]\\"), key
        assert wrong_blank(phrase, phrase) is None, key


def test_french_marks_stand_behind_a_blank_that_does_not_break() -> None:
    said = Phrases("fr", "warm").say("unsettled.no_date", step="Écrire", owner="Ida")
    assert said == "Écrire — Ida\u00a0; la date reste à fixer."
    mine = Phrases("fr", "warm", [own("unsettled.question", "Ouvert ?", "fr")])
    assert mine.say("unsettled.question") == "Ouvert\u00a0?"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("we look first", "There is no next step yet: we look first."),
        ("We look first", "There is no next step yet: we look first."),
        ("Dana looks first", "There is no next step yet: Dana looks first."),
        ("who pays?", "There is no next step yet: who pays?"),
        ("NASA decides", "There is no next step yet: NASA decides."),
        ("# no *bold*", r"There is no next step yet: # no \*bold\*."),
    ],
)
def test_a_blank_is_at_home_in_its_sentence(value: str, said: str) -> None:
    assert Phrases("en", "warm").say("unsettled.no_step", because=value) == said


def test_a_phrase_of_ones_own_stands_in_the_place_of_ours() -> None:
    texts = [own("steps.line", "{owner}: {step} ({date})")]
    blanks = {"owner": "Ida", "step": "write", "date": Strong("Friday")}
    assert Phrases("en-US", "warm", texts).say("steps.line", **blanks) == "Ida: write (**Friday**)"
    assert "by **Friday**" in Phrases("en", "formal", texts).say("steps.line", **blanks)


@pytest.mark.parametrize("text", ["{who}", "{owner.name}", "{", "}{step}", "{{step}}", "{}", "{ }"])
def test_a_wrong_blank_is_named_and_never_used(text: str) -> None:
    line = ours("en", Template.WARM)["steps.line"]
    with pytest.raises(InvalidInput, match="no blank of this text"):
        checked(text, line)
    assert own_phrases([own("steps.line", text)], "en", "warm") == {}


@given(st.text(max_size=60))
def test_whatever_was_imported_as_a_phrase_a_recap_can_be_said(text: str) -> None:
    phrases = Phrases("en", "warm", [own("steps.line", text), own(text, text)])
    said = phrases.say("steps.line", owner="Ida", step="write", date=Strong("Friday"))
    assert "\n" not in said


@given(st.text(alphabet="ab*_#<>&[]`~+-1. ", min_size=1, max_size=12).map(str.strip))
def test_words_of_a_person_are_shown_as_they_were_typed(text: str) -> None:
    markdown = Phrases("en", "warm", [own("know.item", "see {text} there")]).say(
        "know.item", text=text
    )
    assert to_plain(markdown).strip() == f"see {text} there" or not text


@pytest.mark.parametrize("template", Template)
def test_none_of_our_own_words_divides(template: str) -> None:
    for key, phrase in ours("en", template).items():
        said = phrase.replace("{", "").replace("}", "")
        assert check(said, "en") == (), key
