"""What many disagreements teach: counts and shares, no verdict from a few, no claim of a cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median

from companion.model import OutcomeKind, Verdict
from companion.model.value import Value

ENOUGH = 10
"""Cases from which on a share is told; fewer say more about chance than about us."""

BUCKETS = ((0, 19), (20, 39), (40, 59), (60, 79), (80, 100))
"""The first and last percent of each group of "how sure are we?"."""


class EndedCalls(Value, frozen=True, kw_only=True):
    """How many ended calls of a playbook had just these steps done and ended like this."""

    playbook: str
    done: tuple[str, ...]
    outcome: OutcomeKind
    count: int


class Landed(Value, frozen=True, kw_only=True):
    """How many disagreements of a group, a client or a quarter, landed like this."""

    key: str
    name: str
    outcome: OutcomeKind
    count: int


class RecapTimes(Value, frozen=True, kw_only=True):
    """The minutes from the end of each call of a month to its first sent recap."""

    month: date
    """The first day of the month in which the calls ended."""

    minutes: tuple[float, ...]


class Judged(Value, frozen=True, kw_only=True):
    """How many disagreements had this first "how sure are we?" and this verdict later."""

    percent: int
    verdict: Verdict
    count: int


class Ends(Value, frozen=True, kw_only=True):
    """How a number of calls, or of disagreements, ended."""

    counts: dict[OutcomeKind, int]

    @property
    def cases(self) -> int:
        """How many there are."""
        return sum(self.counts.values())

    @property
    def agreed(self) -> int:
        """How many of them ended agreed."""
        return self.counts.get(OutcomeKind.AGREED, 0)

    @property
    def share_agreed(self) -> float | None:
        """The share that ended agreed, 0 to 1; None while there are too few to tell."""
        return self.agreed / self.cases if self.cases >= ENOUGH else None


class StepEnds(Value, frozen=True, kw_only=True):
    """How calls ended in which a step was done, and how those in which it was skipped."""

    key: str
    done: Ends
    skipped: Ends

    @property
    def calls(self) -> int:
        """How many calls there are."""
        return self.done.cases + self.skipped.cases

    @property
    def share_done(self) -> float | None:
        """The share of calls with the step done, 0 to 1; None while there are too few to tell."""
        return self.done.cases / self.calls if self.calls >= ENOUGH else None


class Group(Value, frozen=True, kw_only=True):
    """A client, or a quarter, with how its disagreements landed."""

    key: str
    name: str
    ends: Ends


class Point(Value, frozen=True, kw_only=True):
    """A group of cases with about the same first "how sure are we?"; *sure* is its mean, 0 to 1."""

    low: int
    high: int
    sure: float
    right: int
    cases: int

    @property
    def share_right(self) -> float | None:
        """The share of cases in which we were right; None while there are too few to tell."""
        return self.right / self.cases if self.cases >= ENOUGH else None


class Calibration(Value, frozen=True, kw_only=True):
    """How sure we were at first, against who was right. *both* are counted apart."""

    cases: int
    both: int
    brier: float | None
    """The mean of (sure - right)², 0 to 1, lower is better (Brier 1950); None for too few."""

    points: tuple[Point, ...]


class Month(Value, frozen=True, kw_only=True):
    """A month with the median minutes from the end of a call to its recap; None without cases."""

    month: date
    cases: int
    median: float | None


def steps(calls: Iterable[EndedCalls], keys: Sequence[str]) -> tuple[StepEnds, ...]:
    """Return for each step of *keys* how the calls ended that had it, and that had it not."""
    done: dict[str, Counter[OutcomeKind]] = {key: Counter() for key in keys}
    skipped: dict[str, Counter[OutcomeKind]] = {key: Counter() for key in keys}
    for each in calls:
        for key in keys:
            (done if key in each.done else skipped)[key][each.outcome] += each.count
    return tuple(
        StepEnds(
            key=key, done=Ends(counts=dict(done[key])), skipped=Ends(counts=dict(skipped[key]))
        )
        for key in keys
    )


def most_skipped(ends: Iterable[StepEnds]) -> StepEnds | None:
    """Return the step that was skipped most; None where none was, or too few calls can tell."""
    known = [each for each in ends if each.share_done is not None and each.skipped.cases]
    return max(known, key=lambda each: each.skipped.cases, default=None)


def groups(landed: Iterable[Landed]) -> tuple[Group, ...]:
    """Return how the disagreements of each group landed, in the order in which they come."""
    names: dict[str, str] = {}
    counts: dict[str, Counter[OutcomeKind]] = {}
    for each in landed:
        names[each.key] = each.name
        counts.setdefault(each.key, Counter())[each.outcome] += each.count
    return tuple(
        Group(key=key, name=names[key], ends=Ends(counts=dict(found)))
        for key, found in counts.items()
    )


def largest_first(found: Iterable[Group]) -> tuple[Group, ...]:
    """Return the groups with the most cases first, then by name."""
    return tuple(sorted(found, key=lambda group: (-group.ends.cases, group.name.casefold())))


def quarter_of(day: date) -> str:
    """Return the quarter of a day, as in "2026 Q4"; the texts sort as the quarters do."""
    return f"{day.year:04} Q{(day.month + 2) // 3}"


def months(times: Iterable[RecapTimes]) -> tuple[Month, ...]:
    """Return each month from the first to the last, those without a case as well."""
    known = {each.month: each.minutes for each in times if each.minutes}
    if not known:
        return ()
    first, last = min(known), max(known)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(_month(_later(first, at), known) for at in range(count))


def typical_minutes(times: Iterable[RecapTimes]) -> float | None:
    """Return the median of all minutes; None while there are too few to tell."""
    every = [minutes for each in times for minutes in each.minutes]
    return median(every) if len(every) >= ENOUGH else None


def calibration(judged: Iterable[Judged]) -> Calibration:
    """Return how the first "how sure are we?" stands against who was right."""
    told = tuple(judged)
    clear = [each for each in told if each.verdict is not Verdict.BOTH]
    cases = sum(each.count for each in clear)
    squares = sum(each.count * (each.percent / 100 - _right(each)) ** 2 for each in clear)
    points = (_point(low, high, clear) for low, high in BUCKETS)
    return Calibration(
        cases=cases,
        both=sum(each.count for each in told) - cases,
        brier=squares / cases if cases >= ENOUGH else None,
        points=tuple(point for point in points if point.cases),
    )


def most_off(found: Calibration) -> Point | None:
    """Return the group of cases in which we were surest too much, or too little."""
    known = [point for point in found.points if point.share_right is not None]
    return max(known, key=lambda point: abs(point.sure - point.right / point.cases), default=None)


def _point(low: int, high: int, judged: Iterable[Judged]) -> Point:
    inside = [each for each in judged if low <= each.percent <= high]
    cases = sum(each.count for each in inside)
    sure = sum(each.percent * each.count for each in inside) / (100 * cases) if cases else 0.0
    right = sum(each.count * _right(each) for each in inside)
    return Point(low=low, high=high, sure=sure, right=right, cases=cases)


def _right(judged: Judged) -> int:
    return 1 if judged.verdict is Verdict.WE else 0


def _month(month: date, known: dict[date, tuple[float, ...]]) -> Month:
    minutes = known.get(month, ())
    return Month(month=month, cases=len(minutes), median=median(minutes) if minutes else None)


def _later(month: date, count: int) -> date:
    years, at = divmod(month.month - 1 + count, 12)
    return date(month.year + years, at + 1, 1)
