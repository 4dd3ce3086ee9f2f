"""Each hint fires where its rule says, and one step beside it nothing is said."""

import pytest
from msgspec.structs import replace

from companion.method.hint_rules import blame, metric, next_step, options, points
from companion.method.live_state import LiveState
from companion.method.playbook import Captures
from companion.model import Note, NoteKind

MINUTE = 60_000
CALL = LiveState(now_ms=0, planned_ms=45 * MINUTE, asks=frozenset({Captures.METRIC}))


def _at(minutes: float, **changes: object) -> LiveState:
    return replace(CALL, now_ms=int(minutes * MINUTE), **changes)


def _noted(*kinds: str, apart_ms: int = MINUTE) -> LiveState:
    notes = tuple(
        Note(id=f"n{place}", kind=NoteKind(kind), text="ours", at_ms=place * apart_ms)
        for place, kind in enumerate(kinds)
    )
    return replace(CALL, notes=notes, last_note=notes[-1], noted_ms=7, now_ms=10 * MINUTE)


@pytest.mark.parametrize(
    ("state", "fires"),
    [
        (_at(40), True),
        (_at(44.99), True),
        (_at(39.99), False),
        (_at(45), False),
        (_at(40, has_next_step=True), False),
        (_at(5, planned_ms=10 * MINUTE), True),
        (_at(4.9, planned_ms=9.9 * MINUTE), False),
        (_at(0, planned_ms=0), False),
    ],
)
def test_no_next_step_five_minutes_before_the_planned_end(state: LiveState, fires: bool) -> None:
    assert (next_step.look(state) is not None) is fires


@pytest.mark.parametrize(
    ("state", "fires"),
    [
        (_at(15), True),
        (_at(14.99), False),
        (_at(45), False),
        (_at(15, has_metric=True), False),
        (_at(15, asks=frozenset()), False),
        (_at(15, planned_ms=0), False),
    ],
)
def test_no_metric_after_a_third_of_the_planned_time(state: LiveState, fires: bool) -> None:
    assert (metric.look(state) is not None) is fires


@pytest.mark.parametrize(
    ("kinds", "fires"),
    [
        (("point", "point", "point"), True),
        (("point", "point"), False),
        (("point", "point", "fact"), False),
        (("point", "fact", "point", "promise", "point"), True),
        (("point", "point", "concern", "point"), False),
        (("point", "quote", "point", "point", "point"), True),
        (("point",) * 4, False),
        (("point",) * 6, True),
        (("point", "point", "idea", "point"), False),
        (("point", "metric", "point", "point"), False),
    ],
)
def test_three_points_of_ours_with_nothing_of_theirs_between(
    kinds: tuple[str, ...], fires: bool
) -> None:
    assert (points.look(_noted(*kinds)) is not None) is fires


@pytest.mark.parametrize(("apart", "fires"), [(5 * MINUTE, True), (5 * MINUTE + 1, False)])
def test_points_spread_over_more_than_ten_minutes_are_not_in_a_row(apart: int, fires: bool) -> None:
    assert (points.look(_noted("point", "point", "point", apart_ms=apart)) is not None) is fires


def test_a_point_moved_before_what_they_said_does_not_count() -> None:
    state = _noted("point", "point", "point", "concern")
    assert points.look(replace(state, last_note=state.notes[2])) is None


@pytest.mark.parametrize(
    ("kind", "text", "fires"),
    [
        ("fact", "Whose fault is it?", True),
        ("quote", "“whose fault is it?”", True),
        ("private", "Whose fault is it?", False),
        ("fact", "Why did the number drop?", False),
    ],
)
def test_a_blame_question_brings_three_joint_ones(kind: str, text: str, fires: bool) -> None:
    note = Note(id="n", kind=NoteKind(kind), text=text)
    hint = blame.look(replace(CALL, last_note=note, noted_ms=5))
    assert (len(hint.choices) == 3 if hint else False) is fires


OPEN = replace(CALL, open_captures=Captures.OPTIONS, opened_ms=0, now_ms=MINUTE, options=2)


@pytest.mark.parametrize(
    ("state", "fires"),
    [
        (OPEN, True),
        (replace(OPEN, now_ms=MINUTE - 1), False),
        (replace(OPEN, options=3), False),
        (replace(OPEN, has_chosen=True), False),
        (replace(OPEN, open_captures=Captures.METRIC), False),
        (replace(OPEN, open_captures=None), False),
    ],
)
def test_fewer_than_three_options_a_minute_after_the_step_was_opened(
    state: LiveState, fires: bool
) -> None:
    assert (options.look(state) is not None) is fires
