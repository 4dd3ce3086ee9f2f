"""The wording check: measured on labelled sentences, neutral text let be, rewrites that read."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import companion
from bench.counts import Count
from bench.wording import HELD_OUT, NEUTRAL, RULES, TODAY, TUNED, labelled, measure
from companion.exchange.demo import believable_year
from companion.method.recap import RecapSource, compose
from companion.method.wording import Finding, check, language_is_checked

LEAST_PRECISION = 0.9
LEAST_RECALL = 0.8


def found(text: str, today: date | None = TODAY) -> list[tuple[str, str]]:
    return [(each.rule, each.words) for each in check(text, "en", today)]


def rewritten(text: str) -> str:
    """Return *text* with the first finding's rewrite taken."""
    first = next(each for each in check(text, "en", TODAY) if each.rewrite is not None)
    return text[: first.clause_start] + (first.rewrite or "") + text[first.clause_end :]


def too_low(totals: dict[str, Count]) -> list[str]:
    """Return the rules that are not precise enough to be shipped."""
    return [rule for rule, count in totals.items() if count.precision < LEAST_PRECISION]


def flag_everything(text: str, _language: str, _today: date | None) -> tuple[Finding, ...]:
    return tuple(
        Finding(rule=rule, start=0, end=len(text), words=text, reason="", source="")
        for rule in RULES
    )


@pytest.mark.parametrize("path", [TUNED, HELD_OUT], ids=["tuned", "held out"])
def test_every_rule_is_precise_on_both_sets(path: object) -> None:
    assert too_low(measure(path)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("path", [TUNED, HELD_OUT], ids=["tuned", "held out"])
def test_the_rules_together_find_most_of_what_is_there(path: object) -> None:
    together = sum(measure(path).values(), Count())  # type: ignore[arg-type]
    assert together.recall >= LEAST_RECALL


def test_a_rule_that_flags_everything_is_too_low() -> None:
    assert too_low(measure(TUNED, flag_everything)) == list(RULES)


def test_the_set_is_large_and_half_of_it_harmless() -> None:
    sentences = labelled(TUNED)
    harmless = [each for each in sentences if not each.labels]
    by_rule = [rule for each in sentences for label in each.labels for rule in label.rules]
    assert len(sentences) >= 240
    assert 0.45 <= len(harmless) / len(sentences) <= 0.55
    assert min(by_rule.count(rule) for rule in RULES) >= 15


def test_a_careful_neutral_text_is_left_alone() -> None:
    text = NEUTRAL.read_text("utf-8")
    assert len(text.split()) >= 2_000
    assert len(check(text, "en", TODAY)) <= 3


def test_what_we_compose_ourselves_divides_nobody() -> None:
    year = believable_year(datetime(2026, 11, 22, 9, tzinfo=UTC))
    texts = [
        compose(
            RecapSource(
                me=year.me,
                client=next(each for each in year.clients if each.id == disagreement.client),
                disagreement=disagreement,
                call=call,
                today=TODAY,
                template=template,
            )
        ).text
        for template in ("warm", "formal", "bullets")
        for disagreement in year.disagreements
        for call in disagreement.calls
    ]
    words = sum(len(text.split()) for text in texts)
    assert words > 10_000
    assert sum(len(found(text)) for text in texts) * 1_000 < words


def test_nothing_of_a_live_call_knows_the_wording_check() -> None:
    rooms = ("gui/live", "gui/prepare", "gui/history", "store")
    root = Path(companion.__file__).parent
    sources = [path for room in rooms for path in (root / room).rglob("*.py")]
    assert len(sources) > 20
    assert not [path for path in sources if "method.wording" in path.read_text("utf-8")]


def test_every_rewrite_is_rid_of_what_it_was_written_for() -> None:
    for path in (TUNED, HELD_OUT):
        for text in (each.text for each in labelled(path)):
            for each in check(text, "en", TODAY):
                if each.rewrite is not None:
                    after = text[: each.clause_start] + each.rewrite + text[each.clause_end :]
                    rules = [rule for rule, _words in found(after)]
                    assert rules.count(each.rule) < len(found(text)), after
                    assert "  " not in after
                    assert after[0].isupper() or text[0].islower(), after
                    assert "None" not in after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("As I said before, the volume is on target.", "The volume is on target."),
        ("You removed the budget field in May.",
         "The budget field is not there today; we can bring it back."),
        ("Priya drafts it by Friday.", "Priya drafts it by Friday 27 November."),
        ("We need you to fix the feed.", "It would help us both if you could fix the feed."),
        ("The photos are late, and you have not sent the texts yet.",
         "The photos are late, and the texts have not reached us yet."),
        ("It is, of course, your team.", "It is your team."),
        ("😀 **Clearly**, the form is long.", "😀 The form is long."),
        ("**Clearly, the form** is long.", "**The form** is long."),
    ],
)  # fmt: skip
def test_a_rewrite_takes_the_place_of_its_clause(text: str, after: str) -> None:
    assert rewritten(text) == after


