"""Shows every widget in one window, for looking: python tests/gallery.py [dark] [points]."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

# ruff: noqa: E402 - the import path comes first, so that the script runs by itself.

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLayout,
    QListWidget,
    QSlider,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from companion.gui.theme.palette import Theme
from companion.gui.theme.type import FACES
from companion.gui.widgets.card import Bar, Card, Divider
from companion.gui.widgets.chip import Chip
from companion.gui.widgets.chips_edit import ChipsEdit
from companion.gui.widgets.entry import GrowingEntry
from companion.gui.widgets.keycap import KeyButton, KeyCap
from companion.gui.widgets.one_line import LineEdit
from companion.gui.widgets.person_chip import person_from
from companion.gui.widgets.scroll import PageScroll
from companion.gui.widgets.step_check import StepCheck
from companion.gui.widgets.step_dots import StepDots
from companion.gui.widgets.text import Label, set_tip
from companion.gui.widgets.time_bar import TimeBar

KINDS = [
    "fact",
    "metric",
    "concern",
    "quote",
    "idea",
    "point",
    "promise",
    "risk",
    "private",
    "next_step",
    "open",
    "agreed",
    "trial",
    "parked",
    "their_choice",
    "we_were_wrong",
]


def column(*parts: QWidget | QLayout, margins: int = 16, spacing: int = 8) -> QVBoxLayout:
    box = QVBoxLayout()
    box.setContentsMargins(margins, margins, margins, margins)
    box.setSpacing(spacing)
    for part in parts:
        box.addLayout(part) if isinstance(part, QLayout) else box.addWidget(part)
    return box


def row(*parts: QWidget | int, spacing: int = 8) -> QHBoxLayout:
    box = QHBoxLayout()
    box.setSpacing(spacing)
    for part in parts:
        box.addStretch(part) if isinstance(part, int) else box.addWidget(part)
    return box


def holding(widget: QWidget, layout: QLayout) -> QWidget:
    widget.setLayout(layout)
    return widget


def call_header() -> QWidget:
    clock = Label(None, "23:41", "clock")
    names = column(
        Label(None, "Northwind · Q4 lead quality", "heading"),
        Label(None, "Dana Ortiz, Sam Lee · 2nd call on this", "small"),
        margins=0,
        spacing=2,
    )
    top = QHBoxLayout()
    top.addLayout(names)
    top.addStretch(1)
    top.addWidget(clock)
    bar = TimeBar()
    bar.set_time(1421, 2700)
    below = row(Label(None, "started 14:02", "time"), 1, Label(None, "21 min left of 45", "time"))
    return holding(Bar(None, "bottom", "surface"), column(top, bar, below, margins=14))


def metric_strip() -> QWidget:
    caps, number = Label(None, "They judge us by", "caps"), Label(None, "Cost ÷ revenue", "strong")
    caps.set_tone("metric")
    number.set_tone("metric")
    number.setText("Cost ÷ revenue — 30% now, 25% by March")
    return holding(Card(None, "metric"), column(caps, number, margins=12, spacing=2))


def steps() -> QWidget:
    box = column(margins=10, spacing=8)
    words = ["Understand their metric", "Reframe", "Say “we”", "Present three options"]
    for place, word in enumerate([*words, "Agree a next step"]):
        check = StepCheck(None, word)
        check.setChecked(place < 3)
        check.set_current(place == 3)
        at = (
            Label(None, f"0{place + 4}:12", "time")
            if place < 3
            else KeyCap(None, f"Ctrl+{place + 1}")
        )
        box.addLayout(row(check, 1, at))
    line = Label(None, "“There are three ways we could get there. Which fits you best?”")
    line.set_wrap()
    box.addWidget(line)
    box.addWidget(
        holding(Card(None), row(Label(None, "A", "strong"), Label(None, "Pause display"), 1))
    )
    chosen = Label(None, "chosen", "small_strong")
    chosen.set_tone("accent")
    box.addWidget(
        holding(
            Card(None, "chosen"), row(Label(None, "B", "strong"), Label(None, "Form"), 1, chosen)
        )
    )
    return holding(Card(), box)


def notes() -> QWidget:
    box = column(margins=0, spacing=0)
    for at, kind, text in (
        ("04:12", "metric", "CFO looks at cost over revenue, not growth"),
        ("08:30", "concern", "leads “look busy but don’t buy”"),
        ("14:03", "quote", "<b>“we can’t go to the board with 30% again”</b>"),
    ):
        label = Label(None, text)
        label.set_wrap()
        inner = QHBoxLayout()
        inner.setContentsMargins(12, 8, 12, 8)
        for part in (Label(None, at, "time"), Chip(None, kind)):
            inner.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        inner.addWidget(label, 1)
        box.addLayout(inner)
        box.addWidget(Divider())
    entry = GrowingEntry()
    entry.set_bare(True)
    entry.setPlaceholderText("Note… / for a kind")
    box.addLayout(column(row(entry, KeyCap(None, "Return")), margins=12))
    return holding(Card(), box)


def live() -> QWidget:
    end = KeyButton(None, "End & write recap", "Ctrl+E")
    end.set_primary(True)
    foot = row(Label(None, "Saved · 23:05", "time"), 1, end)
    box = column(margins=12, spacing=10)
    for part in (metric_strip(), steps(), notes()):
        box.addWidget(part)
    box.addStretch(1)
    box.addLayout(foot)
    return holding(QWidget(), column(call_header(), box, margins=0, spacing=0))


def fields() -> QWidget:
    people = ChipsEdit()
    people.set_people([person_from("Dana Ortiz <dana@northwind.example>"), person_from("Sam Lee")])
    people.setPlaceholderText("add…")
    people.set_suggestions(QStringListModel(["Maya Chen <maya@lumen.example>", "Priya Nair"]))
    line = LineEdit()
    line.setText("Q4 lead quality")
    entry = GrowingEntry()
    entry.set_least_lines(2)
    entry.set_text("Leads are up but few turn into opportunities.\nSales spends Mondays filtering.")
    combo = QComboBox()
    combo.addItems(["Five steps to a win-win", "APPLE"])
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(70)
    minutes = QSpinBox()
    minutes.setSuffix(" min")
    minutes.setValue(45)
    date = QDateEdit()
    date.setCalendarPopup(True)
    set_tip(line, "<b>literal</b> tip")
    return holding(
        QWidget(),
        column(
            Label(None, "What you disagree about", "label"), line,
            Label(None, "On the call", "label"), people,
            Label(None, "How they see it", "label"), entry,
            Label(None, "How sure are we?", "label"), slider,
            Label(None, "Playbook", "label"), combo, row(minutes, date),
        ),
    )  # fmt: skip


def words() -> QWidget:
    box = column(*(Label(None, f"{role} 23:41", role) for role in FACES), spacing=2)
    kinds = column(margins=0)
    for first in range(0, len(KINDS), 4):
        kinds.addLayout(row(*(Chip(None, kind) for kind in KINDS[first : first + 4]), 1))
    box.addLayout(kinds)
    box.addLayout(
        row(StepDots(None, [True, True, False, True, True]), Chip(None, "person", "Dana"), 1)
    )
    start = KeyButton(None, "Start call", "Ctrl+Return")
    start.set_primary(True)
    off = KeyButton(None, "Send", "Ctrl+Shift+Return")
    off.set_primary(True)
    off.setEnabled(False)
    box.addLayout(
        row(KeyButton(None, "Schedule"), start, off, KeyButton(None, "New call", "Ctrl+N"), 1)
    )
    link = KeyButton(None, "Use this")
    link.setProperty("link", True)
    small = KeyButton(None, "We were")
    small.setProperty("small", True)
    box.addLayout(row(link, small, 1))
    nav = QListWidget()
    nav.setProperty("role", "nav")
    # Otherwise the heights of rows are remembered from before the stylesheet.
    nav.ensurePolished()
    nav.addItems(["Today", "All disagreements", "Open"])
    nav.setCurrentRow(1)
    nav.setMaximumHeight(130)
    box.addWidget(nav)
    box.addStretch(1)
    return holding(Bar(None, "left"), box)


def main() -> int:
    app = QApplication([*sys.argv, "-style", "Fusion"])
    if len(sys.argv) > 2:
        font = app.font()
        font.setPointSizeF(float(sys.argv[2]))
        app.setFont(font)
    theme = Theme(app, ROOT / "resources" / "style", "dark" if "dark" in sys.argv else "light")
    window = PageScroll()
    inner = column(fields(), margins=0)
    inner.addStretch(1)
    middle = holding(QWidget(), inner)
    page = QWidget()
    whole = QHBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    for part, stretch in ((live(), 4), (middle, 4), (words(), 5)):
        whole.addWidget(part, stretch)
    window.setWidget(page)
    window.setWindowTitle(f"Gallery {theme.tokens.name}")
    window.resize(1240, 800)
    window.show()
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main())
