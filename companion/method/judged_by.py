"""Which of a client's numbers a typed line means, and the reading that it adds to it."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from companion.method.metric import ParsedMetric
from companion.method.one_line import one_line
from companion.model import Client, Metric, MetricPoint, new_id


def metric_meant(
    client: Client, current: Metric | None, said: ParsedMetric, at: datetime, since: datetime | None
) -> Metric:
    """Return the client's metric as it stands after *said*, ready to be stored.

    A line without a name, or with the name it has, is a new reading of the *current* metric;
    another name is another metric, one of the client's where they have it. What was said since
    the moment *since* (the start of the call) is corrected by the new reading, not kept beside
    it. A reading leaves out nothing that is known: a line of figures keeps the name.
    """
    metric = _same(client, current, said.label) or Metric(id=new_id(), label=said.label)
    unit = said.unit or metric.unit
    label = one_line(said.label) or metric.label
    if said.now is None and said.target is None:
        return replace(metric, label=label, unit=unit)
    return replace(
        metric,
        label=label,
        unit=unit,
        lower_is_better=metric.lower_is_better or _is_to_fall(said),
        points=_with_reading(metric, said, at, since),
    )


def _with_reading(
    metric: Metric, said: ParsedMetric, at: datetime, since: datetime | None
) -> tuple[MetricPoint, ...]:
    point = MetricPoint(at=at, now=said.now, target=said.target, by=said.by)
    last = metric.latest
    if last is not None and replace(last, at=at) == point:
        return metric.points
    return (*(earlier for earlier in metric.points if not _is_since(earlier, since)), point)


def _is_to_fall(said: ParsedMetric) -> bool:
    """Whether they want the number lower than it is."""
    return said.now is not None and said.target is not None and said.target < said.now


def _same(client: Client, current: Metric | None, label: str) -> Metric | None:
    wanted = one_line(label).casefold()
    if current is not None and (not wanted or one_line(current.label).casefold() == wanted):
        return current
    named = (metric for metric in client.metrics if one_line(metric.label).casefold() == wanted)
    return next(named, None) if wanted else None


def _is_since(point: MetricPoint, since: datetime | None) -> bool:
    return since is not None and point.at is not None and point.at >= since