def test_a_weekday_has_no_rewrite_where_today_is_not_known() -> None:
    (finding,) = check("Sam sends the list on Monday.", "en")
    assert (finding.rule, finding.rewrite) == ("weekday", None)
    assert finding.advice == "Add the date."


def test_a_rewrite_never_breaks_a_pair_of_marks() -> None:
    (finding,) = check("We need **you to fix the feed** today.", "en")
    assert finding.rewrite is None


def test_places_count_code_points_of_the_text_with_its_marks() -> None:
    text = "# Heading\n\n😀 We send it **soon**, \\*really\\*."
    (finding,) = check(text, "en")
    assert text[finding.start : finding.end] == "soon"


@pytest.mark.parametrize(
    "text",
    [
        "“You never call us back,” they said.",
        "> You always send us junk.",
        "See [as soon as possible](https://x.example/you-failed-to-send).",
        "Write to soon@asap.example or https://asap.example/you-forgot-to-send.",
        "Switch `never_again = clearly, soon` off.",
        '"Obviously, nobody reads this," said Sam.',
    ],
)
def test_their_words_links_and_addresses_are_not_judged(text: str) -> None:
    assert found(text) == []


def test_a_finding_says_why_and_where_that_is_from() -> None:
    (finding,) = check("You always ask for changes.", "en")
    assert finding.told == "One sentence leaves no exception."
    assert finding.reason.endswith("both of you can be right.")
    assert finding.source == "Method, ideas 1 and 9 (article A)"


def test_a_blame_question_gets_a_joint_one() -> None:
    assert rewritten("Whose fault is it that nobody called?") == (
        "What would help us both to hear about such things sooner?"
    )


@pytest.mark.parametrize("language", ["de", "fr", "es", "", "../en", "xx"])
def test_another_language_is_not_checked_and_says_so(language: str) -> None:
    assert not language_is_checked(language)
    assert check("You failed to send it asap.", language) == ()


HOSTILE = (
    "you have not sent " * 400,
    "the the the the the our our " * 300,
    "as I said " * 500,
    "a" * 5_000,
    "if you do not pay and and and " * 160,
    "will be " * 600,
    "by Friday by Friday " * 240,
    "“" * 2_000,
    '"' * 2_001,
    "[" * 2_400 + "](" * 1_200,
    "**__``<<" * 600,
    " " * 5_000,
    "you\t" * 1_200,
    "W" + "e need you to " * 380,
    "\ud800 soon",
    "it would be good if someone " * 150,
    "@" * 5_000,
    "x@" + "y." * 2_400,
    "the a-b%-c-" * 450,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_makes_the_check_wander(text: str) -> None:
    """A rule that wanders takes minutes here; the test run's own limit ends it."""
    for each in check("\n".join([text] * 3), "en", TODAY):
        assert 0 <= each.clause_start <= each.start < each.end <= each.clause_end
