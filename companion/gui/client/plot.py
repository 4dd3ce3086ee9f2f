"""A small plot of one metric over time: its readings, where it should be, and by when."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.gui.client.words import day_said
from companion.gui.theme.palette import current_tokens
from companion.gui.theme.tokens import Tokens
from companion.gui.theme.type import font_for
from companion.method.conventions import convention
from companion.method.metric import ends_month, is_next
from companion.method.one_line import one_line
from companion.model import Metric, MetricPoint
from companion.model.value import Number

_SIDE: Final = 12.0
_DOT: Final = 4.0
_LINES: Final = 6.0
"""The height of the plot in lines of small letters, so that it grows with them."""


class MetricPlot(QWidget):
    """Draws the readings of a metric; a screen reader hears them as one sentence."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Draw nothing until ``show_metric``."""
        super().__init__(parent)
        self._metric: Metric | None = None
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_metric(self, metric: Metric, today: date) -> None:
        """Draw the readings of *metric*; days are said as of *today*."""
        self._metric, self._today = metric, today
        self.setAccessibleName(plot_said(metric, today))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as some lines of small letters."""
        line = QFontMetricsF(font_for("small")).height()
        return QSize(round(line * 14), round(line * _LINES))

    def minimumSizeHint(self) -> QSize:
        """No smaller than it can be read."""
        return QSize(120, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it with the tokens of now."""
        if self._metric is None:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font_for("small"))
            _Drawing(painter, QRectF(self.rect()), self._metric, self._today).draw()

    def changeEvent(self, event: QEvent) -> None:
        """Follow another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ApplicationFontChange:
            self.updateGeometry()


class _Drawing:
    """One painting of a metric: its scale, then its lines and figures."""

    def __init__(self, painter: QPainter, room: QRectF, metric: Metric, today: date) -> None:
        self._painter, self._metric, self._today = painter, metric, today
        self._tokens: Tokens = current_tokens()
        self._fine = QFontMetricsF(painter.font())
        self._read = [point for point in metric.points if point.now is not None]
        latest = metric.latest
        self._target = latest if latest and latest.target is not None else None
        self._end = room.right()
        high = self._fine.height()
        self._room = room.adjusted(_DOT, high, -self._now_width() - _SIDE, -high - _DOT)

    def draw(self) -> None:
        """Paint the target below the readings."""
        if self._target is not None:
            self._draw_target(self._target)
        if self._read:
            self._draw_readings()

    def _draw_readings(self) -> None:
        ink = QColor(self._tokens.metric.ink)
        heights = [self._y(point.now or 0) for point in self._read]
        places = [QPointF(x, y) for x, y in zip(self._xs(), heights, strict=True)]
        self._painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        self._painter.drawPolyline(QPolygonF(places))
        self._painter.setBrush(ink)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.drawEllipse(places[-1], _DOT, _DOT)
        self._painter.setPen(ink)
        middle = places[-1].y() + (self._fine.ascent() - self._fine.descent()) / 2
        baseline = middle - self._fine.height() * 0.35
        self._painter.drawText(QPointF(places[-1].x() + 2 * _DOT, baseline), self._now_text())

    def _draw_target(self, point: MetricPoint) -> None:
        assert point.target is not None
        y = self._y(point.target)
        pen = QPen(QColor(self._tokens.accent), 1.5, Qt.PenStyle.DashLine)
        self._painter.setPen(pen)
        self._painter.drawLine(QPointF(self._room.left(), y), QPointF(self._end, y))
        text = target_said(point, self._metric.unit, self._today)
        self._painter.setPen(QColor(self._tokens.agreed.ink))
        left = max(self._room.left(), self._end - self._fine.horizontalAdvance(text))
        above = bool(self._read) and self._y(self._read[-1].now or 0) > y
        baseline = y - self._fine.descent() - 3 if above else y + self._fine.ascent() + 3
        self._painter.drawText(QPointF(left, baseline), text)

    def _xs(self) -> list[float]:
        """Return where the readings stand: by their day, or one after the other without days."""
        count = len(self._read)
        moments = [p.at.timestamp() for p in self._read if p.at is not None]
        if len(moments) < count or max(moments) == min(moments):
            moments = [float(place) for place in range(count)]
        first, span = min(moments), (max(moments) - min(moments)) or 1.0
        if count == 1:
            return [self._room.center().x()]
        return [self._room.left() + (m - first) / span * self._room.width() for m in moments]

    def _y(self, number: Number) -> float:
        every = [float(p.now) for p in self._read if p.now is not None]
        if self._target is not None and self._target.target is not None:
            every.append(float(self._target.target))
        low, high = min(every), max(every)
        share = (float(number) - low) / (high - low) if high > low else 0.5
        return float(self._room.bottom() - share * self._room.height())

    def _now_text(self) -> str:
        return quantity(self._read[-1].now, self._metric.unit) if self._read else ""

    def _now_width(self) -> float:
        return self._fine.horizontalAdvance(self._now_text())


def plot_said(metric: Metric, today: date) -> str:
    """Return the plot in words: "Cost ÷ revenue: from 36% on 3 Feb to 30% on 21 Nov, …"."""
    read = [point for point in metric.points if point.now is not None]
    parts = []
    if read:
        first, last = read[0], read[-1]
        now = quantity(last.now, metric.unit)
        whole = _tr("{first} at first, {now} now") if len(read) > 1 else _tr("{now} now")
        parts.append(whole.format(first=quantity(first.now, metric.unit), now=now))
    if metric.latest and metric.latest.target is not None:
        parts.append(target_said(metric.latest, metric.unit, today))
    figures = ", ".join(parts) or _tr("no figures yet")
    return _tr("{label}: {figures}").format(label=metric_name(metric), figures=figures)


def target_said(point: MetricPoint, unit: str, today: date) -> str:
    """Return "25% by March", with the year where it would mean another one."""
    wanted = quantity(point.target, unit)
    if point.by is None:
        return _tr("target {wanted}").format(wanted=wanted)
    year = not is_next(point.by, today)
    words = convention("en")
    day = words.month(point.by, year=year) if ends_month(point.by) else day_said(point.by, today)
    return _tr("{wanted} by {day}").format(wanted=wanted, day=day)


def metric_name(metric: Metric) -> str:
    """Return what the client calls the number."""
    return one_line(metric.label) or one_line(metric.words) or _tr("Their number")


def quantity(number: Number | None, unit: str) -> str:
    """Return a figure with its unit; empty for none."""
    return "" if number is None else convention("en").quantity(number, one_line(unit))


def _tr(text: str) -> str:
    return QCoreApplication.translate("MetricPlot", text)
