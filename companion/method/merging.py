"""Two clients that are one, or two people that are: what becomes of everything known of them.

Nothing is lost but what is said twice, and what differs is told before anything is changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from companion.method.one_line import one_line
from companion.model import Client, Contact, Metric
from companion.model.value import Value

T = TypeVar("T", Contact, Metric)


class Difference(Value, frozen=True, kw_only=True):
    """Two things that cannot both stand: of *what*, the one that stays and the one that goes."""

    what: str
    stays: str
    goes: str


class Plan(Value, frozen=True, kw_only=True):
    """What becomes of two clients: the one that stays, filled up, and which parts became one.

    ``contacts`` and ``metrics`` are pairs: the id that goes, and what stays in its place.
    """

    client: Client
    contacts: tuple[tuple[str, Contact], ...] = ()
    metrics: tuple[tuple[str, Metric], ...] = ()
    differences: tuple[Difference, ...] = ()


def plan_merge(stays: Client, goes: Client) -> Plan:
    """Return what becomes of two clients that are one."""
    contacts, apart = _paired(stays.contacts, goes.contacts, is_same_contact, merged_contact)
    metrics, _ = _paired(stays.metrics, goes.metrics, is_same_metric, merged_metric)
    differences = _differing(stays, goes, ("language", "time_zone", "playbook", "template"))
    if stays.check_in_on and goes.check_in_on and stays.check_in_on != goes.check_in_on:
        days = (stays.check_in_on.isoformat(), goes.check_in_on.isoformat())
        differences.append(Difference(what="check_in_on", stays=days[0], goes=days[1]))
    for one, other in apart:
        differences += _differing(one, other, ("name", "role"))
    filled = replace(
        stays,
        name=stays.name or goes.name,
        language=stays.language or goes.language,
        time_zone=stays.time_zone or goes.time_zone,
        playbook=stays.playbook or goes.playbook,
        template=stays.template or goes.template,
        check_in_on=stays.check_in_on or goes.check_in_on,
    )
    return Plan(client=filled, contacts=contacts, metrics=metrics, differences=tuple(differences))


def is_same_contact(one: Contact, other: Contact) -> bool:
    """Whether two contacts are one person: the same address, or one name and one address."""
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    names = (one_line(one.name).casefold(), one_line(other.name).casefold())
    return bool(names[0]) and names[0] == names[1]


def is_same_metric(one: Metric, other: Metric) -> bool:
    """Whether two metrics are the same number: read the same way, under the same words."""
    if (one.unit, one.lower_is_better) != (other.unit, other.lower_is_better):
        return False
    if one.words and other.words and one.words != other.words:
        return False
    labels = (one_line(one.label).casefold(), one_line(other.label).casefold())
    return bool(labels[0]) and labels[0] == labels[1]


def merged_contact(stays: Contact, goes: Contact) -> Contact:
    """Return the contact that stays, filled up; what is known of both stands below each other."""
    return replace(
        stays,
        name=stays.name or goes.name,
        email=stays.email or goes.email,
        role=stays.role or goes.role,
        knows=_both(stays.knows, goes.knows),
        fears=_both(stays.fears, goes.fears),
        past=_both(stays.past, goes.past),
    )


def contact_differences(stays: Contact, goes: Contact) -> tuple[Difference, ...]:
    """Return what of two contacts cannot both stand."""
    return tuple(_differing(stays, goes, ("name", "email", "role")))


def merged_metric(stays: Metric, goes: Metric) -> Metric:
    """Return the metric that stays with the readings of both, the oldest first."""
    new = tuple(point for point in goes.points if point not in stays.points)
    timed = [point for point in (*stays.points, *new) if point.at is not None]
    timed.sort(key=lambda point: point.at.timestamp() if point.at else 0.0)
    untimed = [point for point in (*stays.points, *new) if point.at is None]
    return replace(stays, words=stays.words or goes.words, points=(*timed, *untimed))


def _paired(
    stay: Sequence[T], go: Sequence[T], is_same: Callable[[T, T], bool], one_of: Callable[[T, T], T]
) -> tuple[tuple[tuple[str, T], ...], list[tuple[T, T]]]:
    """Return the pairs that are one, and each of them as they were.

    Every one that stays takes in one that goes at most, so that two people who share an address
    are not pressed into one.
    """
    free, pairs, before = list(stay), [], []
    for other in go:
        same = next((one for one in free if is_same(one, other)), None)
        if same is not None:
            free.remove(same)
            pairs.append((other.id, one_of(same, other)))
            before.append((same, other))
    return tuple(pairs), before


def _differing(stays: Value, goes: Value, names: tuple[str, ...]) -> list[Difference]:
    found = []
    for name in names:
        one, other = getattr(stays, name), getattr(goes, name)
        if one and other and one_line(one) != one_line(other):
            found.append(Difference(what=name, stays=one, goes=other))
    return found


def _both(one: str, other: str) -> str:
    if not other or other in one:
        return one
    return other if one in other else f"{one}\n{other}"
