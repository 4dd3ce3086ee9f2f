"""What many disagreements teach, each figure worked out by hand, with none, nine and ten cases."""

from __future__ import annotations

from datetime import date

import pytest

from companion.method.insights import (
    EndedCalls,
    Ends,
    Group,
    Judged,
    Landed,
    RecapTimes,
    calibration,
    groups,
    largest_first,
    months,
    most_off,
    most_skipped,
    quarter_of,
    steps,
    typical_minutes,
)
from companion.model import OutcomeKind, Verdict

AGREED, OPEN, PARKED = OutcomeKind.AGREED, OutcomeKind.OPEN, OutcomeKind.PARKED
WE, THEY, BOTH = Verdict.WE, Verdict.THEY, Verdict.BOTH


def calls(done: str, outcome: OutcomeKind, count: int) -> EndedCalls:
    return EndedCalls(playbook="p", done=tuple(done.split()), outcome=outcome, count=count)


def judged(percent: int, verdict: Verdict, count: int = 1) -> Judged:
    return Judged(percent=percent, verdict=verdict, count=count)


FORTY_TWO = (
    calls("metric options", AGREED, 18),
    calls("options", OPEN, 4),
    calls("metric", AGREED, 11),
    calls("", PARKED, 9),
)


def test_a_step_is_told_with_how_its_calls_ended_and_how_those_without_it() -> None:
    [metric, options] = steps(FORTY_TWO, ("metric", "options"))
    assert options.done == Ends(counts={AGREED: 18, OPEN: 4})
    assert options.skipped == Ends(counts={AGREED: 11, PARKED: 9})
    assert (options.share_done, metric.share_done) == (22 / 42, 29 / 42)
    assert (options.done.share_agreed, options.skipped.share_agreed) == (18 / 22, 11 / 20)
    assert most_skipped((metric, options)) == options


def test_a_step_that_the_playbook_does_not_have_any_more_is_left_out() -> None:
    [metric] = steps((calls("metric gone", AGREED, 3),), ("metric",))
    assert (metric.done.agreed, metric.calls) == (3, 3)


def test_without_a_call_nothing_is_told() -> None:
    [metric] = steps((), ("metric",))
    assert (metric.calls, metric.share_done, metric.done.share_agreed) == (0, None, None)
    assert most_skipped((metric,)) is None


@pytest.mark.parametrize(("count", "share"), [(9, None), (10, 1.0)])
def test_a_share_is_told_from_ten_calls_on(count: int, share: float | None) -> None:
    [metric] = steps((calls("metric", AGREED, count),), ("metric",))
    assert (metric.share_done, metric.done.share_agreed) == (share, share)


def test_a_step_that_was_never_skipped_is_not_the_most_skipped() -> None:
    assert most_skipped(steps((calls("metric", AGREED, 10),), ("metric",))) is None


def test_the_score_is_the_mean_square_of_what_was_missed() -> None:
    # 0.3² + 0.7² five times each: (5 × 0.09 + 5 × 0.49) / 10
    told = calibration((judged(70, WE, 5), judged(70, THEY, 5)))
    assert told.brier == pytest.approx(0.29)
    assert (told.cases, told.both) == (10, 0)


@pytest.mark.parametrize(
    ("percent", "verdict", "brier"), [(100, WE, 0), (0, THEY, 0), (100, THEY, 1), (50, WE, 0.25)]
)
def test_the_score_at_its_ends(percent: int, verdict: Verdict, brier: float) -> None:
    assert calibration((judged(percent, verdict, 10),)).brier == brier


@pytest.mark.parametrize(("clear", "brier"), [(0, None), (9, None), (10, 0.0)])
def test_both_are_counted_apart_and_make_no_ten(clear: int, brier: float | None) -> None:
    told = calibration((judged(100, WE, clear), judged(100, BOTH, 5)))
    assert (told.cases, told.both, told.brier) == (clear, 5, brier)


def test_each_fifth_has_its_own_point() -> None:
    told = calibration((judged(79, WE, 3), judged(60, THEY, 1), judged(80, THEY, 12)))
    [sixties, eighties] = told.points
    assert (sixties.low, sixties.high, sixties.right, sixties.cases) == (60, 79, 3, 4)
    assert sixties.sure == pytest.approx((3 * 79 + 60) / 400)
    assert (sixties.share_right, eighties.share_right) == (None, 0.0)


def test_a_verdict_is_taken_from_the_point_that_is_furthest_off_with_ten_cases() -> None:
    few, near, far = judged(10, WE, 9), judged(45, WE, 10), judged(90, THEY, 10)
    told = calibration((few, near, far))
    found = most_off(told)
    assert found is not None
    assert (found.low, found.right, found.cases) == (80, 0, 10)
    assert most_off(calibration((few,))) is None


def test_groups_keep_their_order_and_stand_by_size_when_asked() -> None:
    landed = (
        Landed(key="a", name="Alpine", outcome=OPEN, count=1),
        Landed(key="b", name="bluebird", outcome=OPEN, count=2),
        Landed(key="c", name="Adatum", outcome=OPEN, count=2),
        Landed(key="a", name="Alpine", outcome=AGREED, count=1),
    )
    found = groups(landed)
    assert found[0] == Group(key="a", name="Alpine", ends=Ends(counts={OPEN: 1, AGREED: 1}))
    assert [group.key for group in found] == ["a", "b", "c"]
    assert [group.name for group in largest_first(found)] == ["Adatum", "Alpine", "bluebird"]


@pytest.mark.parametrize(
    ("month", "quarter"), [(1, "2026 Q1"), (3, "2026 Q1"), (4, "2026 Q2"), (12, "2026 Q4")]
)
def test_a_quarter_has_three_months(month: int, quarter: str) -> None:
    assert quarter_of(date(2026, month, 28)) == quarter


def test_months_without_a_recap_are_told_as_such() -> None:
    november = RecapTimes(month=date(2025, 11, 1), minutes=(30.0, 5.0, 10.0))
    february = RecapTimes(month=date(2026, 2, 1), minutes=(4.0, 8.0))
    told = [(str(each.month), each.cases, each.median) for each in months((february, november))]
    assert told == [
        ("2025-11-01", 3, 10.0),
        ("2025-12-01", 0, None),
        ("2026-01-01", 0, None),
        ("2026-02-01", 2, 6.0),
    ]
    assert months(()) == ()


@pytest.mark.parametrize(("count", "told"), [(0, None), (9, None), (10, 4.5)])
def test_the_usual_time_is_told_from_ten_recaps_on(count: int, told: float | None) -> None:
    times = RecapTimes(month=date(2026, 1, 1), minutes=tuple(float(each) for each in range(count)))
    assert typical_minutes((times,)) == told
