"""A client: the people, the numbers they are judged by, what was agreed before trouble came."""

from __future__ import annotations

from datetime import date

from companion.model.call import Side
from companion.model.value import At, Id, Number, Value


class Contact(Value, frozen=True, kw_only=True):
    """A person at the client's. What they know, fear and have lived through is private."""

    id: Id
    name: str = ""
    email: str = ""
    role: str = ""
    knows: str = ""
    fears: str = ""
    past: str = ""


class MetricPoint(Value, frozen=True, kw_only=True):
    """One reading of a metric: where it is, where it should be, by when."""

    at: At | None = None
    now: Number | None = None
    target: Number | None = None
    by: date | None = None


class Metric(Value, frozen=True, kw_only=True):
    """A number that the client is judged by, in their words, with its history."""

    id: Id
    label: str = ""
    words: str = ""
    unit: str = ""
    lower_is_better: bool = False
    points: tuple[MetricPoint, ...] = ()

    @property
    def latest(self) -> MetricPoint | None:
        """The newest reading, or None where nothing was measured yet."""
        return self.points[-1] if self.points else None


class Expectation(Value, frozen=True, kw_only=True):
    """What was agreed beforehand for the case that something fails, costs more or goes awry."""

    question: str = ""
    answer: str = ""
    agreed_on: date | None = None


class Speaker(Value, frozen=True, kw_only=True):
    """Whom a name in this client's transcripts means: said once, known from then on.

    ``heard`` is the name as transcripts write it, ``name`` the person's own.
    """

    heard: Id
    name: str = ""
    side: Side = Side.THEIRS


class Client(Value, frozen=True, kw_only=True):
    """A client. An empty ``name`` is a call begun in haste whose client is not named yet."""

    id: Id
    name: str
    language: str = ""
    time_zone: str = ""
    playbook: str = ""
    template: str = ""
    archived: bool = False
    contacts: tuple[Contact, ...] = ()
    metrics: tuple[Metric, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    check_in_on: date | None = None

    def metric(self, metric_id: str | None) -> Metric | None:
        """Return the metric with that id, or None."""
        return next((metric for metric in self.metrics if metric.id == metric_id), None)
