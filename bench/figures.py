"""What a benchmark brings: figures in one alternating run, with what each one has to reach."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One measured figure; *reach* is the largest value that is good enough, None without one."""

    name: str
    value: float
    unit: str
    reach: float | None = None
    detail: str = ""

    @property
    def verdict(self) -> str:
        """Whether the figure is good enough, in a word."""
        if self.reach is None:
            return ""
        return "reached" if self.value <= self.reach else "missed"

    @property
    def line(self) -> tuple[str, str, str, str, str]:
        """The cells of its line in the table."""
        reach = "" if self.reach is None else f"{self.reach:g} {self.unit}"
        return (self.name, f"{self.value:.2f} {self.unit}", reach, self.verdict, self.detail)


def alternately(rounds: int, *ways: Callable[[], float]) -> list[list[float]]:
    """Measure all *ways* in turn, A B A B and so on; return the measurements of each way.

    What else the machine does meanwhile falls on all of them alike, so their ratio holds where
    their times do not.
    """
    measured: list[list[float]] = [[] for _ in ways]
    for _ in range(rounds):
        for way, results in zip(ways, measured, strict=True):
            results.append(way())
    return measured


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return how many times as much as *theirs* ours is, median by median."""
    return median(ours) / median(theirs)


def percentile(values: Sequence[float], percent: float) -> float:
    """Return the smallest value that *percent* % of all values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(percent / 100 * len(ordered)) - 1)]


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines in columns under a heading."""
    rows = [("", "measured", "to reach", "", ""), *(figure.line for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return "\n".join(
        f"{row[0]:{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:>{widths[2]}}  "
        f"{row[3]:{widths[3]}}  {row[4]}".rstrip()
        for row in rows
    )
