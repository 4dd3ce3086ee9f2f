"""Where a disagreement landed: the chosen option, their number, what stands on record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from companion.gui.history.found import Found
from companion.gui.history.lines import Line, Run, body, chip, heading, muted, said
from companion.gui.widgets.chip import kind_word
from companion.method.dates import short_date
from companion.method.metric import format_change
from companion.method.one_line import one_line
from companion.model import Advice, Call, MetricPoint, Mistake, Option, Outcome


def landing_lines(found: Found, now: datetime) -> Iterator[Line]:
    """Yield what the latest outcome is; nothing while no call was held."""
    call = found.landed_in
    if call is None or call.outcome is None:
        return
    yield heading(QCoreApplication.translate("Landed", "Where it landed"))
    yield _first_line(found, call, call.outcome, now)
    if call.chosen and call.chosen.why:
        why = QCoreApplication.translate("Landed", "Why: ")
        yield body(muted(why), *said(call.chosen.why))
    yield from _other_options(call)
    if call.outcome.advice:
        yield from _advice_lines(call.outcome.advice, now)
    if call.outcome.mistake:
        yield from _mistake_lines(call.outcome.mistake, now)


def _first_line(found: Found, call: Call, outcome: Outcome, now: datetime) -> Line:
    runs = [chip(outcome.kind, kind_word(outcome.kind)), Run(" ")]
    option = _chosen(call)
    if option is not None:
        runs += said(_named(option), "strong")
    if outcome.until:
        until = QCoreApplication.translate("Landed", " until {day}")
        runs.append(Run(until.format(day=short_date(outcome.until, now.date()))))
    if metric := metric_said(found, outcome, now.date()):
        dash = " — " if option is not None else ""
        runs += [muted(dash), *said(metric, "muted")]
    return body(*runs)


def metric_said(found: Found, outcome: Outcome, today: date) -> str:
    """Return "Cost ÷ revenue 30% → 25% by March" as it was known when it landed; else empty."""
    metric = found.client.metric(found.disagreement.metric)
    if metric is None:
        return ""
    known = [p for p in metric.points if not (p.at and outcome.at) or p.at <= outcome.at]
    point = known[-1] if known else metric.latest or MetricPoint()
    parts = (
        one_line(metric.label) or one_line(metric.words),
        format_change(point, metric.unit, today),
    )
    return " ".join(part for part in parts if part)


def _chosen(call: Call) -> Option | None:
    label = call.chosen.label if call.chosen else ""
    return next((option for option in call.options if option.label == label), None)


def _named(option: Option) -> str:
    return f"{option.label}. {option.text}" if option.text else option.label


def _other_options(call: Call) -> Iterator[Line]:
    others = [o for o in call.options if o.text and o != _chosen(call)]
    if not others:
        return
    also = QCoreApplication.translate("Landed", "Also offered: ")
    on_the_table = QCoreApplication.translate("Landed", "On the table: ")
    runs: list[Run] = [muted(also if _chosen(call) else on_the_table)]
    for place, option in enumerate(others):
        runs += [muted("; ")] if place else []
        runs += said(_named(option))
    yield body(*runs)


def _advice_lines(advice: Advice, now: datetime) -> Iterator[Line]:
    translate = QCoreApplication.translate
    yield from _record_lines(
        (translate("Landed", "We advised"), advice.we_advised),
        (translate("Landed", "because"), advice.because),
        (translate("Landed", "They chose"), advice.they_chose),
    )
    again = translate("Landed", "We look again on {day}.")
    yield from _day_line(again, advice.look_again_on, now)


def _mistake_lines(mistake: Mistake, now: datetime) -> Iterator[Line]:
    translate = QCoreApplication.translate
    yield from _record_lines(
        (translate("Landed", "What we got wrong"), mistake.what),
        (translate("Landed", "What it did to their number"), mistake.effect),
        (translate("Landed", "How we put it right"), mistake.fix),
    )
    yield from _day_line(translate("Landed", "Put right by {day}."), mistake.by, now)


def _record_lines(*parts: tuple[str, str]) -> Iterator[Line]:
    """Yield what stands on record, each text behind its label."""
    for label, text in parts:
        if text:
            yield body(muted(f"{label}: "), *said(text))


def _day_line(whole: str, day: date | None, now: datetime) -> Iterator[Line]:
    if day is not None:
        yield body(Run(whole.format(day=short_date(day, now.date()))))
