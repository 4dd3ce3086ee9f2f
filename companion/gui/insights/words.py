"""How the steps, and how sure we were, are told: with their figures, and never as a cause."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from companion.gui.insights.learned import PlaybookCalls
from companion.gui.insights.shown import Shown, is_enough, percent, so_far
from companion.gui.insights.step_bars import StepBar, StepBars
from companion.gui.insights.sure_points import SurePoint, SurePoints
from companion.gui.insights.table import Figures
from companion.gui.widgets.chip import kind_word
from companion.method.insights import (
    Calibration,
    Ends,
    Point,
    StepEnds,
    most_off,
    most_skipped,
    steps,
)
from companion.model import OutcomeKind

ORDER = (
    OutcomeKind.AGREED,
    OutcomeKind.TRIAL,
    OutcomeKind.PARKED,
    OutcomeKind.THEIR_CHOICE,
    OutcomeKind.WE_WERE_WRONG,
    OutcomeKind.OPEN,
)
"""The order in which outcomes are told, everywhere on the page."""


MANY = 100
"""Cases from which on a point says its share: both numbers would not fit beside the next one."""


def steps_shown(playbook: PlaybookCalls | None) -> Shown:
    """Tell which step is skipped, and how the calls with it and without it end."""
    count = playbook.count if playbook else 0
    if playbook is None or not is_enough(count):
        words = _tr("From ten calls on, this shows which step is skipped and how those calls end.")
        counted = so_far(count, _tr("1 call"), _tr("{count} calls"))
        return Shown(empty=f"{words} {counted}")
    titles = dict(playbook.steps)
    ends = steps(playbook.calls, tuple(titles))
    skipped = most_skipped(ends)
    return Shown(
        subtitle=_tr("share of {count} calls in which the step was done").format(
            count=f"{count:,}"
        ),
        drawing=StepBars(bars=tuple(_bar(each, titles, skipped) for each in ends)),
        figures=_steps_table(ends, titles),
        verdict=_steps_verdict(skipped, titles) if skipped else "",
    )


def sure_shown(found: Calibration) -> Shown:
    """Tell how sure we were at first, and how often we were right."""
    if found.brier is None:
        words = _tr(
            "From ten cases on, this sets how sure we were before against who was right. Today "
            "asks for that a month after a disagreement has landed."
        )
        counted = so_far(found.cases, _tr("1 case"), _tr("{count} cases"))
        return Shown(empty=f"{words} {counted}")
    drawing = SurePoints(
        points=tuple(_point(point) for point in found.points),
        right_said=_tr("right"),
        sure_said=_tr("how sure"),
    )
    return Shown(
        subtitle=_score(found),
        drawing=drawing,
        figures=_sure_table(found),
        verdict=_sure_verdict(found),
    )


def ends_columns(ends: Ends) -> tuple[str, ...]:
    """Return how many ended in each way, in the order of ``ORDER``."""
    return tuple(str(ends.counts.get(kind, 0)) for kind in ORDER)


def ends_headings() -> tuple[str, ...]:
    """Return the words for each way to end, in the order of ``ORDER``."""
    return tuple(kind_word(kind) for kind in ORDER)


def _bar(ends: StepEnds, titles: dict[str, str], skipped: StepEnds | None) -> StepBar:
    facts = _tr("done {done}, agreed {agreed}")
    if ends.done.share_agreed is None:
        facts = _tr("done {done}, too few to tell")
    return StepBar(
        title=titles[ends.key],
        share=ends.share_done or 0.0,
        facts=facts.format(done=percent(ends.share_done), agreed=percent(ends.done.share_agreed)),
        is_marked=ends == skipped,
    )


def _steps_table(ends: Sequence[StepEnds], titles: dict[str, str]) -> Figures:
    done, skipped = _tr("{step}, done"), _tr("{step}, skipped")
    rows = []
    for each in ends:
        for words, part in ((done, each.done), (skipped, each.skipped)):
            name = words.format(step=titles[each.key])
            share = percent(part.share_agreed)
            rows.append((name, str(part.cases), share, *ends_columns(part)))
    headings = (_tr("Step"), _tr("calls"), _tr("share agreed"), *ends_headings())
    return Figures(headings=headings, rows=tuple(rows))


def _steps_verdict(skipped: StepEnds, titles: dict[str, str]) -> str:
    title = titles[skipped.key]
    if not (is_enough(skipped.done.cases) and is_enough(skipped.skipped.cases)):
        words = _tr("Skipped most: {step}, in {count} of {calls} calls.")
        return words.format(
            step=title, count=f"{skipped.skipped.cases:,}", calls=f"{skipped.calls:,}"
        )
    words = _tr(
        "Skipped most: {step}. With it, agreed in {agreed} of {done} calls; without it, in "
        "{others} of {skipped}."
    )
    return words.format(
        step=title,
        agreed=f"{skipped.done.agreed:,}",
        done=f"{skipped.done.cases:,}",
        others=f"{skipped.skipped.agreed:,}",
        skipped=f"{skipped.skipped.cases:,}",
    )


def _score(found: Calibration) -> str:
    words = _tr("{count} cases · Brier score {score}, where 0 is best").format(
        count=f"{found.cases:,}", score=f"{found.brier:.2f}"
    )
    if not found.both:
        return words
    apart = _tr("{count} with both right stand apart").format(count=f"{found.both:,}")
    return f"{words} · {apart}"


def _point(point: Point) -> SurePoint:
    words = _tr("{right} of {cases}").format(right=point.right, cases=point.cases)
    return SurePoint(
        sure=point.sure,
        right=point.right / point.cases,
        cases=point.cases,
        said=words if point.cases < MANY else percent(point.share_right),
        is_enough=is_enough(point.cases),
    )


def _sure_table(found: Calibration) -> Figures:
    rows = [
        (
            f"{point.low}-{point.high}%",
            f"{round(100 * point.sure)}%",
            str(point.cases),
            str(point.right),
            percent(point.share_right),
        )
        for point in found.points
    ]
    if found.both:
        rows.append((_tr("both right, apart"), "", str(found.both), "", ""))
    headings = (_tr("How sure"), _tr("on average"), _tr("cases"), _tr("right"), _tr("share right"))
    return Figures(headings=headings, rows=tuple(rows))


def _sure_verdict(found: Calibration) -> str:
    point = most_off(found)
    if point is None:
        return _tr("An outline has fewer than ten cases, which is too few to tell.")
    words = _tr("When we were about {percent}% sure, we were right in {right} of {cases}.")
    return words.format(
        percent=round(100 * point.sure), right=f"{point.right:,}", cases=f"{point.cases:,}"
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Insights", text)
