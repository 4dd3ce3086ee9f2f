"""The number that the client judges us by, in sight for the whole call."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from companion.gui.live.times import call_time
from companion.gui.widgets.card import Card
from companion.gui.widgets.text import Label
from companion.method.dates import day_and_month
from companion.method.metric import format_metric
from companion.model import Metric


class MetricStrip(Card):
    """Their metric with its figures, or the wish to ask for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "metric")
        self._caption = Label(self, self.tr("They judge us by"), "caps")
        self._caption.set_tone("metric")
        self._metric = Label(self, "", "strong")
        self._metric.set_tone("metric")
        self._metric.set_wrap()
        self._since = Label(self, "", "time")
        self._since.set_tone("metric")
        self._number = 0
        self._lay_out()
        self.show_metric(None, date.min)

    def set_step(self, number: int) -> None:
        """Say which step asks for the metric; 0 where the playbook has none that does."""
        self._number = number

    def show_metric(self, metric: Metric | None, today: date, done_ms: int | None = None) -> None:
        """Show *metric*; *done_ms* is when the call's clock had the step of it ticked."""
        text = format_metric(metric, today) if metric else ""
        ask = self.tr("Not known yet – ask (Ctrl {number})").format(number=self._number)
        self._metric.setText(text or (ask if self._number else self.tr("Not known yet")))
        self._metric.set_role("strong" if text else "body")
        self._since.setText(self._set_when(metric, today, done_ms) if text else "")
        self._since.setVisible(bool(self._since.text()) and not self._caption.isHidden())
        self.setAccessibleName(f"{self._caption.text()}: {self._metric.text()}")

    def set_tight(self, *, on: bool) -> None:
        """Leave out what a low window has no room for."""
        self._caption.setHidden(on)
        self._since.setHidden(on or not self._since.text())
        layout = self.layout()
        assert isinstance(layout, QBoxLayout)
        layout.setContentsMargins(12, 4 if on else 8, 12, 5 if on else 9)

    def _set_when(self, metric: Metric | None, today: date, done_ms: int | None) -> str:
        if done_ms is not None:
            return self.tr("set at {time}").format(time=call_time(done_ms))
        point = metric.latest if metric else None
        if point is None or point.at is None:
            return ""
        day = point.at.date()
        if day == today:
            return self.tr("set today")
        return self.tr("since {day}").format(day=day_and_month(day, today))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 9)
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._caption)
        words.addWidget(self._metric)
        row.addLayout(words, 1)
        row.addWidget(self._since, 0, Qt.AlignmentFlag.AlignVCenter)
