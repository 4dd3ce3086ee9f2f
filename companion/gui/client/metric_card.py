"""Their metric over time: a small plot, and the same figures as a table for keys and readers."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from companion.gui.client.plot import MetricPlot, metric_name, plot_said, quantity
from companion.gui.client.words import day_said
from companion.gui.widgets.card import Card
from companion.gui.widgets.keycap import KeyButton
from companion.gui.widgets.text import Label
from companion.model import Metric, MetricPoint

_MOST_ROWS = 6
"""Rows that the table shows at once; with more it scrolls."""


class MetricCard(Card):
    """Shows one of the client's metrics, the one read last at first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say that nothing is known until ``show_metrics``."""
        super().__init__(parent)
        self._metrics: tuple[Metric, ...] = ()
        self._today = date.min
        self._shown: tuple[object, ...] = ()
        self._caption = Label(self, self.tr("They judge us by"), "caps")
        self._caption.set_tone("metric")
        self._name = Label(self, "", "strong")
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("Which number"))
        self.choice.currentIndexChanged.connect(self._show_chosen)
        self.plot = MetricPlot(self)
        self._nothing = Label(self, "", "muted")
        for label in (self._name, self._nothing):
            label.set_wrap()
        self.table = QTableWidget(self)
        self.as_table = KeyButton(self)
        self.as_table.setProperty("link", True)
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._turn)
        self._ready_table()
        self._lay_out()

    def show_metrics(self, metrics: tuple[Metric, ...], today: date) -> None:
        """Show *metrics*; the one that was chosen stays where it is still among them."""
        if (metrics, today) == self._shown:
            return
        self._shown = (metrics, today)
        chosen = self._metrics[self.choice.currentIndex()].id if self._metrics else ""
        self._metrics, self._today = metrics, today
        ids = [metric.id for metric in metrics]
        with QSignalBlocker(self.choice):
            self.choice.clear()
            self.choice.addItems([metric_name(metric) for metric in metrics])
            self.choice.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)
        self.choice.setVisible(len(metrics) > 1)
        self._name.setVisible(len(metrics) < 2)
        self._show_chosen()

    def _show_chosen(self) -> None:
        metric = self._metrics[self.choice.currentIndex()] if self._metrics else None
        points = metric.points if metric else ()
        has_figures = any(p.now is not None or p.target is not None for p in points)
        self._name.setText(metric_name(metric) if metric else self.tr("Not known yet"))
        self._nothing.setText(
            self.tr("No figures yet. Each reading that you note adds a point here.")
            if metric
            else self.tr("Ask which number they are judged by: it opens the next call.")
        )
        self._nothing.setVisible(not has_figures)
        self.as_table.setVisible(has_figures)
        if metric is not None:
            self.plot.show_metric(metric, self._today)
            self._fill_table(metric)
        self._turn(self.as_table.isChecked())

    def _turn(self, is_table: bool) -> None:
        """Show the table in place of the plot, or the plot again."""
        has_figures = not self.as_table.isHidden()
        self.as_table.setText(self.tr("Show the plot") if is_table else self.tr("Show as a table"))
        self.table.setVisible(is_table and has_figures)
        self.plot.setVisible(not is_table and has_figures)

    def _fill_table(self, metric: Metric) -> None:
        self.table.setAccessibleName(plot_said(metric, self._today))
        self.table.setRowCount(len(metric.points))
        for row, point in enumerate(reversed(metric.points)):
            for column, text in enumerate(self._cells(point, metric.unit)):
                self.table.setItem(row, column, QTableWidgetItem(text))
        if metric.points:
            self.table.setCurrentCell(0, 0)
        self._fit_table()

    def _fit_table(self) -> None:
        line = self.table.verticalHeader().defaultSectionSize()
        rows = min(max(1, self.table.rowCount()), _MOST_ROWS)
        header = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(header + rows * line + 4)

    def _cells(self, point: MetricPoint, unit: str) -> tuple[str, str, str, str]:
        day = point.at.astimezone().date() if point.at else None
        return (
            day_said(day, self._today),
            quantity(point.now, unit),
            quantity(point.target, unit),
            day_said(point.by, self._today),
        )

    def _ready_table(self) -> None:
        table = self.table
        table.setColumnCount(4)
        table.setHorizontalHeaderLabels(
            [self.tr("Noted"), self.tr("Now"), self.tr("Target"), self.tr("By")]
        )
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 1.6))
        table.horizontalHeader().setSectionResizeMode(table.horizontalHeader().ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(
            3, table.horizontalHeader().ResizeMode.ResizeToContents
        )
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 12)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self._caption, 1)
        head.addWidget(self.as_table, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        for widget in (self._name, self.choice, self.plot, self.table, self._nothing):
            column.addWidget(widget)
        column.addStretch(1)
        self.show_metrics((), date.min)
        self._show_chosen()
