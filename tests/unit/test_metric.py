"""The number a client is judged by is one line that is read back as it was written."""

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from companion.method.metric import ParsedMetric, format_change, format_metric, parse_metric
from companion.method.one_line import one_line
from companion.model import Metric, MetricPoint
from companion.model.value import LARGEST

TODAY = date(2026, 11, 21)
FEB, MARCH = date(2027, 2, 28), date(2027, 3, 31)
NUMBERS = st.one_of(
    st.integers(-LARGEST, LARGEST),
    st.floats(-1e9, 1e9, allow_nan=False).filter(lambda number: number == 0 or abs(number) > 1e-9),
)
UNITS = st.sampled_from(["%", "€", "$", "days", "NPS points", "‰", "€ per lead", ""])


def _metric(parsed: ParsedMetric) -> Metric:
    point = MetricPoint(now=parsed.now, target=parsed.target, by=parsed.by)
    return Metric(id="m", label=parsed.label, unit=parsed.unit, points=(point,))


@pytest.mark.parametrize(
    ("typed", "label", "now", "target", "by", "unit"),
    [
        ("Cost ÷ revenue — 30% now, 25% by March", "Cost ÷ revenue", 30, 25, MARCH, "%"),
        (
            "ad cost as % of revenue, now 30, wants 24 by Feb",
            "ad cost as % of revenue",
            30,
            24,
            FEB,
            "%",
        ),
        ("NPS 42, target 50 by 2027-03-31", "NPS", 42, 50, MARCH, ""),
        ("Cost ÷ revenue: 30% -> 25% by March", "Cost ÷ revenue", 30, 25, MARCH, "%"),
        ("churn 4% now, 2.5% by Q1", "churn", 4, 2.5, MARCH, "%"),
        ("spend from €12,000 to €9,500", "spend", 12000, 9500, None, "€"),
        ("cost 2,5% now and 1,5% by Feb", "cost", 2.5, 1.5, FEB, "%"),
        ("spend €1.250,5 now", "spend", 1250.5, None, None, "€"),
        ("CAC €120 now", "CAC", 120, None, None, "€"),
        ("Cost ÷ revenue, 30%", "Cost ÷ revenue", 30, None, None, "%"),
        ("Cost / revenue 30 %", "Cost / revenue", 30, None, None, "%"),
        ("Leads per week: 12", "Leads per week", 12, None, None, ""),
        ("Churn, goal: 2%", "Churn", None, 2, None, "%"),
        ("lead time 12 days now, target 5 days", "lead time", 12, 5, None, "days"),
    ],
)
def test_a_typed_line_becomes_a_metric(
    typed: str, label: str, now: float, target: float, by: date, unit: str
) -> None:
    assert parse_metric(typed, TODAY) == ParsedMetric(
        label=label, now=now, target=target, by=by, unit=unit
    )


@pytest.mark.parametrize(
    "typed",
    [
        "revenue growth",
        "Top 10",
        "Budget, 2026",
        "Look at 3 options",
        "lead time 12 days now, target 4 hours",
        "now 12 days, should be 5 days by summer",
        "99999999999999999999 now",
        "Q4 lead quality " * 40,
    ],
)
def test_what_holds_no_figures_stays_whole_as_the_label(typed: str) -> None:
    assert parse_metric(typed, TODAY) == ParsedMetric(label=typed.strip())


@pytest.mark.parametrize(
    ("by", "words"),
    [
        (date(2027, 3, 31), "25% by March"),
        (date(2026, 11, 30), "25% by November"),
        (date(2027, 11, 30), "25% by November 2027"),
        (date(2026, 10, 31), "25% by October 2026"),
        (date(2027, 3, 15), "25% by 15 March"),
        (date(2028, 3, 15), "25% by 15 March 2028"),
    ],
)
def test_the_day_is_a_month_where_it_ends_one_and_has_a_year_where_it_must(
    by: date, words: str
) -> None:
    metric = _metric(ParsedMetric(label="Cost", now=30, target=25, by=by, unit="%"))
    assert format_metric(metric, TODAY) == f"Cost — 30% now, {words}"


def test_a_metric_without_a_label_speaks_in_their_words() -> None:
    metric = Metric(id="m", words="what share of revenue\ndo we spend")
    assert format_metric(metric, TODAY) == "what share of revenue do we spend"


@settings(max_examples=150, deadline=None)
@given(
    label=st.text(max_size=40).map(one_line),
    now=NUMBERS | st.none(),
    target=NUMBERS | st.none(),
    by=st.dates(date(1990, 1, 1), date(2090, 12, 31)) | st.none(),
    unit=UNITS,
)
def test_a_metric_written_out_is_read_back_unchanged(
    label: str, now: float | None, target: float | None, by: date | None, unit: str
) -> None:
    assume(" — " not in f"{label} " and label == label.strip(" ,;:(–—"))
    measured = now is not None or target is not None
    wanted = ParsedMetric(
        label=label,
        now=now,
        target=target,
        by=by if target is not None else None,
        unit=unit if measured else "",
    )
    assume(measured or parse_metric(label, TODAY).label == label)
    assume(unit or not any(sign in label for sign in "%‰€$£¥"))
    assert parse_metric(format_metric(_metric(wanted), TODAY), TODAY) == wanted


@pytest.mark.parametrize(
    ("point", "said"),
    [
        (MetricPoint(now=30, target=25, by=MARCH), "30% → 25% by March"),
        (MetricPoint(now=30, target=25), "30% → 25%"),
        (MetricPoint(now=30), "30% now"),
        (MetricPoint(), ""),
    ],
)
def test_a_change_is_said_from_where_to_where(point: MetricPoint, said: str) -> None:
    assert format_change(point, "%", TODAY) == said
