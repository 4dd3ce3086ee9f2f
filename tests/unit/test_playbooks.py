"""Playbooks are data: complete as ours come, read with line and reason, written back just so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.method.playbook import MOST_WORDS, Captures, PlaybookScript, Step
from companion.method.playbook_text import PlaybookFault, read_playbook, write_playbook
from companion.method.playbooks import built_in, built_ins, library, script_of, stored_form
from companion.model import Playbook, PlaybookStep

ALL = [step for script in built_ins().values() for step in script.steps]
GOOD = """key = "mine"
title = "My way"

[[steps]]
key = "one"
title = "Ask"
lines = [
    "What matters?",
]

[[steps]]
key = "two"
title = "Answer"
"""


def test_the_built_in_playbooks_have_the_steps_that_the_method_names() -> None:
    keys = {key: [step.key for step in script.steps] for key, script in built_ins().items()}
    assert keys == {
        "five-steps": ["metric", "reframe", "we", "options", "next"],
        "four-steps": ["present", "we", "urgency", "solution"],
        "apple": ["approach", "probe", "present", "listen", "end"],
        "feel-felt-found": ["feel", "felt", "found"],
        "caring-no": ["request", "result", "cost", "alternative", "options"],
        "set-the-stage": ["reach", "fails", "costs", "awry", "check-in"],
    }


@pytest.mark.parametrize("step", ALL, ids=lambda step: step.key)
def test_every_step_says_why_with_its_source_and_what_to_say(step: Step) -> None:
    assert step.why.endswith(".")
    assert step.why.count(".") == 1
    assert "article" in step.source
    assert len(step.lines) >= 3
    assert all(1 <= len(line.split()) <= MOST_WORDS for line in step.lines)
    assert len(set(step.lines)) == len(step.lines)


def test_no_playbook_offers_the_options_or_the_next_step_twice() -> None:
    for script in built_ins().values():
        for captures in set(Captures) - {Captures.TEXT, Captures.EXPECTATION}:
            assert len(script.capturing(captures)) <= 1, (script.key, captures)


@pytest.mark.parametrize("key", list(built_ins()))
def test_a_written_playbook_reads_back_just_so(key: str) -> None:
    script = built_in(key)
    assert read_playbook(write_playbook(script)) == script
    assert script_of(stored_form(script)) == script


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_any_words_survive_the_way_through_a_file(words: str, lines: list[str]) -> None:
    step = Step(key="k", title=f"t{words}", why=words, lines=tuple(lines))
    script = PlaybookScript(key="mine", title=f"t{words}", steps=(step,))
    assert read_playbook(write_playbook(script)) == script


@pytest.mark.parametrize(
    ("before", "after", "line", "reason"),
    [
        ('title = "Answer"', 'title = "Answer', 13, "not TOML"),
        ('title = "Answer"\n', "", 11, "“title” is missing"),
        ('title = "My way"\n', "", 1, "“title” is missing"),
        ('title = "Answer"', "title = 7", 13, "a text in quotes"),
        ('title = "Answer"', 'title = " "', 13, "no title"),
        ('key = "two"', 'key = "one"', 12, "twice"),
        ('title = "Ask"', 'title = "Ask"\ntitel = "x"', 7, "“titel” is not known"),
        ('title = "Ask"', 'title = "Ask"\ncaptures = "mood"', 7, "“mood” cannot be captured"),
        ('"What matters?"', "5", 7, "a text in quotes"),
    ],
)
def test_a_broken_playbook_is_told_by_line_and_reason(
    before: str, after: str, line: int, reason: str
) -> None:
    with pytest.raises(PlaybookFault) as fault:
        read_playbook(GOOD.replace(before, after))
    assert fault.value.line == line
    assert reason in fault.value.reason
    assert str(fault.value).startswith(f"line {line}: ")


@given(st.text(max_size=200) | st.text('[]="\n#.,steplin ', max_size=200))
def test_whatever_a_file_holds_it_is_a_playbook_or_a_fault_with_a_line(text: str) -> None:
    lines = max(len(text.splitlines()), 1)
    try:
        line = len(read_playbook(text).steps)
    except PlaybookFault as fault:
        line = fault.line
    assert 1 <= line <= lines


def test_brackets_without_end_are_a_fault() -> None:
    with pytest.raises(PlaybookFault, match="too deep"):
        read_playbook("key = " + "[" * 100_000)


def test_a_playbook_has_one_to_nine_steps() -> None:
    steps = "".join(f'[[steps]]\nkey = "{n}"\ntitle = "t"\n' for n in range(10))
    with pytest.raises(PlaybookFault, match="line 30: there are 10 steps"):
        read_playbook('key = "k"\ntitle = "t"\n' + steps)
    with pytest.raises(PlaybookFault, match="line 2: there is no step"):
        read_playbook('key = "k"\ntitle = "t"\n')


def test_a_playbook_of_ones_own_never_takes_the_place_of_ours() -> None:
    step = PlaybookStep(key="a", title="A")
    known = library(
        [Playbook(key="five-steps", title="x", steps=(step,)), Playbook(key="own", steps=(step,))]
    )
    assert known["five-steps"] == built_in("five-steps")
    assert next(iter(known)) == "five-steps"
    assert list(known)[-1] == "own"


def test_what_a_later_release_captures_is_a_text_to_this_one() -> None:
    stored = Playbook(key="k", steps=(PlaybookStep(key="a", captures="mood"),))
    assert script_of(stored).steps[0].captures is Captures.TEXT
