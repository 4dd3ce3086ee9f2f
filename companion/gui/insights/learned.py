"""All that the page on many disagreements shows, read by one question to the history."""

from __future__ import annotations

from datetime import date

from companion.method import insights
from companion.method.insights import Calibration, EndedCalls, Group, RecapTimes
from companion.method.playbooks import FIVE_STEPS
from companion.model.value import Value
from companion.store import Store
from companion.store.insights import OpenSince


class PlaybookCalls(Value, frozen=True, kw_only=True):
    """The calls that followed one playbook, and the keys and titles of its steps."""

    key: str
    title: str
    steps: tuple[tuple[str, str], ...]
    calls: tuple[EndedCalls, ...]

    @property
    def count(self) -> int:
        """How many calls there are."""
        return sum(each.count for each in self.calls)


class Learned(Value, frozen=True, kw_only=True):
    """What the history tells on *today*; playbooks stand by how often they were followed."""

    today: date
    first_day: date | None = None
    playbooks: tuple[PlaybookCalls, ...] = ()
    clients: tuple[Group, ...] = ()
    quarters: tuple[Group, ...] = ()
    recap_times: tuple[RecapTimes, ...] = ()
    calibration: Calibration
    open_days: tuple[date, ...] = ()
    open_longest: tuple[OpenSince, ...] = ()

    @property
    def calls(self) -> int:
        """How many calls were held."""
        return sum(each.count for each in self.playbooks)


def read_learned(store: Store, today: date) -> Learned:
    """Count the whole history."""
    read = store.insights
    return Learned(
        today=today,
        first_day=read.first_day(),
        playbooks=_by_playbook(store, read.calls()),
        clients=insights.largest_first(insights.groups(read.by_client())),
        quarters=insights.groups(read.by_quarter()),
        recap_times=read.recap_times(),
        calibration=insights.calibration(read.judged()),
        open_days=read.open_days(),
        open_longest=read.open_longest(),
    )


def _by_playbook(store: Store, calls: tuple[EndedCalls, ...]) -> tuple[PlaybookCalls, ...]:
    """Return the calls of each playbook; what names none that is known, followed the five steps."""
    scripts = store.playbooks.scripts()
    known: dict[str, list[EndedCalls]] = {}
    for each in calls:
        key = each.playbook if each.playbook in scripts else FIVE_STEPS
        known.setdefault(key, []).append(each)
    found = (
        PlaybookCalls(
            key=key,
            title=scripts[key].title,
            steps=tuple((step.key, step.title) for step in scripts[key].steps),
            calls=tuple(alike),
        )
        for key, alike in known.items()
    )
    return tuple(sorted(found, key=lambda each: -each.count))
