"""Twelve calls as people note them become recaps that a careful person would send."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from companion.method.phrases import Template, languages
from companion.method.recap import Origin, RecapSource, compose
from companion.model import NoteKind, OutcomeKind
from tests.unit import twelve_calls
from tests.unit.twelve_calls import TWELVE

Made = Callable[[], RecapSource]
each = pytest.mark.parametrize("made", TWELVE)


def test_the_twelve_land_in_every_way_and_are_written_in_every_language() -> None:
    sources = [made() for made in TWELVE]
    assert {s.call.outcome.kind for s in sources if s.call.outcome} == set(OutcomeKind)
    assert {s.language.partition("-")[0] for s in sources} == set(languages())
    assert {s.template for s in sources} == set(Template)


@each
def test_every_line_but_our_own_words_says_what_it_was_made_from(made: Made) -> None:
    draft = compose(made())
    for line, sources in zip(draft.text.splitlines(), draft.sources, strict=True):
        is_ours = not line or line.startswith("## ") or line == draft.text.splitlines()[-4]
        assert bool(sources) is not is_ours, line


@each
def test_no_private_note_point_or_risk_is_in_any_template_or_language(made: Made) -> None:
    source = made()
    silent = {NoteKind.PRIVATE, NoteKind.POINT, NoteKind.RISK, NoteKind.FACT}
    kept = [note.text.casefold() for note in source.call.notes if note.kind in silent]
    for language, template in itertools.product(languages(), Template):
        draft = compose(replace(source, language=language, template=template))
        said = f"{draft.subject}{draft.text}{draft.sources}".casefold()
        assert not [text for text in kept if text in said]


@each
def test_every_section_says_something_and_every_blank_is_filled(made: Made) -> None:
    for language, template in itertools.product((*languages(), "en-US"), Template):
        draft = compose(replace(made(), language=language, template=template))
        assert compose(replace(made(), language=language, template=template)) == draft
        assert not re.search(r"## .*\n\n(## |$)|\{|None|\s\.|\.\.|  | ,", draft.text)


def test_their_idea_and_its_time_stand_behind_the_option_that_took_it_up() -> None:
    draft = compose(twelve_calls.agreed())
    place = next(n for n, line in enumerate(draft.text.splitlines()) if "Dana’s idea" in line)
    option, choice, note = draft.sources[place]
    assert (option.origin, option.key) == (Origin.OPTION, "B")
    assert choice.origin is Origin.CHOICE
    assert (note.key, note.at_ms) == ("n3", 180_000)
    assert note.text.startswith("ask for the project date")


def test_haste_is_put_right_and_the_words_stay_theirs() -> None:
    text = compose(twelve_calls.agreed()).text
    assert "Ad cost as % of revenue: 30% now, 24% by February." in text
    assert "Why this one: it’s the least work for sales." in text
    assert "- Priya will send raw lead list every Monday." in text


def test_the_day_is_the_clients_own() -> None:
    stage = twelve_calls.stage()
    assert compose(stage).subject.endswith("25 November")
    here = replace(stage, client=replace(stage.client, time_zone=""))
    assert compose(here).subject.endswith("24 November")
    nowhere = replace(stage, client=replace(stage.client, time_zone="Mars/Olympus"))
    assert compose(nowhere).text == compose(here).text


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("en-GB", "Friday 29 January 2027"),
        ("en-US", "Friday, January 29, 2027"),
        ("de", "Freitag, 29. Januar 2027"),
        ("fr", "vendredi 29 janvier 2027"),
        ("es", "viernes 29 de enero de 2027"),
    ],
)
def test_days_are_written_out_as_the_language_does(language: str, day: str) -> None:
    assert f"**{day}**" in compose(replace(twelve_calls.trial(), language=language)).text


@pytest.mark.parametrize(
    ("form", "greeting"),
    [
        ("en formal", "Dear Jonas Weber, dear Lucy Brandt,"),
        ("de warm", "Hallo Jonas, hallo Lucy,"),
        ("fr formal", "Bonjour Jonas Weber, bonjour Lucy Brandt,"),
        ("es warm", "Hola, Jonas y Lucy:"),
    ],
)
def test_people_are_greeted_as_the_language_and_the_template_do(form: str, greeting: str) -> None:
    language, template = form.split()
    source = replace(twelve_calls.german(), language=language, template=template)
    assert compose(source).text.startswith(greeting)


def test_a_closing_line_of_another_language_gives_way_and_ones_own_stays() -> None:
    german, me = twelve_calls.german(), twelve_calls.ME
    assert compose(german).text.endswith("Mit freundlichen Grüßen\nPriya Nair · Lumen Agency\n")
    own = replace(german, me=replace(me, sign_off="Herzlich aus Berlin,\nPriya"))
    assert "Herzlich aus Berlin,\nPriya Nair" in compose(own).text


def test_figures_are_written_as_the_language_does() -> None:
    assert "7,5 aujourd’hui, objectif 4 d’ici fin octobre" in compose(twelve_calls.french()).text
    assert "derzeit 120\u00a0€, Ziel 95\u00a0€" in (
        compose(replace(twelve_calls.their_choice(), language="de")).text
    )
